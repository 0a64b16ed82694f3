"""How a command ends: what is said about a fault, which exit code it gives, and what a signal does."""

import io
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Final

import typer

from coach.errors import CoachError, Problem, ScriptError

FAILED = 1
NOT_THERE = 4
"""Something that was named is not there."""


def say_error(error: CoachError) -> None:
    """Tell a fault on stderr: what is wrong and what to do; every problem of a script at its place."""
    if isinstance(error, ScriptError):
        from coach.script import format_problem

        typer.echo("\n".join(format_problem(problem) for problem in error.problems), err=True)
        if more := error.count - len(error.problems):
            typer.echo(f"coach: note: {error.problems[0].path} has {more} more problems; mend these first", err=True)
        return
    typer.echo(f"coach: error: {error.what}", err=True)
    if error.hint:
        typer.echo(f"       {error.hint}", err=True)


def say_note(text: str) -> None:
    """Tell something that is good to know, on stderr."""
    typer.echo(f"coach: note: {text}", err=True)


_MOST_HINTS: Final = 5


def say_hints(hints: Sequence[Problem]) -> None:
    """Tell on stderr what a rule has left out or moved, each in a line."""
    for hint in hints[:_MOST_HINTS]:
        say_note(f"{hint.path}:{hint.line}: {hint.what}; {hint.hint}")
    if (more := len(hints) - _MOST_HINTS) > 0:
        say_note(f"{more} more such places; coach check --voice NAME shows all")


@contextmanager
def running() -> Iterator[None]:
    """Turn whatever ends the block into an exit code and at most a few lines on stderr; never a traceback for a user's mistake.

    Typer does the same for its own exceptions, for Ctrl-C in a command, and for a reader of our output that has gone; Ctrl-C anywhere
    else is left to :func:`coach.cli.main`.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A pipe or file of Windows', or a terminal of old, has no room for every letter of a script; stderr is like this anyway.
        sys.stdout.reconfigure(errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end)
    try:
        yield
    except CoachError as error:
        say_error(error)
        sys.exit(FAILED)


def _end(number: int, _frame: FrameType | None) -> None:
    """A polite request to end is an exception, so that terminals are given back and unfinished files removed."""
    raise SystemExit(128 + number)
