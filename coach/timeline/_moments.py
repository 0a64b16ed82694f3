"""What happens, in order, before it is known when: the output of expanding a routine and the input of placing it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import chain

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
    """Silence of ``length_s`` seconds, which fitting and tapering may move inside ``room``; without one it stays as it is.

    With ``is_open`` a session stays in it until the listener is ready. ``written`` is what its length was made of at the listener's pace;
    None if nobody's pace moves it. So it is of work and beats.
    """

    kind: Kind
    length_s: Fraction
    place: Place
    room: Span | None = None
    is_open: bool = False
    written: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Work:
    """A hold, or moving for a time: ``length_s`` exact seconds in all, with words at half-time and a count of the last seconds inside.

    With ``counts_up`` it is all of the seconds that are counted, from the first one on, each as long as the others. ``quicker`` is the
    same count at higher rates, of which the first is heard that fits.
    """

    kind: Kind
    length_s: Fraction
    place: Place
    halfway: Utterance | None = None
    countdown: tuple[Utterance, ...] = ()
    room: Span | None = None
    gain_db: float = 0.0
    quicker: tuple[tuple[Utterance, ...], ...] = ()
    counts_up: bool = False
    written: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Beats:
    """Repetitions: one for each of ``sounds``, ``every_s`` exact seconds apart; None is a silent beat.

    ``otherwise`` is what is heard instead, the first that fits, if one of the sounds does not fit its beat. With ``is_open`` a session
    repeats them all until the listener is ready.
    """

    every_s: Fraction
    sounds: tuple[Source | None, ...]
    place: Place
    room: Span | None = None
    gain_db: float = 0.0
    otherwise: tuple[tuple[Source | None, ...], ...] = ()
    is_open: bool = False
    written: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cycles:
    """Breath or tempo: one phase after the other, each its exact seconds with its sound inside, all of them ``times`` over.

    With ``is_open`` a session repeats them until the listener is ready.
    """

    phases: tuple[tuple[Fraction, Source | None], ...]
    times: int
    place: Place
    gain_db: float = 0.0
    is_open: bool = False

    @property
    def every_s(self) -> Fraction:
        """How long all phases are together, in exact seconds."""
        return sum((length_s for length_s, _ in self.phases), Fraction(0))


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


Moment = Sound | Rest | Work | Beats | Cycles | Remainder


def is_open(moment: Moment) -> bool:
    """Whether a session stays in a moment until the listener is ready."""
    return isinstance(moment, Rest | Beats | Cycles) and moment.is_open


def with_room(moment: Moment, room: Span | None) -> Moment:
    """The moment with other bounds for fitting; those that last as long as they do have none."""
    return replace(moment, room=room) if isinstance(moment, Rest | Work | Beats) else moment


def closed(moments: Iterable[Moment]) -> Iterator[Moment]:
    """The moments, each remainder with those before it of which it is one: what comes before is known in its last form only now."""
    known: list[Moment] = []
    for moment in moments:
        last = replace(moment, within=tuple(known[-moment.count :])) if isinstance(moment, Remainder) else moment
        known.append(last)
        yield last


def sources(moment: Moment) -> Iterator[Source]:
    """All that must be there before a moment can be placed, in order.

    That is what it lets be heard, what may be heard instead, and what its length depends on.
    """
    yield from wished(moment)
    match moment:
        case Work(quicker=quicker):
            yield from chain.from_iterable(quicker)
        case Beats(otherwise=otherwise):
            yield from (source for row in otherwise for source in row if source is not None)
        case Remainder(within=within):
            for before in within:
                yield from sources(before)


def wished(moment: Moment) -> Iterator[Source]:
    """All that a moment lets be heard, in order, if each of it fits the time it has."""
    match moment:
        case Sound(source):
            yield source
        case Work(halfway=halfway, countdown=countdown):
            yield from (source for source in (halfway, *countdown) if source is not None)
        case Beats(sounds=sounds):
            yield from (source for source in sounds if source is not None)
        case Cycles(phases, times):
            yield from [source for _, source in phases if source is not None] * times
