"""What a timeline is made of: clips and gaps, each on whole frames, and what each of them is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from coach.script import Location
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
    """Where in the routine an event belongs: counts from 0 through the unrolled sections and their steps; -1 is before any step.

    ``location`` is where in the script it was written, if it was.
    """

    section: int
    section_title: str
    step: int
    step_title: str
    location: Location | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Beat:
    """One repetition of several: ``number`` counts from 1 to ``total``."""

    number: int
    total: int


@dataclass(frozen=True, slots=True)
class _OnFrames:
    start: Frames
    length: Frames
    kind: Kind
    place: Place

    @property
    def start_s(self) -> float:
        """When it starts, in seconds."""
        return samples_to_s(samples_of(self.start))

    @property
    def duration_s(self) -> float:
        """How long it lasts, in seconds."""
        return samples_to_s(samples_of(self.length))


@dataclass(frozen=True, slots=True)
class Clip(_OnFrames):
    """A piece of sound from ``start``, in ``length`` whole frames, of which the sound may fill the last one in part.

    ``gain_db`` makes the sound louder or softer. ``moment`` is the number of the moment it came from, in the order in which they were
    placed. ``beat`` is the repetition that it begins, or with ``is_phase`` the cycle that it is said in; ``is_countdown`` marks the words
    that count seconds of timed work.
    """

    source: Source
    gain_db: float = 0.0
    moment: int = 0
    beat: Beat | None = None
    is_countdown: bool = False
    is_phase: bool = False

    @property
    def text(self) -> str:
        """The words, or the chime's name."""
        return self.source.text if isinstance(self.source, Utterance) else self.source.name

    @property
    def is_count(self) -> bool:
        """Whether it is a spoken number that nobody wrote: of a repetition, or of seconds. The name of a side may be with it."""
        is_beat = self.beat is not None and not self.is_phase
        return self.kind is Kind.SPEECH and (is_beat or self.is_countdown)


@dataclass(frozen=True, slots=True)
class Gap(_OnFrames):
    """Computed silence from ``start``, ``length`` whole frames long: a pause, or time for hands to work.

    ``moment`` is the number of the moment it came from; ``beat`` is the repetition that it belongs to.
    """

    moment: int = 0
    beat: Beat | None = None

    @property
    def text(self) -> str:
        """Nothing, since nothing is heard."""
        return ""


Event = Clip | Gap
