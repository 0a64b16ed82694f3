"""Words in large letters, made of characters."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

FONTS: Final = ("mono12", "mono9", "smmono12", "smmono9")
"""The largest first. All letters of a font are equally wide, and there are Latin, Greek and Cyrillic ones."""


@dataclass(frozen=True, slots=True)
class _Font:
    """A font: the characters of which each letter is made, row by row. All are ``width`` wide; rows that no letter fills are left out."""

    letters: dict[str, tuple[str, ...]]
    width: int


@cache
def in_large_letters(text: str, width: int, height: int) -> tuple[str, ...] | None:
    """The words in the largest letters with which they fit into so many columns and rows, each row cut at its last ink.

    None if they fit in none, or have letters that the fonts lack.
    """
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    for name in FONTS:
        font = _font(name)
        lines = _lines(text, width // font.width)
        if lines is None or not set(text) <= set(font.letters):
            continue
        rows = _rows(lines, font)
        if rows and len(rows) <= height:
            return rows
    return None


def _lines(text: str, length: int) -> list[str] | None:
    """Words put in lines of at most so many letters; None if a word is longer."""
    lines: list[str] = []
    for word in text.split():
        if len(word) > length:
            return None
        if lines and len(lines[-1]) + 1 + len(word) <= length:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _rows(lines: list[str], font: _Font) -> tuple[str, ...]:
    """The rows of all lines, without empty ones at the top and the bottom, and never two empty ones on end."""
    rows = [
        "".join(parts).rstrip()
        for line in lines
        for parts in zip(*(font.letters[letter] for letter in line), strict=True)
    ]
    kept = [row for row, following in pairwise([*rows, ""]) if row or following]
    while kept and not kept[0]:
        del kept[0]
    return tuple(kept)


@cache
def _font(name: str) -> _Font:
    from pyfiglet import FigletFont

    font = FigletFont(name)
    letters = {chr(code): tuple(row.replace(font.hardBlank, " ") for row in rows) for code, rows in font.chars.items()}
    width = len(letters["M"][0])
    return _Font({letter: rows for letter, rows in letters.items() if {len(row) for row in rows} == {width}}, width)
