"""The voice as the programme uses it: utterances in, clips out, made ahead in the background and kept."""

from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from coach.timeline.model import Utterance
from coach.units import Samples
from coach.voice.engine import DEFAULT_ENGINE, VoiceInfo

Progress = Callable[[int, int], None]
"""Told how many utterances are ready, and of how many."""

DEADLINE_S: Final = 30.0
"""How long an engine may take for an utterance before it counts as hung; long texts get more."""


class Speaker:
    """One voice. Every :class:`Utterance` it is given must name that voice: ``utterance.voice == speaker.voice.id``.

    Use it as a context manager, or call :meth:`close`. Methods may be called from any thread.
    """

    @property
    def voice(self) -> VoiceInfo:
        """The voice that speaks."""
        raise NotImplementedError

    def prefetch(self, utterances: Iterable[Utterance], on_progress: Progress | None = None) -> None:
        """Start making, in the background and in order, what is not there yet, and return at once.

        ``on_progress`` is called first from here, then from background threads, with counts of distinct utterances.
        """
        raise NotImplementedError

    def is_ready(self, utterance: Utterance) -> bool:
        """Whether :meth:`clip` and :meth:`measure` would return at once."""
        raise NotImplementedError

    def measure(self, utterance: Utterance) -> Samples:
        """The length of the clip; made first if need be, before everything that waits.

        Raises:
            VoiceError: the engine cannot speak it.
        """
        raise NotImplementedError

    def clip(self, utterance: Utterance) -> NDArray[np.int16]:
        """The clip: mono, shape ``(samples,)``; made first if need be, before everything that waits.

        Raises:
            VoiceError: the engine cannot speak it.
        """
        raise NotImplementedError

    def wait(self, on_progress: Progress | None = None) -> None:
        """Wait until everything prefetched is ready.

        Raises:
            VoiceError: the engine could not speak one of them.
        """
        raise NotImplementedError

    def notes(self) -> tuple[str, ...]:
        """What the person should know, each told once: a rate the voice cannot do, a cache that cannot be kept."""
        raise NotImplementedError

    def close(self) -> None:
        """End the workers and drop what is over the cache's limit. May be called twice."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_speaker(
    voice: str | None,
    language: str,
    *,
    cache_dir: Path | None = None,
    workers: int | None = None,
    deadline_s: float = DEADLINE_S,
    engine: str = DEFAULT_ENGINE,
) -> Speaker:
    """Choose a voice and make it ready; no engine is started for what the cache knows.

    Args:
        voice: a voice's id, name or full name (``pyttsx3:gmw/en-us``); None or ``auto`` picks one for the language.
        language: a BCP 47 tag.
        cache_dir: where clips are kept; the user's cache folder if None.
        workers: how many processes may speak at once; one for each core if None.
        deadline_s: how long one utterance may take.
        engine: the engine's name.

    Raises:
        NotFoundError: no such voice, or none for the language.
        VoiceError: the engine does not start.
    """
    raise NotImplementedError


def list_voices(*, cache_dir: Path | None = None, engine: str = DEFAULT_ENGINE) -> tuple[VoiceInfo, ...]:
    """All voices of an engine.

    Raises:
        VoiceError: the engine does not start.
    """
    raise NotImplementedError
