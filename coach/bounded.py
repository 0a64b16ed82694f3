"""Reading what somebody else has put there: no more of a file than is any use, and of a folder only what is meant to be seen.

A file may be endless, such as a device, or much larger than what it is taken for. A folder may hold what an editor or a file manager
keeps for itself, under names that begin with a dot, and things that are no files at all.
"""

from collections.abc import Collection
from pathlib import Path


def read_at_most(path: Path, count: int) -> bytes:
    """The first ``count`` bytes of a file, a pipe or a device, or all of it if it has fewer. Raises OSError.

    To know whether there is more than is allowed, ask for one byte more than that.
    """
    parts, left = list[bytes](), count
    with path.open("rb", buffering=0) as file:
        while left and (part := file.read(min(left, _PART))):
            parts.append(part)
            left -= len(part)
    return b"".join(parts)


def files_in(folder: Path, endings: Collection[str]) -> list[Path]:
    """The files of a folder, in order, whose names end in one of ``endings``, upper or lower case; none if there is no such folder.

    Hidden files are none of them, nor is anything that only looks like a file by its name. Raises OSError.
    """
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _is_shown(path, endings))


def is_utf8(name: str) -> bool:
    """Whether a name, or what was typed, is text: on POSIX it may be any bytes, which Python keeps as lone surrogates (PEP 383)."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


_PART = 1 << 20


def _is_shown(path: Path, endings: Collection[str]) -> bool:
    return path.suffix.lower() in endings and not path.name.startswith(".") and path.is_file()
