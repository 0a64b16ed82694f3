"""Fitting a session to a time: silences are stretched, words never.

The rule: every silence may move between its bounds; the writer's range where there is one, else from half to double its length
at the listener's pace. To make a session shorter, each silence gives up the same share of what lies between its length and
its shortest; to make it longer, each takes the same share of what lies between its length and its longest. A share of 1 is the
end of what can be done.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from coach.errors import FitError
from coach.script import Span
from coach.timeline._events import Measure
from coach.timeline._lengths import exact_length_s
from coach.timeline._moments import Beats, Moment, Rest, Work
from coach.units import clock


@dataclass(frozen=True, slots=True)
class Reach:
    """How long a session is, and how short and how long it can be made, in exact seconds."""

    shortest_s: Fraction
    natural_s: Fraction
    longest_s: Fraction

    def holds(self, total_s: Fraction) -> bool:
        """Whether a session can last so long."""
        return self.shortest_s <= total_s <= self.longest_s

    def share(self, total_s: Fraction) -> Fraction:
        """How much of its room every silence must use to reach a total: from -1, all shortest, to 1, all longest."""
        if total_s < self.natural_s:
            return (total_s - self.natural_s) / (self.natural_s - self.shortest_s)
        if total_s > self.natural_s:
            return (total_s - self.natural_s) / (self.longest_s - self.natural_s)
        return Fraction(0)


def reach(moments: Iterable[Moment], measure: Measure) -> Reach:
    """What fitting could do with these moments."""
    shortest_s = natural_s = longest_s = Fraction(0)
    for moment in moments:
        length_s = exact_length_s(moment, measure)
        times = _times(moment)
        room = moment.room if isinstance(moment, Rest | Work | Beats) else None
        natural_s += length_s
        shortest_s += length_s if room is None else room.shortest_s * times
        longest_s += length_s if room is None else room.longest_s * times
    return Reach(shortest_s, natural_s, longest_s)


def fit(moments: Sequence[Moment], measure: Measure, total_s: Fraction) -> tuple[Moment, ...]:
    """The moments with their silences moved so that all together last ``total_s`` exact seconds. Raises FitError as :func:`share_of`."""
    return tuple(moved(moments, share_of(moments, measure, total_s)))


def share_of(moments: Sequence[Moment], measure: Measure, total_s: Fraction) -> Fraction:
    """The share of its room that every silence must use so that all moments together last ``total_s`` exact seconds.

    Raises FitError, with what can be done, if they can't.
    """
    possible = reach(moments, measure)
    if not possible.holds(total_s):
        raise out_of_reach(possible, total_s)
    return possible.share(total_s)


def moved(moments: Iterable[Moment], share: Fraction) -> Iterator[Moment]:
    """The moments with every silence moved by a share of its room: -1 is its shortest, 0 as it is, 1 its longest."""
    return (_moved(moment, share) for moment in moments)


def out_of_reach(possible: Reach, total_s: Fraction) -> FitError:
    """The error of a duration that cannot be reached."""
    shortest, longest = clock(math.ceil(possible.shortest_s)), clock(float(possible.longest_s))
    return FitError(
        f"This routine cannot last {clock(float(total_s))}",
        f"With these settings, it can last from {shortest} to {longest}.",
        asked_s=float(total_s),
        shortest_s=float(possible.shortest_s),
        longest_s=float(possible.longest_s),
    )


def _times(moment: Moment) -> int:
    return len(moment.sounds) if isinstance(moment, Beats) else 1


def _moved(moment: Moment, share: Fraction) -> Moment:
    match moment:
        case Rest(length_s=length_s, room=Span() as room) | Work(length_s=length_s, room=Span() as room):
            return replace(moment, length_s=_at(length_s, room, share))
        case Beats(every_s=every_s, room=Span() as room):
            return replace(moment, every_s=_at(every_s, room, share))
        case _:
            return moment


def _at(length_s: Fraction, room: Span, share: Fraction) -> Fraction:
    end_s = room.longest_s if share > 0 else room.shortest_s
    return length_s + abs(share) * (end_s - length_s)
