"""The words of a programme as a page to read along: what is said, and how long the hands work."""

import re
from collections.abc import Iterator
from typing import Final

from coach.timeline.model import Clip, Event, Kind, Timeline
from coach.units import samples_of, samples_to_s

_COUNT: Final = re.compile(r"\d+\.")
_FIRST_OF: Final = re.compile(r"1 of (\d+)")


def lyrics(timeline: Timeline) -> str:
    """One paragraph a step, under the titles of the sections."""
    lines: list[str] = []
    section = step = None
    for event in timeline.events:
        place = event.place
        if place.section != section:
            lines += ["", place.section_title, ""] if lines else [place.section_title, ""]
        if (place.section, place.step) != step:
            lines.append("")
        section, step = place.section, (place.section, place.step)
        lines[-1] = " ".join((lines[-1], *_words(event))).strip()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _words(event: Event) -> Iterator[str]:
    seconds = samples_to_s(samples_of(event.length))
    if isinstance(event, Clip):
        if event.kind is Kind.SPEECH and not _COUNT.fullmatch(event.text):
            yield event.text
    elif event.kind is Kind.REPEAT:
        if first := _FIRST_OF.fullmatch(event.text):
            yield f"({first[1]} times)"
    elif event.kind in (Kind.HOLD, Kind.FOR):
        yield f"({'hold' if event.kind is Kind.HOLD else 'keep moving'} {seconds:.0f} s)"
