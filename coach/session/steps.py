"""The steps of a session, as its moments stand in them: what next, previous and again go by. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from coach.timeline.model import Kind, Place, Utterance
from coach.timeline.moments import Beats, Moment, Rest, Sound, Work

_BREAK_S = Fraction(2)
"""A silence of this length, in seconds, ends a run of words."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Where each step begins: a step is a run of moments in one place."""

    starts: tuple[int, ...]
    places: tuple[Place, ...]
    count: int
    """How many moments there are."""

    def number_at(self, index: int) -> int:
        """Which step a moment belongs to."""
        return bisect_right(self.starts, index) - 1

    def start(self, number: int) -> int:
        """The first moment of a step; of one after the last, the end."""
        return self.starts[number] if number < len(self.starts) else self.count


def steps_of(moments: Sequence[Moment]) -> Steps:
    """The steps of moments, in order."""
    changes = [number for number, (one, other) in enumerate(pairwise(moments), start=1) if one.place != other.place]
    starts = (0, *changes) if moments else ()
    return Steps(starts, tuple(moments[start].place for start in starts), len(moments))


def words_before(moments: Sequence[Moment], index: int) -> range:
    """The last run of words at or before a moment: sentences with nothing but short pauses between them. Empty if there are none."""
    ends = [number for number in range(index, -1, -1) if _is_speech(moments[number])]
    if not ends:
        return range(0)
    first = ends[0]
    for number in range(ends[0] - 1, -1, -1):
        moment = moments[number]
        if _is_speech(moment) and moment.place == moments[ends[0]].place:
            first = number
        elif not (isinstance(moment, Rest) and moment.kind is Kind.PAUSE and moment.length_s < _BREAK_S):
            break
    return range(first, ends[0] + 1)


def work_from(moments: Sequence[Moment], index: int) -> int | None:
    """The next moment of the same step in which time is given: to work, to wait for, or at least a pause; None if there is none."""
    ahead = list(_rest_of_step(moments, index))
    work = [number for number in ahead if _is_work(moments[number])]
    pauses = [number for number in ahead if isinstance(moments[number], Rest)]
    return next(iter(work or pauses), None)


def _rest_of_step(moments: Sequence[Moment], index: int) -> Iterator[int]:
    for number in range(index, len(moments)):
        if moments[number].place != moments[index].place:
            return
        yield number


def _is_work(moment: Moment) -> bool:
    return isinstance(moment, Work | Beats) or (isinstance(moment, Rest) and moment.kind is not Kind.PAUSE)


def _is_speech(moment: Moment) -> bool:
    return isinstance(moment, Sound) and isinstance(moment.source, Utterance)
