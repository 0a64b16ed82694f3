"""The words of a programme as a page to read along: what is said, and how long the hands work."""

import re
from collections.abc import Iterator
from typing import Final

from coach.timeline.messages import Messages
from coach.timeline.model import Clip, Event, Kind, Timeline
from coach.units import samples_of, samples_to_s

_COUNT: Final = re.compile(r"\d+\W?")
_FIRST_OF: Final = re.compile(r"1 of (\d+)")


def lyrics(timeline: Timeline, messages: Messages) -> str:
    """One paragraph a step, under the titles of the sections; what nobody wrote is in the language of ``messages``."""
    lines: list[str] = []
    section = step = None
    for event in timeline.events:
        place = event.place
        if place.section != section:
            lines += ["", place.section_title, ""] if lines else [place.section_title, ""]
        if (place.section, place.step) != step:
            lines.append("")
        section, step = place.section, (place.section, place.step)
        lines[-1] = " ".join((lines[-1], *_words(event, messages))).strip()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _words(event: Event, messages: Messages) -> Iterator[str]:
    seconds = round(samples_to_s(samples_of(event.length)))
    if isinstance(event, Clip):
        if event.kind is Kind.SPEECH and not _COUNT.fullmatch(event.text):
            yield event.text
    elif event.kind is Kind.REPEAT:
        if first := _FIRST_OF.fullmatch(event.text):
            yield messages.read_repeat(int(first[1]))
    elif event.kind is Kind.HOLD and seconds:
        yield messages.read_hold(seconds)
    elif event.kind is Kind.FOR and seconds:
        yield messages.read_for(seconds)
