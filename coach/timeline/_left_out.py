"""Hints for the writer of what sounds otherwise than written, each at its place in the script."""

from collections.abc import Iterable
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from coach.errors import Level, Problem
from coach.script import Location, ScriptCode, format_duration
from coach.timeline._beats import AFTER_WORD
from coach.timeline._events import Jingle, Measure
from coach.timeline._moments import Beats, Moment
from coach.timeline._not_as_written import NotAsWritten, Otherwise, not_as_written
from coach.units import exact_s

_UNKNOWN: Final = Location("", 1, 1)
_LONGER: Final = "make the time longer, or choose a quicker pace or another voice"
_FEWER_WORDS: Final = "use fewer words, or a longer time"
_TOLD: Final = MappingProxyType(
    {
        Otherwise.COUNT_QUICKER: (
            ScriptCode.COUNT_QUICKER,
            "the count is said quicker, to have room for its numbers",
            _LONGER,
        ),
        Otherwise.COUNT_TICKS: (ScriptCode.COUNT_LEFT_OUT, "ticks stand for the count, which has no room", _LONGER),
        Otherwise.COUNT_LEFT_OUT: (ScriptCode.COUNT_LEFT_OUT, "the count is left out: it has no room", _LONGER),
        Otherwise.COUNTDOWN_QUICKER: (
            ScriptCode.COUNT_QUICKER,
            "the countdown is said quicker, a number in each second",
            _LONGER,
        ),
        Otherwise.COUNTDOWN_LEFT_OUT: (
            ScriptCode.COUNTDOWN_LEFT_OUT,
            "the countdown is left out: it has no room",
            "make the time longer, or count fewer seconds",
        ),
        Otherwise.HALFWAY_LEFT_OUT: (
            ScriptCode.HALFWAY_LEFT_OUT,
            "the words for half-time are left out: they have no room",
            _FEWER_WORDS,
        ),
        Otherwise.HALFWAY_MOVED: (
            ScriptCode.HALFWAY_MOVED,
            "the words for half-time come early, or they would not end in time",
            _FEWER_WORDS,
        ),
        Otherwise.WORD_LEFT_OUT: (
            ScriptCode.WORD_LEFT_OUT,
            "a word is left out: it takes longer than its time",
            _FEWER_WORDS,
        ),
        Otherwise.ROUND_TOO_LONG: (
            ScriptCode.ROUND_TOO_LONG,
            "a round lasts longer than its every= says",
            "give it a longer time, or less to say",
        ),
    }
)


def left_out(moments: Iterable[Moment], measure: Measure) -> tuple[Problem, ...]:
    """A hint for each place in a script that sounds otherwise than written, at the first time that it does; in their order."""
    found: dict[tuple[Location | None, str], Problem] = {}
    for moment in moments:
        for otherwise in not_as_written((moment,), measure):
            hint = _hint(otherwise, moment)
            found.setdefault((moment.place.location, hint.code), hint)
    return tuple(found.values())


def _hint(otherwise: NotAsWritten, moment: Moment) -> Problem:
    code, what, hint = _TOLD[otherwise.what]
    if isinstance(moment, Beats):
        if all(sound is None or isinstance(sound, Jingle) for sound in moment.sounds):
            code, what = ScriptCode.TICK_LEFT_OUT, "the ticks are left out: they have no room"
        every = format_duration(_rounded_up(moment.every_s + otherwise.over_s + exact_s(AFTER_WORD)))
        hint = f"write every {every} or more, or choose a quicker pace or another voice"
    elif otherwise.over_s > 0:
        what = f"{what} ({_tenths(otherwise.over_s)} s too long)"
    at = moment.place.location or _UNKNOWN
    return Problem(at.path, at.line, at.column, what, hint, at.source_line, at.width, Level.HINT, code)


def _tenths(seconds: Fraction) -> str:
    return f"{max(0.1, float(seconds)):.1f}"


def _rounded_up(seconds: Fraction) -> Fraction:
    """The next tenth of a second above, so that a sound of that length fits with a little to spare."""
    return Fraction(int(seconds * 10) + 1, 10)
