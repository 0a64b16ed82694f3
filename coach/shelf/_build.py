"""One routine made into its files, in whatever process; and what goes there and comes back."""

import errno
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from coach.atomic import replacing_all, sweep
from coach.errors import CoachError, Code, ExportError
from coach.files import FORMATS
from coach.folders import Folders
from coach.programme import Programme, Wishes, find_routine, opened_with
from coach.progress import unreported
from coach.shelf._fingerprint import digest_of, for_routine
from coach.shelf._manifest import Output, ShelfEntry
from coach.shelf._parts import ShelfPart, Unfinished, parts
from coach.units import samples_of
from coach.voice import Speaker, open_speaker

_ROUTINES_A_SPEAKER: Final = 20
"""A speaker remembers every clip it was asked for: a new one now and then keeps memory from growing with the shelf."""

_MOST_HINTS: Final = 5
"""Of each routine so many places are noted one by one."""

_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)


@dataclass(frozen=True, slots=True)
class Job:
    """A routine to be made, by its name; ``digest`` is that of everything that shapes it, ``voice`` the full name of who speaks."""

    name: str
    digest: str
    voice: str
    folder: Path
    format_name: str
    wishes: Wishes
    bed: Path | None
    folders: Folders


@dataclass(frozen=True, slots=True)
class BuiltRoutine:
    """A routine whose files are all there, and notes for the person about it."""

    name: str
    entry: ShelfEntry
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FailedRoutine:
    """A routine that could not be made. ``is_final`` if others would fail in the same way: the disk is full."""

    name: str
    error: CoachError
    is_final: bool = False


Outcome = BuiltRoutine | FailedRoutine


class Bench:
    """Makes one routine after the other, with one speech engine that stays as long as the voice does. Used as a context manager."""

    def __init__(self) -> None:
        self._speaker: Speaker | None = None
        self._voice = ""
        self._uses = 0

    def make(self, job: Job) -> Outcome:
        """Make a routine's files; those that were there stay until new ones are whole. Never raises a CoachError."""
        try:
            return self._make(job)
        except ExportError as error:
            cause = error.__cause__
            return FailedRoutine(job.name, error, isinstance(cause, OSError) and cause.errno in _NO_ROOM)
        except CoachError as error:
            return FailedRoutine(job.name, error)
        except OSError as error:
            path = str(error.filename or "")
            unreadable = ExportError(f"A file cannot be read: {error}", code=Code.FILE_UNREADABLE, path=path)
            return FailedRoutine(job.name, unreadable)

    def close(self) -> None:
        """End the speech engine. May be called twice."""
        if self._speaker:
            self._speaker.close()
        self._speaker = None

    def __enter__(self) -> "Bench":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _make(self, job: Job) -> BuiltRoutine:
        found = find_routine(job.name, job.folders)
        speaker = self._speaker_for(job, found.routine.language)
        opened = opened_with(found, for_routine(job.wishes, found), speaker, job.bed)
        timeline = opened.programme.timeline()
        outputs = _written(opened.programme, job)
        routine = found.routine
        samples = samples_of(timeline.length)
        entry = ShelfEntry(job.name, job.digest, routine.title, routine.language, routine.summary, samples, outputs)
        notes = (
            *(f"{job.name}: {change}" for change in opened.changes),
            *_left_out(opened.programme, job),
            *speaker.notes(),
        )
        return BuiltRoutine(job.name, entry, notes)

    def _speaker_for(self, job: Job, language: str) -> Speaker:
        if self._speaker is None or self._voice != job.voice or self._uses >= _ROUTINES_A_SPEAKER:
            self.close()
            self._speaker = open_speaker(
                job.wishes.voice, language, job.folders.cache, workers=1, usual=job.wishes.usual_voice
            )
            self._voice, self._uses = job.voice, 0
        self._uses += 1
        return self._speaker


def _left_out(programme: Programme, job: Job) -> Iterator[str]:
    """What a rule has left out or moved, a line for each place; of many, how many more there are."""
    hints = programme.left_out(is_guess=not FORMATS[job.format_name].is_sound)
    yield from (hint.in_a_line for hint in hints[:_MOST_HINTS])
    if (more := len(hints) - _MOST_HINTS) > 0:
        yield f"{job.name}: {more} more such places"


def sweep_after(job: Job) -> None:
    """Delete the unfinished files that a process killed at this work may have left. Raises OSError."""
    for path in _paths(job):
        sweep(path)


def _written(programme: Programme, job: Job) -> tuple[Output, ...]:
    """All files of a routine become new, or every one stays what it was."""
    made = parts(FORMATS[job.format_name])
    paths = _paths(job)
    sweep_after(job)
    with replacing_all(paths, overwrite=True) as files:
        _write(programme, job, list(zip(made, files, strict=True)))
    return tuple(
        Output(part.role, path.name, part.media_type, path.stat().st_size, digest_of(path))
        for part, path in zip(made, paths, strict=True)
    )


def _paths(job: Job) -> list[Path]:
    return [job.folder / part.file_of(job.name) for part in parts(FORMATS[job.format_name])]


def _write(programme: Programme, job: Job, files: Sequence[tuple[ShelfPart, BinaryIO]]) -> None:
    """The sound first, since others are made with it."""
    format_ = FORMATS[job.format_name]
    part, file = next((part, file) for part, file in files if part.write is None)
    format_.writer().write(programme, file, unreported)
    draft = Unfinished(programme, part.file_of(job.name), format_, file)
    for part, file in files:
        if part.write:
            part.write(draft, file)
