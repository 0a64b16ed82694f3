"""What is kept in the user's cache folder, each under a name made from all that shapes it: clips, plain and encoded, and tables."""

import hashlib
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.cache._records import HALF_WRITTEN, RecordFile, Records, put
from coach.units import Samples

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ABANDONED_S: Final = 3600.0
"""A half-written file this old belongs to a process that was killed."""

DEFAULT_LIMIT: Final = 1 << 30
"""Bytes of clips and encoded clips that are kept: 1 GiB, more than two hours of speech."""


def clip_key(request: Mapping[str, str | int | float]) -> str:
    """The identity of a clip: SHA-256, in hexadecimal, of the request as canonical JSON."""
    return hashlib.sha256(_canonical(request)).hexdigest()


class Cache:
    """A folder of clips, of clips as they were encoded, of covers, and of small tables such as measured rates.

    Reading never raises: what cannot be read is not there. Writing raises OSError. Any number of processes may share a folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._clips = Records(folder / "clips", b"COACHCL1", ".clip", 2)
        """Of each the samples: 16 bits signed, little-endian, mono, at the project's rate."""
        self.encoded: Final = Records(folder / "encoded", b"COACHEN1", ".mp3", 1)
        """MP3 frames: see :mod:`coach.files._frames`."""
        self.covers: Final = Records(folder / "covers", b"COACHCV1", ".png", 1)
        """The pictures of routines, as PNG."""

    def samples_of(self, key: str) -> Samples | None:
        """The length of a clip, from its header alone; None if it is not there."""
        count = self._clips.count(key)
        return None if count is None else Samples(count)

    def read(self, key: str) -> "NDArray[np.int16] | None":
        """A clip, read-only, shape ``(samples,)``; None if it is not there, or not exactly what was written."""
        pcm = self._clips.read(key)
        import numpy as np  # here, because an export of what is kept reads no clip

        return None if pcm is None else np.frombuffer(pcm, "<i2").astype(np.int16, copy=False)

    def write(self, key: str, clip: "NDArray[np.int16]") -> None:
        """Keep a clip.

        Raises:
            OSError: the folder cannot be written to, or is full.

        """
        self._clips.write(key, clip.astype("<i2", copy=False).tobytes())

    def load_table(self, kind: str, key: Mapping[str, object]) -> object:
        """A small table, as JSON gives it; None if it is not there."""
        try:
            held = json.loads(self._table_path(kind, key).read_bytes())
        except (OSError, ValueError):
            return None
        # Compared as JSON, in which tuples and lists are the same.
        return held["table"] if isinstance(held, dict) and held.get("key") == json.loads(_canonical(key)) else None

    def save_table(self, kind: str, key: Mapping[str, object], table: object) -> None:
        """Keep a small table under a key; both of what JSON can hold.

        Raises:
            OSError: the folder cannot be written to, or is full.

        """
        put(self._table_path(kind, key), json.dumps({"key": key, "table": table}, indent=1).encode())

    def size(self) -> int:
        """Bytes of all clips, plain and encoded."""
        return sum(entry.size for entry in self._entries())

    def clear(self) -> None:
        """Drop everything this class keeps, and nothing else that may be in the folder. What cannot be removed stays."""
        for path in [*(entry.path for entry in self._entries()), *(self.folder / "tables").glob("*/*.json*")]:
            with suppress(OSError):
                path.unlink()

    def trim(self, limit: int = DEFAULT_LIMIT) -> int:
        """Drop what was longest unused until at most ``limit`` bytes are left; give the bytes dropped."""
        entries = sorted(self._entries(), key=lambda entry: entry.used_s)
        over, dropped, now = sum(entry.size for entry in entries) - limit, 0, time.time()
        for entry in entries:
            half = entry.path.suffix == HALF_WRITTEN
            abandoned = half and now - entry.used_s > _ABANDONED_S
            if abandoned or (dropped < over and not half):
                with suppress(OSError):
                    entry.path.unlink()
                    dropped += entry.size
        return dropped

    def _table_path(self, kind: str, key: Mapping[str, object]) -> Path:
        return self.folder / "tables" / kind / f"{hashlib.sha256(_canonical(key)).hexdigest()}.json"

    def _entries(self) -> Iterator[RecordFile]:
        yield from self._clips.entries()
        yield from self.encoded.entries()
        yield from self.covers.entries()


def _canonical(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
