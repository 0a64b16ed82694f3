"""Routine scripts: Markdown in, a :class:`Routine` out, and back. Pure. docs/script-language.md describes the language.

::

    parse(text, path)          -> Routine with includes, or ScriptError with every problem
    resolve(routine, load)     -> Routine of sections only
    format_problem(problem)    -> a problem as people read it
    format_routine(routine)    -> a script again
    parse_duration("1m30s")    -> exact seconds
"""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.script._codes import ScriptCode as ScriptCode
    from coach.script._durations import format_duration as format_duration
    from coach.script._durations import format_span as format_span
    from coach.script._durations import parse_duration as parse_duration
    from coach.script._durations import parse_span as parse_span
    from coach.script._foreign import SOUND_FILE as SOUND_FILE
    from coach.script._foreign import foreign_kind as foreign_kind
    from coach.script._formatter import format_routine as format_routine
    from coach.script._language_tags import is_language as is_language
    from coach.script._language_tags import meant_language as meant_language
    from coach.script._pace_names import FASTEST_PACE as FASTEST_PACE
    from coach.script._pace_names import PACE_NAMES as PACE_NAMES
    from coach.script._pace_names import SLOWEST_PACE as SLOWEST_PACE
    from coach.script._parser import LONGEST_SCRIPT as LONGEST_SCRIPT
    from coach.script._parser import parse as parse
    from coach.script._report import format_problem as format_problem
    from coach.script._resolver import Load as Load
    from coach.script._resolver import resolve as resolve
    from coach.script._routine import AUDIENCE_OPTIONS as AUDIENCE_OPTIONS
    from coach.script._routine import ROUND_OPTIONS as ROUND_OPTIONS
    from coach.script._routine import SIDE_OPTIONS as SIDE_OPTIONS
    from coach.script._routine import Chime as Chime
    from coach.script._routine import Condition as Condition
    from coach.script._routine import Cycle as Cycle
    from coach.script._routine import For as For
    from coach.script._routine import Hold as Hold
    from coach.script._routine import Item as Item
    from coach.script._routine import Location as Location
    from coach.script._routine import Option as Option
    from coach.script._routine import Pause as Pause
    from coach.script._routine import Phase as Phase
    from coach.script._routine import Prompt as Prompt
    from coach.script._routine import Pronunciation as Pronunciation
    from coach.script._routine import Repeat as Repeat
    from coach.script._routine import Routine as Routine
    from coach.script._routine import Section as Section
    from coach.script._routine import Span as Span
    from coach.script._routine import Step as Step
    from coach.script._routine import Wait as Wait
    from coach.script._source import Sounds as Sounds
    from coach.script._source import Trouble as Trouble
    from coach.script._source import unreadable as unreadable
    from coach.script._speakable import can_be_said as can_be_said
    from coach.script._speakable import collapse as collapse

__all__ = [
    "AUDIENCE_OPTIONS",
    "FASTEST_PACE",
    "LONGEST_SCRIPT",
    "PACE_NAMES",
    "ROUND_OPTIONS",
    "SIDE_OPTIONS",
    "SLOWEST_PACE",
    "SOUND_FILE",
    "Chime",
    "Condition",
    "Cycle",
    "For",
    "Hold",
    "Item",
    "Load",
    "Location",
    "Option",
    "Pause",
    "Phase",
    "Prompt",
    "Pronunciation",
    "Repeat",
    "Routine",
    "ScriptCode",
    "Section",
    "Sounds",
    "Span",
    "Step",
    "Trouble",
    "Wait",
    "can_be_said",
    "collapse",
    "foreign_kind",
    "format_duration",
    "format_problem",
    "format_routine",
    "format_span",
    "is_language",
    "meant_language",
    "parse",
    "parse_duration",
    "parse_span",
    "resolve",
    "unreadable",
]

__getattr__ = face(
    __name__,
    {
        "_codes": ("ScriptCode",),
        "_durations": (
            "format_duration",
            "format_span",
            "parse_duration",
            "parse_span",
        ),
        "_foreign": ("SOUND_FILE", "foreign_kind"),
        "_formatter": ("format_routine",),
        "_language_tags": ("is_language", "meant_language"),
        "_pace_names": (
            "FASTEST_PACE",
            "PACE_NAMES",
            "SLOWEST_PACE",
        ),
        "_parser": (
            "LONGEST_SCRIPT",
            "parse",
        ),
        "_report": ("format_problem",),
        "_resolver": (
            "Load",
            "resolve",
        ),
        "_routine": (
            "AUDIENCE_OPTIONS",
            "ROUND_OPTIONS",
            "SIDE_OPTIONS",
            "Chime",
            "Condition",
            "Cycle",
            "For",
            "Hold",
            "Item",
            "Location",
            "Option",
            "Pause",
            "Phase",
            "Prompt",
            "Pronunciation",
            "Repeat",
            "Routine",
            "Section",
            "Span",
            "Step",
            "Wait",
        ),
        "_source": (
            "Sounds",
            "Trouble",
            "unreadable",
        ),
        "_speakable": (
            "can_be_said",
            "collapse",
        ),
    },
)
