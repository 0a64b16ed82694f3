"""File extensions are believed or refused: nothing is written in a form that its name denies."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from coach.errors import ExportError

Kind = TypeVar("Kind")


def by_extension(path: Path, kinds: Mapping[str, Kind], what: str, more: str = "") -> Kind:
    """Which of ``kinds`` a file is to be, by its extension in small letters, or by "" if it has none.

    ``what`` is written, such as "a picture"; ``more`` is what else to do. Raises ExportError, listing the extensions there are.
    """
    if (extension := path.suffix.lower()) in kinds:
        return kinds[extension]
    fault = f"the extension '{path.suffix}', which is not a supported format" if path.suffix else "no file extension"
    supported = ", ".join(filter(None, kinds))
    raise ExportError(f"{path} has {fault} for {what}", f"Supported: {supported}. {more}".strip())
