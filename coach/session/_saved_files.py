"""Where positions are kept: one file for each routine, in the user's state folder, written completely or not at all."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from coach import atomic
from coach.bounded import files_in, read_at_most
from coach.errors import Code, SavedError
from coach.folders import Folders
from coach.programme import Script, is_script_path, routine_names
from coach.session._saved import Saved, decode, encode

_MOST_BYTES: Final = 1 << 24
"""No file of a position is longer; what is cut off here cannot be read as one."""

_LONGEST_STEM: Final = 50
"""Characters of a routine's name in that of its file: with all else in it, at most what file systems allow in any alphabet."""


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A file of a saved position, and what it holds; or ``fault``: why it cannot be read. ``at_s`` is when it was written."""

    file: Path
    at_s: float
    saved: Saved | None
    fault: str = ""


class SavedSessions:
    """The positions kept in a person's state folder."""

    def __init__(self, folders: Folders) -> None:
        self.folder: Final = folders.state / "sessions"
        """Where the files are; it may not exist."""
        self._folders = folders

    def name_of(self, script: Script) -> str:
        """What a routine can be found by later: its name if it has one, else the whole path of its script."""
        path = whole_path(script.path)
        named = routine_names(self._folders).get(script.name)
        return script.name if named and whole_path(named) == path else str(path)

    def file_of(self, name: str) -> Path:
        """The file for a routine, by what :meth:`name_of` gives."""
        stem = Path(name).stem if Path(name).is_absolute() else name
        is_clear = stem == name and len(stem) <= _LONGEST_STEM
        mark = "" if is_clear else "-" + sha256(name.encode(errors="surrogateescape")).hexdigest()[:8]
        return self.folder / f"{stem[:_LONGEST_STEM]}{mark}.json"

    def write(self, saved: Saved) -> None:
        """Keep a position, in place of what was kept for the routine before. Raises OSError."""
        atomic.put(self.file_of(saved.name), encode(saved))

    def remove(self, name: str) -> None:
        """Forget the position of a routine. Raises OSError."""
        atomic.remove(self.file_of(name))

    def of(self, name: str) -> Saved | None:
        """What is kept for a routine, by what :meth:`name_of` gives; None if nothing is, or if it cannot be read."""
        with suppress(OSError, ValueError):
            return decode(read_at_most(self.file_of(name), _MOST_BYTES))
        return None

    def all(self) -> list[SavedFile]:
        """All that is kept, the latest first."""
        return sorted(self._files(), key=lambda one: one.at_s, reverse=True)

    def latest(self, name: str | None) -> Saved:
        """The latest position of a routine, called by its name or by the path of its script; or the latest of all.

        Raises:
            SavedError: there is none, or its file is damaged.
        """
        meant = next((one for one in self.all() if name is None or self._is_of(one, name)), None)
        if meant is None:
            what = "There is no unfinished session" if name is None else f"There is no unfinished session of '{name}'"
            raise SavedError(what, "Start a new one.", code=Code.SESSION_NOT_FOUND, name=name or "")
        if meant.saved is None:
            what = f"The saved session in {meant.file} cannot be read: {meant.fault}"
            hint = "Delete the file and start over."
            raise SavedError(what, hint, code=Code.SESSION_DAMAGED, path=str(meant.file), name=name or "")
        return meant.saved

    def _files(self) -> Iterator[SavedFile]:
        for file in files_in(self.folder, (".json",)):
            # A file that disappears belonged to a session that has just ended.
            with suppress(FileNotFoundError):
                at_s = file.stat().st_mtime
                try:
                    yield SavedFile(file, at_s, decode(read_at_most(file, _MOST_BYTES)))
                except FileNotFoundError:
                    raise
                except (OSError, ValueError) as error:
                    yield SavedFile(file, at_s, None, str(error))

    def _is_of(self, one: SavedFile, name: str) -> bool:
        path = str(whole_path(Path(name)))
        if one.saved is None:
            return one.file.name in (self.file_of(name).name, self.file_of(path).name)
        if one.saved.path in (path, f"{path}.md"):
            return True
        return not is_script_path(name) and name in (one.saved.name, Path(one.saved.path).stem)


def whole_path(path: Path) -> Path:
    """One spelling for each path. The last part is left as it is: what a script includes is next to it, not next to what it links to."""
    return path.parent.resolve() / path.name
