"""The kinds of files a programme can become, by name and by the ending of a file's name."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from coach.errors import ExportError
from coach.export.edition import Edition, Progress

Write = Callable[[Edition, BinaryIO, Progress], None]
"""Writes an edition to a file that can seek, from its beginning. Raises ExportError where something needed is missing."""


Check = Callable[[], None]
"""Raises ExportError where something needed is missing, with how to get it."""


def _needs_nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: ``name`` as asked for, the file's ``ending``, ``what`` it is in a few words, and what writes it.

    ``is_sound`` is False for what another voice is to speak: its edition needs no word spoken, and its timeline is an estimate.
    ``check`` is quick, and made before any word is spoken. ``other_endings`` are taken for it too.
    """

    name: str
    ending: str
    what: str
    write: Write
    is_sound: bool = True
    check: Check = _needs_nothing
    other_endings: tuple[str, ...] = ()

    @property
    def endings(self) -> tuple[str, ...]:
        """All that are taken for it, its own first."""
        return (self.ending, *self.other_endings)


# Each writer is imported when it is needed: some bring a lot along.
def _mp3(edition: Edition, file: BinaryIO, on_progress: Progress) -> None:
    from coach.export import mp3_file

    mp3_file.write(edition, file, on_progress)


def _m4b(edition: Edition, file: BinaryIO, on_progress: Progress) -> None:
    from coach.export import m4b_file

    m4b_file.write(edition, file, on_progress)


def _check_m4b() -> None:
    from coach.export import m4b_file

    m4b_file.check()


def _opus(edition: Edition, file: BinaryIO, on_progress: Progress) -> None:
    from coach.export import opus_file

    opus_file.write(edition, file, on_progress)


def _check_opus() -> None:
    from coach.export import opus_file

    opus_file.check()


def _flac(edition: Edition, file: BinaryIO, on_progress: Progress) -> None:
    from coach.export import flac_file

    flac_file.write(edition, file, on_progress)


def _wav(edition: Edition, file: BinaryIO, on_progress: Progress) -> None:
    from coach.export import wav_file

    wav_file.write(edition, file, on_progress)


def _html(edition: Edition, file: BinaryIO, on_progress: Progress) -> None:
    from coach.export.page import page_file

    page_file.write(edition, file, on_progress)


def _ssml(edition: Edition, file: BinaryIO, _: Progress) -> None:
    from coach.export.words.ssml import ssml

    file.write(ssml(edition.moments, edition.guess, edition.routine.language).encode())


FORMATS: Final = {
    format_.name: format_
    for format_ in (
        Format("mp3", ".mp3", "plays everywhere; chapters, words and cover inside", _mp3),
        Format(
            "m4b",
            ".m4b",
            "an audiobook, for Apple's and other players of them",
            _m4b,
            check=_check_m4b,
            other_endings=(".m4a",),
        ),
        Format("opus", ".opus", "the smallest, for phones", _opus, check=_check_opus),
        Format("flac", ".flac", "every sample, to keep", _flac),
        Format("wav", ".wav", "every sample, for editors of sound", _wav),
        Format("html", ".html", "a page that plays in any browser and shows each step", _html),
        Format("ssml", ".ssml", "no sound: the words and silences, for another voice to speak", _ssml, is_sound=False),
    )
}

DEFAULT: Final = FORMATS["mp3"]


def format_of(wish: str | None, path: Path | None) -> Format:
    """The format asked for by name, else by the ending of the file's name, else MP3. Raises ExportError with those there are."""
    if wish is not None:
        if wish in FORMATS:
            return FORMATS[wish]
        raise ExportError(f"There is no format '{wish}'", _there_are())
    if path is None:
        return DEFAULT
    for format_ in FORMATS.values():
        if path.suffix.lower() in format_.endings:
            return format_
    ending = f"'{path.suffix}'" if path.suffix else "no ending"
    raise ExportError(f"{path} has {ending}, which is no format of ours", f"{_there_are()} Choose with --format.")


def _there_are() -> str:
    return "There are: " + ", ".join(FORMATS) + "."
