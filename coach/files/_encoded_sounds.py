"""The frames of sounds: as they were kept, or encoded on all cores and kept for the next time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Final, Protocol, Self

from coach.files._encoding import encode, encoder_identity
from coach.files._frames import TAIL, Encoded
from coach.units import Frames
from coach.voice import cores

if TYPE_CHECKING:
    from coach.sound import Pcm


class KeepsFrames(Protocol):
    """Where encoded sounds are kept; :class:`coach.cache.Records` tells more of each."""

    def read(self, key: str) -> memoryview | None:
        """What was kept; None if it is not there."""
        ...

    def write(self, key: str, items: bytes) -> None:
        """Keep something. Raises OSError."""
        ...


class EncodedSounds:
    """Gives the frames of one sound after the other, some of them being encoded in the background. A context manager.

    Without a place to keep them, all are encoded.
    """

    def __init__(self, kept: KeepsFrames | None) -> None:
        self.most_ahead: Final = 4 * cores()
        """More sounds than this under way at once make nothing quicker."""
        self.added = 0
        """How many sounds were newly kept."""
        self._kept = kept
        self._encoder = encoder_identity()
        # The library encodes without holding Python's lock, so threads are enough.
        self._pool = ThreadPoolExecutor(cores(), thread_name_prefix="coach-encoding")

    def frames_of(self, identity: str, frames: Frames, load: Callable[[], Iterable[Pcm]]) -> Future[Encoded]:
        """The frames of a sound and its tail.

        Args:
            identity: tells it from all other sounds.
            frames: its length.
            load: gives its samples, all of those frames; called only if it was not kept, on another thread.

        """
        key = hashlib.sha256(f"{self._encoder}\n{identity}".encode()).hexdigest()
        if self._kept and (known := self._kept.read(key)) is not None:
            done: Future[Encoded] = Future()
            done.set_result(Encoded(bytes(known), Frames(frames + TAIL)))
            return done
        return self._pool.submit(self._encode, key, load)

    def _encode(self, key: str, load: Callable[[], Iterable[Pcm]]) -> Encoded:
        encoded = encode(load())
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
