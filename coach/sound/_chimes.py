"""Chimes by name: the family that ships, and a writer's own sound files, decoded to PCM."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from coach.bounded import files_in
from coach.errors import Code, NotFoundError
from coach.sound._known_sounds import KnownSound, known_sound
from coach.units import Samples

if TYPE_CHECKING:
    from coach.cache import Cache
    from coach.sound._pcm import Pcm
    from coach.sound._sound_reader import SoundReader

ENDINGS: Final = (".wav", ".flac", ".mp3", ".ogg")
"""The kinds of file that are read, in the order in which they are looked for."""

_EARCONS: Final = frozenset({"more", "less", "no-further"})
"""Sounds that answer keys; a script can name them, but nobody is advised to."""

SIGNALS: Final = _EARCONS | {"start", "tick", "hold-end", "change-sides", "finished"}
"""What the program itself sounds, and so all that ships."""


class Chimes:
    """Chimes found in ``folders``, looked through in order, each decoded once. Any thread may use it.

    Files in the folder ``beside`` a script come first; but the program's own signals are not looked for there, where an export called
    ``start.mp3`` may lie, or a stranger's file. The ``cache`` keeps how long they are.
    """

    def __init__(self, folders: Sequence[Path], beside: Path | None = None, cache: "Cache | None" = None) -> None:
        self._beside = beside
        self._cache = cache
        self._known: dict[str, KnownSound] = {}
        self._folders = tuple(folders)
        self._decoded: dict[str, Pcm] = {}
        self._reader: SoundReader | None = None
        self._lock = Lock()

    def load(self, name: str) -> "Pcm":
        """The chime's samples. Raises NotFoundError if no folder holds it, SoundError if its file cannot be read."""
        # Imported here, so that finding a chime, which is all that checking a script asks for, loads no decoder.
        from coach.sound._decode import decode
        from coach.sound._sound_reader import SoundReader

        with self._lock:
            if name not in self._decoded:
                self._reader = self._reader or SoundReader()
                self._decoded[name] = decode(self.find(name), self._reader)
            return self._decoded[name]

    def samples_of(self, name: str) -> Samples:
        """How long a chime is; it is decoded only if nobody has done so before. Raises as :meth:`load` does."""
        return self._about(name).samples

    def identity(self, name: str) -> str:
        """What tells a chime's samples from all others. Raises as :meth:`load` does."""
        return self._about(name).identity

    def _about(self, name: str) -> KnownSound:
        if name not in self._known:
            self._known[name] = known_sound(self.find(name), self._cache, partial(self.load, name))
        return self._known[name]

    def release(self) -> None:
        """Give back what reading took, until there is more to read; what has been read stays."""
        with self._lock:
            if self._reader:
                self._reader.close()

    def find(self, name: str) -> Path:
        """The file of a chime, named with its ending or without. Raises NotFoundError."""
        names = [name] if name.lower().endswith(ENDINGS) else [name + ending for ending in ENDINGS]
        for folder in self._folders if self._beside is None or name in SIGNALS else (self._beside, *self._folders):
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
        folders = (*([self._beside] if self._beside else []), *self._folders)
        found = {file.stem for folder in folders for file in files_in(folder, ENDINGS)}
        return tuple(sorted(found - _EARCONS))
