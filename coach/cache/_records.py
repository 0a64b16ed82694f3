"""Files of bytes kept under names made from all that shapes them: each is whole and unchanged, or it counts as not there.

The record of a key is the file ``ab/abcd....ending`` in its folder, named by the key in hexadecimal. Its content, little-endian::

    offset  bytes  content
    0       8      a magic number: which kind of record this is, and in which layout
    8       8      the number of items, unsigned
    16      32     the key, a SHA-256
    48      32     BLAKE2b of everything else in the file
    80      -      the items

Whatever does not agree with all of that is treated as not there, and replaced when the record is made again. Files are written
next to their place and then moved there, so that neither a reader nor a crash ever finds half of one.
"""

import hashlib
import os
import struct
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_HEAD: Final = struct.Struct("<8sQ32s")
_DIGEST_BYTES: Final = 32
_HEADER_BYTES: Final = _HEAD.size + _DIGEST_BYTES

HALF_WRITTEN: Final = ".part"
"""The extension of a file that is being written, or was when its writer was killed."""


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file as it was when it was looked at: its size in bytes, and when it was last used, in seconds since the epoch."""

    path: Path
    size: int
    used_s: float


class Records:
    """The records of one kind. Reading never raises: what cannot be read is not there. Any number of processes may share a folder.

    Args:
        folder: where they are kept; it is made when something is first written.
        magic: eight bytes that no other kind has.
        ending: of the files' names.
        item_bytes: the size of an item.

    """

    def __init__(self, folder: Path, magic: bytes, ending: str, item_bytes: int) -> None:
        self.folder = folder
        self._magic = magic
        self._ending = ending
        self._item_bytes = item_bytes

    def count(self, key: str) -> int | None:
        """The number of items in a record, from its header alone; None if it is not there."""
        try:
            with self._path(key).open("rb") as file:
                count = self._count(file.read(_HEADER_BYTES), key, os.fstat(file.fileno()).st_size)
        except OSError:
            return None
        if count is not None:
            self._touch(key)
        return count

    def read(self, key: str) -> memoryview | None:
        """The items of a record; None if it is not there, or not exactly what was written."""
        try:
            content = memoryview(self._path(key).read_bytes())
        except OSError:
            return None
        if self._count(content, key, len(content)) is None:
            return None
        items = content[_HEADER_BYTES:]
        if content[_HEAD.size : _HEADER_BYTES] != _digest(content[: _HEAD.size], items):
            return None
        self._touch(key)
        return items

    def write(self, key: str, items: bytes) -> None:
        """Keep a record.

        Raises:
            OSError: the folder cannot be written to, or is full.

        """
        head = _HEAD.pack(self._magic, len(items) // self._item_bytes, bytes.fromhex(key))
        put(self._path(key), head + _digest(head, items) + items)

    def entries(self) -> Iterator[RecordFile]:
        """All files, those half written too."""
        for path in self.folder.glob("*/*"):
            with suppress(OSError):  # another process may drop it in the meantime
                found = path.stat()
                yield RecordFile(path, found.st_size, found.st_mtime)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}{self._ending}"

    def _count(self, header: bytes | memoryview, key: str, size: int) -> int | None:
        if len(header) < _HEADER_BYTES:
            return None
        magic, count, held = _HEAD.unpack_from(header)
        fits = magic == self._magic and held == bytes.fromhex(key) and size == _HEADER_BYTES + self._item_bytes * count
        return int(count) if fits else None

    def _touch(self, key: str) -> None:
        """The time of change is the time of last use: a record never changes, and many systems do not keep the time of access."""
        with suppress(OSError):
            os.utime(self._path(key))


def put(path: Path, content: bytes) -> None:
    """Write a file whole, making its folder if need be. A cache may lose it in a power cut, so nothing is forced to the disk.

    Raises:
        OSError: it cannot be written.

    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(HALF_WRITTEN, f"{path.stem[:16]}-", path.parent)
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


def _digest(head: bytes | memoryview, items: bytes | memoryview) -> bytes:
    digest = hashlib.blake2b(head, digest_size=_DIGEST_BYTES)
    digest.update(items)
    return digest.digest()
