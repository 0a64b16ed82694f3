r"""The one outlet to the terminal: what a file's name or somebody's text might tell the terminal to do is shown instead of done.

A terminal takes some characters for orders: to set the clipboard, say, or to write over what stands there (ECMA-48). Others turn the order
of letters around (Unicode, UAX #9), so that ``gpj.exe`` looks like another name. They are written as JSON and Python write them,
``\\u001b``, and so JSON that holds them stays the same JSON.
"""

import os
import re
import sys
from contextlib import suppress
from typing import Any, Final, TextIO

_ORDERS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls but for the tab and the end of a line
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of direction
    "\ud800-\udfff]"  # bytes of a file's name that are no UTF-8
)


def shown(text: str) -> str:
    """The text without anything that a terminal obeys."""
    return _ORDERS.sub(lambda order: f"\\u{ord(order[0]):04x}", text)


class Outlet:
    """A stream of text that shows what a terminal would obey. All else is as the stream has it; ``buffer`` takes bytes as they are."""

    def __init__(self, stream: TextIO) -> None:
        self.stream: Final = stream
        """The stream itself, for what draws."""

    def write(self, text: str) -> int:
        """Write text. Raises OSError."""
        self.stream.write(shown(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def through_outlets() -> None:
    """Let all that this process prints from now on pass an outlet. Where a stream is closed there is nothing to filter."""
    if sys.stdout is not None and not isinstance(sys.stdout, Outlet):
        sys.stdout = Outlet(sys.stdout)
    if sys.stderr is not None and not isinstance(sys.stderr, Outlet):
        sys.stderr = Outlet(sys.stderr)


def forget_output() -> None:
    """Send what Python still holds for standard output nowhere: it would try again at its end, and complain."""
    with suppress(OSError, ValueError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123  # a device
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def unfiltered(stream: TextIO) -> TextIO:
    """The stream behind an outlet, for what moves the cursor and prints words of ours alone."""
    return stream.stream if isinstance(stream, Outlet) else stream
