"""The picture of a shelf: its routines one after the other, each as long as it lasts, as a programme would be drawn."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Final

from coach._version import __version__
from coach.shelf._manifest import ShelfEntry
from coach.shelf._masthead import Masthead
from coach.timeline import Event, Gap, Kind, Place, Timeline
from coach.units import Frames, Samples, whole_frames

COVER_NAME: Final = "cover.png"
"""The file's name in its folder."""

_GAP: Final = 12
"""After each routine one part in so many is left free."""


def shaping(masthead: Masthead, entries: Sequence[ShelfEntry]) -> str:
    """The digest of everything that shapes the picture."""
    told = [__version__, masthead.title, [(entry.name, entry.samples) for entry in _in_order(entries)]]
    return hashlib.blake2b(json.dumps(told).encode(), digest_size=32).hexdigest()


def cover(masthead: Masthead, entries: Sequence[ShelfEntry]) -> bytes:
    """The picture, as a square PNG."""
    from coach.picture import cover_png

    return cover_png(Timeline(tuple(_events(_in_order(entries)))), masthead.title)


def _events(entries: Sequence[ShelfEntry]) -> Iterator[Event]:
    at = 0
    for number, entry in enumerate(entries):
        where = Place(number, entry.title, 0, entry.title)
        whole = max(whole_frames(Samples(entry.samples)), _GAP)
        gap = whole // _GAP
        yield Gap(Frames(at), Frames(whole - gap), Kind.HOLD, where)
        yield Gap(Frames(at + whole - gap), Frames(gap), Kind.PAUSE, where)
        at += whole


def _in_order(entries: Sequence[ShelfEntry]) -> list[ShelfEntry]:
    return sorted(entries, key=lambda entry: entry.name)
