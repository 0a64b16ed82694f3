"""A session that is resumed a little otherwise."""

from dataclasses import replace
from fractions import Fraction

import pytest

from coach.programme import Wishes
from coach.session import Adjustments, Saved, StepName, adjusted
from coach.timeline import Loudness

SAVED = Saved(
    name="hand-reset",
    path="/scripts/hand-reset.md",
    title="Hands",
    fingerprint="abc",
    wishes=Wishes(pace=Fraction(4, 5), voice="pyttsx3:gmw/en-us", taper=True),
    output=None,
    tempo=Fraction(11, 10),
    volume_db=-3.0,
    steps=(StepName("Palms", "Circles"),),
    step=0,
)


def test_nothing_asked_for_changes_nothing() -> None:
    assert adjusted(SAVED, Adjustments()) == SAVED


def test_a_pace_takes_the_place_of_the_old_one_and_of_what_keys_had_made_of_it() -> None:
    made = adjusted(SAVED, Adjustments(pace=Fraction(1, 2)))
    assert made == replace(SAVED, wishes=replace(SAVED.wishes, pace=Fraction(1, 2)), tempo=Fraction(1))


def test_a_loudness_takes_the_place_of_the_old_one_and_what_keys_made_of_it_stays() -> None:
    made = adjusted(SAVED, Adjustments(loudness=Loudness.NIGHT))
    assert made == replace(SAVED, wishes=replace(SAVED.wishes, loudness=Loudness.NIGHT))


@pytest.mark.parametrize(
    ("steps", "tempo"),
    [(1, Fraction(121, 100)), (-1, Fraction(1)), (-2, Fraction(10, 11)), (3, Fraction(11, 10) ** 4), (40, Fraction(2))],
)
def test_faster_and_slower_are_presses_of_the_keys(steps: int, tempo: Fraction) -> None:
    """Each key is a tenth faster, or as much back, from half to double."""
    assert adjusted(SAVED, Adjustments(tempo_steps=steps)).tempo == tempo


@pytest.mark.parametrize(("steps", "volume_db"), [(1, 0.0), (-2, -9.0), (9, 9.0), (-30, -30.0)])
def test_louder_and_softer_are_presses_of_the_keys(steps: int, volume_db: float) -> None:
    """Each key is 3 dB, from -30 to 9."""
    assert adjusted(SAVED, Adjustments(volume_steps=steps)).volume_db == volume_db


def test_a_pace_and_a_step_add_up() -> None:
    assert adjusted(SAVED, Adjustments(pace=Fraction(1, 2), tempo_steps=1)).tempo == Fraction(11, 10)
