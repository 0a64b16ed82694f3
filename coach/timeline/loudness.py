"""How loud a session is as a whole: as usual, or for a room where somebody sleeps."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Final

from coach.timeline.model import Jingle, Source
from coach.timeline.moments import Beats, Moment, Rest, Sound, Work


class Loudness(StrEnum):
    """``NIGHT`` is 10 dB softer, half as loud to the ear, and its chimes are softer still."""

    NORMAL = "normal"
    NIGHT = "night"


NIGHT_DB: Final = -10.0
NIGHT_CHIMES_DB: Final = -14.0
"""Nobody speaks suddenly, but a chime comes out of silence."""


def level_db(loudness: Loudness, source: Source | None) -> float:
    """How much louder or softer a source is than it is made, in decibels."""
    if loudness is Loudness.NORMAL:
        return 0.0
    return NIGHT_CHIMES_DB if isinstance(source, Jingle) else NIGHT_DB


def at_loudness(moments: Iterable[Moment], loudness: Loudness) -> Iterator[Moment]:
    """The moments, each made softer by as much as its sounds are; the sounds of one moment are all words or all chimes."""
    for moment in moments:
        match moment:
            case Sound(source):
                yield _softer(moment, level_db(loudness, source))
            case Work():
                yield _softer(moment, level_db(loudness, moment.halfway))
            case Beats(sounds=sounds):
                yield _softer(moment, level_db(loudness, sounds[0] if sounds else None))
            case Rest():
                yield moment


def _softer(moment: Sound | Work | Beats, by_db: float) -> Moment:
    return replace(moment, gain_db=moment.gain_db + by_db)
