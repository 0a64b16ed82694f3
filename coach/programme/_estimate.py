"""About how long things last, without a word being spoken."""

import re
from fractions import Fraction
from typing import Final

from coach.programme._library import Found
from coach.programme._wishes import Wishes, choices_of
from coach.timeline import Source, Utterance, build, expand
from coach.units import SAMPLE_RATE, Samples

_SENTENCE_END_S: Final = Fraction(1, 5)
"""What a guess adds to the words of an utterance for beginning and ending it."""

_NUMBER: Final = re.compile(r"[0-9]+")


def guessed_length(utterance: Utterance) -> Samples:
    """About how long an utterance is: as many words as it has at its rate, where a long number counts as several."""
    words = sum((_as_words(word) for word in utterance.words.split()), Fraction(0))
    return Samples(round((60 * words / utterance.rate_wpm + _SENTENCE_END_S) * SAMPLE_RATE))


def _as_words(word: str) -> Fraction:
    """How many words of usual length one word takes: "seven" is one, "seventeen" one and a half, "twenty-seven" two and more."""
    digits = _NUMBER.fullmatch(word.strip(".,:;!?"))
    if not digits:
        return Fraction(1)
    number = int(digits[0])
    if number <= 12:
        return Fraction(1)
    if number <= 20 or (number < 100 and number % 10 == 0):
        return Fraction(3, 2)
    return Fraction(9, 4) if number < 100 else Fraction(7, 2)


def estimated_duration_s(found: Found, wishes: Wishes) -> float:
    """About how long a routine lasts as wished, in seconds; no voice is needed. A duration that was wished for is not looked at.

    Chimes have their true lengths: raises SoundError for one that cannot be read.
    """

    def length(source: Source) -> Samples:
        return guessed_length(source) if isinstance(source, Utterance) else found.chimes.samples_of(source.name)

    return build(expand(found.routine, choices_of(wishes, found.routine, "")), length).duration_s
