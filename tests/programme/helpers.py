"""The routines that ship, as a listener hears them."""

from functools import cache

from coach.folders import Folders
from coach.programme import find_routine, messages_for
from coach.timeline import Choices, Kind, Timeline, build, expand
from tests.timeline.helpers import a_word_is_half_a_second


@cache
def timeline_of(name: str, options: frozenset[str] = frozenset()) -> Timeline:
    """At 120 words a minute."""
    routine = find_routine(name, Folders.of_user()).routine
    choices = Choices("voice", options=options, messages=messages_for(routine.language))
    return build(expand(routine, choices), a_word_is_half_a_second)


def said(name: str, options: frozenset[str] = frozenset()) -> str:
    return " ".join(event.text for event in timeline_of(name, options).events if event.kind is Kind.SPEECH).lower()


def guided(name: str, options: frozenset[str] = frozenset()) -> str:
    """What is said after the opening: the steps, without what to have ready and when to stop."""
    events = timeline_of(name, options).events
    return " ".join(event.text for event in events if event.kind is Kind.SPEECH and event.place.section > 0).lower()


def chapters_of(name: str, step: str, options: frozenset[str] = frozenset()) -> set[str]:
    """The chapters in which a step of this name stands."""
    return {event.place.section_title for event in timeline_of(name, options).events if event.place.step_title == step}
