"""The page in a real browser, from a file, as a listener opens it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from coach.units import FRAME_SAMPLES, SAMPLE_RATE
from tests.page.browser import Window
from tests.page.helpers import Made

NewWindow = Callable[..., Window]

TOLERANCE_S = 0.1
"""How far what is seen may be from what is heard."""

CUTS = (0.05, TOLERANCE_S)


@pytest.fixture
def playing(window: NewWindow, short: Made) -> Window:
    """A window in which the short session has just begun."""
    new = window()
    new.begin(short.path)
    return new


@pytest.fixture(autouse=True)
def nothing_goes_wrong(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test does, no script fails, no rule of the policy is broken, and nothing is asked of a network."""
    opened: list[Window] = []
    new_window = request.getfixturevalue("window")

    def remember(*arguments: Any, **settings: Any) -> Window:
        opened.append(new_window(*arguments, **settings))
        return opened[-1]

    yield
    for one in opened:
        assert not one.faults


def steps(short: Made) -> list[tuple[float, str]]:
    """When each step begins, in seconds, and what it is called on the screen."""
    named = [(step["at"] * FRAME_SAMPLES / SAMPLE_RATE, step["name"] or "Finished") for step in short.data["steps"]]
    assert len(named) > 8
    return named
