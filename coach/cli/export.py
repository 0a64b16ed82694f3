"""``coach export``."""

from pathlib import Path

import typer

from coach.atomic import check_target
from coach.cli.exits import say_note
from coach.cli.progress import progress_bar
from coach.export.edition import Edition
from coach.export.exporter import export
from coach.export.formats import format_of
from coach.programme.opening import open_programme
from coach.programme.wishes import Wishes
from coach.units import clock, samples_of


def run(name: str, wishes: Wishes, file: Path | None, format_name: str | None, *, overwrite: bool) -> None:
    """Speak, time and encode a routine. Raises CoachError."""
    format_ = format_of(format_name, file)
    path = file or Path(f"{Path(name).name.removesuffix('.md')}{format_.ending}")
    check_target(path, overwrite=overwrite)
    with open_programme(name, wishes) as opened:
        programme = opened.programme
        with progress_bar("Speaking") as on_spoken:
            timeline = programme.timeline(on_spoken)
        with progress_bar("Encoding") as on_encoded:
            total = samples_of(timeline.length)
            edition = Edition(programme, timeline)
            export(edition, path, format_, overwrite=overwrite, on_progress=lambda done: on_encoded(done, total))
        for note in (*opened.changes, *opened.speaker.notes()):
            say_note(note)
    size_mb = path.stat().st_size / 1e6
    typer.echo(f"{path}: {clock(timeline.duration_s)}, {len(timeline.chapters())} chapters, {size_mb:.1f} MB")
