"""How a problem looks on a terminal."""

from coach.errors import Problem
from coach.script import format_problem


def test_carets_stand_under_what_is_meant() -> None:
    problem = Problem("a.md", 3, 8, "unknown directive 'paus'", "did you mean pause?", "- Rest [paus] now", 6)
    assert format_problem(problem).split("\n") == [
        "a.md:3:8: error: unknown directive 'paus'",
        "- Rest [paus] now",
        "       ^~~~~~",
        "    instead: did you mean pause?",
    ]


def test_tabs_before_the_place_keep_the_caret_aligned() -> None:
    problem = Problem("a.md", 1, 4, "wrong", "right", "\t-\tx")
    assert format_problem(problem).split("\n")[1:3] == ["\t-\tx", "\t \t^"]


def test_nothing_but_the_message_is_shown_for_an_empty_line() -> None:
    assert format_problem(Problem("a.md", 1, 1, "the script is empty")) == "a.md:1:1: error: the script is empty"


def test_characters_that_steer_a_terminal_are_not_passed_on() -> None:
    problem = Problem("a\x1b.md", 1, 3, "unknown '\x1b[31m'", "no \ud800", "- \x1b[31m red")
    assert format_problem(problem).split("\n") == [
        "a\ufffd.md:1:3: error: unknown '\ufffd[31m'",
        "- \ufffd[31m red",
        "  ^",
        "    instead: no \ufffd",
    ]


def test_of_a_very_long_line_only_the_part_around_the_place_is_shown() -> None:
    problem = Problem("a.md", 1, 1001, "wrong", "right", "a" * 1000 + "b" * 3 + "c" * 1000, 3)
    assert format_problem(problem).split("\n")[1:3] == [
        "…" + "a" * 60 + "b" * 3 + "c" * 97 + "…",
        " " * 61 + "^~~",
    ]


def test_carets_end_where_a_shown_line_ends() -> None:
    problem = Problem("a.md", 1, 1, "wrong", "right", "b" * 500, 500)
    assert format_problem(problem).split("\n")[1:3] == ["b" * 160 + "…", "^" + "~" * 159]
