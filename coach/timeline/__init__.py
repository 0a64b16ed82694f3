"""A routine and a listener's choices become a timeline: what happens when, on whole frames. Pure.

::

    expand(routine, choices)   -> moments: what happens, in order, before it is known when
    build(moments, measure)    -> Timeline: clips and gaps on the grid of frames, each of which knows its moment
"""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.timeline._beats import AFTER_WORD as AFTER_WORD
    from coach.timeline._beats import fits as fits
    from coach.timeline._beats import timed_sounds as timed_sounds
    from coach.timeline._events import Beat as Beat
    from coach.timeline._events import Clip as Clip
    from coach.timeline._events import Event as Event
    from coach.timeline._events import Gap as Gap
    from coach.timeline._events import Jingle as Jingle
    from coach.timeline._events import Kind as Kind
    from coach.timeline._events import Measure as Measure
    from coach.timeline._events import Place as Place
    from coach.timeline._events import Source as Source
    from coach.timeline._events import Utterance as Utterance
    from coach.timeline._expand import CHANGE_SIDES as CHANGE_SIDES
    from coach.timeline._expand import FINISHED as FINISHED
    from coach.timeline._expand import HOLD_END as HOLD_END
    from coach.timeline._expand import START as START
    from coach.timeline._expand import TICK as TICK
    from coach.timeline._expand import as_sentence as as_sentence
    from coach.timeline._expand import expand as expand
    from coach.timeline._expand import spoken as spoken
    from coach.timeline._fit import Reach as Reach
    from coach.timeline._fit import moved as moved
    from coach.timeline._fit import out_of_reach as out_of_reach
    from coach.timeline._fit import reach as reach
    from coach.timeline._fit import share_of as share_of
    from coach.timeline._guidance import Guidance as Guidance
    from coach.timeline._left_out import left_out as left_out
    from coach.timeline._lengths import exact_length_s as exact_length_s
    from coach.timeline._limits import beyond_limits as beyond_limits
    from coach.timeline._loudness import Loudness as Loudness
    from coach.timeline._loudness import at_loudness as at_loudness
    from coach.timeline._loudness import chimes_db as chimes_db
    from coach.timeline._loudness import words_db as words_db
    from coach.timeline._messages import ENGLISH as ENGLISH
    from coach.timeline._messages import Messages as Messages
    from coach.timeline._moments import Beats as Beats
    from coach.timeline._moments import Cycles as Cycles
    from coach.timeline._moments import Moment as Moment
    from coach.timeline._moments import Remainder as Remainder
    from coach.timeline._moments import Rest as Rest
    from coach.timeline._moments import Sound as Sound
    from coach.timeline._moments import Work as Work
    from coach.timeline._moments import is_open as is_open
    from coach.timeline._moments import sources as sources
    from coach.timeline._not_as_written import NotAsWritten as NotAsWritten
    from coach.timeline._not_as_written import Otherwise as Otherwise
    from coach.timeline._not_as_written import not_as_written as not_as_written
    from coach.timeline._patterns import Pattern as Pattern
    from coach.timeline._place import BREATH_S as BREATH_S
    from coach.timeline._place import Grid as Grid
    from coach.timeline._place import build as build
    from coach.timeline._place import place as place
    from coach.timeline._reading import Reading as Reading
    from coach.timeline._sentences import sentences as sentences
    from coach.timeline._settings import BASE_RATE_WPM as BASE_RATE_WPM
    from coach.timeline._settings import Choices as Choices
    from coach.timeline._settings import Pace as Pace
    from coach.timeline._timeline import Marker as Marker
    from coach.timeline._timeline import Timeline as Timeline

__all__ = [
    "AFTER_WORD",
    "BASE_RATE_WPM",
    "BREATH_S",
    "CHANGE_SIDES",
    "ENGLISH",
    "FINISHED",
    "HOLD_END",
    "START",
    "TICK",
    "Beat",
    "Beats",
    "Choices",
    "Clip",
    "Cycles",
    "Event",
    "Gap",
    "Grid",
    "Guidance",
    "Jingle",
    "Kind",
    "Loudness",
    "Marker",
    "Measure",
    "Messages",
    "Moment",
    "NotAsWritten",
    "Otherwise",
    "Pace",
    "Pattern",
    "Place",
    "Reach",
    "Reading",
    "Remainder",
    "Rest",
    "Sound",
    "Source",
    "Timeline",
    "Utterance",
    "Work",
    "as_sentence",
    "at_loudness",
    "beyond_limits",
    "build",
    "chimes_db",
    "exact_length_s",
    "expand",
    "fits",
    "is_open",
    "left_out",
    "moved",
    "not_as_written",
    "out_of_reach",
    "place",
    "reach",
    "sentences",
    "share_of",
    "sources",
    "spoken",
    "timed_sounds",
    "words_db",
]

__getattr__ = face(
    __name__,
    {
        "_beats": ("AFTER_WORD", "fits", "timed_sounds"),
        "_sentences": ("sentences",),
        "_events": (
            "Beat",
            "Clip",
            "Cycles",
            "Event",
            "Gap",
            "Jingle",
            "Kind",
            "Measure",
            "Place",
            "Source",
            "Utterance",
        ),
        "_expand": (
            "CHANGE_SIDES",
            "FINISHED",
            "HOLD_END",
            "START",
            "TICK",
            "as_sentence",
            "expand",
            "spoken",
        ),
        "_fit": (
            "Reach",
            "moved",
            "out_of_reach",
            "reach",
            "share_of",
        ),
        "_guidance": ("Guidance",),
        "_left_out": ("left_out",),
        "_not_as_written": (
            "NotAsWritten",
            "Otherwise",
            "not_as_written",
        ),
        "_lengths": ("exact_length_s",),
        "_limits": ("beyond_limits",),
        "_loudness": (
            "Loudness",
            "at_loudness",
            "chimes_db",
            "words_db",
        ),
        "_messages": (
            "ENGLISH",
            "Messages",
        ),
        "_moments": (
            "Beats",
            "Cycles",
            "Moment",
            "Remainder",
            "Rest",
            "Sound",
            "Work",
            "is_open",
            "sources",
        ),
        "_patterns": ("Pattern",),
        "_place": (
            "BREATH_S",
            "Grid",
            "build",
            "place",
        ),
        "_reading": ("Reading",),
        "_settings": (
            "BASE_RATE_WPM",
            "Choices",
            "Pace",
        ),
        "_timeline": (
            "Marker",
            "Timeline",
        ),
    },
)
