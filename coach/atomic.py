"""Writing a file so that nobody ever sees half of it: written apart, put in place in one move when it is whole."""

import errno
import glob
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from coach.errors import ExportError

_PART: Final = ".part"
_NO_FOLDER: Final = "Make the folder first, or write elsewhere."


@contextmanager
def replacing(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A new file to write, read and seek in, which becomes ``path`` when the block ends without an exception.

    Until then ``path`` is untouched, and a file that comes into being there meanwhile is replaced only with ``overwrite``.
    Where the system can (Linux: O_TMPFILE), the unfinished file has no name, so that even a killed process leaves nothing
    behind; elsewhere it is a hidden one in the same folder, removed on every exception. After the block, not even a power cut
    takes the new file away again, as far as the disk keeps its word.

    Raises:
        ExportError: ``path`` exists and may not be overwritten, its folder cannot be written, or the disk is full.
    """
    with replacing_all([path], overwrite=overwrite) as (file,):
        yield file


@contextmanager
def replacing_all(paths: Sequence[Path], *, overwrite: bool) -> Iterator[list[BinaryIO]]:
    """The same for several files at once: all of them become new, or every one stays what it was.

    All are whole and on the disk before the first is put in place, in the order of ``paths``; if one cannot be, those before it are
    put back. Only a process killed, or a power cut, between one of these moves and the next leaves some new and some as they were.

    Raises:
        ExportError: as for one; or two of the paths are the same.
    """
    for number, path in enumerate(paths):
        check_target(path, overwrite=overwrite)
        if path in paths[:number]:
            raise ExportError(f"{path} would be two files at once", "Choose another name with -o FILE.")
    try:
        with ExitStack() as stack:
            parts = [stack.enter_context(_unplaced(path)) for path in paths]
            yield [file for file, _ in parts]
            for file, part in parts:
                _finish(file, part)
            _place_all([part for _, part in parts], paths, overwrite=overwrite)
    except FileExistsError as error:
        raise _exists(Path(error.filename or paths[-1])) from error
    except OSError as error:
        raise ExportError(f"{paths[-1]} cannot be written: {error.strerror or error}", _hint(error)) from error


def put(path: Path, content: bytes) -> None:
    """Write all of a file, as :func:`replacing` does, over whatever was there; its folder is made if need be. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _unplaced(path) as (file, part):
        file.write(content)
        _finish(file, part)
        part.replace(path)
        _keep_names(path.parent)


def remove(path: Path) -> None:
    """Take a file away so that it stays away, even after a power cut, and what killed writers of it may have left beside it.

    Nothing if there is none. Raises OSError.
    """
    path.unlink(missing_ok=True)
    sweep(path)
    _keep_names(path.parent)


def sweep(path: Path) -> None:
    """Take away what killed writers of a file may have left beside it, and nobody writes any more. Raises OSError."""
    for part in path.parent.glob(f"{glob.escape(_part_stem(path))}.*{_PART}"):
        part.unlink(missing_ok=True)


def check_target(path: Path, *, overwrite: bool) -> None:
    """See that a file could be put there, before any work is done for it. Raises ExportError."""
    if path.is_dir():
        raise ExportError(f"{path} is a folder", "Name a file in it.")
    if path.exists() and not overwrite:
        raise _exists(path)
    if not path.parent.is_dir():
        raise ExportError(f"{path} cannot be written: there is no folder {path.parent}", _NO_FOLDER)


@contextmanager
def _unplaced(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file for ``path``, and the name beside it that it has once it is finished and until it is put in place. Raises OSError."""
    part = path.with_name(f"{_part_stem(path)}.{secrets.token_hex(4)}{_PART}")
    try:
        with _open(part) as file:
            yield file, part
    finally:
        part.unlink(missing_ok=True)


def _finish(file: BinaryIO, part: Path) -> None:
    """Close a file that is on the disk, under the name it is put in place from: some systems move no open file. Raises OSError."""
    file.flush()
    os.fsync(file.fileno())
    if not part.exists():
        # Any src_dir_fd makes Python call linkat(), which follows /proc's link to the file; plain link() on Linux would not.
        os.link(f"/proc/self/fd/{file.fileno()}", part, src_dir_fd=file.fileno(), follow_symlinks=True)
    file.close()


def _place_all(parts: Sequence[Path], paths: Sequence[Path], *, overwrite: bool) -> None:
    """Give finished files their names, or none of them. Raises OSError; FileExistsError naming a file that may not be overwritten."""
    with ExitStack() as kept, ExitStack() as undo:
        for part, path in zip(parts, paths, strict=True):
            if path != paths[-1]:  # nothing can fail after the last
                old = kept.enter_context(_kept(path))
                undo.callback(_put_back, old, path)
            if overwrite:
                part.replace(path)
            else:
                _move_new(part, path)
        undo.pop_all()
    for folder in dict.fromkeys(path.parent for path in paths):
        _keep_names(folder)


@contextmanager
def _kept(path: Path) -> Iterator[Path | None]:
    """Another name for the file that is there now, as long as the block lasts; None if there is no file. Raises OSError."""
    if not path.exists():
        yield None
        return
    old = path.with_name(f"{_part_stem(path)}.{secrets.token_hex(4)}{_PART}")
    try:
        try:
            os.link(path, old)
        except OSError:
            shutil.copyfile(path, old)
        yield old
    finally:
        old.unlink(missing_ok=True)


def _put_back(old: Path | None, path: Path) -> None:
    if old is None:
        path.unlink(missing_ok=True)
    else:
        old.replace(path)


def _part_stem(path: Path) -> str:
    return f".{path.name[:200]}"


def _open(part: Path) -> BinaryIO:
    """A file without a name in the folder of ``part`` if the system has such files, else ``part`` itself."""
    if hasattr(os, "O_TMPFILE"):
        try:
            return os.fdopen(os.open(part.parent, os.O_TMPFILE | os.O_RDWR, 0o666), "w+b")
        except OSError as error:
            # EISDIR: the kernel doesn't know the flag; EOPNOTSUPP, EINVAL: the file system doesn't.
            if error.errno not in (errno.EISDIR, errno.EOPNOTSUPP, errno.EINVAL):
                raise
    return part.open("x+b")


def _move_new(part: Path, path: Path) -> None:
    """Give the finished file its name, unless something stands there by now: a link fails then, where a move would replace it."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise _taken(path) from None
    except OSError:
        # A file system without links, such as a memory stick's: looking and moving are two steps there.
        if path.exists():
            raise _taken(path) from None
        part.replace(path)


def _taken(path: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _keep_names(folder: Path) -> None:
    """See that the names in a folder are on the disk. The file is whole and in place by now, so a system that cannot is no fault."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _exists(path: Path) -> ExportError:
    return ExportError(f"{path} exists already", "Overwrite it with --force, or choose another file.")


def _hint(error: OSError) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "Make room on the disk, or write elsewhere. Nothing was changed."
        case _:
            return "Write elsewhere. Nothing was changed."
