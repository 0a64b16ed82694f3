"""What coach has put into a folder, recorded in that folder: which files, made from what, and since when.

It is JSON, and may be uploaded with the rest: it holds no path and no script. Version 1::

    {"coach_shelf": 1,                        the version of this format
     "feed_guid": "uuid",                     given once, and kept wherever the shelf moves; empty before there is a feed
     "built": "2026-11-25T01:02:03+00:00",    when what the feed says last changed
     "cover": ["digest", "digest"],           of all that shaped the shelf's picture, and of the picture; or empty
     "files": ["hand-reset.mp3", ...],        every file that coach has written here or was about to write
     "routines": {"hand-reset": {...}}}       see ShelfEntry
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from coach.errors import Code, ExportError
from coach.units import SAMPLE_RATE

MANIFEST_NAME: Final = "coach-shelf.json"
"""The file's name in its folder."""

VERSION: Final = 1


class Role(StrEnum):
    """What a file is to its routine."""

    SOUND = "sound"
    TRANSCRIPT = "transcript"
    CAPTIONS = "captions"
    CHAPTERS = "chapters"
    COVER = "cover"
    PLAYER = "player"


@dataclass(frozen=True, slots=True)
class Output:
    """A file of a routine: its name in the folder, its media type, its length in bytes, and the BLAKE2b of what it holds."""

    role: Role
    name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class ShelfEntry:
    """A routine as it was exported.

    ``digest`` is that of everything that shaped its files. ``published`` is when it was first put here, as RFC 3339; ``guid`` is its
    name for podcast apps, empty before there is a feed. Both stay when it is rebuilt. ``language`` is a BCP 47 tag.
    """

    name: str
    digest: str
    title: str
    language: str
    summary: str
    samples: int
    outputs: tuple[Output, ...]
    published: str = ""
    guid: str = ""

    @property
    def duration_s(self) -> float:
        """How long it lasts, in seconds."""
        return self.samples / SAMPLE_RATE

    @property
    def when(self) -> datetime:
        """When it was first put here."""
        return datetime.fromisoformat(self.published)

    def output(self, role: Role) -> Output | None:
        """Its file of that kind."""
        return next((output for output in self.outputs if output.role is role), None)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of it; ``files`` are the names of all files in the folder that are coach's."""

    routines: Mapping[str, ShelfEntry] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    feed_guid: str = ""
    built: str = ""
    cover: tuple[str, ...] = ()

    def claiming(self, names: frozenset[str]) -> "Manifest":
        """With these files coach's own too."""
        return replace(self, files=self.files | names)

    def with_entry(self, entry: ShelfEntry, now: str) -> "Manifest":
        """With a routine that has been made; one that was here before keeps its name and its date."""
        before = self.routines.get(entry.name)
        entry = replace(entry, published=before.published if before else now, guid=before.guid if before else "")
        return replace(self, routines={**self.routines, entry.name: entry})


def to_json(manifest: Manifest) -> bytes:
    """As it is written to disk; the same manifest always gives the same bytes."""
    data = {
        "coach_shelf": VERSION,
        "feed_guid": manifest.feed_guid,
        "built": manifest.built,
        "cover": manifest.cover,
        "files": sorted(manifest.files),
        "routines": {name: asdict(entry) for name, entry in sorted(manifest.routines.items())},
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def from_json(content: bytes, path: str) -> Manifest:
    """Read what :func:`to_json` gave; ``path`` is for the error. Raises ExportError if it is damaged."""
    try:
        data = json.loads(content)
        version = data["coach_shelf"]
        if isinstance(version, int) and version > VERSION:
            hint = "Use the newer version, or choose another folder."
            raise ExportError(f"{path} was made by a newer coach", hint, code=Code.MANIFEST_NEWER, path=path)
        return Manifest(
            {name: _entry(told) for name, told in data["routines"].items()},
            frozenset(map(str, data["files"])),
            str(data["feed_guid"]),
            str(data["built"]),
            tuple(map(str, data["cover"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ExportError(
            f"{path} is damaged: {error}",
            "Restore an older copy, or delete it and rebuild everything.",
            code=Code.MANIFEST_DAMAGED,
            path=path,
        ) from error


def _entry(told: dict[str, Any]) -> ShelfEntry:
    outputs = tuple(Output(**{**output, "role": Role(output["role"])}) for output in told["outputs"])
    entry = ShelfEntry(**{**told, "outputs": outputs})
    datetime.fromisoformat(entry.published)
    return entry
