"""Texts that nobody writes by hand are refused in one sentence, and rare faults of YAML are reported like common ones."""

from contextlib import suppress

import pytest

from coach.errors import Problem, ScriptError
from coach.script import Prompt, parse

FRONT_MATTER = "---\ntitle: Rest\nlanguage: en\n---\n\n"


def problems(text: str) -> list[Problem]:
    with pytest.raises(ScriptError) as caught:
        parse(text, "a.md")
    return list(caught.value.problems)


def places(text: str) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.what) for problem in problems(text)]


def test_a_script_of_more_than_a_mebibyte_is_refused() -> None:
    assert places(FRONT_MATTER + "- Rest.\n" * 140_000) == [(1, 1, "the script is longer than 1048576 characters")]


def test_a_long_front_matter_is_refused_but_the_steps_are_still_read() -> None:
    text = (
        f"---\ntitle: Rest\nlanguage: en\nsummary: {'long ' * 14_000}\n---\n\n- Rest [5q].\n- {{if: unknown}} Rest.\n"
    )
    assert places(text) == [(1, 1, "the front matter is longer than 65536 characters"), (7, 9, "'5q' is not a time")]


@pytest.mark.parametrize("before", ["- ", "## ", "> "])
def test_a_text_longer_than_anyone_can_follow_is_refused(before: str) -> None:
    text = f"{FRONT_MATTER}{before}{'word ' * 2_001}\n\n- Rest.\n"
    assert places(text) == [(6, len(before) + 1, "this text is longer than 10000 characters")]


@pytest.mark.parametrize(
    "steps",
    [
        "> " * 3_000 + "a",
        "- " * 3_000 + "a",
        "- " + "[" * 3_000,
        "- " + "{" * 3_000,
        "- Rest " + "![a" * 2_000 + "](b)" * 500,
    ],
    ids=["quotes", "lists", "brackets", "braces", "pictures"],
)
def test_deep_nesting_is_a_problem_and_no_recursion_error(steps: str) -> None:
    assert {problem.line for problem in problems(FRONT_MATTER + steps)} == {6}


def test_deep_nesting_in_the_front_matter_is_a_problem() -> None:
    text = "---\ntitle: " + "[" * 30_000 + "\n---\n- Rest.\n"
    assert places(text) == [(2, 16, "lists and keys are nested too deeply here")]


def test_pictures_within_a_pictures_text_are_read_as_their_words() -> None:
    routine = parse(FRONT_MATTER + "- See ![the ![left *leg*](a.png)\nabove](b.png).\n", "a.md")
    assert routine.sections[0].steps[0].items == (Prompt("See the left leg above."),)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ('title: "\\UFFFFFFFF"', (2, 1, "the front matter cannot be read as YAML")),
        ('title: "\\U00110000"', (2, 1, "the front matter cannot be read as YAML")),
        ("%YAML " + "9" * 5_000 + ".1", (2, 1, "the front matter cannot be read as YAML")),
        ('title: "\\uD800"\nlanguage: en', (2, 8, "title holds the character U+D800")),
        ("title: Rest\nlanguage: en\n? [a]\n: b", (4, 3, "a key must be one word")),
        ("title: Rest\nlanguage: en\n? &a [a]\n: b", (4, 3, "an anchor (&) cannot stand here")),
        ("title: Rest\nlanguage: en\npace: [1]", (4, 7, "pace must be a number or a name")),
        ("title: Rest\nlanguage: en\npace: 1_0", (4, 7, "'1_0' is not a pace")),
        ("title: Rest\nlanguage: en\npace: .nan", (4, 7, "'.nan' is not a pace")),
        ("title: Rest\nlanguage: en\npace: 0.49", (4, 7, "a pace of '0.49' is out of bounds")),
        ("&a\ntitle: Rest\nlanguage: en", (2, 1, "an anchor (&) cannot stand here")),
        ("title: Rest\nlanguage: en\noptions: &a {b: c}", (4, 10, "an anchor (&) cannot stand here")),
        ("title: Rest\nlanguage: en\noptions:\n  b: [c]", (5, 6, "the meaning of 'b' must be text")),
        ("title: Rest\nlanguage: en\noption:\n  b: c", (4, 1, "unknown key 'option'")),
    ],
)
def test_a_fault_of_the_front_matter_is_one_problem_at_its_place(lines: str, place: tuple[int, int, str]) -> None:
    assert places(f"---\n{lines}\n---\n\n- Rest.\n") == [place]


@pytest.mark.parametrize("options", ["options: &a {b: c}", "options: [b]", "option:\n  b: c", "options: {b: c"])
def test_a_condition_is_no_second_problem_where_the_options_cannot_be_read(options: str) -> None:
    assert len(places(f"---\ntitle: Rest\nlanguage: en\n{options}\n---\n\n- {{if: b}} Rest.\n")) == 1


@pytest.mark.parametrize(
    ("lines", "title"),
    [("title: no", "no"), ("title: 2024", "2024"), ("title: 1:30", "1:30"), ("title: |\n  One\n  two", "One two")],
)
def test_a_title_is_the_words_as_written(lines: str, title: str) -> None:
    assert parse(f"---\n{lines}\nlanguage: en\n---\n- Rest.\n", "a.md").title == title


@pytest.mark.parametrize(
    "lines", ["needs:", "needs: []", "safety: ~", "options:", "options: {}", "summary:", "# a comment"]
)
def test_what_is_left_empty_is_as_if_it_were_not_there(lines: str) -> None:
    plain = parse(FRONT_MATTER + "- Rest.\n", "a.md")
    assert parse(f"---\ntitle: Rest\nlanguage: en\n{lines}\n---\n- Rest.\n", "a.md") == plain


def test_one_mistake_is_one_problem() -> None:
    text = (
        FRONT_MATTER + '## Legs {sides="right"}\n\n- The {side} [hold: 5q, halfway: "The {side}"] and {other_side}.\n'
    )
    assert places(text) == [(6, 16, "one side alone is not enough"), (8, 21, "'5q' is not a time")]


@pytest.mark.parametrize(
    "attributes", ['side="left, right"', 'sides="left", "right"', 'sides="left"', "sides=\u201cleft, right\u201d"]
)
def test_sides_that_cannot_be_read_are_one_problem_whatever_the_steps_say_of_them(attributes: str) -> None:
    text = f"{FRONT_MATTER}## Legs {{{attributes}}}\n\n- {{if: first-side}} The {{side}}, then the {{other_side}}.\n"
    assert [line for line, _, _ in places(text)] == [6]


@pytest.mark.parametrize("fence", ["----", "--", "\u2014", "...", "+++", "***"])
def test_another_fence_than_three_hyphens_is_named_where_it_stands(fence: str) -> None:
    opened = f"{fence}\ntitle: Rest\nlanguage: en\n{fence}\n\n- Rest.\n"
    assert places(opened) == [(1, 1, "the front matter begins with three hyphens")]
    closed = f"---\ntitle: Rest\nlanguage: en\n{fence}\n\n- Rest.\n"
    assert places(closed) == [(4, 1, "the front matter ends with three hyphens")]
    assert {problem.replacement.text for problem in problems(closed) if problem.replacement} == {"---"}


@pytest.mark.parametrize(
    "unit", ["1 s ", "1s ", "(1s) ", "1 to ", "[6x] ", "\uff3b1s\uff3d ", "half a ", "~~a ", "==a ", "%% a "]
)
def test_a_step_full_of_times_is_read_in_one_go(unit: str) -> None:
    """Patterns that try each way to split such a text would not come to an end in a lifetime."""
    text = FRONT_MATTER + ("- " + (unit * 9_900)[:9_900] + "\n") * 2
    with suppress(ScriptError):
        parse(text, "a.md")
