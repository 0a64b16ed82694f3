"""Easing off over a session: the voice grows slower and softer, the pauses longer.

Falling together in tone, volume and rate was the one kind of voice that lowered muscle tension significantly in
Knowlton & Larkin 2006, doi 10.1007/s10484-006-9014-6. Tone is left to the voice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeVar

from coach.script import Span
from coach.timeline._events import Kind, Source, Utterance
from coach.timeline._moments import Beats, Cycles, Moment, Rest, Sound, Work

SLOWER_BY: Final = Fraction(15, 100)
"""The share of the rate that is gone at the end."""
SOFTER_BY_DB: Final = 6.0
"""How much softer the end is."""
LONGER_BY: Final = Fraction(1, 2)
"""What pauses have gained at the end, as a share of their length."""

AnySource = TypeVar("AnySource", bound=Source)

_RATE_STEP_WPM: Final = 2
_GAIN_STEP_DB: Final = 0.5
"""Steps too small to notice, so that a session asks for a dozen rates and not for a hundred."""


def taper(moments: Sequence[Moment]) -> Iterator[Moment]:
    """The moments, easing off evenly from the first to the last. Ranges that the writer gave are never left, exact times stay."""
    for number, moment in enumerate(moments):
        yield _eased(moment, Fraction(number, max(1, len(moments) - 1)))


def _eased(moment: Moment, progress: Fraction) -> Moment:
    softer_db = round(float(progress) * SOFTER_BY_DB / _GAIN_STEP_DB) * _GAIN_STEP_DB
    match moment:
        case Sound(source, gain_db=before_db):
            return replace(moment, source=_slower(source, progress), gain_db=before_db - softer_db)
        case Rest(kind=Kind.PAUSE, length_s=length_s, room=Span() as room):
            longer_s = length_s * (1 + progress * LONGER_BY)
            return replace(moment, length_s=min(longer_s, max(room.longest_s, length_s)))
        case Work(halfway=halfway, countdown=countdown, quicker=quicker, gain_db=before_db):
            words = _slower(halfway, progress) if halfway else None
            counts, *quick = (tuple(_slower(word, progress) for word in row) for row in (countdown, *quicker))
            return replace(moment, halfway=words, countdown=counts, quicker=tuple(quick), gain_db=before_db - softer_db)
        case Beats(sounds=sounds, otherwise=otherwise, gain_db=before_db):
            eased, *others = (
                tuple(sound and _slower(sound, progress) for sound in row) for row in (sounds, *otherwise)
            )
            return replace(moment, sounds=eased, otherwise=tuple(others), gain_db=before_db - softer_db)
        case Cycles(phases=phases, gain_db=before_db):
            slower = tuple((length_s, sound and _slower(sound, progress)) for length_s, sound in phases)
            return replace(moment, phases=slower, gain_db=before_db - softer_db)
        case _:
            return moment


def _slower(source: AnySource, progress: Fraction) -> AnySource:
    if not isinstance(source, Utterance):
        return source
    rate_wpm = source.rate_wpm * (1 - progress * SLOWER_BY)
    return replace(source, rate_wpm=round(rate_wpm / _RATE_STEP_WPM) * _RATE_STEP_WPM)
