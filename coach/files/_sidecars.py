"""The kinds of files that go beside the sound of a programme, with the same name but for the ending."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from coach.errors import ExportError
from coach.programme import Programme
from coach.words import Subject, json_chapters, lrc, srt, vtt

Make = Callable[[Programme, str], str]
"""Makes the text of a file for a programme whose sound is in a file of that name."""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A kind of file: ``name`` as asked for, ``extension`` in place of the sound's, and what makes it."""

    name: str
    extension: str
    make: Make


def _captions(write: Callable[[Subject], str]) -> Make:
    def make(programme: Programme, _: str) -> str:
        routine = programme.routine
        return write(Subject(programme.timeline(), routine.title, routine.language, programme.messages))

    return make


def _chapters(programme: Programme, file_name: str) -> str:
    routine = programme.routine
    return json_chapters(programme.timeline(), title=routine.title, description=routine.summary, file_name=file_name)


CAPTIONS: Final = {
    kind.name: kind
    for kind in (
        Sidecar("vtt", ".vtt", _captions(vtt)),
        Sidecar("srt", ".srt", _captions(srt)),
        Sidecar("lrc", ".lrc", _captions(lrc)),
    )
}
CHAPTERS: Final = Sidecar("chapters", ".chapters.json", _chapters)


def sidecars_of(names: Iterable[str]) -> tuple[Sidecar, ...]:
    """The kinds of these names, each once. Raises ExportError with those there are."""
    there = CAPTIONS | {CHAPTERS.name: CHAPTERS}
    for name in names:
        if name not in there:
            raise ExportError(f"There are no captions '{name}'", f"There are: {', '.join(CAPTIONS)}.")
    return tuple(there[name] for name in dict.fromkeys(names))
