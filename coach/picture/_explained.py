"""What surrounds a strip so that it explains itself: a heading, a legend, a list of the sections."""

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element

from coach.picture._bars import ChapterBar, Stretch
from coach.picture._labels import flowing, shortened, width_of
from coach.picture._shapes import COLOURS, Point, Scale, figure, look
from coach.picture._sheet import Sheet
from coach.picture._svg import add, add_figure
from coach.timeline import Kind, Messages
from coach.units import clock, samples_of, samples_to_s

_TITLE: Final = 24
_SAMPLE: Final = 44
"""How long a kind is drawn in the legend."""
_SHRUNK: Final = 0.6
_COLUMN: Final = 380
"""How wide a column of the list of sections is."""
_ROW: Final = 1.7
_LONGEST: Final = 60
"""Of a section's name where nothing else keeps it short, in sizes of letters."""
MOST_LISTED: Final = 90
"""Sections in a list; more than these nobody reads."""


def add_heading(picture: Element, title: str, duration: str, sheet: Sheet) -> float:
    """The title at the left and how long it lasts at the right. Gives the y below it."""
    y, right = _TITLE * 1.7, sheet.width - sheet.margin
    room = sheet.length - width_of(duration, _TITLE) - _TITLE
    short = shortened(title, room, _TITLE * 1.1)
    add(picture, "text", short, x=sheet.margin, y=y, font_size=_TITLE, font_weight="bold", fill="currentColor")
    add(picture, "text", duration, x=right, y=y, font_size=_TITLE, text_anchor="end", fill="currentColor")
    return y + _TITLE * 0.8


def add_legend(picture: Element, kinds: Sequence[Kind], messages: Messages, sheet: Sheet, top: float) -> float:
    """A sample of each kind with its name. Gives the y below it."""
    names = [messages.kind(kind) for kind in kinds]
    gap = sheet.letters
    widths = [_SAMPLE + gap / 2 + width_of(name, sheet.letters) + 2 * gap for name in names]
    row_height = sheet.rise * _SHRUNK * 1.4
    places = flowing(widths, sheet.length + 2 * gap)
    for kind, name, (x, row) in zip(kinds, names, places, strict=True):
        left, middle = sheet.margin + x, top + gap + (row + 0.5) * row_height
        _add_sample(picture, kind, sheet.scale, left, middle)
        y = middle + sheet.letters * 0.35
        add(picture, "text", name, x=left + _SAMPLE + gap / 2, y=y, font_size=sheet.letters, fill="currentColor")
    rows = 1 + max((row for _, row in places), default=0)
    return top + rows * row_height + 1.5 * gap


def add_key(picture: Element, sections: Sequence[ChapterBar], sheet: Sheet, top: float) -> float:
    """The first sections by number, with the time at which each begins, down one column after the other. Gives the y below them."""
    listed = sections[:MOST_LISTED]
    columns = max(1, int(sheet.length // _COLUMN))
    rows = -(-len(listed) // columns)
    size = sheet.letters
    number_room = width_of(str(len(listed)), size) + size
    texts = add(picture, "g", font_size=size, fill="currentColor")
    for position, section in enumerate(listed):
        x, y = sheet.margin + position // rows * _COLUMN, top + (position % rows + 1) * size * _ROW
        at = clock_at(section)
        room = _COLUMN - number_room - width_of(f"  {at}", size) - size
        line = add(texts, "text", str(section.number), x=x, y=y, font_weight="bold")
        add(line, "tspan", shortened(section.title, room, size), x=x + number_room, font_weight="normal")
        add(line, "tspan", at, dx=size / 2, font_weight="normal", fill_opacity=".7")
    if len(sections) > MOST_LISTED:
        add(texts, "text", "…", x=sheet.width - sheet.margin - size, y=top + rows * size * _ROW)
    return top + rows * size * _ROW + 2 * size


def told(section: ChapterBar) -> str:
    """A section by number and name, the name cut where it is endless."""
    return f"{section.number} {shortened(section.title, _LONGEST, 1)}"


def clock_at(section: ChapterBar) -> str:
    """When a section begins, for people."""
    return clock(samples_to_s(samples_of(section.at)))


def _add_sample(picture: Element, kind: Kind, scale: Scale, left: float, middle: float) -> None:
    """One kind as it looks in the strip, somewhat smaller, around ``middle``."""
    scale = Scale(_SAMPLE, scale.rise * _SHRUNK, scale.depth * _SHRUNK, scale.pitch, scale.grain)
    parts = (Stretch(0.5, 0.5),) if kind is Kind.CHIME else (Stretch(0, 1, parts=5),)
    shape = figure(kind, parts, scale)
    heights = [above for line in shape.lines for _, above in line]
    base_y = middle + (max(heights) + min(heights)) / 2

    def place(point: Point) -> Point:
        return left + point[0], base_y - point[1]

    add_figure(picture, shape, place, COLOURS[kind], look(kind, f"coach-sample-{kind}"))
