"""A terminal with a person at it: what a process draws is read by an emulator that is not ours (pyte)."""

import fcntl
import os
import pty
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import Condition, Thread

import pyte
from pyte.modes import DECAWM, DECTCEM

from tests.cli.helpers import COACH, LIMIT_S
from tests.rig import PATIENCE_S

_OF_ANOTHER = ("NO_COLOR", "COLUMNS", "LINES")
"""What the environment may say of the terminal in which the tests run, if they do in any."""

ALTERNATE = 1049 << 5
"""The screen of full-screen programs, as pyte notes modes of terminals that it does not act on."""


class Glass:
    """The near side of a terminal: what is on the screen, and a keyboard."""

    def __init__(self, columns: int = 80, rows: int = 24) -> None:
        self._ours, self.theirs = pty.openpty()
        self.before = termios.tcgetattr(self.theirs)
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._shown = bytearray()
        self._changed = Condition()
        self.resize(columns, rows)
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def shown(self) -> str:
        """All that was ever written."""
        with self._changed:
            return self._shown.decode(errors="replace")

    @property
    def display(self) -> list[str]:
        """The rows of the screen as they are now."""
        with self._changed:
            return [row.rstrip() for row in self.screen.display]

    @property
    def is_as_before(self) -> bool:
        """Whether a shell would find the terminal as it was."""
        with self._changed:
            modes = self.screen.mode
            return (
                termios.tcgetattr(self.theirs) == self.before
                and ALTERNATE not in modes
                and {DECAWM, DECTCEM} <= modes
                and not self.screen.cursor.attrs.bold
                and not self.screen.cursor.attrs.reverse
            )

    def is_given_back(self) -> bool:
        """Whether it is as before once all that was written has come, waiting for that."""
        with suppress(TimeoutError):
            self.wait_for(lambda _: self.is_as_before, PATIENCE_S)
        return self.is_as_before

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        with self._changed:
            self.screen.resize(rows, columns)
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait_for(self, happened: Callable[[list[str]], bool], limit_s: float = LIMIT_S) -> list[str]:
        """Wait until the screen is so, and give it."""
        deadline_s = time.monotonic() + limit_s
        while not happened(display := self.display):
            with self._changed:
                self._changed.wait(1)
            if time.monotonic() > deadline_s:
                raise TimeoutError("not shown:\n" + "\n".join(display))
        return display

    def wait_for_text(self, text: str) -> list[str]:
        """Wait until some row has these words."""
        return self.wait_for(lambda display: any(text in row for row in display))

    def close(self) -> None:
        os.close(self.theirs)
        self._reader.join(LIMIT_S)
        os.close(self._ours)

    def _read(self) -> None:
        try:
            while data := os.read(self._ours, 65536):
                with self._changed:
                    self._shown += data
                    self._stream.feed(data)
                    self._changed.notify_all()
        except OSError:
            return  # the other side is closed


class Terminal(Glass):
    """A terminal in which coach runs."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 80, rows: int = 24, *, piped: bool = False
    ) -> None:
        super().__init__(columns, rows)
        self.process = subprocess.Popen(
            command,
            env={name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
            | {"TERM": "xterm", **env},
            stdin=self.theirs,
            stdout=subprocess.PIPE if piped else self.theirs,
            stderr=self.theirs,
            start_new_session=True,
            preexec_fn=lambda: os.close(os.open(os.ttyname(0), os.O_RDWR)),  # noqa: PLW1509 - to make it the controlling terminal
        )

    def wait(self) -> int:
        return self.process.wait(LIMIT_S)

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()
        super().close()


@contextmanager
def running(
    *arguments: object,
    env: Mapping[str, str],
    columns: int = 80,
    rows: int = 24,
    piped: bool = False,
    command: Sequence[str] = COACH,
) -> Iterator[Terminal]:
    """Coach with these arguments in a terminal."""
    terminal = Terminal([*command, *map(str, arguments)], env, columns, rows, piped=piped)
    try:
        yield terminal
    finally:
        terminal.close()
