"""A draft that can be played: none lasts longer, or holds more, than a routine may."""

from dataclasses import replace
from fractions import Fraction
from itertools import count
from typing import Final

from coach.errors import ArticleError, ScriptError
from coach.importer._article import Draft, DraftSection, DraftStep, Timed
from coach.importer._writing import write, written
from coach.script import Pause, Repeat, parse
from coach.timeline import beyond_limits

_ROUNDS_ONE_BY_ONE: Final = 8
"""Rounds that take out one time each; in each later round twice as many go, so that a thousand take few rounds."""


def fitting(draft: Draft) -> tuple[Draft, str]:
    """The draft and its script, without the longest times while it goes beyond the limits of a routine.

    Raises :class:`ArticleError` where it goes beyond them even so, and where it cannot be read back.
    """
    for round_number in count():
        script = write(draft)
        try:
            routine = parse(script, "draft.md")
        except (
            ScriptError
        ) as error:  # pragma: no cover - what is written can be read, as tests see to; but never by a crash
            raise ArticleError(
                "no draft can be made of this article", "Save it as plain text, and import that."
            ) from error
        if next(beyond_limits(routine), None) is None:
            return draft, script
        for _ in range(2 ** max(0, round_number - _ROUNDS_ONE_BY_ONE)):
            shorter = _shorter(draft)
            if shorter is None:
                raise ArticleError("this is too much for a routine", "Cut out the part that you mean, and import that.")
            draft = shorter
    raise AssertionError("unreachable")


def _shorter(draft: Draft) -> Draft | None:
    """The draft without what lasts longest: a directive, or the repeating of a section."""
    longest, where = Fraction(0), None
    for number, section in enumerate(draft.sections):
        passes = section.repeat * max(1, len(section.sides))
        for place, entry in enumerate(section.entries):
            for at, item in enumerate(entry.items if isinstance(entry, DraftStep) else ()):
                if not isinstance(item, str) and _length_s(item) * passes > longest:
                    longest, where = _length_s(item) * passes, (number, place, at)
    if where is None:
        return None
    number, place, at = where
    section = draft.sections[number]
    changed = _once(section) if section.repeat > 1 else _without(section, place, at)
    return replace(draft, sections=(*draft.sections[:number], changed, *draft.sections[number + 1 :]))


def _once(section: DraftSection) -> DraftSection:
    look = f"with {section.repeat} rounds of this the routine would be longer than any can be, so it is done once"
    return replace(section, repeat=1, looks=(*section.looks, look))


def _without(section: DraftSection, place: int, at: int) -> DraftSection:
    step = section.entries[place]
    assert isinstance(step, DraftStep)  # noqa: S101 (found as one)
    item = step.items[at]
    assert not isinstance(item, str)  # noqa: S101 (found as none)
    look = f"with {written(item)} the routine would be longer than any can be, so the time is left out"
    step = replace(step, items=(*step.items[:at], *step.items[at + 1 :]), looks=(*step.looks, look))
    return replace(section, entries=(*section.entries[:place], step, *section.entries[place + 1 :]))


def _length_s(item: Timed) -> Fraction:
    if isinstance(item, Repeat):
        return item.times * item.every.longest_s
    if isinstance(item, Pause):
        return item.length.longest_s if item.length else Fraction(1)
    return item.length.longest_s
