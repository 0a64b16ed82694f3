"""Routine scripts: Markdown text in, a :class:`Routine` out, and back. The language is described in docs/script-language.md.

Nothing here touches a file, a clock or a device::

    parse(text, path)          -> Routine with includes, or ScriptError with every problem
    resolve(routine, load)     -> Routine of sections only
    format_problem(problem)    -> a problem as people read it
    format_routine(routine)    -> a script again
    parse_duration("1m30s")    -> exact seconds
"""

from coach.script.durations import DurationError, format_duration, format_span, parse_duration, parse_span
from coach.script.formatter import format_routine
from coach.script.pace_names import FASTEST_PACE, PACE_NAMES, SLOWEST_PACE
from coach.script.parser import parse
from coach.script.report import format_problem
from coach.script.resolver import Load, resolve

__all__ = [
    "FASTEST_PACE",
    "PACE_NAMES",
    "SLOWEST_PACE",
    "DurationError",
    "Load",
    "format_duration",
    "format_problem",
    "format_routine",
    "format_span",
    "parse",
    "parse_duration",
    "parse_span",
    "resolve",
]
