"""What a session shows to a desktop, in the terms of the MPRIS D-Bus Interface Specification 2.2. Pure."""

from dataclasses import dataclass

from coach.player import State
from coach.session import View

_JUMP_US = 1_000_000
"""A position this far from where it should be by now has jumped."""


@dataclass(frozen=True, slots=True)
class Showing:
    """A step as a track. Times are in microseconds, as MPRIS has them; ``volume`` is a factor, 1 for as loud as the programme is."""

    status: str
    track: str
    title: str
    section: str
    routine: str
    number: int
    length_us: int
    position_us: int
    volume: float


def showing_of(view: View, step: int, routine: str) -> Showing:
    """What is shown of a session that is in the step of that number, counted from 0."""
    return Showing(
        status=_status(view),
        track=f"/coach/step/{step + 1}",
        title=view.step,
        section=view.section,
        routine=routine,
        number=step + 1,
        length_us=_us(view.step_gone_s + view.step_left_s),
        position_us=_us(view.step_gone_s),
        volume=float(10 ** (view.volume_db / 20)),
    )


def has_jumped(before: Showing, now: Showing, passed_s: float) -> bool:
    """Whether the position is not where a listener who saw it ``passed_s`` seconds before would think it is."""
    if before.track != now.track:
        return True
    moved_us = passed_s * 1_000_000 if before.status == "Playing" else 0
    return abs(now.position_us - before.position_us - moved_us) > _JUMP_US


def _status(view: View) -> str:
    """A step that waits for its listener is shown as paused, so that the button, or the tap on a headset, is the one that continues."""
    if view.state.is_over:
        return "Stopped"
    if view.state in (State.PAUSED, State.INTERRUPTED) or view.in_wait:
        return "Paused"
    return "Playing"


def _us(seconds: float) -> int:
    """Whole milliseconds, so that sums of the same lengths are the same."""
    return round(seconds * 1000) * 1000
