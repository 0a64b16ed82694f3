"""Limits against nonsense: counted from what is written, before anything is unrolled."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from coach.errors import Problem
from coach.script import (
    Chime,
    Cycle,
    For,
    Hold,
    Item,
    Location,
    Pause,
    Prompt,
    Repeat,
    Routine,
    ScriptCode,
    Section,
    Span,
    Wait,
    format_duration,
)
from coach.timeline._sentences import sentences
from coach.timeline._settings import BARE_PAUSE, BARE_WAIT, BASE_RATE_WPM

MOST_EVENTS: Final = 20_000
LONGEST_S: Final = 12 * 3600

_EVENTS_AROUND: Final = 6
"""What a pass through a section adds by itself at most: naming a side or round, and changing over."""


def beyond_limits(routine: Routine) -> Iterator[Problem]:
    """What cannot be: rounds that are too full for their interval, and the section that makes the routine too long, if one does.

    Too long is over 12 hours at normal pace, or over 20 000 events.
    """
    yield from _overfull(routine)
    events, length_s = 0, Fraction(0)
    for section in routine.sections:
        passes = section.repeat * _sides(section)
        items = [item for step in section.steps for item in step.items]
        events += passes * (_EVENTS_AROUND + sum(_events(item) + 1 for item in items))
        content_s = _sides(section) * sum((_length_s(item) for item in items), Fraction(0))
        length_s += section.repeat * max(content_s, section.every_s or Fraction(0))
        if events > MOST_EVENTS:
            yield _problem(section, f"with this section the routine has more than {MOST_EVENTS} events")
            return
        if length_s > LONGEST_S:
            yield _problem(section, f"with this section the routine lasts more than {LONGEST_S // 3600} hours")
            return


def _overfull(routine: Routine) -> Iterator[Problem]:
    """Sections whose exact times alone, of steps that are always there, take longer than a round has."""
    for section in routine.sections:
        items = [item for step in section.steps if not step.conditions for item in step.items]
        least_s = _sides(section) * sum((_exact_s(item) for item in items), Fraction(0))
        if section.every_s is not None and least_s > section.every_s:
            least, every = format_duration(least_s), format_duration(section.every_s)
            what = f"a round of this section takes at least {least}, and has {every}"
            yield _problem(section, what, f"write every={least} or more, or shorter times")


def _sides(section: Section) -> int:
    """How often a round goes through the steps."""
    return 1 if section.alternates else max(1, len(section.sides))


def _exact_s(item: Item) -> Fraction:
    """The time that an item takes at least, whatever the pace: what is exact of it, in the shortest of its rounds."""
    match item:
        case Cycle():
            return _length_s(item)
        case Repeat(times, every) if every.is_exact:
            return times * every.middle_s
        case Hold(length, later=later) | For(length, later=later) | Pause(Span() as length, later):
            lengths = (length, *later)
            return min(span.middle_s for span in lengths) if all(span.is_exact for span in lengths) else Fraction(0)
        case _:
            return Fraction(0)


def _events(item: Item) -> int:
    match item:
        case Prompt(text):
            return 2 * len(sentences(text))
        case Repeat(times=times):
            return 2 * times
        case Cycle(phases, times):
            return 2 * len(phases) * times
        case Hold(countdown=countdown) | For(countdown=countdown):
            seconds = int(max(span.middle_s for span in (item.length, *item.later))) if item.is_counted else 0
            return 4 + 2 * (countdown + seconds)
        case Pause() | Wait() | Chime():
            return 1


def _length_s(item: Item) -> Fraction:
    match item:
        case Prompt(text):
            return Fraction(60 * len(text.split()), BASE_RATE_WPM)
        case Repeat(times=times, every=every):
            return times * every.middle_s
        case Cycle(phases, times):
            return times * sum((phase.length_s for phase in phases), Fraction(0))
        case Hold(length, later=later) | For(length, later=later):
            return max(span.middle_s for span in (length, *later))
        case Pause(length, later):
            return max(span.middle_s for span in (length or BARE_PAUSE, *later))
        case Wait(length):
            return (length or BARE_WAIT).middle_s
        case Chime():
            return Fraction(1)


def _problem(
    section: Section, what: str, hint: str = "write fewer repeats, rounds or sides, or shorter times"
) -> Problem:
    where = section.location or Location("", 1, 1)
    return Problem(
        where.path, where.line, where.column, what, hint, where.source_line, where.width, code=ScriptCode.TOO_MUCH
    )
