"""What is looked up among the moments of a session: steps, words, timed work. Found once, so that every answer is there at once. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Self

from coach.timeline import Beats, Cycles, Kind, Moment, Place, Remainder, Rest, Sound, Utterance, Work

_BREAK_S = Fraction(2)
"""A silence of this length, in seconds, ends a run of words."""


@dataclass(frozen=True, slots=True)
class StepIndex:
    """Where each step begins, what was said last before each moment, and what its step still has to do.

    A step is a run of moments in one place. Made by :meth:`of`, which looks at every moment; asking looks at none.
    """

    starts: tuple[int, ...]
    places: tuple[Place, ...]
    count: int
    """How many moments there are."""
    _words: tuple[range, ...] = field(repr=False)
    _work: tuple[int | None, ...] = field(repr=False)

    @classmethod
    def of(cls, moments: Sequence[Moment]) -> Self:
        """The index of moments, in order."""
        changes = [number for number, (one, other) in enumerate(pairwise(moments), start=1) if one.place != other.place]
        starts = (0, *changes) if moments else ()
        places = tuple(moments[start].place for start in starts)
        return cls(
            starts, places, len(moments), tuple(_runs_of_words(moments)), _work_ahead(moments, frozenset(changes))
        )

    def number_at(self, index: int) -> int:
        """Which step a moment belongs to."""
        return bisect_right(self.starts, index) - 1

    def start(self, number: int) -> int:
        """The first moment of a step; of one after the last, the end."""
        return self.starts[number] if number < len(self.starts) else self.count

    def words_before(self, index: int) -> range:
        """The last run of words at or before a moment: sentences with nothing but short pauses between them. Empty if there are none."""
        return self._words[index]

    def work_from(self, index: int) -> int | None:
        """The next moment of the same step in which time is given: to work, to wait for, or at least a pause; None if there is none."""
        return self._work[index]


def _runs_of_words(moments: Sequence[Moment]) -> Iterator[range]:
    """For each moment the last run of words that has begun."""
    run = range(0)
    may_go_on = False
    for number, moment in enumerate(moments):
        if _is_speech(moment):
            is_same_run = may_go_on and moments[run.start].place == moment.place
            run = range(run.start if is_same_run else number, number + 1)
            may_go_on = True
        elif not _is_short_pause(moment):
            may_go_on = False
        yield run


def _work_ahead(moments: Sequence[Moment], starts: frozenset[int]) -> tuple[int | None, ...]:
    """For each moment the next work of its step, or else its next pause. ``starts`` are those of all steps but the first."""
    ahead: list[int | None] = []
    work = pause = None
    for number in range(len(moments) - 1, -1, -1):
        if number + 1 in starts:
            work = pause = None
        if _is_work(moments[number]):
            work = number
        elif isinstance(moments[number], Rest | Remainder):
            pause = number
        ahead.append(pause if work is None else work)
    return tuple(reversed(ahead))


def _is_work(moment: Moment) -> bool:
    return isinstance(moment, Work | Beats | Cycles) or (isinstance(moment, Rest) and moment.kind is not Kind.PAUSE)


def _is_speech(moment: Moment) -> bool:
    return isinstance(moment, Sound) and isinstance(moment.source, Utterance)


def _is_short_pause(moment: Moment) -> bool:
    return isinstance(moment, Rest) and moment.kind is Kind.PAUSE and moment.length_s < _BREAK_S
