"""Sounds encoded by LAME on all cores, each by a fresh encoder, and remembered."""

import hashlib
import os
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from importlib.metadata import version
from types import TracebackType
from typing import Final, Protocol, Self

import lameenc

from coach.export.frames import TAIL, Encoded, cut
from coach.export.stretches import Sound
from coach.sound.render import Pcm
from coach.units import SAMPLE_RATE, Frames, samples_of

BIT_RATE_KBPS: Final = 96
"""Podcast directories ask for 96 to 128 kbit/s for mono speech."""

QUALITY: Final = 4
"""LAME's effort, 0 best to 9 fastest."""


class Kept(Protocol):
    """Where encoded sounds are remembered; :class:`coach.voice.records.Records` tells more of each."""

    def read(self, key: str) -> memoryview | None:
        """What was kept; None if it is not there."""
        ...

    def write(self, key: str, items: bytes) -> None:
        """Keep something. Raises OSError."""
        ...


class Encoding:
    """Encodes one sound after the other in the background. Use it as a context manager.

    The library encodes without holding Python's lock, so that threads are enough.
    """

    def __init__(self, kept: Kept | None = None) -> None:
        self.most_at_once: Final = 2 * (os.cpu_count() or 1)
        """More sounds than this under way make nothing quicker, and are in memory."""
        self.added = 0
        """How many sounds were newly kept."""
        self._kept = kept
        self._identity = f"LAME {version('lameenc')}, {BIT_RATE_KBPS} kbit/s, quality {QUALITY}, tail {TAIL}\n".encode()
        self._pool = ThreadPoolExecutor(thread_name_prefix="coach-encoding", max_workers=os.cpu_count())
        self._long: _LongSound | None = None

    def encode(self, sound: Sound) -> Future[Encoded]:
        """The frames of a sound and, where it does not go on, of its tail. Parts of one sound must be given in order."""
        if self._long is None and not sound.goes_on:
            return self._pool.submit(self._whole, sound.pcm)
        self._long = self._long or _LongSound()
        part = self._pool.submit(self._long.encode, sound, self._long.before)
        self._long.before = part
        if not sound.goes_on:
            self._long = None
        return part

    def _whole(self, pcm: Pcm) -> Encoded:
        """A sound that can be kept, as it was kept or else encoded."""
        sound = Sound(pcm, goes_on=False)
        key = hashlib.sha256(self._identity + pcm.astype("<i2", copy=False).tobytes()).hexdigest()
        if self._kept and (known := self._kept.read(key)) is not None:
            return Encoded(bytes(known), Frames(sound.frames + TAIL))
        encoded = _LongSound().encode(sound)
        if self._kept:
            with suppress(OSError):  # it is only encoded again next time
                self._kept.write(key, encoded.data)
                self.added += 1
        return encoded

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)


class _LongSound:
    """One sound, encoded in one or more parts by an encoder of its own."""

    def __init__(self) -> None:
        self.before: Future[Encoded] | None = None
        self._encoder = _encoder()
        self._rest = b""
        """The library gives bytes as they are settled, not frame by frame."""
        self._due = TAIL
        """Frames that are still to come out."""

    def encode(self, part: Sound, before: Future[Encoded] | None = None) -> Encoded:
        """The frames that have come out when a part is in; at the end all that are left, with the tail's."""
        if before is not None:
            before.result()  # given to the pool earlier, so it has begun
        out = self._rest + self._encoder.encode(part.pcm.tobytes())
        if not part.goes_on:
            out += self._encoder.encode(bytes(2 * samples_of(TAIL))) + self._encoder.flush()
        self._due = Frames(self._due + part.frames)
        encoded, self._rest = cut(out, self._due, BIT_RATE_KBPS)
        self._due = Frames(self._due - encoded.frames)
        return encoded


def _encoder() -> "lameenc.Encoder":
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(BIT_RATE_KBPS)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    return encoder
