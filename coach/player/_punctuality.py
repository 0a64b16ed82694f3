"""Whether a device gets its samples in time, told by a clock and a count: no system says so by itself."""

from collections import deque
from typing import Final

from coach.units import SAMPLE_RATE

_KEPT_ANSWERS: Final = 32
"""How many answers are looked back on: a few seconds, in which the clocks of a device and of a computer drift apart by less than 1 ms."""


class Punctuality:
    """How late answers to a device come, compared with the promptest of the last few.

    A device plays evenly. So the time at which an answer is given, less the playing time of all that was given before, stays
    the same as long as nothing is late.

    Args:
        bound_s: from which lateness on, in seconds, it counts as late.

    """

    def __init__(self, bound_s: float) -> None:
        self._bound_s = bound_s
        self._starts_s: deque[float] = deque(maxlen=_KEPT_ANSWERS)
        self._given = 0
        self.is_late = False
        """Whether an answer has ever been late."""

    def answered(self, now_s: float, count: int) -> None:
        """``count`` samples were given at ``now_s``, on a clock that only goes forward."""
        start_s = now_s - self._given / SAMPLE_RATE
        self._starts_s.append(start_s)
        self._given += count
        self.is_late = self.is_late or start_s - min(self._starts_s) >= self._bound_s
