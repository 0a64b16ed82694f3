"""What happens, in order, before it is known when: the output of expanding a routine and the input of placing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from coach.script import Span
from coach.timeline._events import Kind, Place, Source, Utterance


@dataclass(frozen=True, slots=True)
class Sound:
    """A clip that takes as long as its sound is, made louder or softer by ``gain_db``."""

    source: Source
    place: Place
    gain_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Rest:
    """Silence of an exact length in seconds, which fitting may move inside ``room`` if there is one."""

    kind: Kind
    length_s: Fraction
    place: Place
    room: Span | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A hold, or moving for a time: ``length_s`` exact seconds in all, with words at half-time and a count of the last seconds inside."""

    kind: Kind
    length_s: Fraction
    place: Place
    halfway: Utterance | None = None
    countdown: tuple[Utterance, ...] = ()
    room: Span | None = None
    gain_db: float = 0.0


@dataclass(frozen=True, slots=True)
class Beats:
    """Repetitions: one for each of ``sounds``, ``every_s`` exact seconds apart; None is a silent beat."""

    every_s: Fraction
    sounds: tuple[Source | None, ...]
    place: Place
    room: Span | None = None
    gain_db: float = 0.0


Moment = Sound | Rest | Work | Beats


def sources(moment: Moment) -> Iterator[Source]:
    """All that a moment lets be heard, in order."""
    match moment:
        case Sound(source):
            yield source
        case Work(halfway=halfway, countdown=countdown):
            yield from (source for source in (halfway, *countdown) if source is not None)
        case Beats(sounds=sounds):
            yield from (source for source in sounds if source is not None)
        case Rest():
            pass
