"""Every example in docs/script-language.md does what the page says of it."""

import re
from pathlib import Path

import pytest

from coach.errors import ScriptError
from coach.script import PACE_NAMES, format_problem, format_routine, parse

GUIDE = (Path(__file__).parent.parent.parent / "docs" / "script-language.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```(markdown(?: invalid)?|text)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
VALID = [text for kind, text in FENCES if kind == "markdown"]
INVALID = [text for kind, text in FENCES if kind == "markdown invalid"]
REPORTS = [text for kind, text in FENCES if kind == "text"]

FRONT_MATTER = """---
title: Evening hip massage
language: en-US
options:
  older-child: The legs have grown.
  winter: It is cold.
---

"""


def whole_script(example: str) -> str:
    return example if example.startswith("---\n") else FRONT_MATTER + example


def test_the_guide_has_examples_of_both_kinds() -> None:
    assert len(VALID) >= 10
    assert len(INVALID) >= 5
    assert len(REPORTS) == 1


@pytest.mark.parametrize("example", VALID)
def test_an_example_is_a_routine(example: str) -> None:
    routine = parse(whole_script(example), "evening.md")
    assert parse(format_routine(routine), "evening.md") == routine


@pytest.mark.parametrize("example", INVALID)
def test_an_example_of_what_is_refused_is_refused(example: str) -> None:
    with pytest.raises(ScriptError):
        parse(whole_script(example), "evening.md")


@pytest.mark.parametrize("example", INVALID[1:])
def test_an_example_of_one_mistake_holds_one_mistake(example: str) -> None:
    with pytest.raises(ScriptError) as caught:
        parse(whole_script(example), "evening.md")
    assert len(caught.value.problems) == 1


def test_the_report_in_the_guide_is_the_report_a_writer_gets() -> None:
    with pytest.raises(ScriptError) as caught:
        parse(INVALID[0], "evening.md")
    assert "\n\n".join(format_problem(problem) for problem in caught.value.problems) + "\n" == REPORTS[0]


@pytest.mark.parametrize("name", PACE_NAMES)
def test_the_guide_gives_each_named_pace_as_it_is(name: str) -> None:
    shown = re.search(rf"`{name}` \(([0-9.]+)\)", GUIDE)
    assert shown
    assert float(shown[1]) == float(PACE_NAMES[name])
