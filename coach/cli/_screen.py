"""The whole screen while a routine plays; the terminal is restored afterwards."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self, TextIO

from coach.cli._bindings import Meaning, table
from coach.cli._outlet import shown, unfiltered
from coach.session import View

if TYPE_CHECKING:
    from coach.cli._layout import Row

_USUAL_SIZE: Final = (80, 24)
"""For terminals that don't report theirs."""

_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
"""A terminal that knows synchronised output shows what lies between at once; others ignore it."""


def is_possible() -> bool:
    """Whether there is a screen to draw on, and nobody asked for plain lines."""
    return (
        sys.stdout.isatty()
        and sys.stderr.isatty()
        and not os.environ.get("NO_COLOR")
        and (os.environ.get("TERM", "dumb") != "dumb" or sys.platform == "win32")
        and (sys.stderr.encoding or "").lower().startswith("utf")
    )


class Screen:
    """Draws on stderr, each time only the rows that have changed, in one write; use it as a context manager.

    A terminal that goes away is not drawn on any more, without an error: the session is what matters.
    """

    def __init__(self, title: str, footer: str, own: Mapping[str, Meaning]) -> None:
        from prompt_toolkit.output import create_output

        self.shows_keys = False
        self._title = title
        self._footer = footer
        self._own = own
        self._stream = unfiltered(sys.stderr)
        self._output = create_output(self._stream)
        self._drawn: Sequence[Row] = ()
        self._size = (0, 0)
        self._has_gone = False
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        self._closing.callback(self._leave)
        self._enter()
        return self

    def _enter(self) -> None:
        with suppress(OSError):
            self._output.enter_alternate_screen()
            self._output.hide_cursor()
            self._output.disable_autowrap()
            self._output.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    @contextmanager
    def set_aside(self) -> Iterator[None]:
        """What was shown before, for as long as the block lasts; everything is drawn anew afterwards."""
        self._leave()
        try:
            yield
        finally:
            self._drawn, self._size = (), (0, 0)
            self._enter()

    def draw(self, view: View) -> None:
        """Show where the session is."""
        from coach.cli._layout import frame

        size = _size(self._stream)
        rows = self._keys(*size) if self.shows_keys else frame(view, self._title, self._footer, *size)
        changed = [
            number
            for number, row in enumerate(rows)
            if size != self._size or number >= len(self._drawn) or row != self._drawn[number]
        ]
        if not changed or self._has_gone:
            return
        try:
            self._write(rows, changed, anew=size != self._size)
        except OSError:
            self._has_gone = True
        self._drawn, self._size = rows, size

    def _keys(self, columns: int, rows: int) -> "Sequence[Row]":
        from coach.cli._layout import help_frame

        return help_frame(list(table(self._own)), columns, rows)

    def _write(self, rows: "Sequence[Row]", changed: Sequence[int], *, anew: bool) -> None:
        output = self._output
        output.write_raw(_BEGIN)
        if anew:
            output.reset_attributes()
            output.erase_screen()
        for number in changed:
            output.cursor_goto(number + 1, 1)
            # Erased before it is written: after a full row the cursor stays in the last column, and erasing would take its letter.
            output.erase_end_of_line()
            output.write_raw(rows[number].style + shown(rows[number].text))
            output.reset_attributes()
        output.write_raw(_END)
        output.flush()

    def _leave(self) -> None:
        with suppress(OSError):
            self._output.write_raw(_END)
            self._output.reset_attributes()
            self._output.enable_autowrap()
            self._output.quit_alternate_screen()
            self._output.show_cursor()
            self._output.flush()


def _size(stream: TextIO) -> tuple[int, int]:
    """Columns and rows, as they are now."""
    try:
        columns, rows = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return _USUAL_SIZE
    return columns or _USUAL_SIZE[0], rows or _USUAL_SIZE[1]
