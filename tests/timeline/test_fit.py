"""Fitting a session to a time moves silences, all by the same share of their room, and nothing else."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import FitError
from coach.script import Hold, Pause, Repeat, Routine
from coach.timeline import (
    Beats,
    Choices,
    Clip,
    Cycles,
    Kind,
    Moment,
    Pace,
    Remainder,
    Rest,
    Sound,
    Work,
    build,
    expand,
    reach,
)
from coach.timeline._fit import fit
from coach.units import nearest_frame
from tests.timeline.helpers import a_word_is_half_a_second, routine, seconds, section, step

MADE = routine(
    section(
        step("Breathe out. And in.", Hold(seconds(10, 40))),
        step("Go on.", Repeat(4, seconds(5)), "Rest.", Pause(seconds(6))),
        sides=("left", "right"),
    )
)


def moments_of(made: Routine = MADE, pace: Fraction = Fraction(1)) -> tuple[Moment, ...]:
    return tuple(expand(made, Choices("voice", Pace.of(pace))))


def length_s(moment: Moment) -> Fraction | None:
    match moment:
        case Rest(length_s=length_s) | Work(length_s=length_s):
            return length_s
        case Beats(every_s=every_s):
            return every_s
        case Sound() | Cycles() | Remainder():
            return None


@given(st.fractions(0, 1), st.fractions(Fraction(1, 2), 2))
def test_any_time_within_reach_is_reached_to_the_frame_and_every_bound_is_kept(part: Fraction, pace: Fraction) -> None:
    moments = moments_of(pace=pace)
    possible = reach(moments, a_word_is_half_a_second)
    target_s = possible.shortest_s + part * (possible.longest_s - possible.shortest_s)
    fitted = fit(moments, a_word_is_half_a_second, target_s)
    assert build(fitted, a_word_is_half_a_second).length == nearest_frame(target_s)
    for moment in fitted:
        if not isinstance(moment, Sound | Cycles | Remainder):
            assert moment.room is not None
            assert moment.room.shortest_s <= (length_s(moment) or 0) <= moment.room.longest_s


@given(st.fractions(0, 1), st.fractions(0, 1))
def test_more_time_never_shortens_a_silence(one: Fraction, other: Fraction) -> None:
    moments = moments_of()
    possible = reach(moments, a_word_is_half_a_second)
    less, more = (
        fit(moments, a_word_is_half_a_second, possible.shortest_s + part * (possible.longest_s - possible.shortest_s))
        for part in sorted((one, other))
    )
    assert all((length_s(short) or 0) <= (length_s(long) or 0) for short, long in zip(less, more, strict=True))


def test_bounds_are_the_writers_range_or_half_and_double() -> None:
    rooms = {kind: {moment.room for moment in moments_of() if isinstance(moment, kind)} for kind in (Work, Beats)}
    assert rooms[Work] == {seconds(10, 40)}
    assert rooms[Beats] == {seconds("5/2", 10)}
    pauses = {
        moment.room for moment in moments_of() if isinstance(moment, Rest) and moment.length_s == 6 and moment.room
    }
    assert pauses == {seconds(3, 12)}


def test_every_silence_moves_by_the_same_share_of_its_room() -> None:
    moments = moments_of()
    possible = reach(moments, a_word_is_half_a_second)
    fitted = fit(moments, a_word_is_half_a_second, (possible.natural_s + possible.shortest_s) / 2)
    hold = next(moment for moment in fitted if isinstance(moment, Work))
    beats = next(moment for moment in fitted if isinstance(moment, Beats))
    assert hold.length_s == Fraction(35, 2)  # half-way from 25 to 10
    assert beats.every_s == Fraction(15, 4)  # half-way from 5 to 2.5


def test_the_time_it_has_anyway_changes_nothing() -> None:
    moments = moments_of()
    assert fit(moments, a_word_is_half_a_second, reach(moments, a_word_is_half_a_second).natural_s) == moments


def test_words_and_chimes_stay_as_they_are() -> None:
    moments = moments_of()
    shortest = fit(moments, a_word_is_half_a_second, reach(moments, a_word_is_half_a_second).shortest_s)
    before, after = (
        [
            (event.source, event.length)
            for event in build(those, a_word_is_half_a_second).events
            if isinstance(event, Clip)
        ]
        for those in (moments, shortest)
    )
    assert before == after
    assert Kind.SPEECH in {event.kind for event in build(shortest, a_word_is_half_a_second).events}


@pytest.mark.parametrize("beyond", [-1, 1])
def test_a_time_out_of_reach_is_refused_with_what_can_be_done(beyond: int) -> None:
    moments = moments_of()
    possible = reach(moments, a_word_is_half_a_second)
    target_s = possible.shortest_s - 1 if beyond < 0 else possible.longest_s + 1
    with pytest.raises(FitError) as caught:
        fit(moments, a_word_is_half_a_second, target_s)
    assert "cannot last" in caught.value.what
    assert "from" in caught.value.hint
