"""A programme as a file of any format: there when it is whole, and not before."""

from pathlib import Path

from coach.atomic import replacing
from coach.export.edition import Edition, Progress
from coach.export.formats import DEFAULT, Format


def export(
    edition: Edition,
    path: Path,
    format_: Format = DEFAULT,
    *,
    overwrite: bool = False,
    on_progress: Progress = lambda _: None,
) -> None:
    """Write an edition to ``path``; nothing is there until all is. ``on_progress`` is told how many samples are encoded.

    Raises:
        ExportError: the file cannot be written, or exists and may not be overwritten, or something needed is missing.
    """
    with replacing(path, overwrite=overwrite) as file:
        format_.write(edition, file, on_progress)
