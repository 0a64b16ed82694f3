"""What is shown during playback where there is no screen to draw on: a line for each step, and for what happens in between."""

import sys
from contextlib import suppress
from typing import Final

import typer

from coach.player import State
from coach.session import View
from coach.units import clock

_STATES: Final = {
    State.PAUSED: "paused",
    State.WAITING: "one moment",
    State.INTERRUPTED: "no sound device: trying again",
}


class Lines:
    """Lines on stderr, each written once and never changed."""

    def __init__(self, title: str) -> None:
        self._where = ""
        self._state = ""
        _say(title)

    def draw(self, view: View) -> None:
        """Say what is new."""
        where = view.section if view.step == view.section else f"{view.section}: {view.step}"
        if where != self._where:
            self._where = where
            _say(f"{clock(view.gone_s):>8}  {where}")
        state = _state(view)
        if state != self._state and not view.state.is_over:
            _say(f"{clock(view.gone_s):>8}  [{state or 'resumed'}]")
            self._state = state


def _state(view: View) -> str:
    return _STATES.get(view.state, "ready? press any key" if view.in_wait and sys.stdin.isatty() else "")


def _say(line: str) -> None:
    with suppress(OSError):  # the terminal has gone; the session has not
        typer.echo(line, err=True)
