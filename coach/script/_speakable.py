"""Small questions about words that several parts of the reader ask."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*")
"""The name of a routine or chime: never a path."""

OPTION_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")

_LONGEST_SHOWN = 40


INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
"""Characters that nobody sees. Those that join letters or keep them apart (U+200C, U+200D) belong to some languages and to emoji."""

_DOUBLE, _SINGLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", "\u2018\u2019\u2032"
_QUOTES: Final = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'"))


def word_set(text: str) -> frozenset[str]:
    """The words of a table that is written as one text."""
    return frozenset(text.split())


def plain(text: str) -> str:
    """The text in small letters, each character that only looks otherwise made plain; as long as it was."""
    return "".join(_plain_character(character) for character in text).translate(_QUOTES)


def _plain_character(character: str) -> str:
    if INVISIBLE.match(character):
        return " "
    simple = unicodedata.normalize("NFKC", character).lower()
    return simple if len(simple) == 1 else character


_TURNED_AROUND: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Embeddings, overrides and isolates. In a caption, a file's name or a terminal they would reach beyond the words that hold them."""


def collapse(text: str) -> str:
    """The words of ``text`` with one space between them, without what only turns the order of letters around (Unicode, UAX #9)."""
    return " ".join(text.translate(_TURNED_AROUND).split())


def can_be_said(text: str) -> bool:
    """Whether there is a letter or a digit in it: anything else a voice would pass over in silence."""
    return any(character.isalnum() for character in text)


def shown(text: str) -> str:
    """``text`` in quotes for a message, cut short where it is long."""
    words = collapse(text)
    return f"'{words}'" if len(words) <= _LONGEST_SHOWN else f"'{words[: _LONGEST_SHOWN - 1]}…'"


def brief(text: str, longest: int = 100) -> str:
    """``text`` for a message as it stands, cut short where it is very long."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def similar(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, whatever its case."""
    return _similar(word[:_LONGEST_SHOWN].casefold(), tuple(known))


@lru_cache(maxsize=1024)
def _similar(word: str, known: tuple[str, ...]) -> str | None:
    matches = get_close_matches(word, known, 1, 0.6)
    return matches[0] if matches else None


def listed(names: Iterable[str]) -> str:
    """Names for a message: ``a, b and c``."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
