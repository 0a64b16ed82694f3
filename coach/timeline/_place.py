"""Placing moments on the frame grid. Exact time runs along as a fraction; each position is rounded once, from that."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from coach.timeline._events import Beat, Clip, Event, Gap, Kind, Measure, Place, Source, Utterance
from coach.timeline._moments import Beats, Moment, Rest, Sound, Work
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
        self._measure = measure
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
            case Beats():
                yield from _beats(self, moment)

    def frames(self, source: Source) -> Frames:
        """The whole frames that a source's sound fills."""
        return whole_frames(self._measure(source))

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
    ) -> Clip:
        """A sound, from now on."""
        length = self.frames(source)
        start = nearest_frame(self._time_s)
        self._time_s += exact_s(length)
        kind = Kind.SPEECH if isinstance(source, Utterance) else Kind.CHIME
        return Clip(start, length, kind, where, source, gain_db, self._moment, beat, is_countdown)

    def gap(self, kind: Kind, length_s: Fraction, where: Place, beat: Beat | None = None) -> Iterator[Gap]:
        """A silence, or nothing where the time is too short to reach the next frame: it still counts."""
        start = nearest_frame(self._time_s)
        self._time_s += length_s
        length = Frames(nearest_frame(self._time_s) - start)
        if length:
            yield Gap(start, length, kind, where, self._moment, beat)


def _work(grid: Grid, work: Work) -> Iterator[Event]:
    """Timed work, exactly as long as it says; what is said inside it is moved or left out where it would not fit.

    The countdown takes the last seconds if each of its words fits a second and a breath is left before it, else it is left out.
    Half-way words begin at half-time; if they would not end a breath before the countdown or the end, they are
    moved earlier to stand in the middle of the time there is; if that leaves no breath on either side, they are left out.
    """
    counts = work.countdown
    count_s = COUNT_S * len(counts)
    if count_s + BREATH_S > work.length_s or any(grid.sound_s(word) > COUNT_S for word in counts):
        counts, count_s = (), Fraction(0)
    free_s = work.length_s - count_s
    if work.halfway is not None:
        words_s = grid.sound_s(work.halfway)
        begin_s = work.length_s / 2
        if begin_s + words_s + BREATH_S > free_s:
            begin_s = (free_s - words_s) / 2
        if begin_s >= BREATH_S:
            yield from grid.gap(work.kind, begin_s, work.place)
            yield grid.clip(work.halfway, work.place, work.gain_db)
            free_s -= begin_s + words_s
    yield from grid.gap(work.kind, free_s, work.place)
    for word in counts:
        yield grid.clip(word, work.place, work.gain_db, is_countdown=True)
        yield from grid.gap(work.kind, COUNT_S - grid.sound_s(word), work.place)


def _beats(grid: Grid, beats: Beats) -> Iterator[Event]:
    """One beat after the other, each exactly as long as the others; a sound that would fill its beat is left out."""
    total = len(beats.sounds)
    for number, sound in enumerate(beats.sounds, start=1):
        left_s, beat = beats.every_s, Beat(number, total)
        if sound is not None and grid.sound_s(sound) < beats.every_s:
            yield grid.clip(sound, beats.place, beats.gain_db, beat=beat)
            left_s -= grid.sound_s(sound)
        yield from grid.gap(Kind.REPEAT, left_s, beats.place, beat)
