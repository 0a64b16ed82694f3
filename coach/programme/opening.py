"""From a routine's name and the listener's wishes to a programme with a voice."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction

from coach.errors import NotFoundError
from coach.programme.library import Found, find
from coach.programme.programme import Programme
from coach.script.model import Routine
from coach.timeline.settings import Choices, Pace
from coach.voice.speaker import Speaker, open_speaker


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the listener asked for; None leaves it to the routine."""

    pace: Fraction | None = None
    voice: str | None = None
    options: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Opened:
    """A routine as found, the programme made of it, and the voice that speaks it."""

    found: Found
    programme: Programme
    speaker: Speaker


@contextmanager
def open_programme(name: str, wishes: Wishes) -> Iterator[Opened]:
    """Find the routine, choose the voice, and put them together; the voice is closed at the end.

    Raises:
        NotFoundError: no such routine, option or voice.
        ScriptError: the script has problems.
        VoiceError: the engine does not start.
    """
    found = find(name)
    routine = found.routine
    check_options(routine, wishes.options)
    with open_speaker(wishes.voice, routine.language) as speaker:
        choices = Choices(speaker.voice.id, Pace.of(wishes.pace or routine.pace or Fraction(1)), wishes.options)
        yield Opened(found, Programme(routine, choices, speaker, found.chimes), speaker)


def check_options(routine: Routine, options: frozenset[str]) -> None:
    """See that the routine has every option asked for. Raises NotFoundError."""
    known = {option.name: option.text for option in routine.options}
    if unknown := sorted(options - known.keys()):
        there = "; ".join(f"{name} ({text})" for name, text in known.items()) or "none"
        raise NotFoundError(f"This routine has no option '{unknown[0]}'", f"Its options: {there}.")
