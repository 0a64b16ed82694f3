"""Interjections: words that are not part of the programme, said before it continues, or over one of its silences. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from coach.session._position import Position
from coach.timeline import Clip, Event, Moment
from coach.units import Samples

_NOWHERE: Final = Position(-1)


@dataclass(frozen=True, slots=True)
class Interjection:
    """What is said in between, and what is still to be.

    ``asked`` has not begun. ``position`` is where in the words under way it is. ``left`` are those that a pause or further words have cut
    off; the last of them continues first. ``moments`` is what all that has begun is made of.
    """

    asked: tuple[Moment, ...] = ()
    position: Position = _NOWHERE
    left: tuple[Position, ...] = ()
    moments: tuple[Moment, ...] = ()

    @property
    def is_under_way(self) -> bool:
        """Whether anything is being said."""
        return self.position.event is not None

    @property
    def may_begin(self) -> bool:
        """Whether something is asked for that cuts off no words."""
        return bool(self.asked) and not isinstance(self.position.event, Clip)

    @property
    def to_come(self) -> tuple[Event, ...]:
        """The events of what was cut off, in the order in which they continue."""
        return tuple(event for position in reversed(self.left) for event in position.events)

    @property
    def needed(self) -> tuple[Moment, ...]:
        """Everything of which the sound is needed."""
        return (*self.moments, *self.asked) if self.is_under_way or self.left else self.asked

    def asking(self, moments: Sequence[Moment]) -> "Interjection":
        """With more to be said."""
        return replace(self, asked=(*self.asked, *moments))

    def begun(self, events: tuple[Event, ...]) -> "Interjection":
        """With what was asked for under way, placed as these events."""
        held = self.held()
        moments = (*self.asked, *self.moments) if held.left else self.asked
        return Interjection((), Position(-1, events, Samples(0), events, begun=True), held.left, moments)

    def held(self) -> "Interjection":
        """With what is under way left for later."""
        return (
            replace(self, position=_NOWHERE, left=(*self.left, self.position.rewound())) if self.is_under_way else self
        )

    def resumed(self) -> "Interjection":
        """With what was cut off last under way again, if nothing else is."""
        return (
            self if self.is_under_way or not self.left else replace(self, position=self.left[-1], left=self.left[:-1])
        )

    def moved(self, count: int) -> "Interjection":
        """So many samples further in what is under way."""
        return replace(self, position=self.position.moved(count))

    def rewound(self) -> "Interjection":
        """At the start of the sound under way."""
        return replace(self, position=self.position.rewound())
