"""Which key means what. Pure; the names of keys are those of :mod:`coach.cli._key_names`."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from coach.session import Command


class OnScreen(StrEnum):
    """What a key can ask of the screen; the session knows nothing of it."""

    HELP = "show the keys"


Meaning = Command | OnScreen

_GROUPS: Final[Mapping[Meaning, tuple[str, ...]]] = MappingProxyType(
    {
        # Presenters make the picture black with b or a full stop.
        Command.TOGGLE: ("space", "b", "."),
        Command.NEXT: ("Right", "PageDown", "n", "Enter"),
        Command.PREVIOUS: ("Left", "PageUp", "p", "Backspace"),
        Command.AGAIN: ("a", "Home"),
        # Presenters begin and end a show with one button, which sends F5 (Shift-F5: F17) and Escape by turns: both mean the same.
        Command.SAY_AGAIN: ("r", "F5", "F17", "Escape"),
        Command.LONGER: ("l",),
        Command.FASTER: ("f", "+", "="),
        Command.SLOWER: ("s", "-", "_"),
        Command.LOUDER: ("Up",),
        Command.SOFTER: ("Down",),
        Command.TIME_LEFT: ("t",),
        OnScreen.HELP: ("?", "h", "F1"),
        Command.QUIT: ("q",),
        # For devices with a button for each; the space bar does both.
        Command.PAUSE: (),
        Command.RESUME: (),
        Command.READY: (),
    }
)

USUAL: Final[Mapping[str, Meaning]] = MappingProxyType(
    {key: meaning for meaning, keys in _GROUPS.items() for key in keys}
)
"""What keys mean before a listener has taught any others."""


def meaning_of(key: str, own: Mapping[str, Meaning]) -> Meaning:
    """What a key means; a letter the same with and without Shift. A key that means nothing else says that the listener is ready."""
    for name in (key, key.lower() if len(key) == 1 else key):
        for table in (own, USUAL):
            if name in table:
                return table[name]
    return Command.READY


def keys_for(meaning: Meaning, own: Mapping[str, Meaning]) -> tuple[str, ...]:
    """The keys that mean this, the listener's own first."""
    taught = tuple(key for key, what in own.items() if what is meaning)
    return taught + tuple(key for key in _GROUPS[meaning] if key not in own)


def table(own: Mapping[str, Meaning]) -> Iterator[tuple[str, str]]:
    """Keys and what they mean, in the order of use, for people to read."""
    for meaning in _GROUPS:
        if keys := keys_for(meaning, own):
            yield ", ".join(keys), meaning.value
    yield "any other key", Command.READY.value


def word(meaning: Meaning) -> str:
    """A meaning in one word, for the command line: ``next``, ``time-left``."""
    return meaning.name.lower().replace("_", "-")


def meaning_called(text: str) -> Meaning | None:
    """The meaning of that name, by its one word or by what it is called in the tables; None if there is none."""
    plain = text.strip().lower()
    return next((meaning for meaning in _GROUPS if plain in (word(meaning), meaning.value)), None)


def words() -> str:
    """All that a key can mean, in single words."""
    return ", ".join(word(meaning) for meaning in _GROUPS)
