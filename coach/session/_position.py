"""Where a session is inside one moment, and how what is still to come of it is made longer, shorter or slower. Pure."""

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import dropwhile

from coach.timeline import Beats, Clip, Cycles, Event, Gap, Jingle, Moment, Remainder, Rest, Sound, Work
from coach.units import Frames, Samples, exact_s, nearest_frame, samples_of, whole_frames


@dataclass(frozen=True, slots=True)
class Position:
    """A position: the moment's number, its events that are not over, and how many samples of the first of them are.

    ``whole`` are all events of the moment, as they were placed; before the moment begins there are none.
    """

    index: int
    events: tuple[Event, ...] = ()
    into: int = 0
    whole: tuple[Event, ...] = ()
    begun: bool = False

    @property
    def next_index(self) -> int:
        """The moment to begin when nothing of this one is left: this one itself, if it has not begun."""
        return self.index + 1 if self.begun else self.index

    @property
    def event(self) -> Event | None:
        """What comes next, or is under way."""
        return self.events[0] if self.events else None

    @property
    def left(self) -> Samples:
        """Samples of the first event that are still to come."""
        return Samples(samples_of(self.events[0].length) - self.into) if self.events else Samples(0)

    @property
    def all_left(self) -> Samples:
        """Samples of all events that are still to come."""
        return Samples(sum(samples_of(event.length) for event in self.events) - self.into)

    def moved(self, count: int) -> "Position":
        """So many samples further, at most to the end of the first event."""
        if count < self.left:
            return replace(self, into=Samples(self.into + count))
        return replace(self, events=self.events[1:], into=Samples(0))

    def rewound(self) -> "Position":
        """At the start of the sound under way; a silence stays where it is."""
        return replace(self, into=Samples(0)) if isinstance(self.event, Clip) else self


def at_another_pace(position: Position, before: Moment, after: Moment) -> Position:
    """The position with its silences to come as long as they are in ``after``, the same moment at another pace.

    What is left of a silence under way shrinks or grows in proportion. Words under way keep their rate, and so do words inside timed
    work; a countdown keeps counting seconds.
    """
    ratio = _length_s(after) / _length_s(before) if _length_s(before) else Fraction(1)
    events = list(position.events)
    fixed = min(len(events), len(_countdown(before, position)))
    words_s = Fraction(0)
    for number, event in enumerate(events[: len(events) - fixed]):
        if isinstance(event, Clip):
            words_s = exact_s(event.length)
            continue
        into_s = Fraction(0) if number else exact_s(whole_frames(Samples(position.into)))
        beat_s = words_s if isinstance(before, Beats) or _is_counted(before) else Fraction(0)
        left_s = (exact_s(event.length) - into_s + beat_s) * ratio - beat_s
        events[number] = replace(event, length=Frames(max(1, nearest_frame(into_s + left_s))))
        words_s = Fraction(0)
    return replace(position, events=tuple(events))


def lengthened(position: Position, moment: Moment, by_s: Fraction) -> Position | None:
    """The position with ``by_s`` seconds more to come: silence, before a countdown (which is begun again), or whole beats.

    None if the moment has no silence that is still to come.
    """
    if isinstance(moment, Sound) or not position.events:
        return None
    if isinstance(moment, Beats | Cycles):
        count = math.ceil(by_s / moment.every_s)
        more = _beats(moment, position, count) if isinstance(moment, Beats) else _rounds(moment, position, count)
        return replace(position, events=(*position.events, *more))
    if _is_counted(moment):
        last = position.whole[-1]
        return replace(position, events=(*position.events, Gap(last.start, nearest_frame(by_s), last.kind, last.place)))
    counting = _countdown(moment, position)
    if len(position.events) <= len(counting):
        rest = Gap(counting[0].start, nearest_frame(by_s), moment.kind, moment.place)
        return replace(position, events=(rest, *counting), into=Samples(0))
    events = list(position.events)
    number = next(number for number, event in enumerate(events) if isinstance(event, Gap))
    events[number] = replace(events[number], length=Frames(events[number].length + nearest_frame(by_s)))
    return replace(position, events=tuple(events))


def _length_s(moment: Moment) -> Fraction:
    match moment:
        case Rest(length_s=length_s) | Work(length_s=length_s) | Beats(every_s=length_s):
            return length_s
        case Sound() | Cycles() | Remainder():  # they last as long as they last
            return Fraction(0)


def _countdown(moment: Moment, position: Position) -> tuple[Event, ...]:
    """All events of the moment that count its last seconds, from the first number on."""
    if _is_counted(moment):
        return ()
    return tuple(dropwhile(lambda event: not (isinstance(event, Clip) and event.is_countdown), position.whole))


def _is_counted(moment: Moment) -> bool:
    """Whether all seconds of timed work are counted, so that it is like so many beats."""
    return isinstance(moment, Work) and moment.counts_up


def _rounds(moment: Cycles, position: Position, count: int) -> tuple[Event, ...]:
    """More rounds like the last."""
    return tuple(event for event in position.whole if event.beat and event.beat.number == moment.times) * count


def _beats(moment: Beats, position: Position, count: int) -> tuple[Event, ...]:
    """More beats like the last; silent ones where it is a spoken number, since the next numbers have not been spoken."""
    last = position.whole[-2:]
    if len(last) == 2 and isinstance(last[0], Clip) and isinstance(last[0].source, Jingle):
        return last * count
    return (replace(position.whole[-1], length=nearest_frame(moment.every_s)),) * count
