"""What is only there in some rounds, or only live, or only in a file."""

import pytest

from coach.script import Condition, Pause, Prompt
from coach.timeline import Choices, Utterance, expand, spoken
from tests.timeline.helpers import of_step, routine, seconds, section, step, timeline_of

EVERY = step("Always.", Pause(seconds(1)))


def when(option: str, *, wanted: bool = True) -> Condition:
    return Condition(option, wanted)


def rounds_with(*conditions: Condition, of: int) -> list[int]:
    """In which rounds a step under these conditions is done."""
    made = routine(section(EVERY, step("Here.", Pause(seconds(1)), conditions=conditions), repeat=of))
    timeline = timeline_of(made)
    said = [[text for _, text, _ in of_step(timeline, number)] for number in range(1, of + 1)]
    return [number for number, texts in enumerate(said, start=1) if "Here." in texts]


@pytest.mark.parametrize(
    ("conditions", "there"),
    [
        ([when("first-round")], [1]),
        ([when("later-round")], [2, 3, 4]),
        ([when("last-round")], [4]),
        ([when("last-round", wanted=False)], [1, 2, 3]),
        ([when("first-round", wanted=False)], [2, 3, 4]),
        ([when("later-round"), when("last-round", wanted=False)], [2, 3]),
    ],
)
def test_a_step_can_be_there_in_some_rounds_only(conditions: list[Condition], there: list[int]) -> None:
    assert rounds_with(*conditions, of=4) == there


def test_of_two_rounds_the_later_one_is_the_last() -> None:
    assert rounds_with(when("later-round"), of=2) == rounds_with(when("last-round"), of=2) == [2]


def test_a_round_is_all_sides_so_that_its_conditions_hold_on_each() -> None:
    made = routine(section(EVERY, step(Prompt("Rest."), conditions=(when("last-round"),)), sides=("a", "b"), repeat=2))
    timeline = timeline_of(made)
    assert ["Rest." in [text for _, text, _ in of_step(timeline, number)] for number in (1, 2, 3, 4)] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(("is_live", "said"), [(True, ["Tell me."]), (False, ["Wait a minute."])])
def test_steps_and_sections_can_be_only_live_or_only_in_a_file(is_live: bool, said: list[str]) -> None:
    made = routine(
        section(
            step("Tell me.", conditions=(when("live"),)),
            step("Never.", conditions=(when("live", wanted=False), when("file", wanted=False))),
        ),
        section(step("Wait a minute."), conditions=(when("live", wanted=False),)),
    )
    moments = expand(made, Choices("voice", is_live=is_live))
    assert [words.text for words, place in spoken(moments) if place.section > 0] == said


def test_a_session_is_a_file_unless_it_is_said_to_be_live() -> None:
    made = routine(section(step("In a file.", conditions=(when("file"),))))
    assert Utterance("In a file.", "voice", 120) in [words for words, _ in spoken(expand(made, Choices("voice")))]
