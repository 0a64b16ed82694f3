"""An MP3 stream taken apart: each of its sounds once, and in what order sounds and silences follow one another.

Whoever has both can put the stream together again, to the byte, as :mod:`coach.files._mp3_stream` does: a page does it in the browser, and
is a third of the size or less, because most of a programme is silence, and much of it is said more than once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from coach.files._encoded_sounds import EncodedSounds
from coach.files._encoding import BIT_RATE_KBPS
from coach.files._frames import Encoded, silent_frame
from coach.files._mp3_stream import name_of
from coach.files._runs import SoundRun, runs
from coach.progress import Progress, unreported

if TYPE_CHECKING:
    from coach.programme import Programme

SILENCE: Final = -1

_HEAD_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class Pool:
    """The distinct sounds of a programme, in the order in which they are first heard, and its ``parts``.

    A part is the number of a sound, or :data:`SILENCE`, and how many frames it lasts.
    """

    programme: Programme
    sounds: tuple[SoundRun, ...]
    parts: tuple[tuple[int, int], ...]

    @property
    def kind(self) -> dict[str, object]:
        """What all frames have in common: the bit rate in kbit/s, and the first bytes of a silent frame in both its lengths."""
        heads = (silent_frame(BIT_RATE_KBPS, padded=padded)[:_HEAD_BYTES] for padded in (False, True))
        return {"kbps": BIT_RATE_KBPS, "heads": [list(head) for head in heads]}

    def encoded(self, on_progress: Progress = unreported) -> Iterator[bytes]:
        """The frames of each sound and of its tail; ``on_progress`` counts sounds. Raises VoiceError, SoundError, NotFoundError."""
        programme = self.programme
        cache = programme.cache
        ahead: deque[Future[Encoded]] = deque()
        with EncodedSounds(cache.encoded if cache else None) as encoder:
            for number, sound in enumerate(self.sounds):
                render = partial(programme.sound_of, sound.events)
                ahead.append(encoder.frames_of(name_of(sound, programme.identity), sound.frames, render))
                if len(ahead) > encoder.most_ahead:
                    yield ahead.popleft().result().data
                on_progress(number + 1, len(self.sounds))
            while ahead:
                yield ahead.popleft().result().data
        if cache and encoder.added:
            cache.trim()


def pool_of(programme: Programme) -> Pool | None:
    """A programme taken apart; None if there is sound under everything, and so no silence to leave out. Raises VoiceError."""
    if programme.bed is not None:
        return None
    sounds: dict[str, int] = {}
    known: list[SoundRun] = []
    parts: list[tuple[int, int]] = []
    for run in runs(programme.timeline().events):
        if not isinstance(run, SoundRun):
            parts.append((SILENCE, run.frames))
            continue
        name = name_of(run, programme.identity)
        if name not in sounds:
            sounds[name] = len(known)
            known.append(run)
        parts.append((sounds[name], run.frames))
    return Pool(programme, tuple(known), tuple(parts))
