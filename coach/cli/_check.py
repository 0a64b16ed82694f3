"""``coach check``: problems, hints, and how many of each; as JSON for editors (docs/check-json.md is its contract)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import typer

from coach.cli._exits import FAILED, exit_code, say_error, say_note
from coach.cli._scripts import named
from coach.errors import MOST_PROBLEMS, CoachError, Problem, ScriptError
from coach.folders import Folders
from coach.programme import LookedOver, look_over
from coach.script import ScriptCode, format_problem


@dataclass(slots=True)
class _Checked:
    """What came of checking all files: the errors decide the exit code."""

    fine: list[str] = field(default_factory=list)
    errors: list[CoachError] = field(default_factory=list)
    all_found: list[Problem] = field(default_factory=list)


def run(files: Sequence[str], voice: str | None, *, as_json: bool) -> None:
    """Check every script; print problems and hints on stderr, or as JSON on stdout. Only scripts with problems make it fail.

    If all can be played, say so on stdout, with the number of hints.
    """
    checked = _Checked()
    for file in files:
        try:
            looked_over = look_over(named(file), Folders.of_user(), voice)
        except CoachError as error:
            _bad(error, checked, as_json=as_json)
        else:
            _good(looked_over, checked, is_guess=voice is None, as_json=as_json)
    if as_json:
        typer.echo(json.dumps([as_data(problem) for problem in checked.all_found], indent=2, ensure_ascii=False))
    elif not checked.errors:
        typer.echo("\n".join(checked.fine))
    if checked.errors:
        is_bad = any(isinstance(error, ScriptError) for error in checked.errors)
        raise typer.Exit(FAILED if is_bad else exit_code(checked.errors))


def _bad(error: CoachError, checked: _Checked, *, as_json: bool) -> None:
    checked.errors.append(error)
    if not isinstance(error, ScriptError):
        say_error(error)
        return
    checked.all_found += (*error.problems, *error.hints)
    if not as_json:
        say_error(error)
        if error.hints:
            typer.echo("", err=True)
        _say_hints(error.hints)
        hints = f" and {_counted(len(error.hints), 'hint')}" if error.hints else ""
        typer.echo(f"\n{error.problems[0].path}: {_counted(error.count, 'problem')}{hints}", err=True)


def _good(looked_over: LookedOver, checked: _Checked, *, is_guess: bool, as_json: bool) -> None:
    found, hints = looked_over.found, looked_over.hints[:MOST_PROBLEMS]
    checked.all_found += hints
    if not as_json:
        _say_hints(hints)
        for note in looked_over.notes:
            say_note(note)
        if is_guess and any(hint.code in _OF_TIME for hint in hints):
            say_note("how long words take is a guess here; --voice NAME measures it")
    steps = sum(len(section.steps) for section in found.routine.sections)
    number = len(looked_over.hints)
    counted = f", {_counted(number, 'hint')}" if number else ""
    sections = _counted(len(found.routine.sections), "section")
    checked.fine.append(f"{found.script.path}: no problems{counted}; {sections}, {_counted(steps, 'step')}")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


_OF_TIME = frozenset(
    {
        ScriptCode.COUNT_LEFT_OUT,
        ScriptCode.COUNT_QUICKER,
        ScriptCode.ROUND_TOO_LONG,
        ScriptCode.WORD_LEFT_OUT,
        ScriptCode.COUNTDOWN_LEFT_OUT,
        ScriptCode.HALFWAY_LEFT_OUT,
        ScriptCode.HALFWAY_MOVED,
        ScriptCode.TICK_LEFT_OUT,
    }
)


def _say_hints(hints: Sequence[Problem]) -> None:
    if hints:
        typer.echo("\n\n".join(_as_text(hints)), err=True)


def _as_text(hints: Sequence[Problem]) -> Iterator[str]:
    """Each hint at its place; of the marks that an import left only the first, and how many there are."""
    marks = [hint for hint in hints if hint.code == ScriptCode.LOOK]
    for hint in hints:
        if hint.code != ScriptCode.LOOK:
            yield format_problem(hint)
        elif hint is marks[0]:
            more = f"\n    {len(marks)} places are still to be looked at: search for look:" if len(marks) > 1 else ""
            yield format_problem(hint) + more


def as_data(problem: Problem) -> dict[str, object]:
    """A problem or hint as plain data; lines and columns count from 1, and an end column is the one after the last character."""
    instead = problem.replacement
    return {
        "level": problem.level.value,
        "code": str(problem.code),
        "file": problem.path,
        "line": problem.line,
        "column": problem.column,
        "end_column": problem.column + problem.width,
        "message": problem.what,
        "hint": problem.hint,
        "replacement": instead
        and {
            "text": instead.text,
            "line": instead.line,
            "column": instead.column,
            "end_column": instead.column + instead.width,
        },
    }
