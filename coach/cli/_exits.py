"""How a command ends: what is printed about an error, which exit code it gives, and what a signal does."""

import io
import os
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from types import FrameType, MappingProxyType
from typing import Final

import typer

from coach.bounded import is_utf8
from coach.cli._hints import hint_of
from coach.cli._outlet import forget_output, through_outlets
from coach.errors import CoachError, Code, Problem, ScriptError

FAILED: Final = 1
"""It could not be done, or a script has problems."""
BAD_USE: Final = 2
"""The command was not used as it can be; Typer exits with it too."""
UNUSABLE: Final = 3
"""The settings, or an article, cannot be used as they are."""
NOT_THERE: Final = 4
"""Something that was named is not there."""
FAULT: Final = 70
"""A fault of our own; 70 is EX_SOFTWARE in BSD's ``sysexits.h``."""

_ENDINGS: Final = {
    BAD_USE: (
        Code.ADDRESS_INVALID,
        Code.CHOICE_INVALID,
        Code.DURATION_INVALID,
        Code.EXTENSION_UNKNOWN,
        Code.FORMAT_SILENT,
        Code.FORMAT_UNKNOWN,
        Code.NO_KEYBOARD,
    ),
    UNUSABLE: (Code.ARTICLE_UNUSABLE, Code.SETTING_INVALID, Code.SETTING_UNKNOWN, Code.SETTINGS_UNREADABLE),
    NOT_THERE: (
        Code.BED_NOT_FOUND,
        Code.CHIME_NOT_FOUND,
        Code.DEVICE_AMBIGUOUS,
        Code.DEVICE_NOT_FOUND,
        Code.ENGINE_NOT_FOUND,
        Code.FILE_NOT_FOUND,
        Code.FOLDER_NOT_FOUND,
        Code.KEY_NOT_TAUGHT,
        Code.LANGUAGE_NOT_SPOKEN,
        Code.MODEL_MISSING,
        Code.NO_ROUTINES,
        Code.OPTION_NOT_FOUND,
        Code.OUTPUT_NOT_INSTALLED,
        Code.ROUTINE_NOT_FOUND,
        Code.SESSION_NOT_FOUND,
        Code.VOICE_AMBIGUOUS,
        Code.VOICE_NOT_FOUND,
        Code.VOICE_NOT_INSTALLED,
    ),
}
EXIT_CODES: Final[Mapping[Code, int]] = MappingProxyType(
    {code: number for number, codes in _ENDINGS.items() for code in codes}
)
"""The exit codes of errors; of all others it is FAILED. docs/errors.md has the same as a table."""


def exit_code(errors: Iterable[CoachError]) -> int:
    """How a command ends after these errors: FAILED if they differ."""
    codes = {EXIT_CODES.get(error.code, FAILED) for error in errors}
    return codes.pop() if len(codes) == 1 else FAILED


def say_error(error: CoachError) -> None:
    """Print an error on stderr: what is wrong and what to do; every problem of a script at its place."""
    if isinstance(error, ScriptError):
        from coach.script import format_problem

        typer.echo("\n\n".join(format_problem(problem) for problem in error.problems), err=True)
        if more := error.count - len(error.problems):
            typer.echo(f"coach: note: {error.problems[0].path} has {more} more problems; mend these first", err=True)
        return
    typer.echo(f"coach: error: {error.what}", err=True)
    if hint := hint_of(error):
        typer.echo(f"       {hint}", err=True)


def say_note(text: str) -> None:
    """Print something that is good to know, on stderr."""
    typer.echo(f"coach: note: {text}", err=True)


_MOST_HINTS: Final = 5


def say_hints(hints: Sequence[Problem]) -> None:
    """Tell on stderr what a rule has left out or moved, each in a line."""
    for hint in hints[:_MOST_HINTS]:
        say_note(hint.in_a_line)
    if (more := len(hints) - _MOST_HINTS) > 0:
        say_note(f"{more} more such places; coach check --voice NAME shows all")


@contextmanager
def running() -> Iterator[None]:
    """Turn whatever ends the block into an exit code and at most a few lines on stderr; never a traceback.

    Typer does the same for its own exceptions, for Ctrl-C in a command, and for a reader of our output that has gone; Ctrl-C anywhere
    else is left to :func:`coach.cli.main`.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A pipe or file on Windows, or an old terminal, cannot show every letter of a script; stderr is like this anyway.
        sys.stdout.reconfigure(errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):
        # What is ignored was asked to be: nohup starts a program like that.
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), _end)
    through_outlets()
    try:
        _look_at(sys.argv[1:])
        yield
    except CoachError as error:
        say_error(error)
        sys.exit(exit_code([error]))
    except OSError as error:
        # What files of the user's can meet is told where they are read and written; what is left is mostly a full or closed output.
        what = f"{error.filename or 'The output'} cannot be written or read: {error.strerror or error}"
        with suppress(OSError):
            say_error(
                CoachError(what, "Choose another place for it.", code=Code.CANNOT_WRITE, path=str(error.filename or ""))
            )
        forget_output()
        sys.exit(FAILED)
    except Exception as fault:
        from coach.cli._last_net import say_fault

        say_fault(fault)
        sys.exit(FAULT)


def _look_at(arguments: Sequence[str]) -> None:
    """Text that is no UTF-8 can be kept, printed or searched nowhere; only the name of a file that is there may be like that."""
    for argument in arguments:
        if not is_utf8(argument) and not os.path.lexists(argument):
            typer.echo(f"coach: error: {argument} is not UTF-8 text\n       Type it in another way.", err=True)
            sys.exit(BAD_USE)


def _end(number: int, _frame: FrameType | None) -> None:
    """A polite request to end becomes an exception, so that terminals are restored and unfinished files removed."""
    raise SystemExit(128 + number)
