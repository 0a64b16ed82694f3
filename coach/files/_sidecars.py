"""The kinds of sidecar files: next to the sound of a programme, with the same name and another extension. What makes them loads late."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.atomic import same_file_twice
from coach.errors import Code, ExportError
from coach.files._formats import Format

if TYPE_CHECKING:
    from coach.programme import Programme

Make = Callable[["Programme", str], str]
"""Makes the text of a file for a programme whose sound is in a file of that name."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A kind of file: ``name`` as asked for, ``extension`` in place of the sound's file extension, and what makes it."""

    name: str
    extension: str
    make: Make


def _captions(kind: str) -> Make:
    """By the function of :mod:`coach.words` of that name."""

    def make(programme: "Programme", _: str) -> str:
        from coach import words

        routine, write = programme.routine, getattr(words, kind)
        made: str = write(words.Subject(programme.timeline(), routine.title, routine.language, programme.messages))
        return made

    return make


def _chapters(programme: "Programme", file_name: str) -> str:
    from coach.words import json_chapters

    routine = programme.routine
    return json_chapters(programme.timeline(), title=routine.title, description=routine.summary, file_name=file_name)


CAPTIONS: Final = {
    kind.name: kind
    for kind in (
        Sidecar("vtt", ".vtt", _captions("vtt")),
        Sidecar("srt", ".srt", _captions("srt")),
        Sidecar("lrc", ".lrc", _captions("lrc")),
    )
}
CHAPTERS: Final = Sidecar("chapters", ".chapters.json", _chapters)


def sidecars_of(names: Iterable[str]) -> tuple[Sidecar, ...]:
    """The kinds of these names, each once. Raises ExportError with those there are."""
    there = CAPTIONS | {CHAPTERS.name: CHAPTERS}
    for name in names:
        if name not in there:
            raise ExportError(
                f"'{name}' is not a supported caption format",
                f"Supported: {', '.join(CAPTIONS)}.",
                code=Code.FORMAT_UNKNOWN,
                name=name,
                known=tuple(CAPTIONS),
            )
    return tuple(there[name] for name in dict.fromkeys(names))


def sidecars_beside(path: Path, format_: Format, names: Iterable[str]) -> dict[Path, Sidecar]:
    """What is wanted next to a file of that format, by where it goes. Raises ExportError if that cannot be."""
    kinds = sidecars_of(names)
    if kinds and not format_.is_sound:
        raise ExportError(
            f"Captions and chapters need sound, and {format_.name} has none",
            "Leave them out, or choose a sound format.",
            code=Code.FORMAT_SILENT,
            name=format_.name,
        )
    beside = {path.with_suffix(kind.extension): kind for kind in kinds}
    if path in beside:
        raise same_file_twice(path)
    return beside
