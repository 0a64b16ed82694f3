"""What is shown while a routine plays: one line that changes in place, or a line for each step where that cannot be done."""

import shutil
import sys
from types import TracebackType
from typing import Self

import typer

from coach.player.playable import State
from coach.session.live import View
from coach.units import clock

_STATES = {State.PAUSED: "paused", State.WAITING: "one moment", State.INTERRUPTED: "no sound device"}


class LiveLine:
    """The step, the time gone and the time left, on stderr."""

    def __init__(self) -> None:
        self._in_place = sys.stderr.isatty()
        self._where = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._in_place:
            typer.echo(err=True)

    def draw(self, view: View) -> None:
        """Show where the session is."""
        where = view.section if view.step == view.section else f"{view.section}: {view.step}"
        if self._in_place:
            typer.echo("\r\x1b[K" + _line(view, where), nl=False, err=True)
        elif where != self._where:
            self._where = where
            typer.echo(f"{clock(view.gone_s):>8}  {where}", err=True)


def _line(view: View, where: str) -> str:
    """At most one row of the terminal: a longer one would wrap and not be drawn over."""
    about = "" if view.is_exact else "about "
    state = f"  [{_STATES[view.state]}]" if view.state in _STATES else ""
    text = f"{clock(view.gone_s):>8}  {about}{clock(view.left_s)} left{state}  {where}"
    width = shutil.get_terminal_size().columns - 1
    return text if len(text) <= width else text[: max(width - 1, 0)] + "…"
