"""Chimes by name: the family that ships, and a writer's own sound files, decoded to PCM."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.errors import Code, NotFoundError

if TYPE_CHECKING:
    from coach.sound._render import Pcm

ENDINGS: Final = (".wav", ".flac", ".mp3", ".ogg")
"""The kinds of file that are read, in the order in which they are looked for."""

_EARCONS: Final = frozenset({"more", "less", "no-further"})
"""Sounds that answer keys; a script can name them, but nobody is advised to."""


class Chimes:
    """Chimes found in ``folders``, looked through in order, each decoded once."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._decoded: dict[str, Pcm] = {}

    def load(self, name: str) -> "Pcm":
        """The chime's samples. Raises NotFoundError if no folder holds it, SoundError if its file cannot be read."""
        # Imported here, so that finding a chime, which is all that checking a script asks for, loads no decoder.
        from coach.sound._decode import decode

        if name not in self._decoded:
            self._decoded[name] = decode(self.find(name))
        return self._decoded[name]

    def find(self, name: str) -> Path:
        """The file of a chime, named with its ending or without. Raises NotFoundError."""
        names = [name] if name.lower().endswith(ENDINGS) else [name + ending for ending in ENDINGS]
        for folder in self._folders:
            for candidate in names:
                # The name must be that of a file right in the folder: a script is no way to reach other places.
                if Path(candidate).name == candidate and (folder / candidate).is_file():
                    return folder / candidate
        known = self.names()
        choice = f"Choose from: {', '.join(known)}. Or put" if known else "Put"
        raise NotFoundError(
            f"There is no chime called '{name}'",
            f"{choice} a sound file of that name (WAV, FLAC, MP3 or Ogg) next to the script.",
            code=Code.CHIME_NOT_FOUND,
            name=name,
            known=known,
        )

    def names(self) -> tuple[str, ...]:
        """All that a script may name, in order: what answers a key is none of them."""
        found = {file.stem for folder in self._folders for file in _sound_files(folder)}
        return tuple(sorted(found - _EARCONS))


def _sound_files(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.suffix.lower() in ENDINGS] if folder.is_dir() else []
