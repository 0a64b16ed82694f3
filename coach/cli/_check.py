"""``coach check``."""

from collections.abc import Sequence

import typer

from coach.cli._exits import FAILED, say_error
from coach.cli._scripts import named
from coach.errors import CoachError
from coach.folders import Folders
from coach.programme import find_routine


def run(files: Sequence[str]) -> None:
    """Check every script, print all problems on stderr, and fail if there is one; only if there is none, say so on stdout."""
    fine: list[str] = []
    failed = False
    for file in files:
        try:
            found = find_routine(named(file), Folders.of_user())
        except CoachError as error:
            say_error(error)
            failed = True
        else:
            steps = sum(len(section.steps) for section in found.routine.sections)
            fine.append(f"{found.script.path}: no problems; {len(found.routine.sections)} sections, {steps} steps")
    if failed:
        raise typer.Exit(FAILED)
    typer.echo("\n".join(fine))
