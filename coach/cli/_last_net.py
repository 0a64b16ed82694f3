"""What is printed about a fault of our own: two lines, and a file with the rest, for whoever mends it."""

import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import typer

from coach import atomic
from coach._version import __version__

FILE_NAME: Final = "fault.txt"


def say_fault(fault: Exception) -> None:
    """Print what happened, and where all of it is written down. Never fails."""
    kept = next((path for path in _places() if _is_kept(path, fault)), None)
    where = (
        f"and send {kept} with it, after you have read it: it may name files of yours" if kept else _last_place(fault)
    )
    what = " ".join(f"{type(fault).__name__}: {fault}".split())[:200]
    with suppress(Exception):  # standard error may be closed
        typer.echo(f"coach: error: coach has a fault of its own ({what}).", err=True)
        typer.echo(f"       Please report it to whoever you got coach from, {where}.", err=True)


def _places() -> Iterator[Path]:
    """Where the file could be: among what the program keeps; or where anything may be written."""
    with suppress(Exception):
        from coach.folders import Folders

        yield Folders.of_user().state / FILE_NAME
    with suppress(OSError):
        yield Path(tempfile.mkdtemp(prefix="coach-")) / FILE_NAME


def _is_kept(path: Path, fault: Exception) -> bool:
    try:
        atomic.put(path, _details(fault).encode(errors="backslashreplace"))
    except OSError:
        return False
    return True


def _details(fault: Exception) -> str:
    lines = [f"coach {__version__}, Python {platform.python_version()}, {platform.platform()}", repr(sys.argv), ""]
    return "\n".join(lines) + "\n" + "".join(traceback.format_exception(fault))


def _last_place(fault: Exception) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    return (
        f"and say where: {Path(frames[-1].filename).name}, line {frames[-1].lineno}"
        if frames
        else "and say what you did"
    )
