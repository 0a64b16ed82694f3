"""How loud a session is as a whole: as usual, or for a room where somebody sleeps."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from typing import Final

from coach.timeline._events import Jingle, Source
from coach.timeline._moments import Beats, Cycles, Moment, Remainder, Rest, Sound, Work, wished


class Loudness(StrEnum):
    """``NIGHT`` is 10 dB softer, half as loud to the ear, and its chimes are softer still."""

    NORMAL = "normal"
    NIGHT = "night"


NIGHT_DB: Final = -10.0
NIGHT_CHIMES_DB: Final = -14.0
"""Nobody speaks suddenly, but a chime comes out of silence."""


def words_db(loudness: Loudness) -> float:
    """How much louder or softer words are than they are made, in decibels; and what lies under them."""
    return NIGHT_DB if loudness is Loudness.NIGHT else 0.0


def chimes_db(loudness: Loudness) -> float:
    """How much louder or softer chimes are than they are made, in decibels."""
    return NIGHT_CHIMES_DB if loudness is Loudness.NIGHT else 0.0


def at_loudness(moments: Iterable[Moment], loudness: Loudness) -> Iterator[Moment]:
    """The moments, each made softer by as much as its sounds are; the sounds of one moment are all words or all chimes."""
    for moment in moments:
        match moment:
            case Sound(source):
                yield _softer(moment, _source_db(loudness, source))
            case Work():
                yield _softer(moment, words_db(loudness))
            case Beats(sounds=sounds):
                yield _softer(moment, _source_db(loudness, sounds[0] if sounds else None))
            case Cycles():
                yield _softer(moment, _source_db(loudness, next(wished(moment), None)))
            case Rest() | Remainder():
                yield moment


def _source_db(loudness: Loudness, source: Source | None) -> float:
    return chimes_db(loudness) if isinstance(source, Jingle) else words_db(loudness)


def _softer(moment: Sound | Work | Beats | Cycles, by_db: float) -> Moment:
    return replace(moment, gain_db=moment.gain_db + by_db)
