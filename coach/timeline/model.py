"""The resolved programme: clips and gaps in order, each on whole frames, each beginning where the one before ends."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from coach.units import Frames, Samples, samples_of, samples_to_s


class Kind(StrEnum):
    """What happens during an event."""

    SPEECH = "speech"
    CHIME = "chime"
    PAUSE = "pause"
    HOLD = "hold"
    FOR = "for"
    REPEAT = "repeat"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One request to a voice: the words as written, the voice's name, and the rate in words a minute.

    ``said`` is what the voice is given instead, where that is not what is written.
    """

    text: str
    voice: str
    rate_wpm: int
    said: str = ""

    @property
    def words(self) -> str:
        """What the voice is given."""
        return self.said or self.text


@dataclass(frozen=True, slots=True)
class Jingle:
    """One request for a chime, by its name."""

    name: str


Source = Utterance | Jingle
"""Where a clip's sound comes from."""

Measure = Callable[[Source], Samples]
"""How long the sound of a source is. Real programmes ask the voice, tests count letters."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the routine an event belongs: counts from 0 through the unrolled sections and their steps; -1 is before any step."""

    section: int
    section_title: str
    step: int
    step_title: str


@dataclass(frozen=True, slots=True)
class Clip:
    """A piece of sound from ``start``, in ``length`` whole frames, of which the sound may fill the last one in part.

    ``gain_db`` makes the sound louder or softer.
    """

    start: Frames
    length: Frames
    kind: Kind
    place: Place
    source: Source
    gain_db: float = 0.0

    @property
    def text(self) -> str:
        """The words, or the chime's name."""
        return self.source.text if isinstance(self.source, Utterance) else self.source.name


@dataclass(frozen=True, slots=True)
class Gap:
    """Computed silence: from ``start``, ``length`` whole frames long: for a pause or for hands to work. ``text`` tells which repetition."""

    start: Frames
    length: Frames
    kind: Kind
    place: Place
    text: str = ""


Event = Clip | Gap


@dataclass(frozen=True, slots=True)
class Marker:
    """A named point in a timeline. A section's marker becomes a chapter."""

    at: Frames
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order without holes or overlaps, from frame 0 to ``length``."""

    events: tuple[Event, ...]

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
