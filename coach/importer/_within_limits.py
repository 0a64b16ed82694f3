"""A draft that can be played: none lasts longer, or holds more, than a routine may."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from heapq import heapify, heappop

from coach.errors import ArticleError, ScriptError
from coach.importer._article import Draft, DraftSection, DraftStep, Timed
from coach.importer._writing import write, written
from coach.script import Pause, Repeat, parse
from coach.timeline import beyond_limits

Item = tuple[int, int, int]
"""The numbers of a section, of an entry in it, and of an item of that."""


def fitting(draft: Draft) -> tuple[Draft, str]:
    """The draft and its script, without the longest times while it goes beyond the limits of a routine.

    Raises :class:`ArticleError` where it goes beyond them even so, and where it cannot be read back.
    """
    script = _script_within(draft)
    if script is not None:
        return draft, script
    longest = list(_longest_first(draft))
    enough = bisect_left(
        range(len(longest) + 1), True, key=lambda count: _script_within(_without(draft, longest[:count])) is not None
    )
    if enough > len(longest):
        raise ArticleError("this is too much for a routine", "Cut out the part that you mean, and import that.")
    draft = _without(draft, longest[:enough])
    return draft, write(draft)


def _script_within(draft: Draft) -> str | None:
    """The script of a draft, if a routine may be like that. Raises ArticleError."""
    script = write(draft)
    try:
        routine = parse(script, "draft.md")
    except ScriptError as error:
        # This cannot happen, as far as we know; but the writer of an article should never meet a traceback.
        raise ArticleError("no draft can be made of this article", "Save it as plain text, and import that.") from error
    return script if next(beyond_limits(routine), None) is None else None


def _longest_first(draft: Draft) -> Iterator[Item | int]:
    """What lasts longest, then what does without that, and so on: the repeating of a section (its number), or a time."""
    passes = [section.repeat * max(1, len(section.sides)) for section in draft.sections]
    waiting = [
        (-_length_s(item) * passes[number], (number, place, at))
        for number, section in enumerate(draft.sections)
        for place, entry in enumerate(section.entries)
        for at, item in enumerate(entry.items if isinstance(entry, DraftStep) else ())
        if not isinstance(item, str)
    ]
    heapify(waiting)
    once: set[int] = set()
    while waiting:
        length_s, where = waiting[0]
        section = draft.sections[where[0]]
        if section.repeat > 1 and where[0] not in once:
            once.add(where[0])
            yield where[0]
            # All of its times count for one round only from now on.
            waiting = [
                (length_s / section.repeat if other[0] == where[0] else length_s, other) for length_s, other in waiting
            ]
            heapify(waiting)
        elif length_s:
            heappop(waiting)
            yield where
        else:
            return


def _without(draft: Draft, left_out: Sequence[Item | int]) -> Draft:
    items = {where for where in left_out if not isinstance(where, int)}
    sections = []
    for number, section in enumerate(draft.sections):
        changed = _once(section) if number in left_out else section
        entries = tuple(
            _shortened(entry, [at for at in range(len(entry.items)) if (number, place, at) in items])
            if isinstance(entry, DraftStep)
            else entry
            for place, entry in enumerate(changed.entries)
        )
        sections.append(replace(changed, entries=entries))
    return replace(draft, sections=tuple(sections))


def _once(section: DraftSection) -> DraftSection:
    look = f"with {section.repeat} rounds of this the routine would be longer than any can be, so it is done once"
    return replace(section, repeat=1, looks=(*section.looks, look))


def _shortened(step: DraftStep, left_out: Sequence[int]) -> DraftStep:
    """A step without some of its times."""
    looks = tuple(
        f"with {written(item)} the routine would be longer than any can be, so the time is left out"
        for at in left_out
        if not isinstance(item := step.items[at], str)
    )
    kept = tuple(item for at, item in enumerate(step.items) if at not in left_out)
    return replace(step, items=kept, looks=(*step.looks, *looks))


def _length_s(item: Timed) -> Fraction:
    if isinstance(item, Repeat):
        return item.times * item.every.longest_s
    if isinstance(item, Pause):
        return item.length.longest_s if item.length else Fraction(1)
    return item.length.longest_s
