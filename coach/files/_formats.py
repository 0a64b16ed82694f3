"""The formats a programme can be written in, by name and by file extension. Importing the table loads none of their writers."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol

from coach.errors import Code, ExportError
from coach.files._extensions import extension_fault

if TYPE_CHECKING:
    from coach.programme import Programme
    from coach.progress import Progress


class Writer(Protocol):
    """Writes programmes in one format. Made without arguments, each time it is needed."""

    def check(self) -> None:
        """See that nothing it needs is missing; quick, and done before any word is spoken. Raises ExportError, with how to get it."""
        ...

    def write(self, programme: "Programme", file: BinaryIO, on_progress: "Progress") -> None:
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
        """What writes it. Raises ExportError if that cannot be loaded."""
        module, _, name = self.address.partition(":")
        try:
            make = getattr(import_module(module), name)
        except Exception as error:
            what = f"The format '{self.name}' cannot be used: '{self.address}' cannot be loaded: {error}"
            hint = "Update or uninstall the package that it comes from."
            raise ExportError(what, hint, code=Code.FORMAT_BROKEN, name=self.name) from error
        made: Writer = make()
        return made


FORMATS: Final = {
    format_.name: format_
    for format_ in (
        Format("mp3", ".mp3", "plays everywhere; chapters, words and cover inside", "coach.files._mp3_file:Mp3Writer"),
        Format(
            "m4b",
            ".m4b",
            "an audiobook, for Apple Books and other players",
            "coach.files._m4b_file:M4bWriter",
            other_extensions=(".m4a",),
        ),
        Format("opus", ".opus", "the smallest, for phones", "coach.files._opus_file:OpusWriter"),
        Format("flac", ".flac", "lossless, for archiving", "coach.files._flac_file:FlacWriter"),
        Format("wav", ".wav", "uncompressed, for audio editing", "coach.files._wav_file:WavWriter"),
        Format(
            "html",
            ".html",
            "a page that plays in any browser and shows each step",
            "coach.page._page_file:PageWriter",
        ),
        Format(
            "ssml",
            ".ssml",
            "words and silences for another voice to speak; no sound",
            "coach.files._ssml_file:SsmlWriter",
            is_sound=False,
        ),
    )
}

DEFAULT: Final = FORMATS["mp3"]


PLUGINS: Final = "coach.formats"
"""The group of entry points by which other packages add formats: each names a :class:`Format`."""


@dataclass(frozen=True, slots=True)
class _Plugins:
    """The formats of other packages that can be used, and why the others can't be, both by the name of their entry point."""

    found: Mapping[str, Format]
    faults: Mapping[str, ExportError]


def _plugins() -> _Plugins:
    found: dict[str, Format] = {}
    faults: dict[str, ExportError] = {}
    from importlib.metadata import entry_points  # it takes longer than all else here, and most formats are ours

    for entry in entry_points(group=PLUGINS):
        if entry.name in FORMATS or entry.name in found:
            continue
        try:
            found[entry.name] = _named(entry.load(), entry.name)
        except Exception as error:
            package = entry.dist.name if entry.dist else entry.value
            faults[entry.name] = ExportError(
                f"The format '{entry.name}' of the package {package} cannot be loaded: {error}",
                f"Update {package}, or uninstall it.",
                code=Code.FORMAT_BROKEN,
                name=entry.name,
            )
    return _Plugins(found, faults)


def _named(loaded: object, name: str) -> Format:
    if not isinstance(loaded, Format):
        raise TypeError(f"it is {loaded!r}, and not a coach.Format")
    if loaded.name != name:
        raise ValueError(f"it calls itself '{loaded.name}'")
    return loaded


def formats() -> Mapping[str, Format]:
    """All formats that can be used, by name: ours, then those of installed packages, which cannot take the place of ours.

    A package's format that cannot be loaded is left out; :func:`format_of` says why when it is asked for.
    """
    return MappingProxyType({**FORMATS, **_plugins().found})


def format_of(wish: str | None, path: Path | None) -> Format:
    """The format asked for by name, else by the file's extension, else MP3. Raises ExportError with those there are."""
    if wish in FORMATS:
        return FORMATS[wish]
    if wish is None and path is None:
        return DEFAULT
    if wish is None and path is not None and (ours := _by_extension(path, FORMATS)):
        return ours
    plugins = _plugins()
    if wish is not None:
        if fault := plugins.faults.get(wish):
            raise fault
        if wish in plugins.found:
            return plugins.found[wish]
        raise _unknown(f"'{wish}' is not a supported format", wish, plugins)
    assert path is not None  # noqa: S101  # or it had been the default
    if theirs := _by_extension(path, plugins.found):
        return theirs
    raise _unknown(extension_fault(path, "format"), path.suffix, plugins)


def _by_extension(path: Path, among: Mapping[str, Format]) -> Format | None:
    return next((format_ for format_ in among.values() if path.suffix.lower() in format_.extensions), None)


def _unknown(what: str, name: str, plugins: _Plugins) -> ExportError:
    known = (*FORMATS, *plugins.found)
    hint = " ".join((f"Supported: {', '.join(known)}.", *(f"{fault.what}." for fault in plugins.faults.values())))
    return ExportError(what, hint, code=Code.FORMAT_UNKNOWN, name=name, known=known)
