"""Checking a script takes work in proportion to its size, whatever is in it.

Counted are calls of functions, not seconds: a script four times as long may take four times as many, and a little more for what grows with
the logarithm.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

import pytest

from coach.errors import Problem, ScriptError
from coach.folders import Folders
from coach.programme import complete_routine, script_of
from coach.script import format_problem

HEAD = "---\ntitle: A\nlanguage: en-US\n---\n"
SIZE = 6_000
GROWTH = 4


def lines(line: str) -> Callable[[int], str]:
    return lambda size: HEAD + f"{line}\n" * (size // (len(line) + 1))


def paragraphs(words: str) -> Callable[[int], str]:
    """Steps of some hundred characters, so that more of the script is more steps."""
    step = "- " + words * (500 // len(words)) + "\n"
    return lambda size: HEAD + step * (size // len(step))


def one_line(words: str) -> Callable[[int], str]:
    return lambda size: HEAD + "- " + words * (size // len(words)) + "\n"


def front(before: str, entry: str, after: str = "") -> Callable[[int], str]:
    top = f"---\ntitle: A\nlanguage: en-US\n{before}"
    return lambda size: top + entry * (size // len(entry)) + after + "\n---\n- Rest.\n"


SHAPES = {
    "images": lines("![a"),
    "links": lines("[a]("),
    "brackets": lines("[a]"),
    "steps with images": lines("- ![a"),
    "steps with links": lines("- [a](b"),
    "missing chimes": lines("- A. [chime: nope]"),
    "unknown directives": lines("- A. [nope: 5]"),
    "conditions": lines("- [when: x] A."),
    "holds": lines("- Hold. [hold: 5s]"),
    "times in words": lines("- Hold for 5 s (10 s)."),
    "sections": lines("## A\n\n- B.\n"),
    "headings alone": lines("## A"),
    "includes": lines("[include: x]"),
    "definitions": lines("[a]: b"),
    "tables": lines("| a | b |"),
    "comments": lines("- A. <!-- b -->"),
    "empty lines": lines(""),
    "paragraphs of links": paragraphs("[a]("),
    "paragraphs of images": paragraphs("![a"),
    "paragraphs of code": paragraphs("`a "),
    "paragraphs of stars": paragraphs("**a"),
    "paragraphs of braces": paragraphs("{a"),
    "paragraphs of struck text": paragraphs("~~a"),
    "paragraphs of times": paragraphs("5 s "),
    "one line of links": one_line("[a]("),
    "one line of images": one_line("![a"),
    "one line of words": one_line("rest "),
    "one line of directives": one_line("[pause: 1s] "),
    "one long word": one_line("a"),
    "needs": front("needs: [", "a,", "a]"),
    "safety": front("safety:\n", "  - a\n"),
    "brackets in front": front("needs: ", "[", ""),
    "braces in front": front("needs: ", "{a: ", ""),
    "quotes in front": front("summary: ", "'a' ", ""),
}


def work(text: str) -> int:
    """How many functions are called to check a script, in Python and in C."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    script = script_of(Path("a.md"), text.encode())
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        complete_routine(script, Folders.within(Path("nowhere")), None)
    except ScriptError:
        pass
    finally:
        sys.setprofile(before)
    return calls


def problems_of(text: str) -> Sequence[Problem]:
    try:
        complete_routine(script_of(Path("a.md"), text.encode()), Folders.within(Path("nowhere")), None)
    except ScriptError as error:
        return error.problems
    return ()


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_it_grows_as_the_script_does(name: str) -> None:
    shape = SHAPES[name]
    work(shape(SIZE))  # what is only done once is done now
    small, large = work(shape(SIZE)), work(shape(GROWTH * SIZE))
    assert large < 1.2 * GROWTH * small


@pytest.mark.parametrize("name", SHAPES)
def test_at_most_a_hundred_problems_are_told_each_with_a_line_at_most(name: str) -> None:
    told = problems_of(SHAPES[name](20_000))
    assert len(told) <= 100
    assert all(len(format_problem(problem)) < 1000 for problem in told)
