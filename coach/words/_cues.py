"""What is heard in a programme, and what the hands do in the meantime, as cues: text with a beginning and an end. Pure.

For somebody who does not hear, and for somebody who follows by eye: the words as they are written, which chime sounds, how long work
lasts from now on, and which repetition it is. Short silences show nothing, as they let nothing be heard.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from coach.timeline import Clip, Event, Gap, Kind, Messages, Timeline
from coach.units import samples_of, samples_to_ms
from coach.words._lines import clean, columns, wrapped

LONG_PAUSE_MS: Final = 5000
"""A pause of at least this length is mentioned: somebody who can't hear would wonder whether it is over."""
SHORTEST_MS: Final = 1000
"""What the hands do is mentioned from this length on: between the words of a count it would flicker."""
LINE_COLUMNS: Final = 42
LINES: Final = 2
"""What captions usually keep to, so that they can be read at a glance."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Text to be shown from ``start_ms`` until just before ``end_ms``, which is later; each line has a character to be seen."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)


def cues(timeline: Timeline, messages: Messages) -> Iterator[Cue]:
    """The cues of a timeline, in order and without overlaps, each of one line however long it is.

    A cue begins and ends with its event. The sound of a beat and the silence after it are one cue, and so are the word of a phase and
    the rest of its time.
    """
    beat_ms: int | None = None
    phase = ""
    for number, event in enumerate(timeline.events):
        before = timeline.events[number - 1] if number else None
        after = timeline.events[number + 1] if number + 1 < len(timeline.events) else None
        start_ms, end_ms = _ends_ms(event)
        if _is_tick(event, after) or _is_phase(event, after):
            beat_ms, phase = start_ms, event.text if event.kind is Kind.SPEECH else ""
            continue
        shown = clean(f"{phase} {_shown(event, before, _left_ms(timeline, number), messages)}")
        if shown:
            yield Cue(start_ms if beat_ms is None else beat_ms, end_ms, (shown,))
        beat_ms, phase = None, ""


def in_short_lines(cue: Cue) -> Iterator[Cue]:
    """The cue in as few as have at most two lines of 42 columns each, all about as long; each is shown for its share of the time."""
    count = len(wrapped(cue.text, LINE_COLUMNS))
    lines = wrapped(cue.text, LINE_COLUMNS) if count == 1 else _even(cue.text, -(-count // LINES) * LINES)
    whole, length_ms = sum(map(columns, lines)) or 1, cue.end_ms - cue.start_ms
    start_ms, gone, held = cue.start_ms, 0, list[str]()
    for first in range(0, len(lines), LINES):
        held += lines[first : first + LINES]
        gone += sum(map(columns, lines[first : first + LINES]))
        end_ms = cue.end_ms if first + LINES >= len(lines) else cue.start_ms + length_ms * gone // whole
        # More lines than milliseconds, as of a voice that says nothing: they stay together.
        if start_ms < end_ms and (end_ms < cue.end_ms or first + LINES >= len(lines)):
            yield Cue(start_ms, end_ms, tuple(held))
            start_ms, held = end_ms, []


def _even(text: str, most: int) -> list[str]:
    """The text in at most so many lines, as narrow as can be."""
    lines = wrapped(text, LINE_COLUMNS)
    for width in range(LINE_COLUMNS - 1, 0, -1):
        narrower = wrapped(text, width)
        if len(narrower) > most:
            break
        lines = narrower
    return lines


def _ends_ms(event: Event) -> tuple[int, int]:
    start = samples_of(event.start)
    return samples_to_ms(start), samples_to_ms(type(start)(start + samples_of(event.length)))


def _left_ms(timeline: Timeline, number: int) -> int:
    """How long an event lasts; of timed work, the work from there on, whatever is said in it."""
    event = timeline.events[number]
    last = event
    if event.kind in (Kind.HOLD, Kind.FOR):
        same = takewhile(lambda following: following.moment == event.moment, timeline.events[number:])
        last = deque(same, maxlen=1).pop()
    return _ends_ms(last)[1] - _ends_ms(event)[0]


def _is_tick(event: Event, after: Event | None) -> bool:
    """Whether a sound only marks a beat: it is not a word, and the rest of the beat follows at once."""
    return event.kind is Kind.CHIME and event.beat is not None and isinstance(after, Gap) and after.beat == event.beat


def _is_phase(event: Event, after: Event | None) -> bool:
    """Whether it is the word of a phase that goes on after it."""
    return isinstance(event, Clip) and event.is_phase and isinstance(after, Gap) and after.beat == event.beat


def _shown(event: Event, before: Event | None, length_ms: int, messages: Messages) -> str:
    if isinstance(event, Clip):
        return event.text if event.kind is Kind.SPEECH else messages.read_chime(event.text)
    if event.kind is Kind.REPEAT:
        is_counted = isinstance(before, Clip) and before.is_count
        if event.beat is None or (is_counted and length_ms < SHORTEST_MS):
            return ""
        return messages.read_beat(event.beat.number, event.beat.total)
    if isinstance(before, Clip) and before.is_countdown:
        return ""  # a number is heard each second: what it counts was said at the beginning
    return _work(event.kind, length_ms, messages)


def _work(kind: Kind, length_ms: int, messages: Messages) -> str:
    seconds = round(length_ms / 1000)
    if kind is Kind.PAUSE:
        return messages.read_pause(seconds) if length_ms >= LONG_PAUSE_MS else ""
    if length_ms < SHORTEST_MS:
        return ""
    match kind:
        case Kind.HOLD:
            return messages.read_hold(seconds)
        case Kind.FOR:
            return messages.read_for(seconds)
        case _:
            return messages.read_wait(seconds)
