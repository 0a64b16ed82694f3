"""The folder of a shelf: one coach at a time in it, and nothing of others touched."""

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from coach import atomic
from coach.bounded import read_at_most
from coach.errors import Code, ExportError
from coach.shelf import _manifest as manifest
from coach.shelf._fingerprint import digest_of
from coach.shelf._manifest import Manifest, Output, ShelfEntry

_LOCK: Final = ".coach-shelf.lock"
"""Only on Windows, where a folder cannot be locked; it goes with the process that made it."""

_MOST_BYTES: Final = 1 << 26
"""A manifest of ten thousand routines is not as long; what is cut off here cannot be read as one."""


class Folder:
    """A folder that this process alone works in. Made by :func:`opened`."""

    def __init__(self, path: Path) -> None:
        self.path: Final = path

    def read_manifest(self) -> Manifest:
        """What the folder says it holds; nothing for a new one. Raises ExportError if its manifest is damaged."""
        path = self.path / manifest.MANIFEST_NAME
        try:
            return manifest.from_json(read_at_most(path, _MOST_BYTES), str(path))
        except FileNotFoundError:
            return Manifest()
        except OSError as error:
            raise _unusable(path, f"cannot be read: {error.strerror}") from error

    def write_manifest(self, known: Manifest) -> None:
        """Remember what the folder holds. Raises ExportError."""
        self.put(manifest.MANIFEST_NAME, manifest.to_json(known))

    def put(self, name: str, content: bytes) -> None:
        """Write a file whole, over whatever was there. Raises ExportError."""
        atomic.sweep(self.path / name)
        with atomic.replacing(self.path / name, overwrite=True) as file:
            file.write(content)

    def holds(self, name: str, content: bytes) -> bool:
        """Whether a file is there with exactly this in it."""
        try:
            return read_at_most(self.path / name, len(content) + 1) == content
        except OSError:
            return False

    def digest_of(self, name: str) -> str:
        """The digest of a file; empty if there is none."""
        try:
            return digest_of(self.path / name)
        except OSError:
            return ""

    def is_whole(self, entry: ShelfEntry) -> bool:
        """Whether every file of a routine is there and holds what was written."""
        return all(map(self._is_whole, entry.outputs))

    def strangers(self, names: Collection[str], ours: Collection[str]) -> list[Path]:
        """Which of the files of these names are there and are not ours, in the order of the alphabet."""
        return sorted(self.path / name for name in names if name not in ours and (self.path / name).exists())

    def _is_whole(self, output: Output) -> bool:
        return self.digest_of(output.name) == output.digest


@contextmanager
def opened(path: Path) -> Iterator[Folder]:
    """The folder, made if need be, with nobody else in it until the block ends. Raises ExportError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = "is a file" if isinstance(error, FileExistsError) else f"cannot be created: {error.strerror}"
        raise _unusable(path, what) from error
    with _alone_in(path):
        yield Folder(path)


@contextmanager
def _alone_in(path: Path) -> Iterator[None]:
    """Nobody else gets in here with the same folder; the system releases it when the process ends, however it ends."""
    handle = _locked(path)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(path: Path) -> int | None:
    """A handle that keeps others out; None on a file system that cannot do that, where nothing keeps them out."""
    if sys.platform == "win32":
        try:
            return os.open(path / _LOCK, os.O_CREAT | os.O_EXCL | os.O_TEMPORARY)
        except FileExistsError:
            raise _busy(path) from None
    import fcntl

    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise _busy(path) from None
    except OSError:
        os.close(handle)
        return None
    return handle


def _busy(path: Path) -> ExportError:
    return ExportError(
        f"Another coach is already working in {path}",
        "Wait for it to finish, or choose another folder. Nothing was changed.",
        code=Code.FOLDER_IN_USE,
        path=str(path),
    )


def _unusable(path: Path, what: str) -> ExportError:
    return ExportError(f"{path} {what}", "Choose another folder.", code=Code.FOLDER_UNUSABLE, path=str(path))
