"""What is shown while a routine plays: one line that changes in place, or a line for each step where that cannot be done."""

import shutil
import sys
from types import TracebackType
from typing import Self

import typer

from coach.player.player import Progress, State
from coach.programme.programme import Programme
from coach.timeline.model import Place
from coach.units import Samples, clock, samples_to_s

_STATES = {State.PAUSED: "paused", State.WAITING: "one moment"}


class LiveLine:
    """The step, the time gone and the time left, on stderr."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._total_s = programme.estimate().duration_s
        self._is_exact = False
        self._in_place = sys.stderr.isatty()
        self._where = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._in_place:
            typer.echo(err=True)

    def draw(self, progress: Progress, heard: Samples) -> None:
        """Show where the playback is."""
        if not self._is_exact and self._programme.is_spoken():
            self._total_s, self._is_exact = self._programme.timeline().duration_s, True
        if progress.event is None:
            return
        if self._in_place:
            typer.echo("\r\x1b[K" + self._line(progress, samples_to_s(heard)), nl=False, err=True)
            return
        where = _where(progress.event.place)
        if where != self._where:
            self._where = where
            typer.echo(f"{clock(samples_to_s(heard)):>8}  {where}", err=True)

    def _line(self, progress: Progress, heard_s: float) -> str:
        """At most one row of the terminal: a longer one would wrap and not be drawn over."""
        left = clock(max(0.0, self._total_s - heard_s))
        about = "" if self._is_exact else "about "
        state = f"  [{_STATES[progress.state]}]" if progress.state in _STATES else ""
        where = _where(progress.event.place) if progress.event else ""
        text = f"{clock(heard_s):>8}  {about}{left} left{state}  {where}"
        width = shutil.get_terminal_size().columns - 1
        return text if len(text) <= width else text[: max(width - 1, 0)] + "…"


def _where(place: Place) -> str:
    if place.step < 0 or place.step_title == place.section_title:
        return place.section_title
    return f"{place.section_title}: {place.step_title}"
