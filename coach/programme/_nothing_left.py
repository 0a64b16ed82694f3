"""A routine of which nothing is left for those who hear it: every step has a condition that does not hold for them."""

from collections.abc import Collection, Iterator

from coach.errors import Level, Problem
from coach.script import AUDIENCE_OPTIONS, Condition, Location, Routine, ScriptCode

_HEARD: dict[str, str] = {"live": "played live", "file": "exported"}
_OTHER = dict(zip(AUDIENCE_OPTIONS, reversed(AUDIENCE_OPTIONS), strict=True))


def nothing_left_for_some(routine: Routine) -> Iterator[Problem]:
    """A hint for each audience, live or of a file, that hears no step whatever its options. Others may hear all of it."""
    for audience in AUDIENCE_OPTIONS:
        if not _is_heard(routine, {audience}, AUDIENCE_OPTIONS):
            yield _hint(routine, f"{_HEARD[audience]}, nothing of this routine is left", audience)


def nothing_left(routine: Routine, conditions: Collection[str]) -> Iterator[Problem]:
    """A hint if no step is heard where just these options and audiences hold."""
    about = {*AUDIENCE_OPTIONS, *(option.name for option in routine.options)}
    if not _is_heard(routine, conditions, about):
        audience = next(name for name in AUDIENCE_OPTIONS if name in conditions)
        if _is_heard(routine, {audience}, AUDIENCE_OPTIONS):
            names = ", ".join(option.name for option in routine.options)
            what = "with these options, nothing of this routine is left"
            yield _problem(routine, what, f"choose others ({names}), or write steps without a condition")
        else:
            yield _hint(routine, f"{_HEARD[audience]}, nothing of this routine is left", audience)


def _is_heard(routine: Routine, holding: Collection[str], about: Collection[str]) -> bool:
    """Whether there is a step all of whose conditions ``about`` those names hold."""
    return any(
        all(
            _holds(condition, holding)
            for condition in (*section.conditions, *step.conditions)
            if condition.option in about
        )
        for section in routine.sections
        for step in section.steps
    )


def _holds(condition: Condition, holding: Collection[str]) -> bool:
    return (condition.option in holding) == condition.wanted


def _hint(routine: Routine, what: str, audience: str) -> Problem:
    hint = f"write a step without {{if: {_OTHER[audience]}}} or {{unless: {audience}}}"
    return _problem(routine, what, hint)


def _problem(routine: Routine, what: str, hint: str) -> Problem:
    at = next((section.location for section in routine.sections if section.location), Location("", 1, 1))
    return Problem(
        at.path, at.line, at.column, what, hint, at.source_line, at.width, Level.HINT, ScriptCode.NOTHING_LEFT
    )
