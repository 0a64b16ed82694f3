"""A time written as ``30s exactly`` lasts that long, whatever the listener's pace, the duration asked for and the easing off."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import FitError
from coach.script import For, Hold, Item, Pause, Repeat, Span
from coach.timeline import Choices, Moment, Pace, Rest, Sound, exact_length_s, expand, moved, reach
from coach.timeline._fit import fit
from tests.timeline.helpers import a_word_is_half_a_second, routine, seconds, section, step

EXACT = Span(Fraction(12), Fraction(12), is_exact=True)
ITEMS = [
    Hold(EXACT),
    For(EXACT),
    Pause(EXACT),
    Repeat(4, replace(EXACT, shortest_s=Fraction(3), longest_s=Fraction(3))),
]
MARK = "Now."

paces = st.fractions(Fraction(1, 2), 2)
shares = st.fractions(-1, 1)


AS_IT_IS = Choices("voice")


def moments_of(item: Item, choices: Choices = AS_IT_IS) -> tuple[Moment, ...]:
    return tuple(expand(routine(section(step(MARK, item), step("Rest.", Pause(seconds(8))))), choices))


def length_s(moments: tuple[Moment, ...]) -> Fraction:
    """Of what comes right after the first words of the first step."""
    after = next(
        number
        for number, moment in enumerate(moments)
        if isinstance(moment, Sound) and getattr(moment.source, "text", "") == MARK
    )
    return exact_length_s(moments[after + 1], a_word_is_half_a_second)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: type(item).__name__)
@given(paces, shares, st.booleans())
def test_nothing_moves_an_exact_time(item: Item, pace: Fraction, share: Fraction, taper: bool) -> None:
    moments = moments_of(item, Choices("voice", Pace.of(pace), taper=taper))
    assert length_s(tuple(moved(moments, share))) == 12


def test_fitting_moves_the_other_silences_instead() -> None:
    moments = moments_of(Hold(EXACT))
    shorter = fit(moments, a_word_is_half_a_second, reach(moments, a_word_is_half_a_second).shortest_s)
    assert length_s(shorter) == 12
    before, after = (
        [moment.length_s for moment in one if isinstance(moment, Rest) and moment.length_s]
        for one in (moments, shorter)
    )
    assert after == [one / 2 for one in before]


def test_what_is_all_exact_but_the_silences_nobody_wrote_cannot_become_much_shorter() -> None:
    moments = moments_of(Hold(replace(EXACT, shortest_s=Fraction(600), longest_s=Fraction(600))))
    with pytest.raises(FitError):
        fit(moments, a_word_is_half_a_second, Fraction(300))
