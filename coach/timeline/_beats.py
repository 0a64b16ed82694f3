"""What is heard in each beat: all sounds of a count or none, and each word of a cycle only inside its time. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from coach.timeline._events import Beat, Measure, Source
from coach.timeline._lengths import sound_s
from coach.timeline._moments import Beats, Cycles, Work
from coach.units import Frames, exact_s

AFTER_WORD: Final = Frames(2)
"""So many frames stay silent after each sound of a count: one dies away before another begins, and none is encoded together with it."""


@dataclass(frozen=True, slots=True)
class TimedSound:
    """``length_s`` exact seconds, with a sound at their beginning or None; ``beat`` is the repetition that they belong to."""

    sound: Source | None
    length_s: Fraction
    beat: Beat


def timed_sounds(moment: Beats | Cycles, measure: Measure) -> Iterator[TimedSound]:
    """The beats of a moment in order, with what fits."""
    match moment:
        case Beats(every_s):
            row = heard_row(moment, measure)
            for number, sound in enumerate(row, start=1):
                yield TimedSound(sound, every_s, Beat(number, len(row)))
        case Cycles(phases, times):
            kept = [(length_s, sound if fits(sound, length_s, measure) else None) for length_s, sound in phases]
            for number in range(1, times + 1):
                yield from (TimedSound(sound, length_s, Beat(number, times)) for length_s, sound in kept)


def heard_row(beats: Beats, measure: Measure) -> Sequence[Source | None]:
    """The first of the rows of sounds of which each sound fits its beat; silence if there is none, so that no count has holes."""
    rows = (beats.sounds, *beats.otherwise)
    return next(
        (row for row in rows if all(fits(sound, beats.every_s, measure) for sound in row)), (None,) * len(beats.sounds)
    )


def heard_count(work: Work, measure: Measure) -> Sequence[Source]:
    """The numbers that are counted inside of timed work, as they are, or quicker; none if one would not even fit its second then."""
    if not work.countdown:
        return ()
    second_s = work.length_s / len(work.countdown) if work.counts_up else Fraction(1)
    rows = (work.countdown, *work.quicker)
    return next((row for row in rows if all(fits(word, second_s, measure) for word in row)), ())


def fits(sound: Source | None, length_s: Fraction, measure: Measure) -> bool:
    """Whether enough is left of a beat after its sound."""
    return sound is None or sound_s(sound, measure) + exact_s(AFTER_WORD) <= length_s
