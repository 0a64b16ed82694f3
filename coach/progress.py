"""How work that takes a while tells whoever waits for it."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how much is done, and of how much; in whatever unit the work is counted, and from any thread."""


def unreported(_done: int, _total: int) -> None:
    """For work that nobody watches."""
