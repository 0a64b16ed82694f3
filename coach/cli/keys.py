"""Single keys from the terminal, without Enter and without echo; the terminal is given back as it was."""

import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ReadKey = Callable[[float], str]
"""Waits at most so many seconds for a key; gives the key, or an empty text."""


@contextmanager
def keyboard() -> Iterator[ReadKey | None]:
    """Keys as they are pressed, or None where standard input is no terminal."""
    if not sys.stdin.isatty():
        yield None
    elif sys.platform == "win32":
        yield _read_windows
    else:
        with _unbuffered(sys.stdin.fileno()):
            yield _read_posix


if sys.platform == "win32":
    import msvcrt
    import time

    _LOOK_S = 0.02

    def _read_windows(timeout_s: float) -> str:
        """The console can only be asked whether a key is there, so it is asked now and then."""
        end = time.monotonic() + timeout_s
        while not msvcrt.kbhit():
            if time.monotonic() >= end:
                return ""
            time.sleep(_LOOK_S)
        return msvcrt.getwch()

else:
    import termios

    @contextmanager
    def _unbuffered(terminal: int) -> Iterator[None]:
        before = termios.tcgetattr(terminal)
        changed = termios.tcgetattr(terminal)
        changed[3] &= ~(termios.ICANON | termios.ECHO)
        termios.tcsetattr(terminal, termios.TCSANOW, changed)
        try:
            yield
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)

    def _read_posix(timeout_s: float) -> str:
        ready, _, _ = select.select([sys.stdin.fileno()], [], [], timeout_s)
        if not ready:
            return ""
        # Straight from the descriptor: Python's own buffer would swallow keys that select() then doesn't see.
        return os.read(sys.stdin.fileno(), 32).decode(errors="replace")
