"""What a file says about the programme in it, whatever its format."""

from contextlib import suppress
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from coach._version import __version__
from coach.cache import Cache
from coach.programme import Programme
from coach.timeline import Marker, Timeline
from coach.units import Frames
from coach.words import lyrics

_covers: WeakKeyDictionary[Programme, bytes] = WeakKeyDictionary()
"""Drawing takes longer than all the rest of a small file, and several files show the same picture."""


@dataclass(frozen=True, slots=True)
class About:
    """What tags say about a programme. ``language`` is a BCP 47 tag; the chapters are in order, the first at 0."""

    title: str
    language: str
    summary: str
    lyrics: str
    chapters: tuple[Marker, ...]
    length: Frames


def about_of(programme: Programme) -> About:
    """What tags say about a programme; every word of it is spoken first. Raises VoiceError."""
    routine, timeline = programme.routine, programme.timeline()
    words = lyrics(timeline, programme.messages)
    return About(routine.title, routine.language, routine.summary, words, timeline.chapters(), timeline.length)


def cover_of(programme: Programme) -> bytes:
    """The picture of a programme, a square PNG; drawn once, however many files show it, and kept in the cache. Raises VoiceError."""
    if programme not in _covers:
        _covers[programme] = _cover_of(programme.timeline(), programme.routine.title, programme.cache)
    return _covers[programme]


def _cover_of(timeline: Timeline, title: str, cache: Cache | None) -> bytes:
    from coach.picture import cover_key, cover_png

    key = cover_key(timeline, title) if cache else None
    if not cache or not key:
        return cover_png(timeline, title)
    if (kept := cache.covers.read(key)) is not None:
        return bytes(kept)
    png = cover_png(timeline, title)
    with suppress(OSError):  # it will be drawn again next time
        cache.covers.write(key, png)
    return png


def made_by(encoder: str = "") -> str:
    """What tags say about how a file was made."""
    return f"coach {__version__}, {encoder}" if encoder else f"coach {__version__}"
