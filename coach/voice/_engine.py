"""What a speech engine is, to the rest of the programme: a few voices, and files of speech. Another engine needs nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from coach.errors import Code, VoiceError

Gender = Literal["male", "female"]


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A named speaker. ``id`` is the engine's own name for it; ``languages`` are BCP 47 tags, the main one first."""

    id: str
    engine: str
    name: str
    languages: tuple[str, ...]
    gender: Gender | None = None

    @property
    def full_name(self) -> str:
        """Engine and voice in one word, such as ``pyttsx3:gmw/en-us``: what a person can ask for."""
        return f"{self.engine}:{self.id}"


class ModelError(VoiceError):
    """The model of a voice is missing, broken, or not the right one: trying again would change nothing."""

    usual = Code.MODEL_DAMAGED


class Engine(Protocol):
    """Software that speaks, made and used in the main thread of a process that does nothing else.

    ``version`` names everything that shapes the sound, so that a newer engine is not taken for the one whose clips are kept.
    ``settings`` are points of the engine's own speed knob, ascending, slowest first, that span what it can do: the knob is
    measured there. Its unit is the engine's affair.
    """

    name: str
    version: str
    settings: Sequence[float]

    def voices(self) -> tuple[VoiceInfo, ...]:
        """All voices there are."""
        ...

    def speak(self, text: str, voice_id: str, setting: float, path: Path) -> None:
        """Write ``text`` as a WAV or AIFF file (whatever the suffix says) and return when it is whole.

        ``path`` does not exist yet. May raise anything: whoever calls it reports that, after another try unless it is a ModelError.
        """
        ...
