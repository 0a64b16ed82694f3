"""Small questions about words that several parts of the reader ask."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*")
"""The name of a routine or chime: never a path."""

OPTION_NAME: Final = re.compile(r"[a-z][a-z0-9-]*")

_LONGEST_SHOWN = 40


def collapse(text: str) -> str:
    """The words of ``text`` with one space between them."""
    return " ".join(text.split())


def can_be_said(text: str) -> bool:
    """Whether there is a letter or a digit in it: anything else a voice would pass over in silence."""
    return any(character.isalnum() for character in text)


def shown(text: str) -> str:
    """``text`` in quotes for a message, cut short where it is long."""
    words = collapse(text)
    return f"'{words}'" if len(words) <= _LONGEST_SHOWN else f"'{words[: _LONGEST_SHOWN - 1]}…'"


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
