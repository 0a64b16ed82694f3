"""Beds by name: those that ship, the user's own, and any sound file."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from coach.bounded import files_in
from coach.errors import Code, NotFoundError
from coach.folders import Folders, shipped
from coach.sound import ENDINGS

NONE: Final = "none"
"""Asks for no bed, where one's own default is to have one."""


def find_bed(wish: str | None, folders: Folders) -> Path | None:
    """The file of a bed, by its name or its path; None for no bed. Raises NotFoundError."""
    if wish is None or wish == NONE:
        return None
    known = {path.stem: path for path in _known(folders)}
    path = known.get(wish, Path(wish).expanduser())
    if not path.is_file():
        near = get_close_matches(wish, [*known, NONE], n=1)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise NotFoundError(
            f"'{wish}' is not a bed",
            f"{meant}Choose from: {', '.join(sorted(known))}, {NONE}; or give the path of a sound file.",
            code=Code.BED_NOT_FOUND,
            name=wish,
        )
    return path


def _known(folders: Folders) -> Iterator[Path]:
    """What ships, then the user's own, which may take the same names."""
    for folder in (shipped("audio_cues") / "beds", folders.beds):
        yield from files_in(folder, ENDINGS)
