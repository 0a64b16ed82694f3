"""Clips kept in the user's cache folder, each under a name made from everything that shapes it.

A clip is the file ``clips/ab/abcd....clip``, named by its key in hexadecimal. Its content, little-endian::

    offset  bytes  content
    0       8      b"COACHCL1"
    8       8      the number of samples, unsigned
    16      32     the key: SHA-256 of the request (:func:`clip_key`)
    48      32     BLAKE2b of everything else in the file
    80      2 each the samples, 16 bits signed, mono, at the project's rate

Whatever does not agree with all of that is treated as not there, and replaced when the clip is made again. Files are written
beside their place and then moved there, so that no reader and no crash ever meets half of one.
"""

import hashlib
import json
import os
import struct
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_dir

from coach.units import Samples

_MAGIC: Final = b"COACHCL1"
_HEAD: Final = struct.Struct("<8sQ32s")
_DIGEST_BYTES: Final = 32
_HEADER_BYTES: Final = _HEAD.size + _DIGEST_BYTES

_HALF_WRITTEN: Final = ".part"
_ABANDONED_S: Final = 3600.0
"""A half-written file this old belongs to a process that was killed."""

DEFAULT_LIMIT: Final = 1 << 30
"""Bytes of clips that are kept: 1 GiB, some three hours of speech."""


def cache_folder(given: Path | None = None) -> Path:
    """Where things are kept: the folder given, else ``$COACH_CACHE_DIR``, else the user's cache folder on this system."""
    return given or Path(os.environ.get("COACH_CACHE_DIR") or user_cache_dir("coach", appauthor=False))


def clip_key(request: Mapping[str, str | int | float]) -> str:
    """The identity of a clip: SHA-256, in hexadecimal, of the request as canonical JSON."""
    return hashlib.sha256(_canonical(request)).hexdigest()


class Cache:
    """A folder of clips, and of small tables such as measured rates. It is made when something is first written.

    Reading never raises: what cannot be read is not there. Writing raises OSError. Any number of processes may share a folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._clips = folder / "clips"

    def samples_of(self, key: str) -> Samples | None:
        """The length of a clip, from its header alone; None if it is not there."""
        try:
            with self._clip_path(key).open("rb") as file:
                samples = _samples_in(file.read(_HEADER_BYTES), key, os.fstat(file.fileno()).st_size)
        except OSError:
            return None
        if samples is not None:
            self._touch(key)
        return samples

    def read(self, key: str) -> NDArray[np.int16] | None:
        """A clip, read-only, shape ``(samples,)``; None if it is not there, or not exactly what was written."""
        try:
            content = self._clip_path(key).read_bytes()
        except OSError:
            return None
        pcm = memoryview(content)[_HEADER_BYTES:]
        if _samples_in(content, key, len(content)) is None:
            return None
        if content[_HEAD.size : _HEADER_BYTES] != _digest(content[: _HEAD.size], pcm):
            return None
        self._touch(key)
        return np.frombuffer(pcm, "<i2").astype(np.int16, copy=False)

    def write(self, key: str, clip: NDArray[np.int16]) -> None:
        """Keep a clip.

        Raises:
            OSError: the folder cannot be written to, or is full.

        """
        head, pcm = _HEAD.pack(_MAGIC, len(clip), bytes.fromhex(key)), clip.astype("<i2", copy=False).tobytes()
        _put(self._clip_path(key), head + _digest(head, memoryview(pcm)) + pcm)

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
        _put(self._table_path(kind, key), json.dumps({"key": key, "table": table}, indent=1).encode())

    def size(self) -> int:
        """Bytes of all clips."""
        return sum(entry.stat.st_size for entry in self._entries())

    def clear(self) -> None:
        """Drop everything this class keeps, and nothing else that may be in the folder. What cannot be removed stays."""
        for path in [*self._clips.glob("*/*"), *(self.folder / "tables").glob("*/*.json*")]:
            with suppress(OSError):
                path.unlink()

    def trim(self, limit: int = DEFAULT_LIMIT) -> int:
        """Drop the clips longest unused until at most ``limit`` bytes are left; give the bytes dropped."""
        entries = sorted(self._entries(), key=lambda entry: entry.stat.st_mtime)
        over, dropped, now = sum(entry.stat.st_size for entry in entries) - limit, 0, time.time()
        for entry in entries:
            half = entry.path.suffix == _HALF_WRITTEN
            abandoned = half and now - entry.stat.st_mtime > _ABANDONED_S
            if abandoned or (dropped < over and not half):
                with suppress(OSError):
                    entry.path.unlink()
                    dropped += entry.stat.st_size
        return dropped

    def _clip_path(self, key: str) -> Path:
        return self._clips / key[:2] / f"{key}.clip"

    def _table_path(self, kind: str, key: Mapping[str, object]) -> Path:
        return self.folder / "tables" / kind / f"{hashlib.sha256(_canonical(key)).hexdigest()}.json"

    def _touch(self, key: str) -> None:
        """The time of change is the time of last use: a clip never changes, and many systems do not keep the time of access."""
        with suppress(OSError):
            os.utime(self._clip_path(key))

    def _entries(self) -> "Iterator[_Entry]":
        for path in self._clips.glob("*/*"):
            with suppress(OSError):  # another process may drop it meanwhile
                yield _Entry(path)


class _Entry:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.stat = path.stat()


def _samples_in(header: bytes, key: str, size: int) -> Samples | None:
    if len(header) < _HEADER_BYTES:
        return None
    magic, count, held = _HEAD.unpack_from(header)
    fits = magic == _MAGIC and held == bytes.fromhex(key) and size == _HEADER_BYTES + 2 * count
    return Samples(count) if fits else None


def _digest(head: bytes, pcm: memoryview) -> bytes:
    digest = hashlib.blake2b(head, digest_size=_DIGEST_BYTES)
    digest.update(pcm)
    return digest.digest()


def _canonical(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(_HALF_WRITTEN, f"{path.stem[:16]}-", path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        _move(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _move(part: Path, path: Path) -> None:
    try:
        part.replace(path)
    except PermissionError:
        # Windows does not replace a file that someone has open. If it is being read it is as good as ours.
        if not path.exists():
            raise
        part.unlink(missing_ok=True)
