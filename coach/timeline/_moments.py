"""What happens, in order, before it is known when: the output of expanding a routine and the input of placing it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
    """Silence of ``length_s`` seconds, which fitting and tapering may move inside ``room``; without one it stays as it is."""

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


@dataclass(frozen=True, slots=True)
class Remainder:
    """The silence that is left of an interval of ``every_s`` seconds after the ``count`` moments before it, which are ``within``.

    It lasts no time at all where they fill the interval or more.
    """

    every_s: Fraction
    count: int
    place: Place
    within: tuple["Moment", ...] = ()

    @property
    def kind(self) -> Kind:
        """A silence like any other."""
        return Kind.PAUSE


Moment = Sound | Rest | Work | Beats | Remainder


def with_room(moment: Moment, room: Span | None) -> Moment:
    """The moment with other bounds for fitting; a sound and a remainder have none."""
    return moment if isinstance(moment, Sound | Remainder) else replace(moment, room=room)


def closed(moments: Iterable[Moment]) -> Iterator[Moment]:
    """The moments, each remainder with those before it of which it is one: what comes before is known in its last form only now."""
    known: list[Moment] = []
    for moment in moments:
        last = replace(moment, within=tuple(known[-moment.count :])) if isinstance(moment, Remainder) else moment
        known.append(last)
        yield last


def sources(moment: Moment) -> Iterator[Source]:
    """All that must be there before a moment can be placed, in order: what it lets be heard, and what its length depends on."""
    match moment:
        case Sound(source):
            yield source
        case Work(halfway=halfway, countdown=countdown):
            yield from (source for source in (halfway, *countdown) if source is not None)
        case Beats(sounds=sounds):
            yield from (source for source in sounds if source is not None)
        case Remainder(within=within):
            for before in within:
                yield from sources(before)
        case Rest():
            pass
