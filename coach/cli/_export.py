"""``coach export``."""

from collections.abc import Sequence
from pathlib import Path

import typer

from coach.atomic import check_apart
from coach.cli import _paths as paths
from coach.cli._exits import say_hints, say_note
from coach.cli._progress_bar import progress_bar
from coach.cli._scripts import named
from coach.files import Format, export, format_of, sidecars_beside
from coach.folders import Folders
from coach.programme import Programme, Wishes, open_programme, stem_of
from coach.timeline import Timeline
from coach.units import clock


def run(
    name: str, wishes: Wishes, file: Path | None, format_name: str | None, beside: Sequence[str], *, overwrite: bool
) -> None:
    """Speak, time and encode a routine; ``beside`` names the kinds of sidecar files wanted. Raises BadParameter or CoachError."""
    format_ = format_of(format_name, None if paths.is_stdout(file) else file)
    path = file or _default_path(name, format_)
    if beside and paths.is_stdout(path):
        raise typer.BadParameter("Sidecar files stand next to a file. Name it with -o FILE.")
    others = sidecars_beside(path, format_, beside)
    paths.check_written(path, overwrite=overwrite, is_text=not format_.is_sound)
    for target in others:
        paths.check_written(target, overwrite=overwrite, is_text=True)
    format_.writer().check()
    if path.suffix and path.suffix.lower() not in format_.extensions:
        say_note(f"{path} is written as {format_.name}, despite its file extension")
    with open_programme(named(name), wishes, Folders.of_user()) as opened:
        programme = opened.programme
        check_apart(others if paths.is_stdout(path) else (path, *others), opened.sources)
        timeline = _timeline(programme, format_)
        opened.speaker.rest()
        with progress_bar("Encoding") as on_encoded:
            if paths.is_stdout(path):
                with paths.writing(path, overwrite=overwrite) as file_:
                    format_.writer().write(programme, file_, on_encoded)
            else:
                contents = {target: kind.make(programme, path.name).encode() for target, kind in others.items()}
                export(programme, path, format_, beside=contents, overwrite=overwrite, on_progress=on_encoded)
        for note in (*opened.changes, *opened.speaker.notes()):
            say_note(note)
        say_hints(programme.left_out(is_guess=not format_.is_sound))
    paths.say_written(path, f"{path}: {_summary(timeline, format_)}{_size(path, format_)}")
    for target in others:
        typer.echo(str(target))


def _default_path(name: str, format_: Format) -> Path:
    if paths.is_stdin(name):
        raise typer.BadParameter(
            "A script from standard input needs a name for its file: -o FILE (-o - for standard output)."
        )
    return Path(f"{stem_of(Path(name))}{format_.extension}")


def _summary(timeline: Timeline, format_: Format) -> str:
    about = "" if format_.is_sound else "about "
    return f"{about}{clock(timeline.duration_s)}, {len(timeline.chapters())} chapters"


def _size(path: Path, format_: Format) -> str:
    if paths.is_stdout(path):
        return ""
    size = path.stat().st_size
    return f", {size / 1e6:.1f} MB" if format_.is_sound else f", {size / 1e3:.1f} kB"


def _timeline(programme: Programme, format_: Format) -> Timeline:
    if not format_.is_sound:
        return programme.estimate()
    with progress_bar("Speaking") as on_spoken:
        return programme.timeline(on_spoken)
