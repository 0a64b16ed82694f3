"""Setting a title inside a circle: as large as it fits, in a few lines, by asking the renderer what it would draw."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Final
from unicodedata import category, east_asian_width
from xml.etree.ElementTree import Element

from coach.picture._labels import shortened, width_of
from coach.picture._raster import FAMILY, family_of, has_glyphs, png_of
from coach.picture._svg import add, clean, document, written

WEIGHT: Final = "700"
_LARGEST: Final = 190
_SMALLEST: Final = 52
"""Units of a cover; what is smaller cannot be read in a list of covers."""
_STEP: Final = 4
_LEADING: Final = 1.14
"""From line to line, in sizes."""
_HALF_HEIGHT: Final = 0.42
"""How far letters reach from the middle of their line, in sizes."""
_DROP: Final = 0.34
"""From the middle of a line down to where its letters stand, in sizes."""
_MOST_LINES: Final = 8
_LONGEST: Final = 120
"""About what fits at the smallest size, in sizes."""
_OPENING: Final = ("Ps", "Pi")
_CLOSING: Final = ("Pe", "Pf", "Po", "Pd")
_NO_BEGINNING: Final = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々")


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of a title with the y of each, from the middle of the circle down, and the letters: their size, family, and weight."""

    lines: tuple[tuple[str, float], ...]
    size: float
    family: str = FAMILY
    weight: str = WEIGHT

    @property
    def system_fonts(self) -> bool:
        """Whether the system's fonts are needed."""
        return self.family != FAMILY


NOTHING: Final = Setting((), 0)


def set_in_circle(title: str, radius: float) -> Setting:
    """The title in lines of one size, the largest that keeps all of them inside the circle; shortened if even the smallest does not.

    Signs that no font here has, such as emoji, are left out; if it is a letter that is missing, all is.
    """
    text, system_fonts = _drawable(" ".join(clean(title).split()))
    family = family_of(text) if system_fonts else FAMILY
    words = _pieces(shortened(text, _LONGEST, 1))
    while words:
        size = 0
        lines: tuple[str, ...] = ()
        for count in range(1, min(_MOST_LINES, len(words)) + 1):
            candidate = _lines(words, count)
            # One line more has to be worth it.
            if larger := _size(candidate, radius, family, above=size + _STEP if size else 0):
                size, lines = larger, candidate
        if size:
            return Setting(_placed(lines, size), size, family)
        words = [*words[:-2], words[-2].rstrip(" …") + "…"] if len(words) > 1 else _cut(words[0], radius)
    return NOTHING


def _drawable(text: str) -> tuple[str, bool]:
    """What of a text can be drawn, and whether the system's fonts are needed for it."""
    if has_glyphs(text, system_fonts=False):
        return text, False
    missing = {letter for letter in text if not has_glyphs(letter, system_fonts=True)}
    if any(category(letter)[0] in "LMN" for letter in missing):
        return "", False
    left = " ".join("".join(letter for letter in text if letter not in missing).split())
    return left, not has_glyphs(left, system_fonts=False)


def _pieces(text: str) -> list[str]:
    """Where a text may be broken: after spaces, and before wide letters as of Chinese and Japanese, but not before what closes."""
    pieces: list[str] = []
    for word in text.split():
        start = len(pieces)
        for letter in word:
            if len(pieces) == start or _may_break(pieces[-1][-1], letter):
                pieces.append(letter)
            else:
                pieces[-1] += letter
        pieces[-1] += " "
    return pieces


def _may_break(before: str, letter: str) -> bool:
    """Whether a line may begin with a wide letter: not with what closes or goes with the one before, nor inside a word of katakana."""
    is_wide = east_asian_width(letter) in "WF"
    is_closing = letter in _NO_BEGINNING or category(letter) in _CLOSING
    is_inside = category(before) in _OPENING or (_is_katakana(before) and _is_katakana(letter))
    return is_wide and not is_closing and not is_inside


def _is_katakana(letter: str) -> bool:
    return "\u30a0" <= letter <= "\u30ff"


def _lines(pieces: Sequence[str], most: int) -> tuple[str, ...]:
    """At most so many lines, as alike in width as can be."""
    width = max(width_of("".join(pieces), 1) / most, *(width_of(piece.strip(), 1) for piece in pieces), 0)
    while len(lines := _wrapped(pieces, width)) > most:
        width += 0.25
    return lines


def _wrapped(pieces: Iterable[str], width: float) -> tuple[str, ...]:
    lines: list[str] = []
    for piece in pieces:
        if lines and width_of((lines[-1] + piece).strip(), 1) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return tuple(line.strip() for line in lines)


def _size(lines: Sequence[str], radius: float, family: str, above: int) -> int:
    """The largest size above one at which the lines fit, 0 if none does."""
    sizes = range(max(_SMALLEST, above + _STEP), _LARGEST + 1, _STEP)
    if not sizes or not _fits(lines, sizes[0], radius, family):
        return 0
    fitting = bisect(sizes, False, key=lambda size: not _fits(lines, size, radius, family))
    return sizes[fitting - 1]


def _placed(lines: Sequence[str], size: float) -> tuple[tuple[str, float], ...]:
    return tuple((line, middle + _DROP * size) for line, middle in zip(lines, _middles(len(lines), size), strict=True))


def _middles(count: int, size: float) -> list[float]:
    return [(number - (count - 1) / 2) * _LEADING * size for number in range(count)]


_ROOM: Final = (600, 1600)
"""Beyond the edge of the circle, where nothing may be seen; in units of a cover."""


def _fits(lines: Sequence[str], size: float, radius: float, family: str) -> bool:
    """Whether nothing is seen beyond the circle: each line is drawn so that the picture begins where its room ends."""
    picture = _room(family)
    for number, (line, middle) in enumerate(zip(lines, _middles(len(lines), size), strict=True)):
        reach = abs(middle) + _HALF_HEIGHT * size
        if reach >= radius:
            return False
        room = 2 * sqrt(radius**2 - reach**2)
        add(picture, "text", line, x=-room, y=(number + 1) * 1.35 * size, font_size=size, font_weight=WEIGHT)
    return png_of(written(picture), _ROOM[0] // 4, system_fonts=family != FAMILY) == _nothing()


def _room(family: str) -> Element:
    return document(*_ROOM, {"font-family": family})


@cache
def _nothing() -> bytes:
    return png_of(written(_room(FAMILY)), _ROOM[0] // 4)


def _cut(word: str, radius: float) -> list[str]:
    """A word that is too long for a line of its own, as much of it as surely fits; nothing if that is none."""
    short = shortened(word.strip().rstrip("…") + "…", 1.9 * radius, _SMALLEST)
    return [short] if len(short) < len(word.strip()) and short else []
