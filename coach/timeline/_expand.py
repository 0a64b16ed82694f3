"""Expanding a routine, with the listener's choices, into the moments of one session: sides and repeats unrolled, silences filled in."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import cycle
from typing import Final

from coach.script import (
    ROUND_OPTIONS,
    SIDE_OPTIONS,
    Chime,
    Condition,
    Cycle,
    For,
    Hold,
    Item,
    Pause,
    Phase,
    Prompt,
    Repeat,
    Routine,
    Section,
    Span,
    Step,
    Wait,
    can_be_said,
)
from coach.timeline._events import Jingle, Kind, Place, Source, Utterance
from coach.timeline._guidance import Guidance, abridged
from coach.timeline._loudness import at_loudness
from coach.timeline._messages import Messages
from coach.timeline._moments import Beats, Cycles, Moment, Remainder, Rest, Sound, Work, closed, wished, with_room
from coach.timeline._reading import Reading
from coach.timeline._sentences import sentences
from coach.timeline._settings import (
    AFTER_CHIME_S,
    BARE_PAUSE,
    BARE_WAIT,
    BASE_RATE_WPM,
    CHANGE_OVER_S,
    LONGEST_NUMBER_S,
    QUICK_RATES_WPM,
    SECTION_PAUSE_S,
    SENTENCE_PAUSE_S,
    SHORTEST_CHIMED_S,
    STEP_PAUSE_S,
    Choices,
    room_of,
)
from coach.timeline._taper import taper

START: Final = Jingle("start")
HOLD_END: Final = Jingle("hold-end")
CHANGE_SIDES: Final = Jingle("change-sides")
TICK: Final = Jingle("tick")
FINISHED: Final = Jingle("finished")

FIRST_SIDE, LATER_SIDE = SIDE_OPTIONS
FIRST_ROUND, LATER_ROUND, LAST_ROUND = ROUND_OPTIONS


@dataclass(frozen=True, slots=True)
class _Pass:
    """One time through a section: which side, which round (from 1), and what is said of it beforehand."""

    section: Section
    chapter: str
    round: int = 1
    announcements: tuple[str, ...] = ()
    side: str | None = None
    other_side: str | None = None
    is_first_side: bool = True
    is_change_over: bool = False
    ends_round: bool = True

    @property
    def options(self) -> frozenset[str]:
        """The reserved options that hold during this pass."""
        held = {FIRST_ROUND if self.round == 1 else LATER_ROUND}
        if self.round == self.section.repeat:
            held.add(LAST_ROUND)
        if self.side is not None:
            held.add(FIRST_SIDE if self.is_first_side else LATER_SIDE)
        return frozenset(held)

    def fill(self, text: str) -> str:
        """The text with this pass's side in it."""
        return text.replace("{side}", self.side or "").replace("{other_side}", self.other_side or "")


def expand(routine: Routine, choices: Choices) -> Iterator[Moment]:
    """The moments of a session, in order. Every include of the routine must have been resolved before."""
    moments = at_loudness(_session(routine, choices), choices.loudness)
    return closed(taper(tuple(moments)) if choices.taper else moments)


def _session(routine: Routine, choices: Choices) -> Iterator[Moment]:
    speech = _Speech(choices, Reading.of(routine))
    yield from _opening(routine, speech)
    ended = last = _opening_place(routine, speech, 0)
    count = 0
    for number, turn in enumerate(_passes(routine, choices), start=1):
        where = Place(number, turn.chapter, -1, turn.section.title, turn.section.location)
        every_s = turn.section.every_s
        for moment in _section(turn, where, speech):
            # What silences of an interval take or give, its end gives or takes: there is nothing to fit.
            yield moment if every_s is None else with_room(moment, None)
            ended, last, count = where, moment.place, count + 1
        if turn.ends_round:
            if every_s is not None and count:
                yield Remainder(every_s, count, last)
            elif every_s is not None and _lasts(turn.section, speech.conditions):
                yield Rest(Kind.PAUSE, every_s, where)
                ended = where
            count = 0
    yield Sound(FINISHED, ended)


def spoken(moments: Iterable[Moment]) -> Iterator[tuple[Utterance, Place]]:
    """Everything that the moments wish a voice to say, in order, and where it belongs.

    What is said instead where something does not fit is left out: it is rarely needed, and spoken when it is.
    """
    for moment in moments:
        for source in wished(moment):
            if isinstance(source, Utterance):
                yield source, moment.place


class _Speech:
    """Turns words and written lengths into moments as the listener chose them."""

    def __init__(self, choices: Choices, reading: Reading) -> None:
        self.pace = choices.pace
        self._voice = choices.voice
        self._rate_wpm = choices.pace.rate_wpm()
        self.conditions = choices.conditions
        self.is_live = choices.is_live
        self.guidance = choices.guidance
        self.messages = choices.messages
        self._reading = reading
        self.language = reading.language

    def utterance(self, text: str) -> Utterance:
        return self._reading.utterance(text, self._voice, self._rate_wpm)

    def counted(self, texts: Sequence[str], *, may_be_short_of_time: bool) -> tuple[tuple[Utterance, ...], ...]:
        """What is counted; and where a number may not fit the time it has, the same said quicker and quicker."""
        said = tuple(self.utterance(text) for text in texts)
        if not may_be_short_of_time:
            return (said,)
        rates_wpm = [rate_wpm for rate_wpm in QUICK_RATES_WPM if rate_wpm > self._rate_wpm]
        return said, *(tuple(replace(words, rate_wpm=rate_wpm) for words in said) for rate_wpm in rates_wpm)

    def is_short(self, length_s: Fraction) -> bool:
        """Whether a number may take longer than so many seconds to say, at this rate."""
        return length_s * self._rate_wpm < LONGEST_NUMBER_S * BASE_RATE_WPM

    def say(self, text: str, where: Place) -> Iterator[Moment]:
        """Each sentence a sound of its own, with the pause between sentences; nothing in silent guidance, or without words."""
        return self.say_all((text,), where)

    def say_all(self, texts: Iterable[str], where: Place) -> Iterator[Moment]:
        """The same for several texts, of which each begins a sentence, whatever it begins with."""
        if self.guidance is Guidance.SILENT:
            return
        for index, sentence in enumerate(
            sentence for text in texts if can_be_said(text) for sentence in sentences(text, self.language)
        ):
            if index:
                yield self.rest(SENTENCE_PAUSE_S, where)
            yield Sound(self.utterance(sentence), where)

    def rest(self, length_s: Fraction, where: Place) -> Rest:
        """A silence nobody wrote, at the listener's pace."""
        return self.silence(Kind.PAUSE, Span(length_s, length_s), where)

    def silence(self, kind: Kind, written: Span, where: Place) -> Rest:
        """A silence that somebody wrote, at the listener's pace."""
        length_s = self.pace.pause_s(written)
        return Rest(kind, length_s, where, room_of(written, length_s), written=written)


def _opening_place(routine: Routine, speech: _Speech, step: int) -> Place:
    title = speech.messages.opening(routine.title)
    return Place(0, title, step, title)


def _opening(routine: Routine, speech: _Speech) -> Iterator[Moment]:
    """The start chime, the title, and in full guidance what to have ready and when to stop."""
    lines = [as_sentence(routine.title)] if speech.guidance is not Guidance.SILENT else []
    if speech.guidance is Guidance.FULL:
        lines += [speech.messages.needs(routine.needs)] if routine.needs else []
        lines += [as_sentence(line) for line in routine.safety]
    where = _opening_place(routine, speech, 0)
    yield Sound(START, where)
    yield speech.rest(AFTER_CHIME_S, where)
    for number, line in enumerate(lines):
        where = _opening_place(routine, speech, number)
        yield from speech.say(line, where)
        yield speech.rest(SECTION_PAUSE_S if number == len(lines) - 1 else STEP_PAUSE_S, where)


def _passes(routine: Routine, choices: Choices) -> Iterator[_Pass]:
    for index, section in enumerate(routine.sections):
        if index not in choices.dropped and all_hold(section.conditions, choices.conditions):
            for number in range(1, section.repeat + 1):
                yield from _round(section, number, choices.messages)


def _round(section: Section, number: int, messages: Messages) -> Iterator[_Pass]:
    """One round of a section: once, or once for each side."""
    heard = (messages.round_of(number, section.repeat),) if number > 1 and section.announce else ()
    if not section.sides or section.alternates:
        yield _Pass(section, messages.chapter(section.title, None, number, section.repeat), number, heard)
        return
    for index, side in enumerate(section.sides):
        is_change_over = index > 0 or number > 1
        words = messages.next_side(side) if is_change_over else messages.first_side(side)
        yield _Pass(
            section,
            messages.chapter(section.title, side, number, section.repeat),
            number,
            announcements=((words,) if index else (*heard, words)) if section.announce else (),
            side=side,
            other_side=section.sides[1 - index] if len(section.sides) == 2 else None,
            is_first_side=index == 0,
            is_change_over=is_change_over,
            ends_round=index == len(section.sides) - 1,
        )


def _lasts(section: Section, conditions: frozenset[str]) -> bool:
    """Whether every round lasts its interval, also one without a word: if there is something to do in any of them."""
    if section.every_s is None:
        return False
    by_round = {*SIDE_OPTIONS, *ROUND_OPTIONS}
    always = (
        tuple(condition for condition in step.conditions if condition.option not in by_round) for step in section.steps
    )
    return any(all_hold(those, conditions) for those in always)


def _section(turn: _Pass, where: Place, speech: _Speech) -> Iterator[Moment]:
    options = speech.conditions | turn.options
    wanted = [step for step in turn.section.steps if all_hold(step.conditions, options)]
    abridgements = ((step, abridged(step, speech.guidance, speech.language)) for step in wanted)
    steps = [(step_title(step, speech.language), short) for step, short in abridgements if short]
    if not steps and (turn.side is not None or not _lasts(turn.section, speech.conditions)):
        return
    if turn.is_change_over:
        yield Sound(CHANGE_SIDES, where)
        yield speech.rest(AFTER_CHIME_S, where)
    if turn.is_change_over or turn.announcements:
        yield from speech.say_all(turn.announcements, where)
        yield speech.rest(CHANGE_OVER_S if turn.is_change_over else STEP_PAUSE_S, where)
    for number, (title, step) in enumerate(steps):
        here = replace(where, step=number, step_title=turn.fill(title), location=step.location)
        yield from _step(step, turn, here, speech, is_last=number == len(steps) - 1)


def _step(step: Step, turn: _Pass, where: Place, speech: _Speech, *, is_last: bool) -> Iterator[Moment]:
    """The step's words and work, then the silence that its last item leaves to us: at the end of an interval, whatever is left."""
    items = [_in_round(item, turn.round) for item in step.items]
    if step.name:
        yield from speech.say(as_sentence(turn.fill(step.name)), where)
    for index, item in enumerate(items):
        if index == 0 and step.name and isinstance(item, Prompt):
            yield speech.rest(SENTENCE_PAUSE_S, where)
        yield from _item(item, turn, _written_at(item, where), speech)
        if _rings(item) and index < len(items) - 1:
            yield speech.rest(AFTER_CHIME_S, where)
    if is_last and turn.ends_round and turn.section.every_s is not None:
        return
    last = items[-1] if items else None
    if last is None or isinstance(last, Prompt):
        yield speech.rest(SECTION_PAUSE_S if is_last else STEP_PAUSE_S, where)
    elif _rings(last):
        yield speech.rest(SECTION_PAUSE_S if is_last else AFTER_CHIME_S, where)


def _written_at(item: Item, where: Place) -> Place:
    """The same place, with where in the script the item itself stands, if that is known."""
    location = None if isinstance(item, Prompt) else item.location
    return replace(where, location=location) if location else where


def _item(item: Item, turn: _Pass, where: Place, speech: _Speech) -> Iterator[Moment]:
    match item:
        case Prompt(text):
            yield from speech.say(turn.fill(text), where)
        case Pause(length):
            yield speech.silence(Kind.PAUSE, length or BARE_PAUSE, where)
        case Wait(length, is_endless):
            wait = speech.silence(Kind.WAIT, length or BARE_WAIT, where)
            yield replace(wait, is_open=is_endless and speech.is_live)
        case Hold():
            yield from _work(item, Kind.HOLD, turn, where, speech)
        case For():
            yield from _work(item, Kind.FOR, turn, where, speech)
        case Repeat(every=every):
            sounds, *otherwise = _rows(item, turn, speech)
            every_s = speech.pace.hold_s(every)
            is_open = item.until_ready and speech.is_live
            room = room_of(every, every_s)
            yield Beats(every_s, sounds, where, room, otherwise=tuple(otherwise), is_open=is_open, written=every)
        case Cycle(phases, times):
            sounded = tuple((phase.length_s, _phase_sound(phase, item, turn, speech)) for phase in phases)
            yield Cycles(sounded, times, where, is_open=item.until_ready and speech.is_live)
        case Chime(name):
            yield Sound(Jingle(name), where)


def _rows(item: Repeat, turn: _Pass, speech: _Speech) -> tuple[tuple[Source | None, ...], ...]:
    """What is heard on each beat, and what instead where that does not fit: the same said quicker, then ticks."""
    if item.count == "none":
        return ((None,) * item.times,)
    ticks = (TICK,) * item.times
    texts = [speech.messages.count(number) for number in range(1, item.times + 1)] if item.count == "spoken" else []
    if item.alternates:
        sides = [side for side, _ in zip(cycle(turn.section.sides), range(item.times), strict=False)]
        counted = [speech.messages.count_of_side(number, side) for number, side in enumerate(sides, start=1)]
        texts = counted if texts else sides
    if not texts:
        return (ticks,)
    may_be_short = item.alternates or speech.is_short(item.every.shortest_s)
    return (*speech.counted(texts, may_be_short_of_time=may_be_short), ticks)


def _phase_sound(phase: Phase, item: Cycle, turn: _Pass, speech: _Speech) -> Source | None:
    if phase.words is None:
        return None
    return TICK if item.ticks else speech.utterance(turn.fill(phase.words))


def _in_round(item: Item, number: int) -> Item:
    """The item as it is in one round, if it has another length in each."""
    match item:
        case Pause(later=(_, *_) as later) | Hold(later=(_, *_) as later) | For(later=(_, *_) as later) if number > 1:
            return replace(item, length=later[: number - 1][-1])
        case _:
            return item


def _work(item: Hold | For, kind: Kind, turn: _Pass, where: Place, speech: _Speech) -> Iterator[Moment]:
    halfway = speech.utterance(turn.fill(item.halfway)) if item.halfway else None
    seconds = max(1, math.floor(item.length.middle_s))
    numbers = range(1, seconds + 1) if item.is_counted else range(item.countdown, 0, -1)
    texts = [speech.messages.count(number) for number in numbers]
    counts, *quicker = speech.counted(texts, may_be_short_of_time=True)
    length_s = speech.pace.hold_s(item.length)
    room = room_of(item.length, length_s)
    yield Work(
        kind,
        length_s,
        where,
        halfway,
        counts,
        room,
        quicker=tuple(quicker),
        counts_up=item.is_counted,
        written=item.length,
    )
    if _rings(item):
        yield Sound(HOLD_END, where)


def _rings(item: Item) -> bool:
    """Whether an item ends with a chime: work does unless it is written so short that nobody settles into it.

    The written length decides, not the one at the listener's pace, so that a session has the same moments at every pace and can
    change its pace in the middle.
    """
    if isinstance(item, Hold | For):
        return item.length.middle_s >= SHORTEST_CHIMED_S
    return isinstance(item, Chime)


def all_hold(conditions: tuple[Condition, ...], options: frozenset[str]) -> bool:
    """Whether every condition holds with these options chosen."""
    return all((condition.option in options) == condition.wanted for condition in conditions)


def as_sentence(text: str) -> str:
    """The text with a full stop where it ends in none, so that a voice lets it fall."""
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."


def step_title(step: Step, language: str = "") -> str:
    """The step's name, or where it has none the first sentence of its words, which are in a language."""
    words = next((item.text for item in step.items if isinstance(item, Prompt)), "")
    return step.name or next(iter(sentences(words, language)), "")
