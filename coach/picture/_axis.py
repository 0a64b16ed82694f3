"""Where marks of time stand: at whole minutes, or seconds of a short routine, as close as there is room for their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from coach.units import clock

_STEPS_S: Final = (10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment in seconds, and what is written at it: nothing at marks between others."""

    at_s: float
    text: str = ""


def axis_marks(duration_s: float, length: float, text_room: float) -> tuple[Mark, ...]:
    """Marks along ``length`` units, with numbers that need ``text_room`` each; the beginning and the end have theirs in any case.

    Between numbers that are more than a minute apart every minute has a mark, unless that would be closer than a tenth of
    ``text_room``.
    """
    if not duration_s:
        return ()
    per_second = length / duration_s
    # The first number begins at its mark and the last one ends there, so that they reach further than those in the middle of theirs.
    reach = 1.5 * text_room
    step_s = _first_wide_enough(_STEPS_S, per_second, reach)
    fine_s = _first_wide_enough([step for step in _STEPS_S if step >= min(60, step_s)], per_second, text_room / 10)
    ticks = range(0, int(duration_s) + 1, min(fine_s, step_s))
    numbered = {at for at in ticks if at % step_s == 0 and (at == 0 or at * per_second <= length - reach)}
    end = Mark(duration_s, clock(duration_s))
    return (*(Mark(at, clock(at) if at in numbered else "") for at in ticks), end)


def _first_wide_enough(steps_s: Sequence[int], per_second: float, room: float) -> int:
    return next((step for step in steps_s if step * per_second >= room), steps_s[-1])
