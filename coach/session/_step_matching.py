"""Finding a step again in a script that has been edited: by its name and where it was, never by time. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.session._saved import StepName


class MatchedBy(StrEnum):
    """By what a step was found."""

    SAME = "same"
    """It is still there."""
    AFTER = "after"
    """It is gone; this is the nearest step after it that is still there."""
    BEFORE = "before"
    """It and everything after it are gone; this is the nearest step before it."""
    SECTION = "section"
    """No step is left; this is where its section begins."""
    ANEW = "anew"
    """Nothing is left; this is the beginning."""


@dataclass(frozen=True, slots=True)
class StepMatch:
    """A step by its number, and how it was found."""

    number: int
    how: MatchedBy


def match_step(old: Sequence[StepName], number: int, new: Sequence[StepName]) -> StepMatch:
    """Where to continue among the ``new`` steps after having been at ``number`` of the ``old`` ones; neither is empty.

    Steps of the same name in the same section are told apart by their order. The last of each list is the end of the session,
    which matches no other step.
    """
    if tuple(old) == tuple(new):
        return StepMatch(number, MatchedBy.SAME)
    if number == len(old) - 1:
        return StepMatch(len(new) - 1, MatchedBy.SAME)
    there = {key: at for at, key in enumerate(_keys(new)[:-1])}
    keys = _keys(old)[:-1]
    if keys[number] in there:
        return StepMatch(there[keys[number]], MatchedBy.SAME)
    for how, others in ((MatchedBy.AFTER, keys[number + 1 :]), (MatchedBy.BEFORE, keys[:number][::-1])):
        for key in others:
            if key in there:
                return StepMatch(there[key], how)
    sections = [step.section for step in new[:-1]]
    if old[number].section in sections:
        return StepMatch(sections.index(old[number].section), MatchedBy.SECTION)
    return StepMatch(0, MatchedBy.ANEW)


def _keys(steps: Sequence[StepName]) -> list[tuple[StepName, int]]:
    """Each step's name, and how many of that name came before it."""
    seen: Counter[StepName] = Counter()
    keys = []
    for step in steps:
        keys.append((step, seen[step]))
        seen[step] += 1
    return keys
