"""What a file says about the programme in it, whatever its format."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from coach._version import __version__
from coach.programme import Programme
from coach.timeline import Marker
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
    """The picture of a programme, a square PNG; drawn once, however many files show it. Raises VoiceError."""
    from coach.picture import cover_png

    if programme not in _covers:
        _covers[programme] = cover_png(programme.timeline(), programme.routine.title)
    return _covers[programme]


def made_by(encoder: str = "") -> str:
    """What tags say about how a file was made."""
    return f"coach {__version__}, {encoder}" if encoder else f"coach {__version__}"
