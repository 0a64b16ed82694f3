"""A listener's keys and what they see while a routine plays."""

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from coach.cli import _screen as screen
from coach.cli._bindings import Meaning, OnScreen, meaning_of
from coach.cli._keyboard import ReadKey, keyboard, set_aside
from coach.cli._live_line import Lines
from coach.cli._screen import Screen
from coach.session import Command, View

_KEYS = "space: pause/resume, ?: all keys, q: quit"
_NO_KEYS = "Ctrl-C: quit"

_STOP = "Ctrl-Z"
"""The key that asks a program to stand still until the shell's ``fg``, unless the listener has given it another meaning."""


@dataclass(frozen=True, slots=True)
class Console:
    """Made by :func:`console`."""

    read_key: ReadKey | None
    shown: Screen | Lines
    own: Mapping[str, Meaning]

    def draw(self, view: View) -> None:
        """Show where the session is."""
        self.shown.draw(view)

    @contextmanager
    def set_aside(self) -> Iterator[None]:
        """The terminal as it was found, for as long as the block lasts."""
        with set_aside(self.read_key):
            if isinstance(self.shown, Screen):
                with self.shown.set_aside():
                    yield
            else:
                yield

    def command(self, timeout_s: float) -> Command | None:
        """What a key asks of the session, waiting at most so many seconds for one; without a keyboard nothing, at once."""
        key = self.read_key(timeout_s) if self.read_key else ""
        if not key:
            return None
        if key == _STOP and key not in self.own and hasattr(signal, "SIGTSTP"):
            signal.raise_signal(signal.SIGTSTP)
            return None
        meaning = meaning_of(key, self.own)
        if not isinstance(self.shown, Screen):
            return meaning if isinstance(meaning, Command) else Command.READY
        if meaning is OnScreen.HELP or (self.shown.shows_keys and key == "Escape"):
            self.shown.shows_keys = not self.shown.shows_keys
            return None
        return Command(meaning)


@contextmanager
def console(title: str, own: Mapping[str, Meaning]) -> Iterator[Console]:
    """The terminal as it is while a routine of that title plays; it is restored afterwards."""
    with keyboard() as read_key:
        hint = _KEYS if read_key else _NO_KEYS
        if screen.is_possible():
            with Screen(title, hint, own) as shown:
                yield Console(read_key, shown, own)
        else:
            yield Console(read_key, Lines(f"{title} ({hint.replace('?: all keys, ', '')})"), own)
