"""What sounds otherwise than written because it does not fit its time: left out, moved, or said quicker. Pure.

Placing follows the same rules (:mod:`coach.timeline._place`, :mod:`coach.timeline._beats`); here they are asked what they do, so that
nothing is left out unsaid.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from coach.timeline._beats import fits, heard_count, heard_row
from coach.timeline._events import Measure, Place, Source, Utterance
from coach.timeline._lengths import overrun_s, sound_s
from coach.timeline._moments import Beats, Cycles, Moment, Remainder, Work
from coach.timeline._place import BREATH_S, COUNT_S, begin_of_halfway_s, has_room


class Otherwise(StrEnum):
    """What became of something that did not fit."""

    HALFWAY_MOVED = "half-way words are said earlier"
    HALFWAY_LEFT_OUT = "half-way words are left out"
    COUNTDOWN_QUICKER = "a countdown is said quicker"
    COUNTDOWN_LEFT_OUT = "a countdown is left out"
    COUNT_QUICKER = "a count is said quicker"
    COUNT_TICKS = "ticks stand for a count"
    COUNT_LEFT_OUT = "a count is left out"
    WORD_LEFT_OUT = "the word of a phase is left out"
    ROUND_TOO_LONG = "a round lasts longer than its interval"


@dataclass(frozen=True, slots=True)
class NotAsWritten:
    """Something that sounds otherwise than written: what, where, of which words, and by how many seconds it is too long for its time."""

    what: Otherwise
    place: Place
    words: str = ""
    over_s: Fraction = Fraction(0)


def not_as_written(moments: Iterable[Moment], measure: Measure) -> Iterator[NotAsWritten]:
    """Everything that sounds otherwise than written, in order."""
    for moment in moments:
        match moment:
            case Work():
                yield from _of_work(moment, measure)
            case Beats():
                yield from _of_beats(moment, measure)
            case Cycles(phases, place=place):
                for length_s, sound in phases:
                    if sound is not None and not fits(sound, length_s, measure):
                        over_s = sound_s(sound, measure) - length_s
                        yield NotAsWritten(Otherwise.WORD_LEFT_OUT, place, _words(sound), over_s)
            case Remainder(place=place) if (over_s := overrun_s(moment, measure)) > 0:
                yield NotAsWritten(Otherwise.ROUND_TOO_LONG, place, over_s=over_s)


def _of_work(work: Work, measure: Measure) -> Iterator[NotAsWritten]:
    counts = heard_count(work, measure) if work.counts_up or has_room(work) else ()
    if work.countdown and counts != work.countdown:
        second_s = work.length_s / len(work.countdown) if work.counts_up else COUNT_S
        over_s = max(Fraction(0), max(sound_s(word, measure) for word in work.countdown) - second_s)
        quicker, none = (
            (Otherwise.COUNT_QUICKER, Otherwise.COUNT_LEFT_OUT)
            if work.counts_up
            else (Otherwise.COUNTDOWN_QUICKER, Otherwise.COUNTDOWN_LEFT_OUT)
        )
        yield NotAsWritten(quicker if counts else none, work.place, over_s=over_s)
    if work.halfway is not None:
        words_s, free_s = sound_s(work.halfway, measure), work.length_s - COUNT_S * len(counts)
        begin_s = begin_of_halfway_s(work, words_s, free_s)
        if begin_s < BREATH_S:
            yield NotAsWritten(
                Otherwise.HALFWAY_LEFT_OUT, work.place, work.halfway.text, words_s + 2 * BREATH_S - free_s
            )
        elif begin_s < work.length_s / 2:
            yield NotAsWritten(Otherwise.HALFWAY_MOVED, work.place, work.halfway.text)


def _of_beats(beats: Beats, measure: Measure) -> Iterator[NotAsWritten]:
    row = heard_row(beats, measure)
    if row != beats.sounds:
        over_s = max(sound_s(sound, measure) for sound in beats.sounds if sound is not None) - beats.every_s
        is_silent = not any(row)
        is_said = any(isinstance(sound, Utterance) for sound in row)
        what = Otherwise.COUNT_QUICKER if is_said else Otherwise.COUNT_TICKS
        yield NotAsWritten(Otherwise.COUNT_LEFT_OUT if is_silent else what, beats.place, over_s=over_s)


def _words(sound: Source) -> str:
    return sound.text if isinstance(sound, Utterance) else ""
