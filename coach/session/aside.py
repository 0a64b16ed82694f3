"""Words on the side: what is said that is not part of the programme, before it goes on or over one of its silences. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from coach.session.spot import Spot
from coach.timeline.model import Clip, Event
from coach.timeline.moments import Moment
from coach.units import Samples

_NOWHERE: Final = Spot(-1)


@dataclass(frozen=True, slots=True)
class Aside:
    """What is said on the side, and what is still to be.

    ``asked`` has not begun. ``spot`` is where in the words under way it is. ``left`` are those that a pause or further words have cut
    off; the last of them goes on first. ``moments`` is what all that has begun is made of.
    """

    asked: tuple[Moment, ...] = ()
    spot: Spot = _NOWHERE
    left: tuple[Spot, ...] = ()
    moments: tuple[Moment, ...] = ()

    @property
    def is_under_way(self) -> bool:
        """Whether anything is being said."""
        return self.spot.event is not None

    @property
    def may_begin(self) -> bool:
        """Whether something is asked for that cuts off no words."""
        return bool(self.asked) and not isinstance(self.spot.event, Clip)

    @property
    def to_come(self) -> tuple[Event, ...]:
        """The events of what was cut off, in the order in which they go on."""
        return tuple(event for spot in reversed(self.left) for event in spot.events)

    @property
    def needed(self) -> tuple[Moment, ...]:
        """Everything of which the sound is needed."""
        return (*self.moments, *self.asked) if self.is_under_way or self.left else self.asked

    def asking(self, moments: Sequence[Moment]) -> "Aside":
        """With more to be said."""
        return replace(self, asked=(*self.asked, *moments))

    def begun(self, events: tuple[Event, ...]) -> "Aside":
        """With what was asked for under way, placed as these events."""
        held = self.held()
        moments = (*self.asked, *self.moments) if held.left else self.asked
        return Aside((), Spot(-1, events, Samples(0), events, begun=True), held.left, moments)

    def held(self) -> "Aside":
        """With what is under way left for later."""
        return replace(self, spot=_NOWHERE, left=(*self.left, self.spot.rewound())) if self.is_under_way else self

    def resumed(self) -> "Aside":
        """With what was cut off last under way again, if nothing else is."""
        return self if self.is_under_way or not self.left else replace(self, spot=self.left[-1], left=self.left[:-1])
