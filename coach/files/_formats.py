"""The formats a programme can be written in, by name and by the extension of a file's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final, Protocol

from coach.errors import ExportError
from coach.files._extensions import by_extension
from coach.programme import Programme
from coach.progress import Progress


class Writer(Protocol):
    """Writes programmes in one format. Made without arguments, each time it is needed."""

    def check(self) -> None:
        """See that nothing it needs is missing; quick, and done before any word is spoken. Raises ExportError, with how to get it."""
        ...

    def write(self, programme: Programme, file: BinaryIO, on_progress: Progress) -> None:
        """Write a programme to an empty file that can seek; ``on_progress`` counts samples. Raises ExportError, VoiceError, SoundError."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its ``name``, the ``extension`` of its files, a short ``description``, and its writer's address.

    The address is ``module:class`` of a :class:`Writer`: it is imported when it is needed, since some writers bring a lot along.
    ``is_sound`` is False for what another voice is to speak: no word is spoken for it. ``other_extensions`` are taken for it too.
    """

    name: str
    extension: str
    description: str
    address: str
    is_sound: bool = True
    other_extensions: tuple[str, ...] = ()

    @property
    def extensions(self) -> tuple[str, ...]:
        """All that are taken for it, its own first."""
        return (self.extension, *self.other_extensions)

    def writer(self) -> Writer:
        """What writes it."""
        module, _, name = self.address.partition(":")
        made: Writer = getattr(import_module(module), name)()
        return made


FORMATS: Final = {
    format_.name: format_
    for format_ in (
        Format("mp3", ".mp3", "plays everywhere; chapters, words and cover inside", "coach.files._mp3_file:Mp3Writer"),
        Format(
            "m4b",
            ".m4b",
            "an audiobook, for Apple's and other audiobook players",
            "coach.files._m4b_file:M4bWriter",
            other_extensions=(".m4a",),
        ),
        Format("opus", ".opus", "the smallest, for phones", "coach.files._opus_file:OpusWriter"),
        Format("flac", ".flac", "lossless, to keep", "coach.files._flac_file:FlacWriter"),
        Format("wav", ".wav", "uncompressed, for sound editors", "coach.files._wav_file:WavWriter"),
        Format(
            "html",
            ".html",
            "a page that plays in any browser and shows each step",
            "coach.page._page_file:PageWriter",
        ),
        Format(
            "ssml",
            ".ssml",
            "no sound: the words and silences, for another voice to speak",
            "coach.files._ssml_file:SsmlWriter",
            is_sound=False,
        ),
    )
}

DEFAULT: Final = FORMATS["mp3"]


PLUGINS: Final = "coach.formats"
"""The group of entry points by which other packages add formats: each names a :class:`Format`."""


@cache
def formats() -> Mapping[str, Format]:
    """All formats by name: ours, then those of installed packages, which cannot take the place of ours.

    Raises ExportError if a package's format cannot be loaded.
    """
    found = dict(FORMATS)
    for entry in entry_points(group=PLUGINS):
        try:
            format_ = entry.load()
        except Exception as error:
            package = entry.dist.name if entry.dist else entry.value
            raise ExportError(
                f"The format '{entry.name}' of the package {package} cannot be loaded: {error}",
                f"Update {package}, or uninstall it.",
            ) from error
        found.setdefault(format_.name, format_)
    return MappingProxyType(found)


def format_of(wish: str | None, path: Path | None) -> Format:
    """The format asked for by name, else by the file's extension, else MP3. Raises ExportError with those there are."""
    if wish is not None:
        if wish in formats():
            return formats()[wish]
        raise ExportError(f"There is no format '{wish}'", _there_are())
    if path is None:
        return DEFAULT
    kinds: dict[str, Format] = {}
    for format_ in formats().values():
        for extension in format_.extensions:
            kinds.setdefault(extension, format_)  # ours come first
    return by_extension(path, kinds, "a routine", "Choose with --format.")


def _there_are() -> str:
    return "There are: " + ", ".join(formats()) + "."
