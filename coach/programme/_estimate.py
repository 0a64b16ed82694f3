"""About how long things last, without a word being spoken."""

from fractions import Fraction
from typing import Final

from coach.programme._library import Found
from coach.programme._wishes import Wishes, choices_of
from coach.timeline import Source, Utterance, build, expand
from coach.units import SAMPLE_RATE, Samples

_SENTENCE_END_S: Final = Fraction(1, 5)
"""What a guess adds to the words of an utterance for beginning and ending it."""


def guessed_length(utterance: Utterance) -> Samples:
    """About how long words are, by their number and the rate."""
    words_s = Fraction(60 * len(utterance.words.split()), utterance.rate_wpm)
    return Samples(round((words_s + _SENTENCE_END_S) * SAMPLE_RATE))


def estimated_duration_s(found: Found, wishes: Wishes) -> float:
    """About how long a routine lasts as wished, in seconds; no voice is needed. A duration that was wished for is not looked at.

    Chimes have their true lengths: raises SoundError for one that cannot be read.
    """

    def length(source: Source) -> Samples:
        return guessed_length(source) if isinstance(source, Utterance) else Samples(len(found.chimes.load(source.name)))

    return build(expand(found.routine, choices_of(wishes, found.routine, "")), length).duration_s
