"""A routine as a person reads it: what is needed, when to stop, and step by step what is said, what the hands do, how long. Pure.

Left out are the title as it is said, since it stands above all, counts, and the chimes that belong to the programme.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from coach.script import Routine
from coach.timeline import (
    CHANGE_SIDES,
    FINISHED,
    HOLD_END,
    START,
    TICK,
    Beats,
    Clip,
    Cycles,
    Event,
    Jingle,
    Kind,
    Messages,
    Moment,
    Place,
    Remainder,
    Rest,
    Sound,
    Timeline,
    Utterance,
    Work,
    as_sentence,
)
from coach.units import Frames, Samples, clock, samples_of, samples_to_s
from coach.words._cues import LONG_PAUSE_MS
from coach.words._lines import clean, columns, wrapped
from coach.words._phases_read import read_phases

_Scheduled = Sequence[tuple[Moment, Sequence[Event]]]
"""Moments in order, each with its events."""

_OWN_CHIMES: Final = (START, HOLD_END, CHANGE_SIDES, TICK, FINISHED)
_TIME_COLUMNS: Final = 7
_INDENT: Final = _TIME_COLUMNS + 2
_NARROWEST: Final = 20
"""Columns for words on however small a screen."""
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>#&|~])")
GLUE: Final = "\x1f"
"""A space at which no line ends, inside of what is told in brackets; no text that was cleaned holds it."""


@dataclass(frozen=True, slots=True)
class TranscriptEntry:
    """What happens at a time; ``name`` is empty where the words begin with it."""

    at: Frames
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class TranscriptChapter:
    """A section, for one side, and what happens in it."""

    at: Frames
    title: str
    entries: tuple[TranscriptEntry, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """Everything that is to be read, each text one line."""

    title: str
    length: Frames
    summary: str
    needs: str
    safety: tuple[str, ...]
    chapters: tuple[TranscriptChapter, ...]


def transcript(routine: Routine, timeline: Timeline, messages: Messages) -> Transcript:
    """What is to be read of a session; needs and safety whether or not they are said. What nobody wrote is in the messages' language."""
    return Transcript(
        clean(routine.title),
        timeline.length,
        clean(routine.summary),
        clean(messages.needs(routine.needs)) if routine.needs else "",
        tuple(clean(line) for line in routine.safety),
        tuple(_chapters(timeline, messages)),
    )


def as_text(made: Transcript, width: int | None) -> str:
    """Plain text; lines of at most ``width`` columns, or as long as they come if None."""
    lines = [*_underlined(_wrapped(made.title, width, 0), "="), _clock(made.length)]
    if made.summary:
        lines += ["", *_wrapped(made.summary, width, 0)]
    for number, chapter in enumerate(made.chapters):
        lines += ["", *_underlined(_at(chapter.at, chapter.title, width), "-")]
        if number == 0:
            for line in filter(None, (made.needs, *made.safety)):
                lines += ["", *_wrapped(line, width, _INDENT)]
        for entry in chapter.entries:
            lines += ["", *_at(entry.at, entry.name or entry.words, width)]
            lines += _wrapped(entry.words, width, _INDENT) if entry.name and entry.words else []
    return ("\n".join(lines) + "\n").replace(GLUE, " ")


def as_markdown(made: Transcript) -> str:
    """Markdown: a heading for each section, a list item for each step with its time and name in bold."""
    blocks = [f"# {_plain(made.title)}", _plain(_clock(made.length)), _plain(made.summary)]
    for number, chapter in enumerate(made.chapters):
        blocks.append(f"## {_plain(_clock(chapter.at))} {_plain(chapter.title)}")
        if number == 0:
            blocks += [_plain(made.needs), "\n".join(f"- {_plain(line)}" for line in made.safety)]
        items = (" ".join(filter(None, (_head(entry), _plain(entry.words)))) for entry in chapter.entries)
        blocks.append("\n".join(f"- {item}" for item in items))
    return ("\n\n".join(filter(None, blocks)) + "\n").replace(GLUE, " ")


def _chapters(timeline: Timeline, messages: Messages) -> Iterator[TranscriptChapter]:
    """The sections; of the first, which names the routine, only where it begins: its words are told by the head of a transcript."""
    sections: dict[int, tuple[Frames, str, dict[int, list[tuple[Moment, Sequence[Event]]]]]] = {}
    for moment, events in timeline.by_moment():
        place = moment.place
        _, _, steps = sections.setdefault(place.section, (events[0].start, clean(place.section_title), {}))
        steps.setdefault(place.step, []).append((moment, events))
    for number, (at, title, steps) in sections.items():
        entries = (_entry(parts, messages) for parts in steps.values()) if number else ()
        yield TranscriptChapter(at, title, tuple(entry for entry in entries if entry.name or entry.words))


def _entry(parts: _Scheduled, messages: Messages) -> TranscriptEntry:
    place, at = parts[0][0].place, parts[0][1][0].start
    words = [text for moment, events in parts for text in _words(moment, events, messages)]
    name = _name(place, words)
    return TranscriptEntry(at, name, " ".join(filter(None, words[1:] if words[:1] == [as_sentence(name)] else words)))


def _name(place: Place, words: Sequence[str]) -> str:
    """The step's name; nothing where it is only the first sentence of its words, or where there is no step."""
    title = clean(place.step_title)
    return "" if place.step < 0 or title in words[:1] else title


def _words(moment: Moment, events: Sequence[Event], messages: Messages) -> Iterator[str]:
    """What a reader learns about a moment: what is said, and in brackets what the hands do."""
    if isinstance(moment, Sound) and isinstance(moment.source, Utterance):
        yield clean(moment.source.text)
        return
    if told := _told(moment, sum(samples_of(event.length) for event in events), messages):
        yield clean(told).replace(" ", GLUE)
    if isinstance(moment, Work):
        yield from (clean(event.text) for event in events if isinstance(event, Clip) and event.source == moment.halfway)


def _told(moment: Moment, length: int, messages: Messages) -> str:
    length_s = samples_to_s(Samples(length))
    seconds = round(length_s)
    match moment:
        case Sound(source=Jingle() as chime) if chime not in _OWN_CHIMES:
            return messages.read_chime(chime.name)
        case Rest(kind=Kind.WAIT):
            return messages.read_wait(seconds)
        case Rest() | Remainder() if length_s * 1000 >= LONG_PAUSE_MS:
            return messages.read_pause(seconds)
        case Work(kind=kind):
            return messages.read_hold(seconds) if kind is Kind.HOLD else messages.read_for(seconds)
        case Beats(sounds=sounds):
            return messages.read_beats(len(sounds), seconds)
        case Cycles(times=times):
            return f"{read_phases(moment, messages)} {messages.read_beats(times, seconds)}"
    return ""


def _at(at: Frames, text: str, width: int | None) -> list[str]:
    """A text beside its time."""
    first, *rest = _wrapped(text, width, _INDENT)
    return [f"{_clock(at):>{_TIME_COLUMNS}}  {first.lstrip(' ')}", *rest]


def _underlined(lines: list[str], sign: str) -> list[str]:
    """A heading: its words with a line below, beginning where they do and as long as the longest of them."""
    start = _INDENT if sign == "-" else 0
    return [*lines, " " * start + sign * (max(map(columns, lines)) - start)]


def _wrapped(text: str, width: int | None, indent: int) -> list[str]:
    room = columns(text) + 1 if width is None else max(_NARROWEST, width - indent)
    return [" " * indent + line for line in wrapped(text, room)]


def _head(entry: TranscriptEntry) -> str:
    """The time of an entry and its name, which ends in a full stop if it has no other mark."""
    name = as_sentence(entry.name) if entry.name else ""
    return f"**{_plain(f'{_clock(entry.at)} {name}'.strip())}**"


def _plain(text: str) -> str:
    """A text as Markdown that shows it as it is, wherever in a line it stands."""
    escaped = _MARKDOWN.sub(r"\\\1", text)
    return re.sub(r"^(\d*)([-+.)=])", r"\1\\\2", escaped)


def _clock(at: Frames) -> str:
    return clock(samples_to_s(samples_of(at)))
