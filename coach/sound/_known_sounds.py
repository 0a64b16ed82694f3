"""What was learnt of a sound file when it was read: how long it is, and what tells its samples from all others.

Placing a chime asks for no more than that. So a file that has been read once is not decoded again, and nothing that decodes is loaded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach._installed import installed_version
from coach.bounded import read_at_most
from coach.cache import Cache
from coach.units import Samples

if TYPE_CHECKING:
    from coach.sound._pcm import Pcm

_KIND: Final = "sounds"
_DECODING: Final = 1
"""To be raised with any change in :mod:`coach.sound._decode` that changes a sample."""

_MOST_BYTES: Final = 1 << 24
"""More than a minute in stereo takes, the longest that a chime may last. What is larger is left to the reader, which refuses it early."""


@dataclass(frozen=True, slots=True)
class KnownSound:
    """The length of a sound at the project's rate, and the SHA-256 of its samples, in hexadecimal."""

    samples: Samples
    identity: str

    @classmethod
    def of(cls, pcm: Pcm) -> KnownSound:
        """What there is to know of some samples."""
        return cls(Samples(len(pcm)), hashlib.sha256(pcm.tobytes()).hexdigest())


def known_sound(path: Path, cache: Cache | None, load: Callable[[], Pcm]) -> KnownSound:
    """What there is to know of a sound file; it is loaded only if the ``cache`` does not know its content. Raises as ``load`` does."""
    key = _key(path) if cache else None
    if cache is None or key is None:
        return KnownSound.of(load())
    match cache.load_table(_KIND, key):
        case [int(samples), str(identity)]:
            return KnownSound(Samples(samples), identity)
    known = KnownSound.of(load())
    with suppress(OSError):  # it will be decoded again next time
        cache.save_table(_KIND, key, [known.samples, known.identity])
    return known


def _key(path: Path) -> Mapping[str, object] | None:
    """Everything that shapes the samples; None for a file that cannot be read or is too long to be looked at first."""
    try:
        content = read_at_most(path, _MOST_BYTES + 1)
    except OSError:
        return None
    if len(content) > _MOST_BYTES:
        return None
    libraries = {package: installed_version(package) for package in ("miniaudio", "soxr")}
    return {"file": hashlib.sha256(content).hexdigest(), "decoding": _DECODING, **libraries}
