"""The files that a person names on the command line: the one place where they are read and written.

``-`` is standard input where something is read, and standard output where something is written; a file of that name is ``./-``.
"""

import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, Final

import typer

from coach.atomic import check_target, replacing
from coach.cli._outlet import forget_output
from coach.errors import Code, ExportError

STANDARD: Final = "-"
STDIN_NAME: Final = "<stdin>"
"""What standard input is called in messages."""

_STDOUT: Final = Path(STANDARD)


def a_target(text: str) -> Path:
    """A file to write, from the command line; pathlib would take ``./-`` for ``-``. Raises BadParameter if there is no name."""
    if not text.strip():
        raise typer.BadParameter("This is empty. Give the name of a file.")
    path = Path(text)
    return path.absolute() if path == _STDOUT and text != STANDARD else path


def is_stdin(name: str) -> bool:
    """Whether standard input is meant."""
    return name == STANDARD


def is_stdout(path: Path | None) -> bool:
    """Whether standard output is meant, by what :func:`a_target` gave."""
    return path == _STDOUT


def read_stdin(count: int) -> bytes:
    """The first ``count`` bytes of standard input, or all of it. Raises BadParameter if there is none."""
    if sys.stdin is None:
        raise typer.BadParameter("Standard input is closed. Give a file instead of -.")
    return sys.stdin.buffer.read(count)


def check_written(path: Path, *, overwrite: bool, is_text: bool) -> None:
    """Check that something can be written there, before any work is done for it.

    Only text may go to a terminal. Raises BadParameter or ExportError.
    """
    if not is_stdout(path):
        check_target(path, overwrite=overwrite)
    elif sys.stdout is None:
        raise typer.BadParameter("Standard output is closed. Give a file instead of -.")
    elif sys.stdout.isatty() and not is_text:
        raise typer.BadParameter(
            "This is not text, and standard output is a terminal. Send it to a file or to a program."
        )


@contextmanager
def writing(path: Path, *, overwrite: bool) -> Iterator[BinaryIO]:
    """A file to write, read and seek in, which is put in place, or sent to standard output, when all of it is there.

    So nobody, not even another program, is given half of anything. Raises ExportError.
    """
    if not is_stdout(path):
        with replacing(path, overwrite=overwrite) as file:
            yield file
        return
    try:
        with TemporaryFile() as file:
            yield file
            file.seek(0)
            sys.stdout.flush()
            shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
    except BrokenPipeError:  # whoever read it has had enough, which is no error
        raise
    except OSError as error:
        forget_output()
        what = f"Standard output cannot be written: {error.strerror or error}"
        raise ExportError(what, "Choose another place.", code=Code.CANNOT_WRITE, path=STANDARD) from error


def say_written(path: Path, text: str) -> None:
    """Say what was written: on stdout, unless that is where it went."""
    typer.echo(text, err=is_stdout(path))


def typed(name: str | Path) -> str:
    """A name as it has to be typed in a command: quoted for the shell where it must be, and never taken for an option."""
    text = str(name)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)
