"""Single keys from the terminal, by name, without Enter and without echo; the terminal is restored afterwards."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
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
        with _unbuffered(sys.stdin.fileno()) as before:
            yield Keys(sys.stdin.fileno(), before)


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

    def set_aside(_read_key: ReadKey | None) -> AbstractContextManager[None]:
        """Nothing: here no shell stops a program and lets it go on later."""
        return nullcontext()

else:
    import codecs
    import os
    import select
    import termios
    from typing import Any

    @contextmanager
    def _unbuffered(terminal: int) -> Iterator[list[Any]]:
        """Yields the terminal's mode as it was found."""
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
            yield before
        finally:
            _set(terminal, before)

    def _set(terminal: int, mode: list[Any]) -> None:
        with suppress(termios.error):  # the terminal has gone
            termios.tcsetattr(terminal, termios.TCSANOW, mode)

    def set_aside(read_key: ReadKey | None) -> AbstractContextManager[None]:
        """Give the terminal's mode back as it was found, for as long as the block lasts."""
        return read_key.set_aside() if isinstance(read_key, Keys) else nullcontext()

    class Keys:
        """A :data:`ReadKey` for a terminal's descriptor. Keys that come together are given one after the other."""

        def __init__(self, terminal: int, found: list[Any] | None = None) -> None:
            self._terminal = terminal
            self._found = found
            self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
            self._text = ""
            """What has been read and not been given yet."""
            self._has_gone = False

        @contextmanager
        def set_aside(self) -> Iterator[None]:
            """The terminal in the mode ``found``, for as long as the block lasts."""
            if self._found is None:
                yield
                return
            try:
                ours = termios.tcgetattr(self._terminal)
                _set(self._terminal, self._found)
            except termios.error:  # the terminal has gone
                yield
                return
            try:
                yield
            finally:
                _set(self._terminal, ours)

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
