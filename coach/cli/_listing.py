"""``coach list``."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import typer

from coach.cli import _paths as paths
from coach.errors import CoachError
from coach.folders import Folders
from coach.programme import find_routine, routine_names


@dataclass(frozen=True, slots=True)
class ListedRoutine:
    """One routine of the list; ``error`` says why it cannot be used, if it can't."""

    name: str
    path: str
    title: str = ""
    language: str = ""
    summary: str = ""
    options: tuple[str, ...] = ()
    error: str = ""


def run(*, as_json: bool) -> None:
    """Print every routine that has a name; one with problems is listed too, with them."""
    folders = Folders.of_user()
    entries = [_entry(name, path, folders) for name, path in routine_names(folders).items()]
    if as_json:
        typer.echo(json.dumps([asdict(entry) for entry in entries], indent=2, ensure_ascii=False))
        return
    width = max((len(entry.name) for entry in entries), default=0)
    for entry in entries:
        language = f" ({entry.language})" if entry.language else ""
        typer.echo(f"{entry.name:{width}}  {entry.error or entry.title}{language}")
        if entry.summary:
            typer.echo(f"{'':{width}}  {entry.summary}")


def _entry(name: str, path: Path, folders: Folders) -> ListedRoutine:
    try:
        routine = find_routine(name, folders).routine
    except CoachError as error:
        return ListedRoutine(name, str(path), error=f"{error.what} (coach check {paths.typed(name)})")
    options = tuple(option.name for option in routine.options)
    return ListedRoutine(name, str(path), routine.title, routine.language, routine.summary, options)
