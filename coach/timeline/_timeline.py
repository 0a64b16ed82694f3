"""The resolved programme: events in order, each beginning where the one before ends, and the moments they came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from coach.timeline._events import Event
from coach.timeline._moments import Moment
from coach.units import Frames, samples_of, samples_to_s


@dataclass(frozen=True, slots=True)
class Marker:
    """A named point in a timeline. A section's marker becomes a chapter."""

    at: Frames
    title: str

    @property
    def at_s(self) -> float:
        """Where it is, in seconds."""
        return samples_to_s(samples_of(self.at))


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order without holes or overlaps, from frame 0 to ``length``; each knows its moment by its number in ``moments``."""

    events: tuple[Event, ...]
    moments: tuple[Moment, ...] = ()

    @property
    def length(self) -> Frames:
        """The whole length in frames."""
        return Frames(self.events[-1].start + self.events[-1].length) if self.events else Frames(0)

    @property
    def duration_s(self) -> float:
        """The whole length in seconds."""
        return samples_to_s(samples_of(self.length))

    def chapters(self) -> tuple[Marker, ...]:
        """A marker where each section begins."""
        seen: dict[int, Marker] = {}
        for event in self.events:
            seen.setdefault(event.place.section, Marker(event.start, event.place.section_title))
        return tuple(seen.values())

    def by_moment(self) -> Iterator[tuple[Moment, tuple[Event, ...]]]:
        """Each moment with its events, in order; without those that are too short to have any."""
        for number, events in groupby(self.events, key=lambda event: event.moment):
            yield self.moments[number], tuple(events)

    def __repr__(self) -> str:
        return f"<Timeline: {self.duration_s:.1f} s, {len(self.chapters())} chapters, {len(self.events)} events>"
