"""What the listener chooses: pace, options, voice; and how long the silences are that nobody wrote."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from coach.script import AUDIENCE_OPTIONS, FASTEST_PACE, SLOWEST_PACE, Span
from coach.timeline._guidance import Guidance
from coach.timeline._loudness import Loudness
from coach.timeline._messages import ENGLISH, Messages

BASE_RATE_WPM: Final = 120
"""Words a minute at pace 1: unhurried (slow speech is under 110, conversation 150 and more)."""

SENTENCE_PAUSE_S: Final = Fraction(6, 10)
"""Silence between the sentences of one prompt."""
BARE_PAUSE: Final = Span(Fraction(3), Fraction(3))
"""A ``[pause]`` without a length."""
STEP_PAUSE_S: Final = Fraction(2)
"""After a step that ends in words: time to begin doing what was said."""
SECTION_PAUSE_S: Final = Fraction(3)
"""Between sections, instead of the pause between steps."""
CHANGE_OVER_S: Final = Fraction(6)
"""Time to change sides, after the new side was named."""
AFTER_CHIME_S: Final = Fraction(1)
"""Between a chime and the next words."""
SHORTEST_CHIMED_S: Final = Fraction(5)
"""Holds and moves written at least this long end with the chime; a shorter one is over before anyone settles into it."""
QUICK_RATES_WPM: Final = (180, 280)
"""At how many words a minute numbers are said that would not fit their second or their beat otherwise, the slowest that does.

The first is how people talk, the second how they count seconds: at it, the English and German numbers up to 30 take less than one.
"""
LONGEST_NUMBER_S: Final = Fraction(4)
"""More than any number of a count takes at the usual rate."""
BARE_WAIT: Final = Span(Fraction(20), Fraction(20))
"""What a ``[wait]`` without a length becomes where nobody can answer, as in an exported file."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Relative speed of the three things that take time; 1 is as written, below is slower.

    ``speech`` multiplies words a minute; ``pauses`` and ``holds`` divide lengths.
    """

    speech: Fraction = Fraction(1)
    pauses: Fraction = Fraction(1)
    holds: Fraction = Fraction(1)

    def __str__(self) -> str:
        """Such as ``pace 0.8``, or its three parts where they differ."""
        parts = [f"{float(part):g}" for part in (self.speech, self.pauses, self.holds)]
        return f"pace {parts[0]}" if len(set(parts)) == 1 else f"pace {'/'.join(parts)} (speech/pauses/holds)"

    @classmethod
    def of(cls, pace: Fraction) -> "Pace":
        """All three parts together."""
        return cls(pace, pace, pace)

    def times(self, tempo: Fraction) -> "Pace":
        """So many times as fast, each part kept inside what may be asked for as a pace, or where it was if that is outside."""
        return Pace(*(_within(part * tempo, part) for part in (self.speech, self.pauses, self.holds)))

    def pause_s(self, span: Span) -> Fraction:
        """The length of a pause at this pace: see :func:`at_pace`."""
        return at_pace(span, self.pauses)

    def hold_s(self, span: Span) -> Fraction:
        """The length of timed work at this pace: see :func:`at_pace`."""
        return at_pace(span, self.holds)

    def rate_wpm(self, base_wpm: int = BASE_RATE_WPM) -> int:
        """Words a minute to ask of the voice, rounded to a whole number so that equal requests share a cached clip."""
        return round(base_wpm * self.speech)


def _within(changed: Fraction, before: Fraction) -> Fraction:
    return min(max(changed, min(SLOWEST_PACE, before)), max(FASTEST_PACE, before))


def at_pace(span: Span, pace: Fraction) -> Fraction:
    """The seconds a span takes: its middle divided by the pace; of a range, never outside it; exact ones as they are."""
    if span.is_exact:
        return span.middle_s
    wanted = span.middle_s / pace
    return min(max(wanted, span.shortest_s), span.longest_s) if span.is_range else wanted


@dataclass(frozen=True, slots=True)
class Choices:
    """What the listener chose for one rendering of a routine.

    ``voice`` is the resolved name of a voice; ``dropped`` are sections left out, as positions in the routine's sections. ``messages``
    is not anybody's choice: it has to be in the language of the routine. ``is_live`` is whether it is played to somebody who can answer.
    """

    voice: str
    pace: Pace = Pace()
    options: frozenset[str] = frozenset()
    guidance: Guidance = Guidance.FULL
    taper: bool = False
    dropped: frozenset[int] = frozenset()
    messages: Messages = ENGLISH
    loudness: Loudness = Loudness.NORMAL
    is_live: bool = False

    @property
    def conditions(self) -> frozenset[str]:
        """What holds in every section: the options, and who listens."""
        return self.options | {AUDIENCE_OPTIONS[0 if self.is_live else 1]}


def room_of(written: Span, length_s: Fraction) -> Span | None:
    """How far fitting may move a silence of ``length_s``: to the ends of the range that is written, else to half and to double.

    None for an exact time, which may not move at all.
    """
    if written.is_exact:
        return None
    return written if written.is_range else Span(length_s / 2, length_s * 2)
