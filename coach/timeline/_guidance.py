"""How much is said: everything, only what a practised listener needs, or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from coach.script import Cycle, For, Hold, Item, Prompt, Repeat, Step
from coach.timeline._sentences import sentences


class Guidance(StrEnum):
    """``BRIEF`` says the names of steps, ``SILENT`` nothing at all: only chimes are heard. Timed work stays as it is."""

    FULL = "full"
    BRIEF = "brief"
    SILENT = "silent"


def abridged(step: Step, guidance: Guidance, language: str = "") -> Step | None:
    """The step with only the words that this guidance says, or None if neither words nor anything timed is left of it.

    Brief guidance says a step's name; of a step without one, the first sentence. It leaves out half-way words and keeps counting.
    Silent guidance says nothing and ticks where it would count. ``language`` is that of the words, as a BCP 47 tag.
    """
    if guidance is Guidance.FULL:
        return step
    name = step.name if guidance is Guidance.BRIEF else None
    items = tuple(_items(step, guidance, language))
    return replace(step, name=name, items=items) if name or items else None


def _items(step: Step, guidance: Guidance, language: str) -> Iterator[Item]:
    may_speak = guidance is Guidance.BRIEF and not step.name
    for item in step.items:
        match item:
            case Prompt(text):
                if may_speak:
                    yield Prompt(sentences(text, language)[0])
                    may_speak = False
            case Hold() | For():
                counts = guidance is Guidance.BRIEF
                countdown = item.countdown if counts else 0
                yield replace(item, halfway=None, countdown=countdown, is_counted=item.is_counted and counts)
            case Repeat(count=count) if guidance is Guidance.SILENT:
                yield replace(item, count="tick" if count == "spoken" else count, alternates=False)
            case Cycle() if guidance is Guidance.SILENT:
                yield replace(item, ticks=True)
            case _:
                yield item
