"""A programme as SSML, for other voices to speak. Pure, and without speaking a word.

Source: Speech Synthesis Markup Language (SSML) Version 1.1, W3C Recommendation of 7 September 2010.
"""

import html
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Final

from coach.timeline import (
    Beats,
    Clip,
    Cycles,
    Jingle,
    Measure,
    Moment,
    Place,
    Remainder,
    Rest,
    Sound,
    Source,
    Utterance,
    Work,
    exact_length_s,
    place,
    timed_sounds,
)
from coach.units import exact_s, whole_frames
from coach.words._lines import clean

LONGEST_BREAK_MS: Final = 10_000
"""No break is longer, as some engines refuse or cut those that are; a longer silence is several in a row, with marks between."""

USUAL_WPM: Final = 150
"""Words a minute at which engines speak if nothing is asked of them: about as people do. A rate is a share of it."""

_NO_NAME: Final = re.compile(r"[^\w.-]+")
"""What stands in no mark's name, so that every engine takes it."""

_Piece = Source | Fraction
"""Words, the beginning of a chime, or silence in exact seconds."""


def ssml(moments: Sequence[Moment], guess: Measure, language: str) -> str:
    """The document. A paragraph is a step, a sentence an utterance, and every silence a break.

    Breaks are exact to the millisecond, each from the running time of all silence. Where words stand inside of timed work, the
    silence around them is what ``guess`` leaves of it. A chime is a mark and silence as long as it. Marks name chapters and steps too.
    """
    body = _Body()
    for moment in moments:
        body.enter(moment.place)
        for piece in _pieces(moment, guess):
            body.add(piece, 0.0 if isinstance(moment, Rest | Remainder) else moment.gain_db)
    body.leave()
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" '
            f'xml:lang="{html.escape(clean(language))}">',
            *body.lines,
            "</speak>\n",
        ]
    )


class _Body:
    """The lines of a document while it is written."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._place: tuple[int, int] | None = None
        self._silence_s = Fraction(0)
        self._waiting_s = Fraction(0)
        self._is_open = False
        self._chimes = 0
        self._silences = 0

    def enter(self, where: Place) -> None:
        """Go on in this place: a new paragraph and its marks if it is another."""
        if self._place == (where.section, where.step):
            return
        is_new_chapter = self._place is None or self._place[0] != where.section
        self.leave()
        self._place = (where.section, where.step)
        if is_new_chapter:
            self.lines.append(_mark(f"chapter-{where.section + 1}"))
        if where.step >= 0:
            self.lines.append(_mark(f"step-{where.section + 1}-{where.step + 1}"))

    def add(self, piece: _Piece, gain_db: float) -> None:
        """One more piece; words so much louder or softer than usual."""
        if isinstance(piece, Fraction):
            self._waiting_s += piece
            return
        self._break()
        self._open()
        if isinstance(piece, Jingle):
            self._chimes += 1
            self.lines.append(_mark(f"chime-{self._chimes}-{piece.name}"))
        else:
            words = _words(clean(piece.text), clean(piece.said))
            # Around the words alone: there are engines that stretch breaks with the rate.
            self.lines.append(f"<s><prosody {_tone(piece, gain_db)}>{words}</prosody></s>")

    def leave(self) -> None:
        """End the paragraph."""
        self._break()
        if self._is_open:
            self.lines.append("</p>")
        self._is_open = False

    def _open(self) -> None:
        if not self._is_open:
            self.lines.append("<p>")
        self._is_open = True

    def _break(self) -> None:
        """The silence that has come together, between two positions that are each rounded once."""
        before_s, self._silence_s = self._silence_s, self._silence_s + self._waiting_s
        self._waiting_s = Fraction(0)
        length_ms = _ms(self._silence_s) - _ms(before_s)
        while length_ms > 0:
            self.lines.append(f'<break time="{min(length_ms, LONGEST_BREAK_MS)}ms"/>')
            length_ms -= LONGEST_BREAK_MS
            if length_ms > 0:
                # Without something between them, there are engines that take only the longest of several breaks.
                self._silences += 1
                self.lines.append(_mark(f"silence-{self._silences}"))


def _pieces(moment: Moment, guess: Measure) -> Iterator[_Piece]:
    match moment:
        case Sound(source):
            yield from _heard(source, guess)
        case Rest(length_s=length_s):
            yield length_s
        case Remainder():
            yield exact_length_s(moment, guess)
        case Work():
            yield from _work(moment, guess)
        case Beats() | Cycles():
            for timed in timed_sounds(moment, guess):
                if timed.sound is None:
                    yield timed.length_s
                else:
                    yield from _heard(timed.sound, guess)
                    yield timed.length_s - _length_s(timed.sound, guess)


def _work(work: Work, guess: Measure) -> Iterator[_Piece]:
    """Timed work as it is placed; its last silence ends when the work does, to the exact time."""
    events = tuple(place([work], guess))
    if not any(isinstance(event, Clip) for event in events):
        yield work.length_s
        return
    left_s = work.length_s
    for event in events:
        if isinstance(event, Clip):
            yield from _heard(event.source, guess)
        else:
            yield left_s if event is events[-1] else exact_s(event.length)
        left_s -= exact_s(event.length)


def _heard(source: Source, guess: Measure) -> Iterator[_Piece]:
    """Words take their own time; a chime is silence as long as it."""
    yield source
    if isinstance(source, Jingle):
        yield _length_s(source, guess)


def _length_s(source: Source, guess: Measure) -> Fraction:
    return exact_s(whole_frames(guess(source)))


def _tone(utterance: Utterance, gain_db: float) -> str:
    """How words are spoken, as attributes: how fast, and how much louder or softer than usual."""
    rate = f'rate="{round(100 * utterance.rate_wpm / USUAL_WPM)}%"'
    return f'{rate} volume="{gain_db:+.1f}dB"' if gain_db else rate


def _words(text: str, said: str) -> str:
    """A sentence as it is written, with what is to be said instead of some of it."""
    if not said:
        return html.escape(text)
    written, spoken = text.split(" "), said.split(" ")
    changes = SequenceMatcher(None, written, spoken, autojunk=False).get_opcodes()
    pairs = [(" ".join(written[a:b]), " ".join(spoken[c:d])) for _, a, b, c, d in changes]
    if any(here == "" and instead for here, instead in pairs):
        return _instead(text, said)
    # What nobody says, such as a picture, is left out.
    kept = [(here, instead) for here, instead in pairs if instead]
    return " ".join(html.escape(here) if here == instead else _instead(here, instead) for here, instead in kept)


def _instead(written: str, said: str) -> str:
    return f'<sub alias="{html.escape(said)}">{html.escape(written)}</sub>'


def _mark(name: str) -> str:
    return f'<mark name="{_NO_NAME.sub("-", name)}"/>'


def _ms(time_s: Fraction) -> int:
    return round(time_s * 1000)
