"""Writing a file so that nobody ever sees half of it: it is written elsewhere, and moved into place when it is complete.

Where a name is a link, the file it leads to is replaced, and the link stays. What is no file, such as a pipe or ``/dev/null``, stays
what it is, and everything is sent to it when it is complete. A file that was there keeps its permissions.
"""

import errno
import glob
import os
import platform
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final

from coach.errors import Code, ExportError

_PART: Final = ".part"
_NO_FOLDER: Final = "Create the folder first, or choose another place."


@contextmanager
def replacing(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A new file to write, read and seek in, which becomes ``path`` when the block ends without an exception.

    Until then ``path`` is untouched, and a file that appears there in the meantime is replaced only with ``overwrite``.
    Where the system can (Linux: O_TMPFILE), the unfinished file has no name, so that even a killed process leaves nothing
    behind; elsewhere it is a hidden file in the same folder, removed on any exception. After the block, the new file survives even a
    power cut, as long as the disk really writes what it says it has written.

    Raises:
        ExportError: ``path`` exists and may not be overwritten, its folder cannot be written, or the disk is full.
    """
    with replacing_all([path], overwrite=overwrite) as (file,):
        yield file


@contextmanager
def replacing_all(paths: Sequence[Path], *, overwrite: bool) -> Iterator[list[BinaryIO]]:
    """The same for several files at once: either all of them are replaced, or none is.

    All are complete and on the disk before the first is moved into place, in the order of ``paths``; if a move fails, those before it
    are undone. Only a kill or a power cut between two of these moves leaves some files new and others old.

    Raises:
        ExportError: as for one; or two of the paths are the same.
    """
    for number, path in enumerate(paths):
        check_target(path, overwrite=overwrite)
        if _followed(path) in map(_followed, paths[:number]):
            raise same_file_twice(path)
        _sweep_after_the_dead(_followed(path))
    streams = [path for path in paths if _is_stream(path)]
    targets = [_followed(path) for path in paths if path not in streams]
    try:
        with ExitStack() as stack:
            parts = [stack.enter_context(_unplaced(path)) for path in targets]
            spools = [stack.enter_context(TemporaryFile()) for _ in streams]
            files, waiting = iter(file for file, _ in parts), iter(spools)
            yield [next(waiting) if path in streams else next(files) for path in paths]
            for (file, part), path in zip(parts, targets, strict=True):
                _keep_mode(file, path)
                _finish(file, part)
            if targets:
                _place_all([part for _, part in parts], targets, overwrite=overwrite)
            for spool, path in zip(spools, streams, strict=True):
                _send(spool, path)
    except FileExistsError as error:
        raise _exists(Path(error.filename or paths[-1])) from error
    except OSError as error:
        raise _unwritable(paths[-1], error) from error


def put(path: Path, content: bytes) -> None:
    """Write a whole file, as :func:`replacing` does, over whatever was there; creates its folder if need be. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path = _followed(path)
    _sweep_after_the_dead(path)
    with _unplaced(path) as (file, part):
        file.write(content)
        _keep_mode(file, path)
        _finish(file, part)
        part.replace(path)
        _keep_names(path.parent)


def remove(path: Path) -> None:
    """Delete a file for good, even after a power cut, and what killed writers of it may have left next to it.

    Does nothing if there is none. Raises OSError.
    """
    path.unlink(missing_ok=True)
    sweep(path)
    _keep_names(path.parent)


def sweep(path: Path) -> None:
    """Delete what killed writers of a file may have left next to it. Raises OSError."""
    for part in path.parent.glob(f"{glob.escape(_part_stem(path))}.*{_PART}"):
        part.unlink(missing_ok=True)


def check_target(path: Path, *, overwrite: bool) -> None:
    """Check that a file can be written there, before any work is done for it. Raises ExportError."""
    try:
        _check_target(path, overwrite=overwrite)
    except OSError as error:  # a name that is too long, a folder that may not be looked into
        raise _unwritable(path, error) from error


def _check_target(path: Path, *, overwrite: bool) -> None:
    mode = _mode(path)
    if mode is not None and stat.S_ISDIR(mode):
        raise ExportError(f"{path} is a folder", "Name a file inside it.", code=Code.IS_A_FOLDER, path=str(path))
    if mode is not None and not stat.S_ISREG(mode) and not _is_stream(path):
        what = f"{path} is neither a file nor something to send a file to"
        raise ExportError(what, "Choose another place.", code=Code.CANNOT_WRITE, path=str(path))
    if mode is not None and stat.S_ISREG(mode) and not overwrite:
        raise _exists(path)
    folder = _followed(path).parent
    if not folder.is_dir():
        what = f"{path} cannot be written: there is no folder {folder}"
        raise ExportError(what, _NO_FOLDER, code=Code.FOLDER_NOT_FOUND, path=str(folder))


def check_apart(paths: Iterable[Path], sources: Iterable[Path]) -> None:
    """Check that no file to write is one of those that it is made of, by whatever name or link. Raises ExportError."""
    sources = [source for source in sources if source.exists()]
    for path in paths:
        if path.exists() and any(path.samefile(source) for source in sources):
            what = f"{path} is one of the files that it would be made of"
            raise ExportError(what, "Choose another name.", code=Code.SAME_FILE_TWICE, path=str(path))


def same_file_twice(path: Path) -> ExportError:
    """The error of two files that would have the same name."""
    what = f"Two files would both be {path}"
    return ExportError(what, "Choose another name.", code=Code.SAME_FILE_TWICE, path=str(path))


@contextmanager
def _unplaced(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A new file for ``path``, and the temporary name it has from when it is finished until it is moved into place. Raises OSError."""
    part = _part_of(path)
    try:
        with _open(part) as file:
            yield file, part
    finally:
        part.unlink(missing_ok=True)


def _mode(path: Path) -> int | None:
    """What there is, links followed; None for nothing. Raises OSError."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _is_stream(path: Path) -> bool:
    """Whether a name is a pipe or a device that takes bytes one after the other, such as a terminal."""
    try:
        mode = _mode(path)
    except OSError:
        return False
    return mode is not None and (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode))


def _followed(path: Path) -> Path:
    """Where a link leads, whether there is something or not; any other path as it is."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _keep_mode(file: BinaryIO, path: Path) -> None:
    """Give a new file the permissions of the one that it will replace. Raises OSError."""
    mode = _mode(path)
    # Where all files have the same permissions, as on a memory card, they cannot be set, and need not be.
    if mode is not None and hasattr(os, "fchmod") and mode != os.fstat(file.fileno()).st_mode:
        os.fchmod(file.fileno(), stat.S_IMODE(mode))


def _send(spool: BinaryIO, path: Path) -> None:
    """Send what is complete to a pipe or device. Raises OSError."""
    spool.flush()
    spool.seek(0)
    # Whoever stops reading has had enough, which is no error.
    with suppress(BrokenPipeError), path.open("wb") as stream:
        shutil.copyfileobj(spool, stream)


def _finish(file: BinaryIO, part: Path) -> None:
    """Flush a file to the disk under its temporary name, and close it: some systems cannot move an open file. Raises OSError."""
    file.flush()
    os.fsync(file.fileno())
    if not part.exists():
        # Any src_dir_fd makes Python call linkat(), which follows /proc's link to the file; plain link() on Linux would not.
        os.link(f"/proc/self/fd/{file.fileno()}", part, src_dir_fd=file.fileno(), follow_symlinks=True)
    file.close()


def _place_all(parts: Sequence[Path], paths: Sequence[Path], *, overwrite: bool) -> None:
    """Give all finished files their names, or none. Raises OSError; FileExistsError names a file that may not be overwritten."""
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
    """A second name for the file that is there now, for as long as the block lasts; None if there is no file. Raises OSError."""
    if not path.exists():
        yield None
        return
    old = _part_of(path)
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


def _part_of(path: Path) -> Path:
    """A hidden name that nobody has, and that says which process of which machine gave it."""
    return path.with_name(f"{_part_stem(path)}.{_machine()}-{os.getpid()}-{secrets.token_hex(4)}{_PART}")


def _sweep_after_the_dead(path: Path) -> None:
    """Delete what writers of a file left next to it that are no more: none of another machine, and none that may still be writing."""
    if os.name != "posix":  # elsewhere a process cannot be asked whether it lives without ending it
        return
    with suppress(OSError):
        for part in path.parent.glob(f"{glob.escape(_part_stem(path))}.{_machine()}-*-*{_PART}"):
            number = part.name.removeprefix(f"{_part_stem(path)}.{_machine()}-").partition("-")[0]
            if number.isdecimal() and not _lives(int(number)):
                part.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # somebody else's
        return True
    return True


@cache
def _machine() -> str:
    return sha256(platform.node().encode(errors="replace")).hexdigest()[:6]


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
    """Give the finished file its name, unless there is a file by now: linking then fails, where moving would replace it."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise _taken(path) from None
    except OSError:
        # A file system without links, such as a memory stick's: there, looking and moving are two steps.
        if path.exists():
            raise _taken(path) from None
        part.replace(path)


def _taken(path: Path) -> FileExistsError:
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _keep_names(folder: Path) -> None:
    """Flush the names in a folder to the disk. The file is complete and in place by now, so a system that cannot do it is no error."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _exists(path: Path) -> ExportError:
    return ExportError(f"{path} already exists", "Choose another name.", code=Code.FILE_EXISTS, path=str(path))


def _unwritable(path: Path, error: OSError) -> ExportError:
    what = f"{path} cannot be written: {error.strerror or error}"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        hint = "Free some disk space, or choose another place. Nothing was changed."
        return ExportError(what, hint, code=Code.DISK_FULL, path=str(path))
    return ExportError(what, "Choose another place. Nothing was changed.", code=Code.CANNOT_WRITE, path=str(path))
