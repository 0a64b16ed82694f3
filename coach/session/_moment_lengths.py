"""How long the parts of a session are, for bars and for the time left."""

from itertools import accumulate
from typing import Final

from coach.programme import Programme
from coach.session._step_index import StepIndex

LOOK_AGAIN: Final = 50
"""How often it is asked for before guesses are looked at again: asking for every word costs a few milliseconds."""


class Durations:
    """The lengths of a programme's moments in seconds, of which some may be guesses before every word has been spoken."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._lengths_s = programme.lengths_s()
        self._sums_s = (0.0, *accumulate(self._lengths_s))
        self._steps = StepIndex.of(programme.moments)
        self._asked = 0
        self.is_exact: Final = programme.is_spoken()

    def brought_up_to_date(self, programme: Programme) -> "Durations":
        """The durations of this programme: this one if it is, and is as exact as it can be."""
        self._asked += 1
        if programme is self._programme and (self.is_exact or self._asked % LOOK_AGAIN):
            return self
        return Durations(programme)

    def from_s(self, index: int) -> float:
        """How long all from a moment on is."""
        return self.between_s(index, len(self._lengths_s))

    def between_s(self, first: int, end: int) -> float:
        """How long the moments from ``first`` up to, and without, ``end`` are together."""
        return max(0.0, self._sums_s[max(first, end)] - self._sums_s[min(first, end)])

    def step_at(self, index: int) -> tuple[int, int]:
        """The first moment of the step that a moment belongs to, and the one after its last."""
        number = self._steps.number_at(index)
        return self._steps.start(number), self._steps.start(number + 1)
