"""A device that plays evenly and is given its samples in time, or not."""

from collections.abc import Iterable

import pytest

from coach.player._punctuality import Punctuality

PERIOD = 4410
"""A tenth of a second."""


def late_after(times_s: Iterable[float]) -> list[bool]:
    """Whether it is late, after each of these answers of a period."""
    punctuality = Punctuality(0.03)
    told = []
    for now_s in times_s:
        punctuality.answered(now_s, PERIOD)
        told.append(punctuality.is_late)
    return told


def test_answers_as_even_as_the_device_plays_are_in_time() -> None:
    assert not any(late_after(7.0 + 0.1 * number for number in range(100)))


def test_a_device_that_fills_its_queue_first_is_not_early_ever_after() -> None:
    """It asks three times at once; from then on its queue is full, and every request comes when there is room."""
    assert not any(late_after([0.0, 0.001, 0.002, *(0.1 * number for number in range(1, 50))]))


@pytest.mark.parametrize(("delay_s", "late"), [(0.029, False), (0.031, True)])
def test_one_answer_beyond_the_bound_is_late_and_stays_noted(delay_s: float, late: bool) -> None:
    times_s = [0.1 * number for number in range(20)]
    times_s[10] += delay_s
    assert late_after(times_s) == [False] * 10 + [late] * 10


def test_a_clock_that_drifts_from_that_of_the_device_is_not_late() -> None:
    """A thousandth faster is more than any crystal does; after half an hour it is 1.8 s ahead."""
    assert not any(late_after(0.1001 * number for number in range(18_000)))


def test_what_a_late_answer_cost_is_not_held_against_those_after_it() -> None:
    """Its queue ran dry for a while, and all that follows is so much later: that is no lateness again."""
    punctuality = Punctuality(0.03)
    for number in range(100):
        punctuality.answered(0.1 * number + (0.02 if number > 40 else 0.0), PERIOD)
    for number in range(100, 200):
        punctuality.answered(0.1 * number + 0.04, PERIOD)
    assert not punctuality.is_late
