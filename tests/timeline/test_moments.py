"""What happens next, before it is known when."""

from fractions import Fraction

import pytest

from coach.timeline import (
    Beats,
    Cycles,
    Jingle,
    Kind,
    Moment,
    Place,
    Remainder,
    Rest,
    Sound,
    Source,
    Utterance,
    Work,
    sources,
)

HERE = Place(1, "Part", 0, "Step")
TICK = Jingle("tick")
ONE, TWO, HALF = (Utterance(text, "voice", 120) for text in ("1.", "2.", "Half of it."))


@pytest.mark.parametrize(
    ("moment", "heard"),
    [
        (Sound(ONE, HERE), [ONE]),
        (Rest(Kind.PAUSE, Fraction(3), HERE), []),
        (Work(Kind.HOLD, Fraction(30), HERE), []),
        (Work(Kind.HOLD, Fraction(30), HERE, halfway=HALF), [HALF]),
        (Work(Kind.FOR, Fraction(30), HERE, countdown=(TWO, ONE)), [TWO, ONE]),
        (Work(Kind.FOR, Fraction(30), HERE, halfway=HALF, countdown=(TWO, ONE)), [HALF, TWO, ONE]),
        (Beats(Fraction(5), (ONE, TWO), HERE), [ONE, TWO]),
        (Beats(Fraction(5), (TICK, None, TICK), HERE), [TICK, TICK]),
        (Beats(Fraction(5), (None, None), HERE), []),
        (Beats(Fraction(5), (ONE, TWO), HERE, otherwise=((TWO, None), (TICK, TICK))), [ONE, TWO, TWO, TICK, TICK]),
        (Work(Kind.FOR, Fraction(30), HERE, countdown=(TWO, ONE), quicker=((ONE, TWO),)), [TWO, ONE, ONE, TWO]),
        (Cycles(((Fraction(4), ONE), (Fraction(2), None), (Fraction(4), TWO)), 2, HERE), [ONE, TWO, ONE, TWO]),
        (Remainder(Fraction(5), 2, HERE, (Sound(HALF, HERE), Rest(Kind.PAUSE, Fraction(1), HERE))), [HALF]),
    ],
)
def test_all_that_a_moment_needs_to_be_placed_is_given_in_order(moment: Moment, heard: list[Source]) -> None:
    assert list(sources(moment)) == heard
