"""How much work an article makes grows with its length, whatever stands in it: calls are counted, never seconds."""

import sys
from collections.abc import Callable

import pytest

from coach.importer import draft_script
from coach.importer._quantities import quantities
from coach.importer._sentence_kinds import LONGEST_SENTENCE, sentences

SHAPES = [
    "x 10 ",
    "10 x ",
    "3 x 10 x ",
    "10 times ",
    "x10",
    "10-",
    "10, ",
    "breathe in for 4, ",
    "left, right, ",
    "each side ",
    "((",
    "Hold for 5 seconds. ",
]


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, those of the language among them."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_article_is_no_more_than_twice_the_work(shape: str) -> None:
    def article(length: int) -> str:
        return f"Rest\n\n1. Press {shape * (length // len(shape))}\n"

    draft_script(article(300), "warm.txt")
    short = calls(lambda: draft_script(article(2000), "a.txt"))
    long = calls(lambda: draft_script(article(4000), "a.txt"))
    assert long <= 2.5 * short


def test_a_sentence_without_an_end_is_read_in_parts_and_loses_no_word() -> None:
    text = "press and hold it " * 500
    parts = sentences(text)
    assert max(map(len, parts)) <= LONGEST_SENTENCE
    assert " ".join(parts).split() == text.split()


def test_what_is_no_word_in_any_language_holds_no_dose() -> None:
    assert quantities("10x" * 100) == []
    assert len(quantities("Press 10x.")) == 1


@pytest.mark.parametrize(("hours", "left_out"), [(3, 0), (5, 1), (7, 2), (11, 2)])
def test_no_more_times_are_left_out_than_a_routine_has_no_room_for(hours: int, left_out: int) -> None:
    """Three times of so many hours; a routine has room for twelve, words and all."""
    places = ("left foot", "left knee", "left hip")
    steps = "\n".join(f"{n}. Rest your hand on the {place} for {hours} hours." for n, place in enumerate(places, 1))
    script = draft_script(f"Rest\n\n{steps}\n", "a.txt").script
    assert script.count("longer than any can be") == left_out
    assert script.count(f" for {hours} hours. [hold: {hours}h]") == 3 - left_out
