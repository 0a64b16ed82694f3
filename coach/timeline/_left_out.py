"""What placing has left out or moved, for want of room: found by comparing what the moments ask for with what was placed of it.

It knows none of the rules of placing, and so stays right when they change.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from coach.errors import Level, Problem
from coach.script import Location, ScriptCode, format_duration
from coach.timeline._events import Clip, Event, Measure, Utterance
from coach.timeline._moments import Beats, Moment, Work
from coach.timeline._timeline import Timeline
from coach.units import Frames, exact_s, nearest_frame, whole_frames

_UNKNOWN: Final = Location("", 1, 1)
_MOST_NAMED: Final = 3


def left_out(timeline: Timeline, measure: Measure) -> tuple[Problem, ...]:
    """A hint for each thing in a script of which something is not heard, or not when it was asked for; at its first time only.

    ``measure`` is the one that the timeline was built with. The hints are in the order of the timeline.
    """
    placed: dict[int, list[Event]] = defaultdict(list)
    for event in timeline.events:
        placed[event.moment].append(event)
    found: dict[tuple[Location | None, str], Problem] = {}
    for number, moment in enumerate(timeline.moments):
        for hint in _of_moment(moment, placed[number], measure):
            found.setdefault((moment.place.location, hint.code), hint)
    return tuple(found.values())


def _of_moment(moment: Moment, events: Sequence[Event], measure: Measure) -> Iterator[Problem]:
    match moment:
        case Beats():
            yield from _of_beats(moment, events, measure)
        case Work():
            yield from _of_work(moment, events, measure)


def _of_beats(beats: Beats, events: Sequence[Event], measure: Measure) -> Iterator[Problem]:
    heard = {event.beat.number: event.text for event in events if isinstance(event, Clip) and event.beat}
    missing = [
        sound
        for number, sound in enumerate(beats.sounds, start=1)
        if sound is not None and heard.get(number) != (sound.text if isinstance(sound, Utterance) else sound.name)
    ]
    if not missing:
        return
    longest_s = max(exact_s(whole_frames(measure(sound))) for sound in missing)
    takes = f"up to {_tenths(longest_s)} s long, and a repetition lasts {_tenths(beats.every_s)} s"
    more = f"write every {format_duration(_rounded_up(longest_s))} or more"
    numbers = [sound.text.rstrip(". ") for sound in missing if isinstance(sound, Utterance)]
    if not numbers:
        yield _hint(
            beats, ScriptCode.TICK_LEFT_OUT, f"the ticks are left out: they are {takes}", f"{more}, or count: none"
        )
    elif len(numbers) == len(beats.sounds):
        what = f"the spoken count is left out: its numbers are {takes}"
        yield _hint(beats, ScriptCode.COUNT_LEFT_OUT, what, f"{more}, or count: tick")
    else:
        what = f"the count leaves out {_listed(numbers)}: these numbers are {takes}"
        yield _hint(beats, ScriptCode.COUNT_LEFT_OUT, what, f"{more}, or count: tick")


def _of_work(work: Work, events: Sequence[Event], measure: Measure) -> Iterator[Problem]:
    clips = [event for event in events if isinstance(event, Clip)]
    counted = [clip for clip in clips if clip.is_countdown]
    length = f"{_tenths(work.length_s)} s"
    if len(counted) < len(work.countdown):
        longest_s = max(exact_s(whole_frames(measure(number))) for number in work.countdown)
        if longest_s > 1:
            what = f"the countdown is left out: a number takes up to {_tenths(longest_s)} s, and has one second"
            hint = "leave it out, or choose a quicker pace or another voice"
        else:
            what = f"the countdown is left out: {length} have no room for it"
            hint = f"make the time {len(work.countdown) + 1}s or more, or count fewer seconds"
        yield _hint(work, ScriptCode.COUNTDOWN_LEFT_OUT, what, hint)
    if work.halfway is None:
        return
    words_s = exact_s(whole_frames(measure(work.halfway)))
    said = next((clip for clip in clips if not clip.is_countdown), None)
    if said is None:
        what = f"the words for half-time are left out: they take {_tenths(words_s)} s, and the time is {length} long"
        yield _hint(work, ScriptCode.HALFWAY_LEFT_OUT, what, "use fewer words, or a longer time")
        return
    begin = said.start - events[0].start
    if abs(begin - nearest_frame(work.length_s / 2)) > 1:
        what = f"the words for half-time begin after {_tenths(exact_s(Frames(begin)))} s of {length}, or they would not end in time"
        yield _hint(work, ScriptCode.HALFWAY_MOVED, what, "use fewer words, or a longer time")


def _hint(moment: Moment, code: ScriptCode, what: str, hint: str) -> Problem:
    at = moment.place.location or _UNKNOWN
    return Problem(at.path, at.line, at.column, what, hint, at.source_line, at.width, Level.HINT, code)


def _listed(numbers: list[str]) -> str:
    shown = ", ".join(numbers[:_MOST_NAMED])
    return shown if len(numbers) <= _MOST_NAMED else f"{shown} and {len(numbers) - _MOST_NAMED} more"


def _tenths(seconds: Fraction) -> str:
    return f"{float(seconds):.1f}".removesuffix(".0")


def _rounded_up(seconds: Fraction) -> Fraction:
    """The next tenth of a second above, so that a sound of that length fits with a little to spare."""
    return Fraction(int(seconds * 10) + 1, 10)
