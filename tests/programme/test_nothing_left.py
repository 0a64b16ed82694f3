"""A routine whose every step has a condition may be empty for somebody, and its writer is told."""

import pytest

from coach.programme._nothing_left import nothing_left, nothing_left_for_some
from coach.script import Routine, parse

LIVE = "live"
FILE = "file"


def routine(body: str, options: str = "") -> Routine:
    return parse(f"---\ntitle: T\nlanguage: en-US\n{options}---\n\n{body}\n", "a.md")


OPTION = "options:\n  winter: It is cold.\n"


@pytest.mark.parametrize(
    ("body", "empty"),
    [
        ("## A\n- {if: live} Press a key. [wait]", "exported"),
        ("## A {if: live}\n- Press a key. [wait]\n\n## B\n- {unless: file} Rest.", "exported"),
        ("## A\n- {if: file} Rest.", "played live"),
        ("## A {unless: live}\n- Rest.", "played live"),
    ],
)
def test_nothing_for_one_audience_is_a_hint_where_the_routine_begins(body: str, empty: str) -> None:
    (hint,) = nothing_left_for_some(routine(body))
    assert hint.what == f"{empty}, nothing of this routine is left"
    assert (hint.level, hint.code, hint.line) == ("hint", "nothing-left", 6)


@pytest.mark.parametrize(
    "body",
    [
        "## A\n- Rest.",
        "## A\n- {if: live} Press a key. [wait]\n- {if: file} Rest.",
        "## A {if: live}\n- Press a key.\n\n## B\n- {if: winter} Rest.",
        "## A\n- {if: winter} Rest.",
    ],
)
def test_something_for_each_with_whatever_option_is_none(body: str) -> None:
    assert list(nothing_left_for_some(routine(body, OPTION))) == []


@pytest.mark.parametrize(
    ("body", "holding", "says"),
    [
        ("## A\n- {if: winter} Rest.", {FILE}, "with these options, nothing of this routine is left"),
        ("## A\n- {unless: winter} Rest.", {LIVE, "winter"}, "with these options, nothing of this routine is left"),
        ("## A\n- {if: live} Rest.", {FILE, "winter"}, "exported, nothing of this routine is left"),
        ("## A {if: winter}\n- {if: live} Rest.", {FILE, "winter"}, "exported, nothing of this routine is left"),
    ],
)
def test_nothing_for_what_was_chosen_says_why(body: str, holding: set[str], says: str) -> None:
    (hint,) = nothing_left(routine(body, OPTION), holding)
    assert hint.what == says


@pytest.mark.parametrize("holding", [{FILE, "winter"}, {LIVE}])
def test_a_step_that_holds_is_enough(holding: set[str]) -> None:
    body = "## A\n- {if: winter} Rest.\n- {if: live} Press a key."
    assert list(nothing_left(routine(body, OPTION), holding)) == []
