"""``coach transcript``."""

import shutil
import sys
from pathlib import Path

import typer

from coach.atomic import check_target, replacing
from coach.cli._exits import say_note
from coach.cli._progress_bar import progress_bar
from coach.folders import Folders
from coach.programme import Wishes, open_programme
from coach.words import as_markdown, as_text, transcript

_MARKDOWN_ENDINGS = (".md", ".markdown")


def run(name: str, wishes: Wishes, file: Path | None, format_name: str | None, *, overwrite: bool) -> None:
    """Print a routine as a person reads it, or write it to a file. Raises CoachError."""
    if file is not None:
        check_target(file, overwrite=overwrite)
    with open_programme(name, wishes, Folders.of_user()) as opened:
        with progress_bar("Speaking") as on_spoken:
            timeline = opened.programme.timeline(on_spoken)
        for note in (*opened.changes, *opened.speaker.notes()):
            say_note(note)
        made = transcript(opened.found.routine, timeline, opened.programme.messages)
    is_markdown = format_name == "markdown" if format_name else file is not None and _is_markdown(file)
    width = shutil.get_terminal_size().columns if file is None and sys.stdout.isatty() else None
    text = as_markdown(made) if is_markdown else as_text(made, width)
    if file is None:
        typer.echo(text, nl=False)
    else:
        with replacing(file, overwrite=overwrite) as target:
            target.write(text.encode())


def _is_markdown(file: Path) -> bool:
    return file.suffix.lower() in _MARKDOWN_ENDINGS
