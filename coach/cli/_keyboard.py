"""Single keys from the terminal, by name, without Enter and without echo; the terminal is restored afterwards."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final

ReadKey = Callable[[float], str]
"""Waits at most so many seconds for a key; gives its name, or an empty text."""

SPLIT_S: Final = 0.1
"""How long the rest of a key may be on its way, in seconds: over a slow line what a key sends comes in parts."""


@contextmanager
def keyboard() -> Iterator[ReadKey | None]:
    """Keys as they are pressed, or None where standard input is not a terminal."""
    if not sys.stdin.isatty():
        yield None
    elif sys.platform == "win32":
        with _console() as read_key:
            yield read_key
    else:
        with _unbuffered(sys.stdin.fileno()):
            yield Keys(sys.stdin.fileno())


if sys.platform == "win32":
    import signal

    @contextmanager
    def _console() -> Iterator[ReadKey]:
        from prompt_toolkit.eventloop.win32 import wait_for_handles
        from prompt_toolkit.input.win32 import Win32Input

        from coach.cli._key_names import name_of, named

        console = Win32Input()
        pressed: list[str] = []

        def read_key(timeout_s: float) -> str:
            if not pressed and wait_for_handles([console.handle], int(timeout_s * 1000)) is not None:
                pressed.extend(
                    name_of(press.key) if len(press.key) == 1 else named(press.key.value)
                    for press in console.read_keys()
                )
            key = pressed.pop(0) if pressed else ""
            if key == "Ctrl-C":  # in this mode it is a key like any other
                signal.raise_signal(signal.SIGINT)
                return ""
            return key

        with console.raw_mode():
            yield read_key

else:
    import codecs
    import os
    import select
    import termios

    @contextmanager
    def _unbuffered(terminal: int) -> Iterator[None]:
        before = termios.tcgetattr(terminal)
        changed = termios.tcgetattr(terminal)
        # Ctrl-S must not stop the screen, and with it the keys.
        changed[0] &= ~termios.IXON
        changed[3] &= ~(termios.ICANON | termios.ECHO)
        # Ctrl-C stays a signal. Ctrl-Z and Ctrl-\ would leave the terminal as it is now, so they are keys.
        nothing = os.fpathconf(terminal, "PC_VDISABLE").to_bytes(1, "little")
        changed[6][termios.VSUSP] = changed[6][termios.VQUIT] = nothing
        changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0
        termios.tcsetattr(terminal, termios.TCSANOW, changed)
        try:
            yield
        finally:
            with suppress(termios.error):  # the terminal has gone
                termios.tcsetattr(terminal, termios.TCSANOW, before)

    class Keys:
        """A :data:`ReadKey` for a terminal's descriptor. Keys that come together are given one after the other."""

        def __init__(self, terminal: int) -> None:
            self._terminal = terminal
            self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
            self._text = ""
            """What has been read and not been given yet."""
            self._has_gone = False

        def __call__(self, timeout_s: float) -> str:
            """The name of the next key."""
            from coach.cli._key_names import first_key, name_of

            if not self._text:
                self._read(timeout_s)
            sent = first_key(self._text)
            while self._text and not sent:
                sent = first_key(self._text) if self._read(SPLIT_S) else self._text
            self._text = self._text[len(sent) :]
            return name_of(sent)

        def _read(self, timeout_s: float) -> bool:
            """Whether anything has come within so many seconds."""
            # Straight from the descriptor: Python's own buffer would swallow keys that select() then doesn't see.
            terminals = [] if self._has_gone else [self._terminal]
            if not select.select(terminals, [], [], timeout_s)[0]:
                return False
            data = b""
            with suppress(OSError):
                data = os.read(self._terminal, 256)
            self._has_gone = not data
            self._text += self._decode(data)
            return bool(data)
