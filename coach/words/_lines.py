"""Text in lines: without what would break a format of lines, and as wide as it is on a screen. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_BREAKS: Final = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
"""Whatever any program takes for the end of a line, and plain spaces; those that do not break stay what they are."""
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]+")
"""Control characters, halves of characters, byte order marks, and what is no character: no format of text allows them all."""
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
_TWO_COLUMNS: Final = frozenset("WF")


def clean(text: str) -> str:
    """The text as one line, without control characters and surrounding spaces."""
    return _BREAKS.sub(" ", _CONTROLS.sub(" ", _BREAKS.sub(" ", text))).strip()


def columns(text: str) -> int:
    """How wide a line is, in columns of a terminal: wide characters of East Asia take two, accents of their own none."""
    if text.isascii():
        return len(text)
    return sum(_columns(letter) for letter in text)


def wrapped(text: str, width: int) -> list[str]:
    """A line cut at its spaces into lines of at most ``width`` columns; a longer word, as of a language without spaces, is cut too."""
    lines: list[str] = []
    room = -1
    for word in text.split(" "):
        for piece in _pieces(word, width):
            wide = columns(piece)
            # The pieces of one word never meet again: each is as wide as a line, or no letter more would fit.
            if wide < room:
                lines[-1] += f" {piece}"
                room -= wide + 1
            else:
                lines.append(piece)
                room = width - wide
    return lines


def _pieces(word: str, width: int) -> Iterator[str]:
    """The word, or where it is wider than a line as many of its letters as fit, again and again."""
    if columns(word) <= width:
        yield word
        return
    piece, taken = "", 0
    for letter in word:
        wide = _columns(letter)
        if piece and taken + wide > width:
            yield piece
            piece, taken = "", 0
        piece, taken = piece + letter, taken + wide
    yield piece


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _TWO_COLUMNS else 1
