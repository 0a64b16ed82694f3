"""Moments as a page is given them: lengths as whole numbers of one unit, sounds and places by their numbers. Pure."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Final, TypeVar

from coach.page._chains import Edge, Heard, Silence
from coach.script import Span
from coach.timeline import (
    AFTER_WORD,
    Beats,
    Cycles,
    Measure,
    Moment,
    Pace,
    Place,
    Remainder,
    Rest,
    Sound,
    Source,
    Work,
    exact_length_s,
    fits,
)
from coach.units import FRAME_SAMPLES, SAMPLE_RATE, Frames, whole_frames

SHORTEST_TIMES: Final = Fraction(1, 2)
LONGEST_TIMES: Final = Fraction(2)
"""How many times as long a listener may make pauses, and holds."""

Key = TypeVar("Key", bound=Hashable)
Clip = tuple[Source, float]
"""What is heard, and how much louder it is made, in decibels."""

_APART: Final = Silence(Fraction(AFTER_WORD), Fraction(AFTER_WORD))


class MomentWriter:
    """Numbers moments, and what they name, in the order in which they come; equal ones have one number."""

    def __init__(self, pace: Pace, measure: Measure) -> None:
        self._pace = pace
        self._measure = measure
        self._moments: dict[tuple[Moment, Span | None], int] = {}
        self.clips: dict[Clip, int] = {}
        self.places: dict[Place, int] = {}
        self.alone: set[int] = set()
        """Clips that are heard apart from all others."""
        self.edges: list[tuple[Edge, ...]] = []
        """For each moment what of it may stand close to something else."""

    def number(self, moment: Moment) -> int:
        """The number of a moment."""
        written = moment.written if isinstance(moment, Rest | Work | Beats) else None
        if (moment, written) not in self._moments:
            _number(self.places, moment.place)
            self._moments[moment, written] = len(self._moments)
            self.edges.append(tuple(self._edges(moment)))
        return self._moments[moment, written]

    def frames(self, clip: int) -> Frames:
        """How many frames a clip takes."""
        return whole_frames(self._measure(list(self.clips)[clip][0]))

    def written(self) -> tuple[int, list[Mapping[str, object]]]:
        """How many units a second has, and all moments in it."""
        lengths = [length for moment, _ in self._moments for length in self._lengths(moment)]
        parts = lcm(
            *(len(moment.countdown) for moment, _ in self._moments if isinstance(moment, Work) and moment.countdown)
        )
        unit = (
            lcm(Fraction(FRAME_SAMPLES, SAMPLE_RATE).denominator, *(length.denominator for length in lengths))
            * 2
            * parts
        )
        return unit, [self._written(moment, unit) for moment, _ in self._moments]

    def _written(self, moment: Moment, unit: int) -> Mapping[str, object]:
        place = self.places[moment.place]
        match moment:
            case Sound(source, _, gain_db):
                return {"is": "sound", "place": place, "clip": self._clip(source, gain_db)}
            case Rest(kind):
                return {"is": "rest", "place": place, "kind": kind.value, **self._span(moment, unit)}
            case Work(kind):
                rows = self._clips_of_rows(moment)
                halfway = -1 if moment.halfway is None else self._clip(moment.halfway, moment.gain_db)
                named = {"is": "work", "place": place, "kind": kind.value, **self._span(moment, unit)}
                return {
                    **named,
                    "halfway": halfway,
                    "counts": len(moment.countdown),
                    "up": moment.counts_up,
                    "rows": rows,
                }
            case Beats():
                rows = self._clips_of_rows(moment)
                return {
                    "is": "beats",
                    "place": place,
                    **self._span(moment, unit),
                    "times": len(moment.sounds),
                    "rows": rows,
                }
            case Cycles(phases, times):
                heard = [[_whole(length_s, unit), self._phase(moment, length_s, sound)] for length_s, sound in phases]
                return {"is": "cycles", "place": place, "phases": heard, "times": times}
            case Remainder(every_s, count):
                return {"is": "remainder", "place": place, "every": _whole(every_s, unit), "count": count}

    def _span(self, moment: Rest | Work | Beats, unit: int) -> Mapping[str, object]:
        """A length as written, at the pace of those who made the page; its bounds where the writer gave some; and what moves it."""
        span = moment.written
        by = "" if span is None or span.is_exact else "pauses" if isinstance(moment, Rest) else "holds"
        bounds = (
            [_whole(end, unit) for end in (span.shortest_s, span.longest_s)] if by and span and span.is_range else []
        )
        return {
            "length": _whole(self._middle_s(moment), unit),
            "bounds": bounds,
            "by": by,
            "fits": moment.room is not None,
        }

    def _middle_s(self, moment: Rest | Work | Beats) -> Fraction:
        if moment.written is None or moment.written.is_exact:
            return moment.every_s if isinstance(moment, Beats) else moment.length_s
        return moment.written.middle_s / (self._pace.pauses if isinstance(moment, Rest) else self._pace.holds)

    def _ends_s(self, moment: Rest | Work | Beats) -> tuple[Fraction, Fraction]:
        """The shortest and the longest that anybody can make it."""
        span, middle_s = moment.written, self._middle_s(moment)
        if span is None or span.is_exact:
            return middle_s, middle_s
        if span.is_range:
            return span.shortest_s, span.longest_s
        more = 2 if moment.room else 1
        return middle_s * SHORTEST_TIMES / more, middle_s * LONGEST_TIMES * more

    def _most_s(self, moment: Moment) -> Fraction:
        """The longest that anybody can make a moment of an interval."""
        match moment:
            case Rest() | Work():
                return self._ends_s(moment)[1]
            case Beats(sounds=sounds):
                return self._ends_s(moment)[1] * len(sounds)
            case _:
                return exact_length_s(moment, self._measure)

    def _lengths(self, moment: Moment) -> Iterable[Fraction]:
        match moment:
            case Rest() | Work() | Beats():
                yield self._middle_s(moment)
                if moment.written:
                    yield from (moment.written.shortest_s, moment.written.longest_s)
            case Cycles(phases):
                yield from (length_s for length_s, _ in phases)
            case Remainder(every_s):
                yield every_s

    def _clip(self, source: Source, gain_db: float) -> int:
        return _number(self.clips, (source, gain_db))

    def _phase(self, moment: Cycles, length_s: Fraction, sound: Source | None) -> int:
        return self._clip(sound, moment.gain_db) if sound is not None and fits(sound, length_s, self._measure) else -1

    def _counts(self, work: Work) -> Sequence[Sequence[Source | None]]:
        parts = len(work.countdown) or 1
        shortest_s, longest_s = self._ends_s(work)
        ends_s = (shortest_s / parts, longest_s / parts) if work.counts_up else (Fraction(1), Fraction(1))
        return self._possible((work.countdown, *work.quicker), ends_s) if work.countdown else ()

    def _rows(self, beats: Beats) -> Sequence[Sequence[Source | None]]:
        rows = (beats.sounds, *beats.otherwise)
        return self._possible([row for row in rows if any(row)], self._ends_s(beats))

    def _possible(
        self, rows: Sequence[Sequence[Source | None]], ends_s: tuple[Fraction, Fraction]
    ) -> Sequence[Sequence[Source | None]]:
        """The rows of which one is heard, for some choice; the last of them may fit always."""
        kept: list[Sequence[Source | None]] = []
        for row in rows:
            if all(fits(sound, ends_s[1], self._measure) for sound in row):
                kept.append(row)
                if all(fits(sound, ends_s[0], self._measure) for sound in row):
                    break
        return kept

    def _edges(self, moment: Moment) -> Iterable[Edge]:
        match moment:
            case Sound(source, _, gain_db):
                yield Heard((self._clip(source, gain_db),))
            case Rest():
                yield _silence(*self._ends_s(moment))
            case Remainder(every_s, within=within):
                taken_s = sum(map(self._most_s, within), Fraction(0))
                yield _silence(max(Fraction(0), every_s - taken_s), every_s)
            case Work() | Beats():
                yield from self._edges_of_counts(moment)
            case Cycles(phases, times):
                first, *others = [(self._phase(moment, length_s, sound), length_s) for length_s, sound in phases]
                self.alone |= {clip for clip, _ in (others if times == 1 else (first, *others)) if clip >= 0}
                if first[0] >= 0:
                    yield Heard((first[0],))
                    yield _APART
                else:
                    yield _silence(first[1], first[1])

    def _edges_of_counts(self, moment: Work | Beats) -> Iterable[Edge]:
        begins = isinstance(moment, Beats) or moment.counts_up
        rows = self._clips_of_rows(moment)
        self.alone |= {clip for row in rows for clip in (row[1:] if begins else row)}
        if isinstance(moment, Work) and moment.halfway is not None:
            self.alone.add(self._clip(moment.halfway, moment.gain_db))
        if rows and begins:
            yield Heard(tuple(row[0] for row in rows), may_be_silent=True)
            yield _APART
        else:
            times = 1 if isinstance(moment, Work) else len(moment.sounds)
            yield _silence(*(end * times for end in self._ends_s(moment)))

    def _clips_of_rows(self, moment: Work | Beats) -> list[list[int]]:
        rows = self._counts(moment) if isinstance(moment, Work) else self._rows(moment)
        return [[self._clip(sound, moment.gain_db) for sound in row if sound] for row in rows]


def _silence(least_s: Fraction, most_s: Fraction) -> Silence:
    frame_s = Fraction(FRAME_SAMPLES, SAMPLE_RATE)
    return Silence(least_s / frame_s, most_s / frame_s)


def _whole(length_s: Fraction, unit: int) -> int:
    return int(length_s * unit)


def _number(known: dict[Key, int], key: Key) -> int:
    return known.setdefault(key, len(known))
