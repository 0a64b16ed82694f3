"""A step is found again in an edited script by its name and its order, never by its number or its time."""

import pytest

from coach.script import parse
from coach.session import MatchedBy, StepMatch, StepName, match_step
from coach.session._saved import names_of
from coach.timeline import Choices, expand

END = "Legs/Legs"


def steps(*names: str) -> tuple[StepName, ...]:
    """Steps written as section/title, and the end of the session."""
    return tuple(StepName(*name.split("/")) for name in (*names, END))


OLD = steps("Open/Open", "Arms/Press", "Arms/Roll", "Legs/Milk", "Legs/Roll", "Legs/Milk", "Legs/Rest")


@pytest.mark.parametrize(
    ("number", "new", "expected"),
    [
        pytest.param(3, OLD, StepMatch(3, MatchedBy.SAME), id="nothing changed"),
        pytest.param(
            3,
            steps(
                "Open/Open", "Open/Oil", "Arms/Press", "Arms/Roll", "Legs/Milk", "Legs/Roll", "Legs/Milk", "Legs/Rest"
            ),
            StepMatch(4, MatchedBy.SAME),
            id="one inserted before",
        ),
        pytest.param(
            1, steps("Open/Open", "Arms/Roll", "Legs/Milk", "Legs/Rest"), StepMatch(1, MatchedBy.AFTER), id="deleted"
        ),
        pytest.param(
            2,
            steps("Open/Open", "Arms/Press", "Arms/Long roll", "Legs/Roll"),
            StepMatch(3, MatchedBy.AFTER),
            id="renamed",
        ),
        pytest.param(
            1,
            steps("Open/Open", "Legs/Milk", "Legs/Roll", "Arms/Press"),
            StepMatch(3, MatchedBy.SAME),
            id="moved to the end",
        ),
        pytest.param(
            4,
            steps("Open/Open", "Legs/Milk", "Arms/Roll"),
            StepMatch(1, MatchedBy.BEFORE),
            id="deleted with all after it",
        ),
        pytest.param(
            5,
            steps("Open/Open", "Legs/Milk", "Legs/Milk", "Legs/Milk"),
            StepMatch(2, MatchedBy.SAME),
            id="the second of a name",
        ),
        pytest.param(
            5,
            steps("Open/Open", "Legs/Milk", "Legs/Rest"),
            StepMatch(2, MatchedBy.AFTER),
            id="the second of a name, deleted",
        ),
        pytest.param(
            4,
            steps("Open/Open", "Arms/Roll", "Legs/Rest"),
            StepMatch(2, MatchedBy.AFTER),
            id="same name in another section",
        ),
        pytest.param(
            3,
            steps("Start/Start", "Legs/New", "Legs/Newer"),
            StepMatch(1, MatchedBy.SECTION),
            id="its section written anew",
        ),
        pytest.param(3, steps("Start/Start", "Feet/New"), StepMatch(0, MatchedBy.ANEW), id="nothing left"),
        pytest.param(
            6,
            steps("Open/Open", "Legs/Milk"),
            StepMatch(1, MatchedBy.BEFORE),
            id="the last deleted: not the end of the session",
        ),
        pytest.param(7, steps("Open/Open", "Feet/New"), StepMatch(2, MatchedBy.SAME), id="at the end of the session"),
    ],
)
def test_edits(number: int, new: tuple[StepName, ...], expected: StepMatch) -> None:
    assert match_step(OLD, number, new) == expected


SIDED = """---
title: Legs
language: en-US
---

## Legs {{sides="{sides}"}}

- **Milk.** Milk the {{side}}.
- **Roll.** Roll the {{side}}.
"""


def names_in(sides: str) -> tuple[StepName, ...]:
    return names_of(tuple(expand(parse(SIDED.format(sides=sides), "legs.md"), Choices("voice"))))


def test_each_side_has_its_own_steps() -> None:
    old, new = names_in("right leg, left leg"), names_in("left leg, right leg")
    milk_left = old.index(StepName("Legs: left leg", "Milk"))
    found = match_step(old, milk_left, new)
    assert found.how is MatchedBy.SAME
    assert new[found.number] == StepName("Legs: left leg", "Milk")
    assert found.number < new.index(StepName("Legs: right leg", "Milk"))


def test_a_side_that_is_left_out_is_gone() -> None:
    old, new = names_in("right leg, left leg, belly"), names_in("right leg, belly")
    found = match_step(old, old.index(StepName("Legs: left leg", "Roll")), new)
    assert found.how is MatchedBy.AFTER
    assert new[found.number].section == "Legs: belly"


@pytest.mark.parametrize("number", range(4))
def test_the_third_and_fourth_step_of_one_name_are_told_apart_too(number: int) -> None:
    four = ("Legs/Milk",) * 4
    assert match_step(steps(*four), number, steps(*four, "Legs/Rest")) == StepMatch(number, MatchedBy.SAME)
