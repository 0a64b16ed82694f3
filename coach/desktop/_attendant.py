"""What accompanies a session on a thread of its own, and ends when the session does."""

import os
import sys
from threading import Event, Thread
from typing import Final, Protocol

from coach.session import Command, Status, View

LOOK_S: Final = 1.0
"""How often a session is looked at, in seconds."""


class Attended(Protocol):
    """What is asked of a session, from any thread; :class:`coach.session.Live` is one."""

    def do(self, command: Command) -> None:
        """Obey a command."""
        ...

    def status(self) -> Status:
        """Where it is."""
        ...

    def view(self) -> View:
        """Where it is, for people."""
        ...


class Attendant:
    """A thread that begins when a session sounds, so that it cannot delay that, and is a daemon, so that it cannot hold up the end.

    Subclasses say in :meth:`attend` what it does. Whatever that raises is kept in :attr:`trouble`.
    """

    def __init__(self, live: Attended, name: str) -> None:
        self._live = live
        self._over = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self.trouble: str | None = None
        """What went wrong, in words for the listener; None if nothing did."""

    def start(self) -> None:
        """Begin to wait for the sound."""
        self._thread.start()

    def end(self) -> None:
        """Ask for the end; returns at once."""
        self._over.set()

    def join(self, timeout_s: float) -> None:
        """Wait for the end, at most so many seconds: what it calls may hang."""
        self._thread.join(timeout_s)

    def attend(self) -> None:
        """Do the work, until :attr:`_over` is set."""
        raise NotImplementedError

    def _run(self) -> None:
        while self._live.status().event is None:
            if self._over.wait(LOOK_S):
                return
        try:
            self.attend()
        except Exception as error:  # a session continues without what accompanies it
            self.trouble = self.trouble or self._words_for(error)

    def _words_for(self, error: Exception) -> str:
        return str(error) or type(error).__name__


def has_bus() -> bool:
    """Whether there is a D-Bus of a desktop session to talk to."""
    return sys.platform == "linux" and bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))
