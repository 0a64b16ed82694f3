"""``coach export --all``."""

from pathlib import Path
from typing import Final

import typer

from coach.cli._exits import exit_code, say_error, say_note
from coach.cli._hints import hint_of
from coach.cli._progress_bar import progress_bar
from coach.cli._shelving import ShelfOptions
from coach.errors import CoachError, Code, NotFoundError, ScriptError
from coach.files import format_of
from coach.folders import SCRIPTS_VARIABLE, Folders
from coach.programme import Wishes, routine_names
from coach.shelf import FEED_NAME, INDEX_NAME, Address, MastheadWishes, Order, Report, address, make_shelf

_NAMED: Final = 3
"""Of many routines with the same error, this many are named."""


def run(wishes: Wishes, folder: Path, format_name: str | None, options: ShelfOptions, *, anew: bool) -> None:
    """Make or bring up to date a folder of all routines, and say how it went. Raises CoachError; exits if one failed."""
    only_own = options.only_own
    place = address(options.url) if options.url else None
    masthead = MastheadWishes(options.title, options.author, options.email, options.description)
    folders = Folders.of_user()
    names = tuple(routine_names(folders, only_own=only_own))
    if only_own and not names:
        raise NotFoundError(
            f"You have no scripts in {folders.scripts}",
            f"Put them there, or set {SCRIPTS_VARIABLE} to another folder.",
            code=Code.NO_ROUTINES,
        )
    format_ = format_of(format_name, None)
    format_.writer().check()
    order = Order(names, folder, format_, wishes, folders, masthead, place, anew)
    with progress_bar("Exporting") as on_progress:
        report = make_shelf(order, on_progress)
    _say_notes(report, place)
    _say_problems(report)
    if report.listed:
        typer.echo(_summary(folder, report))
    if report.problems:
        raise typer.Exit(exit_code(report.problems.values()))


def _summary(folder: Path, report: Report) -> str:
    count = len(report.listed)
    pages = f"{INDEX_NAME} and {FEED_NAME}" if report.has_feed else INDEX_NAME
    size_mb = sum(output.size for entry in report.listed for output in entry.outputs) / 1e6
    done = f"{len(report.made)} made, {len(report.unchanged)} unchanged"
    return f"{folder}: {count} routine{'' if count == 1 else 's'} ({done}), {pages}, {size_mb:.1f} MB"


def _say_notes(report: Report, place: Address | None) -> None:
    for note in report.notes:
        say_note(note)
    if report.left:
        say_note("these files no longer belong to a routine; delete them if nobody needs them:")
        for path in report.left:
            typer.echo(f"       {path}", err=True)
    if report.has_old_feed:
        say_note(f"{FEED_NAME} was not updated: repeat --url to update it")
    elif place is None:
        say_note("no feed was made: give the address of the folder with --url https://example.org/folder/")
    elif not report.has_feed:
        say_note("no feed was made: podcast apps need MP3; leave out --format")
    elif not place.is_secure:
        say_note("podcast directories require https, but the address begins with http")


def _say_problems(report: Report) -> None:
    """Print all errors; the problem of an included script once, and an error of many routines once for all of them."""
    told = set[str]()
    alike: dict[tuple[str, str], list[str]] = {}
    first: dict[tuple[str, str], CoachError] = {}
    for name, error in report.problems.items():
        if isinstance(error, ScriptError):
            new = [problem for problem in error.problems if str(problem) not in told]
            told |= {str(problem) for problem in new}
            if new:
                say_error(ScriptError(new))
        else:
            seen = error.what.removeprefix(f"{name}: "), hint_of(error)
            alike.setdefault(seen, []).append(name)
            first.setdefault(seen, error)
    for seen, names in alike.items():
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        say_error(first[seen].reworded(f"{', '.join(names[:_NAMED])}{more}: {seen[0]}"))
