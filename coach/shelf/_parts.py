"""What is made of each routine on a shelf: its sound, and the sidecar files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO, Final

from coach.errors import Code, ExportError
from coach.files import FORMATS, Format
from coach.programme import Programme
from coach.progress import unreported
from coach.shelf._manifest import Role

SOUND_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        ".mp3": "audio/mpeg",
        ".m4a": "audio/x-m4a",
        ".m4b": "audio/x-m4b",
        ".ogg": "audio/ogg",
        ".opus": "audio/ogg",
        ".flac": "audio/flac",
        ".wav": "audio/wav",
    }
)
"""The media types of sound files, by their extensions; those of MP3 and M4A as Apple asks for them in feeds."""

IN_FEEDS: Final = frozenset({".mp3", ".m4a"})
"""The sounds that podcast apps play, as Apple's guide to RSS lists them."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A routine whose sound has been made: what the file of that will be called, its format, and what it holds, open for reading."""

    programme: Programme
    sound_name: str
    format: Format
    sound: BinaryIO


Write = Callable[[Unfinished, BinaryIO], None]
"""Writes a sidecar file of a sound; the file is empty."""


@dataclass(frozen=True, slots=True)
class ShelfPart:
    """A file of a routine: what it is to it, the ``ending`` that makes its name, and its media type.

    ``write`` makes it, once the sound is there; of the sound itself there is none.
    """

    role: Role
    ending: str
    media_type: str
    write: Write | None = None

    def file_of(self, name: str) -> str:
        """The name of the file of a routine."""
        return f"{name}{self.ending}"


def parts(format_: Format) -> tuple[ShelfPart, ...]:
    """All that is made of each routine, its sound last. Raises ExportError if the format is not a sound format."""
    media_type = SOUND_TYPES.get(format_.extension)
    if media_type is None:
        what = f"A shelf needs a sound format, and '{format_.name}' is not one"
        hint = "Choose a sound format; pages, captions and transcripts are made anyway."
        raise ExportError(what, hint, code=Code.FORMAT_SILENT, name=format_.name)
    return (*_BESIDE, ShelfPart(Role.SOUND, format_.extension, media_type))


def is_for_feeds(file: str) -> bool:
    """Whether podcast apps play such a file."""
    return PurePath(file).suffix.lower() in IN_FEEDS


def _transcript(draft: Unfinished, file: BinaryIO) -> None:
    from coach.words import as_text, transcript

    made = transcript(draft.programme.routine, draft.programme.timeline(), draft.programme.messages)
    file.write(as_text(made, None).encode())


def _captions(draft: Unfinished, file: BinaryIO) -> None:
    from coach.files import CAPTIONS

    file.write(CAPTIONS["vtt"].make(draft.programme, draft.sound_name).encode())


def _chapters(draft: Unfinished, file: BinaryIO) -> None:
    from coach.files import CHAPTERS

    file.write(CHAPTERS.make(draft.programme, draft.sound_name).encode())


def _cover(draft: Unfinished, file: BinaryIO) -> None:
    from coach.files import cover_of

    file.write(cover_of(draft.programme))


def _player(draft: Unfinished, file: BinaryIO) -> None:
    """Its sounds are those that have been encoded for the sound beside it."""
    from coach.page import PageWriter

    PageWriter().write(draft.programme, file, unreported)


_BESIDE: Final = (
    ShelfPart(Role.TRANSCRIPT, ".txt", "text/plain", _transcript),
    ShelfPart(Role.CAPTIONS, ".vtt", "text/vtt", _captions),
    ShelfPart(Role.CHAPTERS, ".chapters.json", "application/json+chapters", _chapters),
    ShelfPart(Role.COVER, ".png", "image/png", _cover),
    ShelfPart(Role.PLAYER, FORMATS["html"].extension, "text/html", _player),
)
