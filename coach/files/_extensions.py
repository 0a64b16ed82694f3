"""File extensions are believed or refused: nothing is written in a form that its name denies."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from coach.errors import Code, ExportError

Kind = TypeVar("Kind")


def by_extension(path: Path, kinds: Mapping[str, Kind], what: str, more: str = "") -> Kind:
    """Which of ``kinds`` a file is to be, by its extension in lower case, or by "" if it has none.

    ``what`` says which formats there are, such as "picture format"; ``more`` is what else to do. Raises ExportError, listing the
    extensions.
    """
    if (extension := path.suffix.lower()) in kinds:
        return kinds[extension]
    known = tuple(filter(None, kinds))
    hint = f"Supported: {', '.join(known)}. {more}".strip()
    raise ExportError(extension_fault(path, what), hint, code=Code.EXTENSION_UNKNOWN, name=path.suffix, known=known)


def extension_fault(path: Path, what: str) -> str:
    """What is wrong with a file name whose extension says nothing."""
    if not path.suffix:
        return f"{path} has no file extension"
    return f"{path} has the extension '{path.suffix}', which is not a supported {what}"
