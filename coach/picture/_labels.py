"""Words in a picture whose font nobody knows: how much room they need at most, how they are shortened, where they stand.

A browser draws an SVG with whatever font it has, so widths are those of a wide one (Verdana, DejaVu Sans).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile
from typing import Final
from unicodedata import combining, east_asian_width

from coach.picture._bars import ChapterBar

ROW: Final = 1.3
"""The distance of rows of letters, in their size."""
_INSET: Final = 0.3
"""The distance of a chapter's name from where the chapter begins, in sizes of letters."""
_EMS: Final = {
    letter: ems
    for letters, ems in (
        ("ijlI.,:;'’| ", 0.35),
        ("frtJ()[]-/", 0.43),
        ('!"', 0.47),
        ("#&+<=>^~", 0.85),
        ("mwMÆæœ", 1.0),
        ("W@%—…Œ", 1.12),
    )
    for letter in letters
}
"""Letters of other widths than most, in sizes."""
_FEWEST_LETTERS: Final = 6
"""A title cut shorter than this tells nobody anything."""


@dataclass(frozen=True, slots=True)
class Label:
    """Text that begins at ``x``, in a row counted from 0 at the top."""

    text: str
    x: float
    row: int
    width: float


def width_of(text: str, size: float) -> float:
    """How wide a text is at most, in a font of that size."""
    return size * sum(_ems(letter) for letter in text)


def shortened(text: str, room: float, size: float) -> str:
    """As much of a text as there is room for, an ellipsis where something is missing; nothing if hardly a letter fits."""
    if width_of(text, size) <= room:
        return text
    ems = room / size - _ems("…")
    widths = accumulate(map(_ems, text))
    end = sum(1 for _ in takewhile(lambda width: width <= ems, widths))
    return f"{text[:end].rstrip(' :,.(')}…" if end >= _FEWEST_LETTERS else ""


def chapter_labels(chapters: Sequence[ChapterBar], left: float, length: float, size: float) -> tuple[Label, ...]:
    """The number and the title of each chapter, at its beginning, in at most two rows, as much as its own stretch has room for.

    Where not even the number fits, it stands in a row below the others, or is left out where there is no room either.
    """
    labels: list[Label] = []
    thin: list[tuple[str, float]] = []
    for chapter in chapters:
        x = left + chapter.stretch.start * length + _INSET * size
        room = chapter.stretch.length * length - 2 * _INSET * size
        number = str(chapter.number)
        if width_of(number, size) > room + _INSET * size:
            thin.append((number, x))
        else:
            texts = _in_two_rows(f"{number} {chapter.title}", room, size) or (number,)
            labels += [Label(text, x, row, width_of(text, size)) for row, text in enumerate(texts)]
    below = 1 + max((label.row for label in labels), default=-1)
    return (*labels, *_in_one_row(thin, below, left + length, size))


def _in_one_row(numbers: Iterable[tuple[str, float]], row: int, right: float, size: float) -> Iterator[Label]:
    """Numbers at their places, as many as fit beside each other."""
    end = 0.0
    for number, wanted_x in numbers:
        width = width_of(number, size)
        x = min(wanted_x, right - width - _INSET * size)
        if x >= end:
            yield Label(number, x, row, width)
            end = x + width + _INSET * size


def _in_two_rows(text: str, room: float, size: float) -> tuple[str, ...]:
    """A text in one row or two, broken at a space, the second one shortened if need be; nothing if too little of it fits."""
    if width_of(text, size) <= room:
        return (text,)
    words = text.split(" ")
    first = words[0]
    while len(words) > 1 and width_of(f"{first} {words[1]}", size) <= room:
        first = f"{first} {words.pop(1)}"
    if first == words[0]:
        short = shortened(text, room, size)
        return (short,) if short else ()
    second = shortened(" ".join(words[1:]), room, size)
    return (first, second) if second else (f"{first} …",) if width_of(f"{first} …", size) <= room else (first,)


def flowing(widths: Iterable[float], room: float) -> tuple[tuple[float, int], ...]:
    """Where things of these widths begin, as x and row, set like words into rows of ``room``."""
    places: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for width in widths:
        if x > 0 and x + width > room:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += width
    return tuple(places)


def _ems(letter: str) -> float:
    if combining(letter):
        return 0
    if east_asian_width(letter) in "WF":
        return 1.0
    return _EMS.get(letter, 0.8 if letter.isupper() else 0.65)
