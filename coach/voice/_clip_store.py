"""Where a speaker's clips are: in the cache, or if that cannot be written to, in a temporary folder."""

import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cache import Cache
from coach.units import Samples

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class ClipStore:
    """Finds clips by key, and keeps to the length it has once reported. Methods may be called from any thread."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self._lock = threading.Lock()
        self._spare: tempfile.TemporaryDirectory[str] | None = None
        self._lengths: dict[str, Samples] = {}
        """An engine never takes exactly the same time twice, but a timeline that was built on a length must hold."""

    def writable(self) -> Cache:
        """Where new clips go."""
        spare = self._spare
        return Cache(Path(spare.name)) if spare else self.cache

    def fall_back(self) -> bool:
        """Keep new clips in a temporary folder from now on; False if that is already the case."""
        with self._lock:
            if self._spare:
                return False
            self._spare = tempfile.TemporaryDirectory(prefix="coach-clips-")
            return True

    def has(self, key: str) -> bool:
        """Whether a clip is there."""
        return any(cache.samples_of(key) is not None for cache in self._caches())

    def samples_of(self, key: str) -> Samples | None:
        """The length of a clip; None if it is not there."""
        known = self._lengths.get(key)
        for cache in self._caches() if known is None else ():
            if (known := cache.samples_of(key)) is not None:
                return self.made(key, known)
        return known

    def made(self, key: str, samples: Samples) -> Samples:
        """Note that a clip of this length was made; returns the length it has from now on."""
        with self._lock:
            return self._lengths.setdefault(key, samples)

    def read(self, key: str) -> "NDArray[np.int16] | None":
        """A clip, shape ``(samples,)``, not to be written to; None if it is not there."""
        for cache in self._caches():
            if (clip := cache.read(key)) is not None:
                return fitted(clip, self.made(key, Samples(len(clip))))
        return None

    def close(self) -> None:
        """Remove the temporary folder, if there is one."""
        with self._lock:
            spare, self._spare = self._spare, None
        if spare:
            spare.cleanup()

    def _caches(self) -> tuple[Cache, ...]:
        writable = self.writable()
        return (self.cache, writable) if writable is not self.cache else (self.cache,)


def fitted(clip: "NDArray[np.int16]", samples: Samples) -> "NDArray[np.int16]":
    """A clip made a few samples longer or shorter, in the silence at its end."""
    if len(clip) == samples:
        return clip
    import numpy as np  # only where sound is made: lengths are known without it

    fit = np.zeros(samples, np.int16)
    common = min(len(clip), max(samples - 1, 0))  # the last sample stays zero
    fit[:common] = clip[:common]
    return fit
