"""The strip: a routine from left to right over time, as an SVG."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final
from xml.etree.ElementTree import Element

from coach.picture._axis import axis_marks
from coach.picture._bars import ChapterBar, Stretch, chapters, seen, stretches
from coach.picture._explained import MOST_LISTED, add_heading, add_key, add_legend, clock_at, told
from coach.picture._labels import ROW, chapter_labels, width_of
from coach.picture._shapes import COLOURS, figures, look
from coach.picture._sheet import COMPACT, WHOLE, Sheet
from coach.picture._svg import add, add_figure, document, number, written
from coach.timeline import ENGLISH, Kind, Messages, Timeline
from coach.units import clock

WIDTH: Final = round(WHOLE.width)
"""Units of the whole picture, which has no need of more pixels to be legible."""
_FONT: Final = "system-ui, sans-serif"
_INK: Final = "#20242c"
_PAPER: Final = "#ffffff"
_IN_THE_DARK: Final = (
    "@media (prefers-color-scheme: dark) {.coach-strip {color: #e6e3dc} .coach-strip > .coach-paper {fill: #16181d}}"
)
_FINEST_SECTION: Final = 4
"""Sections narrower than this are not told apart."""


def strip_svg(timeline: Timeline, title: str = "", messages: Messages = ENGLISH, *, compact: bool = False) -> str:
    """The routine over time, as one SVG element in text.

    The whole picture, 1200 units wide, has the title as its heading, a legend in the words of ``messages``, and a list of the sections;
    it follows the reader's wish for light or dark. With ``compact`` it is for a page that has all of these itself: 400 units wide, on
    no ground of its own, with lines and letters in ``currentColor``, and from edge to edge, so that what happens after a third of the
    time stands at a third of the width. Both grow and shrink with the room they are given.
    """
    sheet = COMPACT if compact else WHOLE
    parts, sections = stretches(timeline), chapters(timeline)
    picture = document(sheet.width, 0, {"role": "img", "class": "coach-strip", "font-family": _FONT})
    add(picture, "title", title or clock(timeline.duration_s))
    add(picture, "desc", _description(timeline, sections))
    paper = None if compact else _paper(picture)
    y = 0.0 if compact else add_heading(picture, title, clock(timeline.duration_s), sheet)
    y = _add_band(picture, parts, sections, sheet, y)
    y = _add_time(picture, timeline, sheet, y)
    if paper is not None:
        y = add_legend(picture, [kind for kind in Kind if kind in parts], messages, sheet, y)
        y = add_key(picture, sections, sheet, y)
        paper.set("height", f"{y:.0f}")
    picture.set("viewBox", f"0 0 {sheet.width:.0f} {y:.0f}")
    return written(picture)


def _description(timeline: Timeline, sections: Sequence[ChapterBar]) -> str:
    """The same for people who cannot see it, without a word of our own: how long, and when each section begins."""
    begins = ", ".join(f"{told(section)} ({clock_at(section)})" for section in sections[:MOST_LISTED])
    return f"{clock(timeline.duration_s)}: {begins}{', …' if len(sections) > MOST_LISTED else ''}"


def _paper(picture: Element) -> Element:
    picture.set("color", _INK)
    add(picture, "style", _IN_THE_DARK)
    return add(picture, "rect", class_="coach-paper", width="100%", fill=_PAPER)


def _add_band(
    picture: Element,
    parts: Mapping[Kind, tuple[Stretch, ...]],
    sections: Sequence[ChapterBar],
    sheet: Sheet,
    top: float,
) -> float:
    """The sections and, along a base line through them, everything that happens. Gives the y below it."""
    drawn = seen(sections, _FINEST_SECTION / sheet.length)
    labels = chapter_labels(drawn, sheet.margin, sheet.length, sheet.letters)
    rows = 1 + max((label.row for label in labels), default=0)
    base_y = top + rows * ROW * sheet.letters + sheet.rise * 1.5
    bottom = base_y + sheet.depth * 1.15
    _add_grounds(picture, drawn, sheet, top, bottom)
    texts = add(picture, "g", font_size=sheet.letters, fill="currentColor")
    for label in labels:
        add(texts, "text", label.text, x=label.x, y=top + sheet.letters * (1.1 + label.row * ROW))
    left, right = sheet.x(0), sheet.x(1)
    add(
        picture,
        "path",
        d=f"M{number(left)} {number(base_y)}H{number(right)}",
        stroke="currentColor",
        stroke_opacity=".35",
    )
    for kind, shape in figures(parts, sheet.scale):
        add_figure(picture, shape, partial(sheet.point, base_y), COLOURS[kind], look(kind, f"coach-{kind}"))
    return bottom


def _add_grounds(picture: Element, sections: Sequence[ChapterBar], sheet: Sheet, top: float, bottom: float) -> None:
    """The sections' grounds, every other one darker; a wide one tells its name where a mouse rests on it."""
    grounds = add(picture, "g", fill="currentColor")
    edges = ""
    for section in sections:
        x, width = sheet.x(section.stretch.start), section.stretch.length * sheet.length
        opacity = ".09" if section.number % 2 else ".03"
        ground = add(grounds, "rect", x=x, y=top, width=width, height=bottom - top, fill_opacity=opacity)
        if width > sheet.letters:
            add(ground, "title", f"{told(section)} ({clock_at(section)})")
        edges += f"M{number(x)} {number(top)}V{number(bottom)}"
    if edges:
        add(picture, "path", d=edges, stroke="currentColor", stroke_opacity=".3")


def _add_time(picture: Element, timeline: Timeline, sheet: Sheet, top: float) -> float:
    """Marks of time, with numbers at some. Gives the y below them."""
    duration_s, size = timeline.duration_s, sheet.letters * 0.9
    room = width_of(clock(duration_s), size) + size
    for mark in axis_marks(duration_s, sheet.length, room):
        x = sheet.x(mark.at_s / duration_s)
        long = size * (0.5 if mark.text else 0.25)
        add(picture, "line", x1=x, x2=x, y1=top, y2=top + long, stroke="currentColor", stroke_opacity=".6")
        if mark.text:
            anchor = "start" if mark.at_s == 0 else "end" if mark.at_s == duration_s else "middle"
            y = top + size * 1.5
            add(picture, "text", mark.text, x=x, y=y, font_size=size, text_anchor=anchor, fill="currentColor")
    return top + size * 1.9
