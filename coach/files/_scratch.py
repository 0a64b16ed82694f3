"""A file for a program of somebody else's to write or read by name, which nobody finds afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import BinaryIO, Final

_DESCRIPTORS: Final = Path("/dev/fd")


@dataclass(frozen=True, slots=True)
class Scratch:
    """An open file, the ``name`` by which a program that is started can open it too, and the descriptors that it must inherit."""

    file: BinaryIO
    name: str
    inherited: tuple[int, ...] = ()


@contextmanager
def scratch() -> Iterator[Scratch]:
    """An empty file that is gone after the block.

    Where open files have names of their own (Linux, macOS) it has no other, so that even a killed process leaves nothing behind;
    elsewhere it lies in a folder for temporary files. A program that opens it there may share its position: it must not open it
    twice. Raises OSError.
    """
    if os.name == "posix" and _DESCRIPTORS.is_dir():
        with TemporaryFile() as file:
            yield Scratch(file, str(_DESCRIPTORS / str(file.fileno())), (file.fileno(),))
    else:
        with TemporaryDirectory(prefix="coach-") as folder, (Path(folder) / "file").open("w+b") as file:
            yield Scratch(file, file.name)
