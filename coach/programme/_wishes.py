"""What a listener asks for, and what becomes of it with a routine's own defaults."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from typing import Final

from coach.errors import Code, NotFoundError
from coach.programme._phrasebook import messages_for
from coach.script import Routine
from coach.timeline import BASE_RATE_WPM, Choices, Guidance, Loudness, Pace

RATE_LIMITS_WPM: Final = (40, 400)
"""The slowest and the fastest that words may be asked for, in words a minute."""

TIMES_LIMITS: Final = (Fraction(1, 2), Fraction(2))
"""How many times as long as written pauses and holds may be asked to be."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for; None leaves it to the routine, and then to what is usual.

    ``usual_voice`` speaks if no ``voice`` was asked for, but only routines in a language of its own.

    ``pace`` moves words, pauses and timed work together. ``rate_wpm`` sets the words alone; ``pauses`` and ``holds`` set
    silences and timed work alone, as times as long as written. ``duration_s`` fits the whole to a time, by silences; by the rate
    of speech too with ``fit_speech``, and by leaving out optional sections with ``drop_optional``. ``bed`` is the name or path of what
    is heard under everything.
    """

    pace: Fraction | None = None
    rate_wpm: int | None = None
    pauses: Fraction | None = None
    holds: Fraction | None = None
    voice: str | None = None
    options: frozenset[str] = frozenset()
    guidance: Guidance = Guidance.FULL
    taper: bool = False
    duration_s: Fraction | None = None
    fit_speech: bool = False
    drop_optional: bool = False
    loudness: Loudness = Loudness.NORMAL
    bed: str | None = None
    usual_voice: str | None = None


def choices_of(wishes: Wishes, routine: Routine, voice: str, *, is_live: bool = False) -> Choices:
    """The choices for one rendering, played live or made into a file. Raises NotFoundError for an option that the routine doesn't have."""
    _check_options(routine, wishes.options)
    pace = wishes.pace or routine.pace or Fraction(1)
    parts = Pace(
        speech=Fraction(wishes.rate_wpm, BASE_RATE_WPM) if wishes.rate_wpm else pace,
        pauses=1 / wishes.pauses if wishes.pauses else pace,
        holds=1 / wishes.holds if wishes.holds else pace,
    )
    messages = messages_for(routine.language)
    return Choices(
        voice,
        parts,
        wishes.options,
        wishes.guidance,
        wishes.taper,
        messages=messages,
        loudness=wishes.loudness,
        is_live=is_live,
    )


def _check_options(routine: Routine, options: frozenset[str]) -> None:
    known = {option.name: option.text for option in routine.options}
    if unknown := sorted(options - known.keys()):
        there = "; ".join(f"{name} ({text})" for name, text in known.items())
        raise NotFoundError(
            f"This routine has no option '{unknown[0]}'",
            f"{_meant(unknown[0], known)}Choose from: {there}." if there else "It has no options.",
            code=Code.OPTION_NOT_FOUND,
            name=unknown[0],
            known=tuple(known),
        )


def _meant(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name.casefold(), list(known), n=1, cutoff=0.5)
    return f"Did you mean {near[0]}? " if near else ""
