"""The cover: a routine wound into a ring like the face of a clock, with its title inside, as a square PNG."""

from hashlib import sha256
from itertools import pairwise
from math import ceil, cos, pi, sin
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from coach._version import __version__
from coach.picture._bars import chapters, seen, stretches
from coach.picture._raster import FAMILY, drawn_by, png_of
from coach.picture._shapes import HANDS, Figure, Line, Point, Scale, figures
from coach.picture._svg import add, add_figure, document, written
from coach.picture._title import set_in_circle
from coach.timeline import Kind, Timeline

SIDE: Final = 1400
"""Pixels, and units of the drawing. Podcast directories take covers from 1400 pixels on."""


class _Palette(NamedTuple):
    ground: str
    soft: str
    hands: str
    words: str
    ink: str


_PALETTES: Final = (
    _Palette("#482427", "#5c3639", "#ea998b", "#f3d2a4", "#fff1f2"),
    _Palette("#472718", "#5b3929", "#e0a26f", "#dedba5", "#fef2ed"),
    _Palette("#402c0c", "#543e1f", "#caae63", "#c4e2b4", "#fbf4ea"),
    _Palette("#35320c", "#47441f", "#a9bb71", "#ace7cc", "#f6f6eb"),
    _Palette("#243619", "#35492b", "#82c38f", "#a0e7e6", "#f1f8ee"),
    _Palette("#0e3929", "#234c3b", "#5fc6b3", "#a6e2fb", "#ecf9f3"),
    _Palette("#003939", "#164b4b", "#59c2d4", "#b9daff", "#eaf9f8"),
    _Palette("#063645", "#1d4858", "#73baea", "#d2d2ff", "#ebf8fd"),
    _Palette("#1c314c", "#2e445f", "#98aef1", "#e9caf8", "#eff6ff"),
    _Palette("#2e2c4b", "#3f3e5f", "#bba3e8", "#fac6e2", "#f4f4ff"),
    _Palette("#3b2743", "#4d3957", "#d59acf", "#ffc5c9", "#f9f2fc"),
    _Palette("#442437", "#573649", "#e696ae", "#ffcab2", "#fdf1f7"),
)
"""Twelve hues around the circle of OKLCH, of one lightness and saturation each: ground 0.31, hands 0.76, words 0.88, letters 0.97."""

_CENTRE: Final = SIDE / 2
_RADIUS: Final = 548.0
"""Of the base line."""
_OPEN: Final = 1 / 72
"""The share of the circle between the end and the beginning."""
_SCALE: Final = Scale(length=2 * pi * _RADIUS * (1 - _OPEN), rise=84, depth=58, pitch=21, grain=14)
_TITLE_RADIUS: Final = 448.0
_ON_IT: Final = frozenset((*HANDS, Kind.SPEECH))
"""Pauses and chimes are too small for a picture that is mostly seen small."""
_LAST_LETTER: Final = "\u017f"
"""The end of Latin Extended-A: up to here the font that comes along has every letter but two."""
_LACKING: Final = "\u0133\u017f"
_MOST_CUTS: Final = 60
_CUT: Final = 7.0
_BEND: Final = 5.0
"""Straight pieces are at most so long before they are bent round."""


def cover_png(timeline: Timeline, title: str) -> bytes:
    """A square picture of a routine, to stand for it among others; 1400 pixels a side, and the same bytes for the same routine.

    The hue follows from the title. Of a title that no font can draw, the letters are left out.
    """
    svg, system_fonts = cover_svg(timeline, title)
    return png_of(svg, SIDE, system_fonts=system_fonts)


def cover_key(timeline: Timeline, title: str) -> str | None:
    """A name in hexadecimal for all that shapes a cover, under which it can be kept; None if the system's fonts may shape it too.

    To find out how it looks takes as long as the rest of a small export, so it is worth keeping.
    """
    if any(letter > _LAST_LETTER or letter in _LACKING for letter in title):
        return None
    bare = written(_without_title(timeline, _palette_of(title), FAMILY))
    return sha256("\0".join((__version__, drawn_by(), title, bare)).encode()).hexdigest()


def cover_svg(timeline: Timeline, title: str) -> tuple[str, bool]:
    """The same before it is turned into pixels, and whether its letters need the system's fonts."""
    setting = set_in_circle(title, _TITLE_RADIUS)
    palette = _palette_of(title)
    picture = _without_title(timeline, palette, setting.family)
    letters = add(
        picture, "g", font_size=setting.size, font_weight=setting.weight, text_anchor="middle", fill=palette.ink
    )
    for text, y in setting.lines:
        add(letters, "text", text, x=_CENTRE, y=_CENTRE + y)
    return written(picture), setting.system_fonts


def _palette_of(title: str) -> _Palette:
    return _PALETTES[sha256(title.encode(errors="replace")).digest()[0] % len(_PALETTES)]


def _without_title(timeline: Timeline, palette: _Palette, family: str) -> Element:
    picture = document(SIDE, SIDE, {"font-family": family})
    add(picture, "rect", width=SIDE, height=SIDE, fill=palette.ground)
    _add_face(picture, timeline, palette)
    for kind, shape in figures(stretches(timeline), _SCALE):
        if kind in _ON_IT:
            add_figure(picture, _bent(shape), _round, palette.words if kind is Kind.SPEECH else palette.hands, {})
    return picture


def _add_face(picture: Element, timeline: Timeline, palette: _Palette) -> None:
    """The face of the clock, with a cut at its rim where a section begins."""
    top, bottom = _SCALE.rise * 1.1, -_SCALE.depth * 1.16
    add(picture, "circle", cx=_CENTRE, cy=_CENTRE, r=_RADIUS + top, fill=palette.soft)
    begins = (chapter.stretch.start * _SCALE.length for chapter in seen(chapters(timeline), 1 / _MOST_CUTS))
    cuts = Figure(tuple(((x, top + 2), (x, bottom)) for x in begins), thick=_CUT)
    add_figure(picture, cuts, _round, palette.ground, {})


def _round(point: Point) -> Point:
    """A point of the straight line, on the circle: from the top on, clockwise, with the words outside."""
    along, above = point
    angle = 2 * pi * (_OPEN / 2 + along / _SCALE.length * (1 - _OPEN))
    return _CENTRE + (_RADIUS + above) * sin(angle), _CENTRE - (_RADIUS + above) * cos(angle)


def _bent(shape: Figure) -> Figure:
    return Figure(tuple(map(_in_short_pieces, shape.lines)), shape.is_filled, shape.thick)


def _in_short_pieces(line: Line) -> Line:
    points = [line[0]]
    for (x, y), (next_x, next_y) in pairwise(line):
        count = max(1, ceil(abs(next_x - x) / _BEND))
        points += [(x + (next_x - x) * n / count, y + (next_y - y) * n / count) for n in range(1, count + 1)]
    return tuple(points)
