"""Shelves for tests: small scripts, and a stand-in for what makes routines, which writes files of a few bytes."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from coach.errors import ExportError
from coach.files import DEFAULT, FORMATS
from coach.folders import Folders
from coach.programme import Wishes, find_routine, routine_names
from coach.shelf import MastheadWishes, Order, Report, make_shelf
from coach.shelf._build import BuiltRoutine, FailedRoutine, Job, Outcome
from coach.shelf._make_shelf import Make
from coach.shelf._manifest import Output, Role, ShelfEntry
from coach.shelf._parts import parts
from coach.units import SAMPLE_RATE

SCRIPT = """---
title: {title}
language: {language}
summary: {summary}
---

## Part

- {words} [pause: 1s]
"""


def write_script(
    folder: Path, name: str, words: str = "Rest now.", *, language: str = "en-US", title: str = "", summary: str = ""
) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    title, summary = title or f"Routine {name}", summary or f"About {name}."
    path.write_text(SCRIPT.format(title=title, language=language, summary=summary, words=words), encoding="utf-8")
    return path


class Workshop:
    """Stands in for the processes: writes small files, remembers what it was asked to make, and fails where it is told to."""

    def __init__(self, failing: Sequence[str] = (), full_at: str = "") -> None:
        self.asked: list[str] = []
        self._failing = failing
        self._full_at = full_at

    def __call__(self, jobs: Sequence[Job]) -> Iterator[Outcome]:
        for job in jobs:
            self.asked.append(job.name)
            if job.name == self._full_at:
                yield FailedRoutine(
                    job.name, ExportError("x.mp3 cannot be written: No space left on device"), is_final=True
                )
            elif job.name in self._failing:
                yield FailedRoutine(job.name, ExportError("no voice today", "Try tomorrow."))
            else:
                yield BuiltRoutine(job.name, made_of(job))


def made_of(job: Job) -> ShelfEntry:
    outputs = []
    for part in parts(FORMATS[job.format_name]):
        content = f"{part.role} of {job.name}, {job.digest}".encode()
        (job.folder / part.file_of(job.name)).write_bytes(content)
        outputs.append(output(part.role, part.file_of(job.name), part.media_type, content))
    routine = find_routine(job.name, Folders.of_user()).routine
    return ShelfEntry(
        job.name, job.digest, routine.title, routine.language, routine.summary, 90 * SAMPLE_RATE, tuple(outputs)
    )


def output(role: Role, name: str, media_type: str, content: bytes) -> Output:
    return Output(role, name, media_type, len(content), hashlib.blake2b(content, digest_size=32).hexdigest())


def order_for(folder: Path) -> Order:
    folders = Folders.of_user()
    names = tuple(routine_names(folders, only_own=True))
    return Order(
        names, folder, DEFAULT, Wishes(voice="pyttsx3"), folders, MastheadWishes(title="Hands, calmly", author="Anna")
    )


def run(order: Order, make: Make) -> Report:
    """As often as a person would run the command: the names are looked up anew."""
    return make_shelf(replace(order, names=tuple(routine_names(Folders.of_user(), only_own=True))), make=make)
