"""``coach transcript``."""

import shutil
import sys
from pathlib import Path
from typing import Final

import typer

from coach.atomic import check_apart
from coach.cli import _paths as paths
from coach.cli._exits import say_hints, say_note
from coach.cli._progress_bar import progress_bar
from coach.cli._scripts import named
from coach.files import by_extension
from coach.folders import Folders
from coach.programme import Wishes, open_programme
from coach.words import as_markdown, as_text, transcript

_IS_MARKDOWN: Final = {".txt": False, ".text": False, "": False, ".md": True, ".markdown": True}
"""By the file extension; a name without one is that of a text."""


def run(name: str, wishes: Wishes, file: Path | None, format_name: str | None, *, overwrite: bool) -> None:
    """Print a routine as a person reads it, or write it to a file. Raises CoachError."""
    is_markdown = format_name == "markdown"
    if file is not None:
        if format_name is None:
            is_markdown = by_extension(
                file, _IS_MARKDOWN, "transcript format", "Or choose with --format text or markdown."
            )
        paths.check_written(file, overwrite=overwrite, is_text=True)
    with open_programme(named(name), wishes, Folders.of_user()) as opened:
        if file is not None and not paths.is_stdout(file):
            check_apart([file], opened.sources)
        with progress_bar("Speaking") as on_spoken:
            timeline = opened.programme.timeline(on_spoken)
        for note in (*opened.changes, *opened.speaker.notes()):
            say_note(note)
        say_hints(opened.programme.left_out())
        made = transcript(opened.found.routine, timeline, opened.programme.messages)
    width = shutil.get_terminal_size().columns if file is None and sys.stdout.isatty() else None
    text = as_markdown(made) if is_markdown else as_text(made, width)
    if file is None:
        typer.echo(text, nl=False)
    else:
        with paths.writing(file, overwrite=overwrite) as target:
            target.write(text.encode())
