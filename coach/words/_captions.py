"""Captions: WebVTT, SubRip and LRC. Pure.

Sources: WebVTT, W3C Candidate Recommendation of 4 April 2019, sections 4.1 and 4.2. SubRip and LRC have no standard: SubRip as its
program writes it, and as players take it, with tags in angle brackets and braces; LRC with one time of hundredths a line.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from coach.timeline import Messages, Timeline
from coach.units import samples_of, samples_to_ms
from coach.words._cues import Cue, cues, in_short_lines
from coach.words._lines import clean

_SRT_LOOK_ALIKES: Final = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")", "\\": "∖"})
"""SubRip cannot write what its tags are made of, nor the backslash of line ends in the format that players turn it into."""
_TIME: Final = re.compile(r"(?<=[0-9]):(?=[0-9]{1,2}[.,][0-9])")
"""The last colon of a time such as that of a cue: some readers take two in a line for one."""
_LRC_LOOK_ALIKES: Final = str.maketrans({"[": "(", "]": ")"})
_WORD_TIME: Final = re.compile(r"<(\d+:\d[\d:.]*)>")
"""What an extended kind of LRC would take for the time of a word."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What captions are of: a timeline, and of its routine the ``title`` and the ``language``, a BCP 47 tag.

    ``messages`` has what no writer has written, in that language.
    """

    timeline: Timeline
    title: str
    language: str
    messages: Messages


def vtt(subject: Subject) -> str:
    """WebVTT: times in milliseconds, at most two lines of about 42 columns a cue.

    The format has no place for a title or a language; they stand in a note, for people.
    """
    note = "\n".join(filter(None, (clean(subject.title), clean(subject.language)))).replace("-->", "→")
    blocks = [f"NOTE\n{note}"] if note else []
    for cue in _short(subject):
        lines = "\n".join(html.escape(line, quote=False) for line in cue.lines)
        blocks.append(f"{_clock(cue.start_ms, '.')} --> {_clock(cue.end_ms, '.')}\n{lines}")
    return "WEBVTT\n\n" + "\n\n".join(blocks) + "\n"


def srt(subject: Subject) -> str:
    """SubRip: times in milliseconds, at most two lines of about 42 columns a cue; look-alikes for what would be read as a tag."""
    blocks = (
        f"{number}\n{_clock(cue.start_ms, ',')} --> {_clock(cue.end_ms, ',')}\n"
        + "\n".join(_TIME.sub("∶", line.translate(_SRT_LOOK_ALIKES)) for line in cue.lines)
        + "\n"
        for number, cue in enumerate(_short(subject), start=1)
    )
    return "\n".join(blocks)


def lrc(subject: Subject) -> str:
    """LRC: one line a cue, however long, with the time at which it begins; it stays until the next.

    Its hundredths of a second are rounded down, so that no line comes after its sound. Look-alikes for the brackets of its tags.
    """
    length_ms = samples_to_ms(samples_of(subject.timeline.length))
    lines = [
        f"[ti:{_for_lrc(clean(subject.title))}]",
        f"[la:{_for_lrc(clean(subject.language))}]",
        f"[length:{length_ms // 60_000:02}:{length_ms // 1000 % 60:02}]",
        "[re:coach]",
        "",
        *(f"[{_hundredths(cue.start_ms)}]{_for_lrc(cue.text)}" for cue in cues(subject.timeline, subject.messages)),
    ]
    return "\n".join(lines) + "\n"


def _short(subject: Subject) -> Iterator[Cue]:
    for cue in cues(subject.timeline, subject.messages):
        yield from in_short_lines(cue)


def _clock(at_ms: int, point: str) -> str:
    seconds, ms = divmod(at_ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{ms:03}"


def _hundredths(at_ms: int) -> str:
    return f"{at_ms // 60_000:02}:{at_ms // 1000 % 60:02}.{at_ms // 10 % 100:02}"


def _for_lrc(text: str) -> str:
    return _WORD_TIME.sub(r"‹\1›", text.translate(_LRC_LOOK_ALIKES))
