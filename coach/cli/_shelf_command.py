"""``coach export --all``."""

from pathlib import Path
from typing import Final

import typer

from coach.cli._exits import FAILED, say_error, say_note
from coach.cli._progress_bar import progress_bar
from coach.cli._shelving import ShelfOptions
from coach.errors import CoachError, NotFoundError, ScriptError
from coach.files import format_of
from coach.folders import SCRIPTS_VARIABLE, Folders
from coach.programme import Wishes, routine_names
from coach.shelf import FEED_NAME, INDEX_NAME, Address, MastheadWishes, Order, Report, address, make_shelf

_NAMED: Final = 3
"""Of many routines with the same fault so many are named."""


def run(wishes: Wishes, folder: Path, format_name: str | None, options: ShelfOptions, *, anew: bool) -> None:
    """Make or bring up to date a folder of all routines, and say how it went. Raises CoachError; exits if one failed."""
    only_own = options.only_own
    place = address(options.url) if options.url else None
    masthead = MastheadWishes(options.title, options.author, options.email, options.description)
    folders = Folders.of_user()
    names = tuple(routine_names(folders, only_own=only_own))
    if only_own and not names:
        raise NotFoundError(
            f"There are no scripts of your own in {folders.scripts}",
            f"Put them there, or name another folder with the environment variable {SCRIPTS_VARIABLE}.",
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
        raise typer.Exit(FAILED)


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
        say_note("files of before that belong to no routine any more; delete them if nobody needs them:")
        for path in report.left:
            typer.echo(f"       {path}", err=True)
    if report.has_old_feed:
        say_note(f"{FEED_NAME} stays as it was; to bring it up to date, say again where it is with --url")
    elif place is None:
        say_note(
            "there is no feed without an address: say where the folder will be with --url https://example.org/folder/"
        )
    elif not report.has_feed:
        say_note("there is no feed: podcast apps want MP3, which is what is made without --format")
    elif not place.is_secure:
        say_note("the address begins with http: podcast directories want https")


def _say_problems(report: Report) -> None:
    """Tell all that went wrong; the problem of an included script once, and what is wrong for many routines once for all of them."""
    told = set[str]()
    alike: dict[tuple[str, str], list[str]] = {}
    for name, error in report.problems.items():
        if isinstance(error, ScriptError):
            new = [problem for problem in error.problems if str(problem) not in told]
            told |= {str(problem) for problem in new}
            if new:
                say_error(ScriptError(new))
        else:
            alike.setdefault((error.what.removeprefix(f"{name}: "), error.hint), []).append(name)
    for (what, hint), names in alike.items():
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        say_error(CoachError(f"{', '.join(names[:_NAMED])}{more}: {what}", hint))
