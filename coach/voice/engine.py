"""What a speech engine is, to the rest of the programme: a few voices, and files of speech. Another engine needs nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final, Literal, Protocol

DEFAULT_ENGINE: Final = "pyttsx3"

_ENGINES: Final = {DEFAULT_ENGINE: "coach.voice.pyttsx3_engine:Pyttsx3Engine"}
"""Where each engine's class is, by the engine's name; imported only in a worker."""

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

        ``path`` does not exist yet. May raise anything: whoever calls it reports that.
        """
        ...


def engine_address(engine: str) -> str:
    """Where an engine's class is, as ``module:class``, given the engine's name; what is such an address already stays.

    Raises:
        KeyError: there is no such engine.

    """
    return engine if ":" in engine else _ENGINES[engine]


def make_engine(engine: str) -> Engine:
    """Start an engine in this process. May raise anything: a library can be missing or broken."""
    module, _, name = engine_address(engine).partition(":")
    made: Engine = getattr(import_module(module), name)()
    return made
