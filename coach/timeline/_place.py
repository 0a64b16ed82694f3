"""Placing moments on the frame grid. Exact time runs along as a fraction; each position is rounded once, from that."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final

from coach.timeline._beats import heard_count, timed_sounds
from coach.timeline._events import Beat, Clip, Event, Gap, Kind, Measure, Place, Source, Utterance
from coach.timeline._lengths import exact_length_s
from coach.timeline._moments import Beats, Cycles, Moment, Remainder, Rest, Sound, Work
from coach.timeline._timeline import Timeline
from coach.units import Frames, exact_s, nearest_frame, whole_frames

COUNT_S: Final = Fraction(1)
"""A countdown counts seconds."""
BREATH_S: Final = Fraction(1, 2)
"""Silence kept between words inside timed work and whatever comes next."""


def build(moments: Iterable[Moment], measure: Measure) -> Timeline:
    """The whole timeline at once."""
    known = tuple(moments)
    return Timeline(tuple(place(known, measure)), known)


def place(moments: Iterable[Moment], measure: Measure) -> Iterator[Event]:
    """The events of the moments, one after the other, each on whole frames and each starting where the one before ends.

    Lazy: a sound is measured only when its turn comes, so that a live session can begin while later words are still being spoken.
    A sound takes whole frames (its last one filled up with silence); a silence takes what is left to the next boundary,
    so that the start of every event is the exact time rounded to the nearest frame.
    """
    grid = Grid(measure)
    for number, moment in enumerate(moments):
        yield from grid.place(moment, number)


class Grid:
    """The exact time so far, and events cut from it: for placing moments one by one."""

    def __init__(self, measure: Measure) -> None:
        self.measure: Final = measure
        self._time_s = Fraction(0)
        self._moment = 0

    def place(self, moment: Moment, number: int = 0) -> Iterator[Event]:
        """The events of one more moment, which they know by its ``number``. Use them up before you place the next one."""
        self._moment = number
        match moment:
            case Sound(source, where, gain_db):
                yield self.clip(source, where, gain_db)
            case Rest(kind, length_s, where):
                yield from self.gap(kind, length_s, where)
            case Work():
                yield from _work(self, moment)
            case Beats() | Cycles():
                yield from _beats(self, moment)
            case Remainder(place=where):
                yield from self.gap(Kind.PAUSE, exact_length_s(moment, self.measure), where)

    def frames(self, source: Source) -> Frames:
        """The whole frames that a source's sound fills."""
        return whole_frames(self.measure(source))

    def sound_s(self, source: Source) -> Fraction:
        """The exact length of those, in seconds."""
        return exact_s(self.frames(source))

    def clip(
        self,
        source: Source,
        where: Place,
        gain_db: float,
        *,
        beat: Beat | None = None,
        is_countdown: bool = False,
        is_phase: bool = False,
    ) -> Clip:
        """A sound, from now on."""
        length = self.frames(source)
        start = nearest_frame(self._time_s)
        self._time_s += exact_s(length)
        kind = Kind.SPEECH if isinstance(source, Utterance) else Kind.CHIME
        return Clip(start, length, kind, where, source, gain_db, self._moment, beat, is_countdown, is_phase)

    def gap(self, kind: Kind, length_s: Fraction, where: Place, beat: Beat | None = None) -> Iterator[Gap]:
        """A silence, or nothing where the time is too short to reach the next frame: it still counts."""
        start = nearest_frame(self._time_s)
        self._time_s += length_s
        length = Frames(nearest_frame(self._time_s) - start)
        if length:
            yield Gap(start, length, kind, where, self._moment, beat)


def _work(grid: Grid, work: Work) -> Iterator[Event]:
    """Timed work, exactly as long as it says; what is said inside it is moved or left out where it would not fit.

    The countdown takes the last seconds if each of its words, at its own rate or said quicker, fits a second and a breath is left
    before it, else it is left out. Half-way words begin at half-time; if they would not end a breath before the countdown or the end,
    they are moved earlier to stand in the middle of the time there is; if that leaves no breath on either side, they are left out.
    """
    counts = heard_count(work, grid.measure)
    if work.counts_up and counts:
        yield from _counted(grid, work, counts, work.length_s / len(counts))
        return
    if not has_room(work):
        counts = ()
    free_s = work.length_s - COUNT_S * len(counts)
    if work.halfway is not None:
        words_s = grid.sound_s(work.halfway)
        begin_s = begin_of_halfway_s(work, words_s, free_s)
        if begin_s >= BREATH_S:
            yield from grid.gap(work.kind, begin_s, work.place)
            yield grid.clip(work.halfway, work.place, work.gain_db)
            free_s -= begin_s + words_s
    yield from grid.gap(work.kind, free_s, work.place)
    yield from _counted(grid, work, counts, COUNT_S)


def has_room(work: Work) -> bool:
    """Whether a breath is left before the countdown of timed work."""
    return COUNT_S * len(work.countdown) + BREATH_S <= work.length_s


def begin_of_halfway_s(work: Work, words_s: Fraction, free_s: Fraction) -> Fraction:
    """When half-way words begin that last ``words_s``, inside of work of which ``free_s`` are not counted; too soon if they do not fit."""
    begin_s = work.length_s / 2
    return begin_s if begin_s + words_s + BREATH_S <= free_s else (free_s - words_s) / 2


def _counted(grid: Grid, work: Work, counts: Sequence[Source], second_s: Fraction) -> Iterator[Event]:
    for word in counts:
        yield grid.clip(word, work.place, work.gain_db, is_countdown=True)
        yield from grid.gap(work.kind, second_s - grid.sound_s(word), work.place)


def _beats(grid: Grid, moment: Beats | Cycles) -> Iterator[Event]:
    """One beat or phase after the other, each exactly as long as it says, with its sound at its beginning."""
    for timed in timed_sounds(moment, grid.measure):
        left_s = timed.length_s
        if timed.sound is not None:
            is_phase = isinstance(moment, Cycles)
            yield grid.clip(timed.sound, moment.place, moment.gain_db, beat=timed.beat, is_phase=is_phase)
            left_s -= grid.sound_s(timed.sound)
        yield from grid.gap(Kind.REPEAT, left_s, moment.place, timed.beat)
