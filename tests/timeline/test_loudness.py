"""At night words are 10 dB softer and chimes 14, wherever they are heard, and easing off comes on top."""

from typing import Literal

import pytest

from coach.script import Hold, Repeat
from coach.timeline import Choices, Clip, Jingle, Loudness, Moment, Rest, build, expand
from tests.timeline.helpers import a_word_is_half_a_second, routine, seconds, section, step

MADE = routine(
    section(
        step("Words.", Hold(seconds(20), "Half of it.", 3)),
        step(Repeat(3, seconds(5), "tick")),
        step(Repeat(2, seconds(5), "spoken")),
        step(Repeat(2, seconds(5), "none")),
        sides=("left", "right"),
    )
)


def moments(loudness: Loudness, *, taper: bool = False) -> tuple[Moment, ...]:
    return tuple(expand(MADE, Choices("voice", loudness=loudness, taper=taper)))


def clips(loudness: Loudness, *, taper: bool = False) -> list[Clip]:
    events = build(moments(loudness, taper=taper), a_word_is_half_a_second).events
    return [event for event in events if isinstance(event, Clip)]


def test_all_words_are_10_db_softer_and_all_chimes_14() -> None:
    night = clips(Loudness.NIGHT)
    assert {event.source.name for event in night if isinstance(event.source, Jingle)} == {
        "start",
        "hold-end",
        "tick",
        "change-sides",
        "finished",
    }
    assert {"Half of it.", "3.", "2.", "Words."} <= {event.text for event in night}
    for event in night:
        assert event.gain_db == (-14 if isinstance(event.source, Jingle) else -10), event


@pytest.mark.parametrize(("count", "gains_db"), [("tick", [-14]), ("spoken", [-10]), ("none", [])])
def test_a_single_beat_is_softer_by_what_it_is(count: Literal["tick", "spoken", "none"], gains_db: list[float]) -> None:
    made = routine(section(step(Repeat(1, seconds(5), count))))
    night = build(expand(made, Choices("voice", loudness=Loudness.NIGHT)), a_word_is_half_a_second)
    beats = [event for event in night.events if event.place.section == 1 and event.place.step == 0]
    assert [event.gain_db for event in beats if isinstance(event, Clip)] == gains_db


def test_nothing_else_is_changed() -> None:
    by_day, at_night = clips(Loudness.NORMAL), clips(Loudness.NIGHT)
    assert [(event.start, event.source) for event in by_day] == [(event.start, event.source) for event in at_night]
    assert {event.gain_db for event in by_day} == {0}
    assert [one for one in moments(Loudness.NORMAL) if isinstance(one, Rest)] == [
        one for one in moments(Loudness.NIGHT) if isinstance(one, Rest)
    ]


def test_easing_off_comes_on_top() -> None:
    eased = clips(Loudness.NIGHT, taper=True)
    assert (eased[0].text, eased[0].gain_db) == ("start", -14)
    assert (eased[-1].text, eased[-1].gain_db) == ("finished", -14 - 6)
