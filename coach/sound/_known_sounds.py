"""What was learnt of a sound file when it was read: how long it is, and what tells its samples from all others.

Placing a chime asks for no more than that, so a file that has been read once need not be decoded again, with all that a decoder loads.
"""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach._installed import installed_version
from coach.cache import Cache
from coach.units import Samples

if TYPE_CHECKING:
    from coach.sound._pcm import Pcm

_KIND: Final = "sounds"
_DECODING: Final = 1
"""To be raised with any change in :mod:`coach.sound._decode` that changes a sample."""

_DIGEST_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class KnownSound:
    """The length of a sound at the project's rate, and the SHA-256 of its samples, in hexadecimal."""

    samples: Samples
    identity: str

    @classmethod
    def of(cls, pcm: "Pcm") -> "KnownSound":
        """What there is to know of some samples."""
        return cls(Samples(len(pcm)), hashlib.sha256(pcm.tobytes()).hexdigest())


def remembered(path: Path, cache: Cache) -> KnownSound | None:
    """What is known of a file with this content; None if nothing is, or if it cannot be read."""
    try:
        table = cache.load_table(_KIND, _key(path))
    except OSError:
        return None
    match table:
        case [int(samples), str(identity)]:
            return KnownSound(Samples(samples), identity)
    return None


def remember(path: Path, known: KnownSound, cache: Cache) -> None:
    """Keep what is known of a file, if that can be."""
    with suppress(OSError):  # it will be decoded again next time
        cache.save_table(_KIND, _key(path), [known.samples, known.identity])


def _key(path: Path) -> Mapping[str, object]:
    """Everything that shapes the samples. Raises OSError."""
    with path.open("rb") as file:
        content = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=_DIGEST_BYTES)).hexdigest()
    libraries = {package: installed_version(package) for package in ("miniaudio", "soxr")}
    return {"file": content, "decoding": _DECODING, **libraries}
