"""``coach export``."""

from collections.abc import Sequence
from pathlib import Path

import typer

from coach.atomic import check_target
from coach.cli._exits import say_hints, say_note
from coach.cli._progress_bar import progress_bar
from coach.files import Format, export, format_of, sidecars_beside
from coach.folders import Folders
from coach.programme import Programme, Wishes, open_programme
from coach.timeline import Timeline
from coach.units import clock


def run(
    name: str, wishes: Wishes, file: Path | None, format_name: str | None, beside: Sequence[str], *, overwrite: bool
) -> None:
    """Speak, time and encode a routine; ``beside`` names the kinds of sidecar files wanted. Raises CoachError."""
    format_ = format_of(format_name, file)
    path = file or Path(f"{Path(name).name.removesuffix('.md')}{format_.extension}")
    others = sidecars_beside(path, format_, beside)
    for target in (path, *others):
        check_target(target, overwrite=overwrite)
    format_.writer().check()
    if path.suffix and path.suffix.lower() not in format_.extensions:
        say_note(f"{path} is written as {format_.name}, despite its file extension")
    with open_programme(name, wishes, Folders.of_user()) as opened:
        programme = opened.programme
        timeline = _timeline(programme, format_)
        opened.speaker.rest()
        with progress_bar("Encoding") as on_encoded:
            contents = {target: kind.make(programme, path.name).encode() for target, kind in others.items()}
            export(programme, path, format_, beside=contents, overwrite=overwrite, on_progress=on_encoded)
        for note in (*opened.changes, *opened.speaker.notes()):
            say_note(note)
        if format_.is_sound:
            say_hints(programme.left_out())
    about = "" if format_.is_sound else "about "
    size = path.stat().st_size
    told = f"{size / 1e6:.1f} MB" if format_.is_sound else f"{size / 1e3:.1f} kB"
    typer.echo(f"{path}: {about}{clock(timeline.duration_s)}, {len(timeline.chapters())} chapters, {told}")
    for target in others:
        typer.echo(str(target))


def _timeline(programme: Programme, format_: Format) -> Timeline:
    if not format_.is_sound:
        return programme.estimate()
    with progress_bar("Speaking") as on_spoken:
        return programme.timeline(on_spoken)
