"""``coach check``."""

from collections.abc import Sequence

import typer

from coach.cli._exits import exit_code, say_error
from coach.cli._scripts import named
from coach.errors import CoachError
from coach.folders import Folders
from coach.programme import find_routine


def run(files: Sequence[str]) -> None:
    """Check every script and print all problems on stderr; if there are none, say so on stdout. Exits with a code if there are any."""
    fine: list[str] = []
    errors: list[CoachError] = []
    for file in files:
        try:
            found = find_routine(named(file), Folders.of_user())
        except CoachError as error:
            say_error(error)
            errors.append(error)
        else:
            steps = sum(len(section.steps) for section in found.routine.sections)
            fine.append(f"{found.script.path}: no problems; {len(found.routine.sections)} sections, {steps} steps")
    if errors:
        raise typer.Exit(exit_code(errors))
    typer.echo("\n".join(fine))
