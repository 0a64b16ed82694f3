"""What has no room is told, once, at its place in the script."""

from fractions import Fraction

import pytest

from coach.errors import Level, Problem
from coach.script import parse
from coach.timeline import Choices, Pace, Source, Utterance, expand, left_out
from coach.units import SAMPLE_RATE, Samples

HEAD = "---\ntitle: T\nlanguage: en-US\n---\n\n"
"""The steps begin on line 6."""


def by_letters(source: Source) -> Samples:
    """A tick is a tenth of a second; a number of one digit half a second, of two digits a second and a half; a word half a second."""
    if not isinstance(source, Utterance):
        return Samples(SAMPLE_RATE // 10)
    number = source.text.rstrip(".")
    seconds = {1: 0.5, 2: 1.5}[len(number)] if number.isdigit() else len(source.text.split()) / 2
    return Samples(round(seconds * SAMPLE_RATE))


def hints_of(steps: str, pace: str = "1") -> tuple[Problem, ...]:
    choices = Choices("voice", Pace.of(Fraction(pace)))
    return left_out(expand(parse(HEAD + steps, "a.md"), choices), by_letters)


def codes(steps: str, pace: str = "1") -> list[tuple[str, int, int]]:
    return [(str(hint.code), hint.line, hint.column) for hint in hints_of(steps, pace)]


@pytest.mark.parametrize(
    "step",
    [
        "- March. [repeat: 9 every 1s, count: spoken]",
        "- March. [repeat: 20 every 2s, count: spoken]",
        "- March. [repeat: 20 every 0.5s]",
        "- March. [repeat: 20 every 0.05s, count: none]",
        "- Hold. [hold: 10s, countdown: 3]",
        '- Hold. [hold: 10s, halfway: "Keep on."]',
        "- Hold. [hold: 1s] [5s] [wait] [chime]",
    ],
)
def test_what_has_room_is_not_told(step: str) -> None:
    assert hints_of(step) == ()


@pytest.mark.parametrize(
    ("step", "code", "column"),
    [
        ("- March. [repeat: 12 every 1s, count: spoken]", "count-left-out", 10),
        ("- March. [repeat: 5 every 0.4s, count: spoken]", "count-left-out", 10),
        ("- March. [repeat: 5 every 0.1s]", "tick-left-out", 10),
        ("- Hold. [hold: 3s, countdown: 3]", "countdown-left-out", 9),
        ("- Hold. [for: 12s, countdown: 10]", "countdown-left-out", 9),
        ('- Hold. [hold: 2s, halfway: "Keep on breathing."]', "halfway-left-out", 9),
        ('- Hold. [hold: 4s, halfway: "Keep on breathing, now."]', "halfway-moved", 9),
    ],
)
def test_what_has_no_room_is_told_at_its_directive(step: str, code: str, column: int) -> None:
    assert codes(step) == [(code, 6, column)]


def test_a_count_says_how_long_a_repetition_has_to_be() -> None:
    (hint,) = hints_of("- March. [repeat: 14 every 1s, count: spoken]")
    assert hint.level is Level.HINT
    assert "every 1.6s" in hint.hint


def test_the_time_that_is_advised_is_enough() -> None:
    assert hints_of("- March. [repeat: 14 every 1.6s, count: spoken]") == ()
    assert hints_of("- Hold. [hold: 4s, countdown: 3]") == ()


def test_sides_and_rounds_do_not_tell_it_again() -> None:
    steps = (
        '## Legs {sides="left, right" repeat=3}\n\n- Hold. [hold: 3s, countdown: 3]\n- Hold. [hold: 3s, countdown: 3]\n'
    )
    assert codes(steps) == [("countdown-left-out", 8, 9), ("countdown-left-out", 9, 9)]


def test_it_depends_on_the_pace() -> None:
    step = "- Hold. [hold: 6s, countdown: 5]"
    assert codes(step) == []
    assert codes(step, pace="2") == [("countdown-left-out", 6, 9)]


def test_a_countdown_at_the_same_time_as_half_way_words_tells_both() -> None:
    step = '- Hold. [hold: 3s, halfway: "Keep on breathing, now and then."  , countdown: 3]'
    assert [code for code, _, _ in codes(step)] == ["countdown-left-out", "halfway-left-out"]
