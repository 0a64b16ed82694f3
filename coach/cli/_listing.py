"""``coach list``."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

import typer

from coach.cli import _paths as paths
from coach.cli._exits import exit_code, say_error, say_note
from coach.cli._wishing import usual_wishes
from coach.errors import CoachError, Code, NotFoundError
from coach.folders import SCRIPTS_VARIABLE, Folders
from coach.programme import Wishes, estimated_duration_s, find_routine, routine_names
from coach.script import meant_language
from coach.voice import misfit

_MINUTE_S: Final = 60


@dataclass(frozen=True, slots=True)
class ListedRoutine:
    """One routine of the list; ``error`` says why it cannot be used, if it can't.

    ``estimated_duration_s`` is by the user's own defaults, without a word being spoken. ``own`` is whether it lies in their folder.
    """

    name: str
    path: str
    title: str = ""
    language: str = ""
    summary: str = ""
    options: tuple[str, ...] = ()
    option_texts: Mapping[str, str] = field(default_factory=dict)
    estimated_duration_s: float | None = None
    own: bool = False
    error: str = ""

    def lines(self, width: int) -> Iterator[str]:
        """For people: the name in a column of its own, what it is, and the options it has."""
        yield f"{self.name:{width}}  {self.error or self.title}{self._facts()}"
        if self.summary:
            yield f"{'':{width}}  {self.summary}"
        for option, text in self.option_texts.items():
            yield f"{'':{width}}  --option {option}: {text}"

    def _facts(self) -> str:
        length = about(self.estimated_duration_s) if self.estimated_duration_s is not None else ""
        facts = ", ".join(filter(None, (self.language, length)))
        return f" ({facts})" if facts else ""


def run(*, as_json: bool, language: str | None, only_own: bool) -> None:
    """Print every routine that has a name, or those asked for; one with problems is listed too, with them.

    Fails if there is none. Raises ConfigError.
    """
    folders = Folders.of_user()
    wishes = usual_wishes()
    names = routine_names(folders, only_own=only_own)
    entries = [_entry(name, path, folders, wishes) for name, path in names.items()]
    listed = entries if language is None else [entry for entry in entries if _is_in(entry, language)]
    if as_json:
        typer.echo(json.dumps([asdict(entry) for entry in listed], indent=2, ensure_ascii=False))
    else:
        width = max((len(entry.name) for entry in listed), default=0)
        for entry in listed:
            for line in entry.lines(width):
                typer.echo(line)
    if broken := [entry.name for entry in entries if entry.error and entry not in listed]:
        say_note(f"left out, because their problems hide their language: {', '.join(broken)}")
    if not listed:
        error = _nothing(entries, language, folders)
        say_error(error)
        raise typer.Exit(exit_code([error]))


def languages_there(folders: Folders) -> dict[str, list[str]]:
    """The names of all routines without problems, by their language."""
    there: dict[str, list[str]] = {}
    for name in routine_names(folders):
        try:
            there.setdefault(find_routine(name, folders).routine.language, []).append(name)
        except CoachError:
            continue
    return there


def about(duration_s: float) -> str:
    """A length for people, such as "about 17 min"; below a minute in seconds."""
    minutes = round(duration_s / _MINUTE_S)
    return f"about {minutes} min" if minutes else f"about {round(duration_s)} s"


def _entry(name: str, path: Path, folders: Folders, wishes: Wishes) -> ListedRoutine:
    own = path.parent == folders.scripts
    try:
        found = find_routine(name, folders)
        duration_s = round(estimated_duration_s(found, wishes), 1)
    except CoachError as error:
        return ListedRoutine(name, str(path), own=own, error=f"{error.what} (coach check {paths.typed(name)})")
    routine = found.routine
    texts = {option.name: option.text for option in routine.options}
    about_it = (routine.title, routine.language, routine.summary)
    return ListedRoutine(name, str(path), *about_it, tuple(texts), texts, duration_s, own)


def _is_in(entry: ListedRoutine, language: str) -> bool:
    return bool(entry.language) and misfit(language, [entry.language]) is not None


def _nothing(entries: Iterable[ListedRoutine], language: str | None, folders: Folders) -> NotFoundError:
    there = sorted({entry.language for entry in entries if entry.language})
    if language is None or not there:
        return NotFoundError(
            f"There are no routines of your own in {folders.scripts}",
            f"Create one there with: coach new NAME --mine. {SCRIPTS_VARIABLE} names another folder.",
            code=Code.NO_ROUTINES,
        )
    meant = meant_language(language)
    asked = f"Did you mean {meant}? " if meant and meant != language else ""
    hint = f"{asked}There are routines in: {', '.join(there)}."
    return NotFoundError(f"There is no routine in '{language}'", hint, code=Code.NO_ROUTINES)
