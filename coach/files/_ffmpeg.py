"""The ffmpeg program: which one, what it was built with, and sound through it.

It is asked for only by formats that no library at hand writes. What it says goes to a file and what it makes too, so that only one
pipe is open, which it reads: neither side can wait for the other.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from os import SEEK_END
from tempfile import gettempdir
from typing import IO, BinaryIO, Final

from coach.errors import Code, ExportError
from coach.files._scratch import Scratch, scratch

_GET: Final = (
    "Install ffmpeg (apt install ffmpeg, brew install ffmpeg, winget install ffmpeg), or in a clone of coach: pip install '.[ffmpeg]'. "
    "MP3, FLAC and WAV do not need it."
)
_NO_ROOM: Final = "No space left on device"
_LAST_BYTES: Final = 4096
_WHO: Final = re.compile(r"^\[[^\]]*\] ")
"""Which part of ffmpeg is speaking, before what it says."""


def find(encoder: str, kind: str) -> str:
    """The ffmpeg that has an encoder: the system's, else the one that comes with the extra.

    Args:
        encoder: as ffmpeg calls it.
        kind: what is to be made, for people.

    Raises:
        ExportError: there is none, and how to get it.

    """
    faults = []
    for program in _programs():
        try:
            if encoder in _encoders(program):
                return program
        except (OSError, subprocess.CalledProcessError):
            faults.append(f"{program} cannot be run")
        else:
            faults.append(f"{program} has no encoder {encoder}")
    what = f"{kind} needs ffmpeg: {'; '.join(faults) or 'it is not installed'}"
    raise ExportError(what, _GET, code=Code.FFMPEG_MISSING, encoder=encoder)


def encode(program: str, arguments: Sequence[str], sound: Iterable[bytes], files: Sequence[Scratch]) -> None:
    """Start ffmpeg with ``arguments`` and give it ``sound`` on its standard input; return when it is done.

    Whatever ends this early ends ffmpeg too; if this process is killed, ffmpeg finds its input at an end, and ends itself.

    Args:
        program: from :func:`find`.
        arguments: without those about what it says.
        sound: pieces of the input named ``pipe:0``; never more than one of them is held.
        files: which of them it opens by name.

    Raises:
        ExportError: ffmpeg fails, with what it said last.

    """
    with scratch() as said:
        process = subprocess.Popen(
            [program, "-hide_banner", "-nostdin", "-loglevel", "error", "-y", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said.file,
            pass_fds=[number for file in files for number in file.inherited],
            # Ctrl-C is for this process, which then ends the other: else both would, each in its own time.
            start_new_session=True,
        )
        assert process.stdin is not None  # noqa: S101  # asked for above
        try:
            took_all = _feed(process.stdin, sound)
            code = process.wait()
        finally:
            process.kill()
            with suppress(OSError):
                process.stdin.close()
            process.wait()
        if code != 0 or not took_all:
            raise _failure(code, _last_line(said.file))


def _feed(pipe: IO[bytes], sound: Iterable[bytes]) -> bool:
    """Whether all was taken. If not, the process at the other end has ended, and knows why."""
    for piece in sound:
        try:
            pipe.write(piece)
        except OSError:
            return False
    try:
        pipe.close()
    except OSError:
        return False
    return True


def _failure(code: int, said: str) -> ExportError:
    if _NO_ROOM in said:
        hint = f"Free some disk space where temporary files are, in {gettempdir()}."
        return ExportError(f"ffmpeg failed: {said}", hint, code=Code.DISK_FULL, path=gettempdir())
    why = said or (f"it was killed by signal {-code}" if code < 0 else f"it stopped with exit code {code}")
    hint = "Try again, or choose another format: mp3, flac and wav do not need ffmpeg."
    return ExportError(f"ffmpeg failed: {why}", hint, code=Code.FFMPEG_FAILED)


def _last_line(said: BinaryIO) -> str:
    said.seek(max(0, said.seek(0, SEEK_END) - _LAST_BYTES))
    lines = [line.strip() for line in said.read().decode(errors="replace").splitlines()]
    return _WHO.sub("", next((line for line in reversed(lines) if line), ""))


def _programs() -> Iterator[str]:
    if system := shutil.which("ffmpeg"):
        yield system
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        yield str(get_ffmpeg_exe())
    except (ImportError, RuntimeError):  # the extra is not installed, or has no program for this machine
        return


@cache
def _encoders(program: str) -> frozenset[str]:
    """The encoders for sound that an ffmpeg was built with. Raises OSError, CalledProcessError if it does not run."""
    asked = [program, "-hide_banner", "-encoders"]
    done = subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    lines = (line.split() for line in done.stdout.decode(errors="replace").splitlines())
    return frozenset(words[1] for words in lines if len(words) > 1 and words[0].startswith("A"))
