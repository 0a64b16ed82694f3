"""A programme as a file of any format, and what belongs beside it: there when all is whole, and not before."""

from collections.abc import Mapping
from pathlib import Path

from coach.atomic import replacing_all
from coach.export.edition import Edition, Progress
from coach.export.formats import DEFAULT, Format


def export(
    edition: Edition,
    path: Path,
    format_: Format = DEFAULT,
    *,
    beside: Mapping[Path, bytes] | None = None,
    overwrite: bool = False,
    on_progress: Progress = lambda _: None,
) -> None:
    """Write an edition to ``path`` and other files ``beside`` it, or nothing at all. ``on_progress`` is told how many samples are encoded.

    Raises:
        ExportError: a file cannot be written, or exists and may not be overwritten, or something needed is missing.
    """
    others = beside or {}
    # What is small comes first: where the sound is new, everything is.
    with replacing_all([*others, path], overwrite=overwrite) as files:
        for file, content in zip(files, others.values(), strict=False):
            file.write(content)
        format_.write(edition, files[-1], on_progress)
