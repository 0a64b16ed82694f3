"""A routine as one line of characters: what fills most of each piece of its time."""

from collections.abc import Mapping
from typing import Final

from coach.timeline import Kind, Timeline

WORDS: Final = "words"
SILENCE: Final = "silence"
WORK: Final = "work"

BLOCKS: Final[Mapping[str, str]] = {WORDS: "█", WORK: "▒", SILENCE: "·"}
ASCII: Final[Mapping[str, str]] = {WORDS: "#", WORK: "=", SILENCE: "."}

_PARTS: Final = {Kind.SPEECH: WORDS, Kind.CHIME: SILENCE, Kind.PAUSE: SILENCE, Kind.WAIT: SILENCE}
"""Of what each kind is a part; the others are work."""


def line(timeline: Timeline, width: int, signs: Mapping[str, str] = BLOCKS) -> str:
    """The timeline in ``width`` characters, each for the same time, by what fills most of it; of two alike, the earlier.

    A chime counts as silence, being shorter than any character's time in all but the shortest routines.
    """
    cells: list[dict[str, int]] = [{} for _ in range(width)]
    for event in timeline.events:
        # In units of which both an event and a character are a whole number: frames times width.
        begin, end = event.start * width, (event.start + event.length) * width
        part = _PARTS.get(event.kind, WORK)
        for cell in range(begin // timeline.length, -(-end // timeline.length)):
            filled = min(end, (cell + 1) * timeline.length) - max(begin, cell * timeline.length)
            cells[cell][part] = cells[cell].get(part, 0) + filled
    return "".join(signs[max(cell, key=cell.__getitem__, default=SILENCE)] for cell in cells)


def key(signs: Mapping[str, str] = BLOCKS) -> str:
    """What the characters stand for."""
    return "  ".join(f"{sign} {part}" for part, sign in signs.items())
