"""A programme as a file of any format, with its sidecar files: they appear when all are complete, and not before."""

from collections.abc import Mapping
from pathlib import Path

from coach.atomic import replacing_all
from coach.files._formats import DEFAULT, Format
from coach.programme import Programme
from coach.progress import Progress, unreported


def export(
    programme: Programme,
    path: Path,
    format_: Format = DEFAULT,
    *,
    beside: Mapping[Path, bytes] | None = None,
    overwrite: bool = False,
    on_progress: Progress = unreported,
) -> None:
    """Write a programme to ``path`` and other files ``beside`` it, or nothing at all. ``on_progress`` counts samples.

    Raises:
        ExportError: a file cannot be written, or exists and may not be overwritten, or something needed is missing.
    """
    others = beside or {}
    # What is small comes first: where the sound is new, everything is.
    with replacing_all([*others, path], overwrite=overwrite) as files:
        for file, content in zip(files, others.values(), strict=False):
            file.write(content)
        format_.writer().write(programme, files[-1], on_progress)
