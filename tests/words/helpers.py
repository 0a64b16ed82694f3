"""Programmes to take the words of, and the figures they must have, worked out here from frames alone."""

import unicodedata
from collections.abc import Iterator
from fractions import Fraction

from hypothesis import strategies as st

from coach.folders import Folders, shipped
from coach.programme import Programme, find_routine, messages_for
from coach.script import Routine
from coach.sound import Chimes
from coach.timeline import Beat, Choices, Clip, Event, Gap, Guidance, Jingle, Kind, Place, Timeline, Utterance
from coach.units import Frames
from tests.fakes import ToneVoice

SHIPPED = sorted(path.stem for path in shipped("scripts").glob("*.md"))

NASTY = (
    "-->",
    "00:01.000 --> 00:02.000",
    "\n\n",
    "1\n00:00:01,000 --> 00:00:02,000\nx",
    "\r\n\r\nNOTE",
    "<i>",
    "</b>",
    "<00:01.00>",
    "[00:01.00]",
    "[ti:x]",
    "{\\an8}",
    "{y:i}",
    "\\N",
    "\\h",
    "&amp;",
    "&#65;",
    "&",
    "\ufeff",
    "\u2028",
    "\x85",
    "\x0c",
    "\x00",
    "\ud800",
    "STYLE",
    "WEBVTT",
    "7",
    "x" * 100,
    "漢字" * 30,
    "e\u0301",
    "]]>",
    "<!--",
    "--",
    "# *_`",
    "1. ",
    "- ",
    "\t",
)
"""What means something to one format or another."""

texts = (
    st.lists(st.text(max_size=20) | st.sampled_from(NASTY), max_size=8)
    .map(" ".join)
    .filter(lambda text: "{side}" not in text and "{other_side}" not in text)
)
"""Any text at all, and often such as a format could trip over; but for what a side's name is put in for."""


def plain(text: str) -> str:
    """What is to be seen of a text: no white space, no control characters, no accents apart from their letters."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", text)
        if not letter.isspace()
        and unicodedata.category(letter) not in ("Cc", "Cs")
        and letter not in "\ufeff\ufffe\uffff"
    )


def ms(frames: int) -> int:
    """The time of so many frames in milliseconds."""
    return round(Fraction(frames * 1152 * 1000, 44_100))


def spoken_events(timeline: Timeline) -> list[tuple[int, int, str]]:
    """Beginning and end of whatever is said, in milliseconds, and the words; without those of a phase, which stay as long as it lasts."""
    return [
        (ms(event.start), ms(event.start + event.length), event.text)
        for event in timeline.events
        if event.kind is Kind.SPEECH and plain(event.text) and not (isinstance(event, Clip) and event.is_phase)
    ]


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Events of every kind, long and short, with any words; the last is the chime with which every session ends."""
    drawn = draw(st.lists(st.tuples(st.sampled_from(Kind), st.integers(1, 2500), texts), max_size=12))
    return Timeline(tuple(events([*drawn, (Kind.CHIME, 120, "finished")])))


def events(drawn: list[tuple[Kind, int, str]]) -> Iterator[Event]:
    """One after the other, of these kinds, so many frames long."""
    start, where = 0, Place(1, "Part", 0, "Step")
    for number, (kind, length, text) in enumerate(drawn):
        at, frames = Frames(start), Frames(length)
        match kind:
            case Kind.SPEECH:
                yield Clip(at, frames, kind, where, Utterance(text, "voice", 120))
            case Kind.CHIME:
                yield Clip(at, frames, kind, where, Jingle(text))
            case Kind.REPEAT:
                yield Gap(at, frames, kind, where, number, Beat(number + 1, len(drawn)))
            case _:
                yield Gap(at, frames, kind, where)
        start += length


def shipped_routine(name: str) -> Routine:
    return find_routine(name, Folders.of_user()).routine


def programme(routine: Routine, *, taper: bool = False, guidance: Guidance = Guidance.FULL) -> Programme:
    """A routine as a tone says it, with what the programme says in the routine's language."""
    choices = Choices("tone", taper=taper, guidance=guidance, messages=messages_for(routine.language))
    return Programme(routine, choices, ToneVoice(), Chimes([shipped("audio_cues")]))
