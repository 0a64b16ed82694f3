"""Points with letters in brackets are steps, each on its own, whether they stand on lines of their own or run on."""

import pytest

from coach.importer import draft_script
from coach.script import parse
from tests.importer.told import steps_of


@pytest.mark.parametrize("between", ["\n", " "])
@pytest.mark.parametrize("before", ["Do this:\n\n", ""])
def test_each_letter_begins_a_step(before: str, between: str) -> None:
    points = ["(a) Sit on a chair.", "(b) Lift your arms.", "(c) Lower them slowly."]
    routine = parse(draft_script(f"Arms\n\n{before}{between.join(points)}\n", "a.txt").script, "draft.md")
    said = [step for section in routine.sections for step in steps_of(section)]
    assert [step for step in said if "chair" in step or "Lift" in step or "slowly" in step] == [
        "Sit on a chair.",
        "Lift your arms.",
        "Lower them slowly.",
    ]


def test_a_letter_that_begins_nothing_stays() -> None:
    routine = parse(draft_script("Arms\n\nRest in position (b) Lift of the sheet.\n", "a.txt").script, "draft.md")
    assert len([step for section in routine.sections for step in section.steps]) == 1


@pytest.mark.parametrize("rest", ["with a minute's rest between them", "resting 30 seconds between them"])
def test_a_rest_between_them_is_no_time_of_the_exercise(rest: str) -> None:
    script = draft_script(f"Legs\n\n1. Squat down and stand up. Do two sets of eight, {rest}.\n", "a.txt").script
    assert "every 1m" not in script
    assert "every 30s" not in script
