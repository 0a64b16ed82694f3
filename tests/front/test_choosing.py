"""Choices as a program writes them are read exactly, and what cannot be one is refused with what can."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from coach.errors import CoachError, Code, ConfigError
from coach.front._choosing import wishes_of
from coach.programme import Wishes
from coach.timeline import Guidance, Loudness


@pytest.mark.parametrize(
    ("choices", "meant"),
    [
        ({}, Wishes()),
        ({"pace": 0.8}, Wishes(pace=Fraction(4, 5))),
        ({"pace": 1.1}, Wishes(pace=Fraction(11, 10))),
        ({"pace": Decimal("0.7")}, Wishes(pace=Fraction(7, 10))),
        ({"pace": Fraction(2, 3)}, Wishes(pace=Fraction(2, 3))),
        ({"pace": 1}, Wishes(pace=Fraction(1))),
        ({"pace": 2}, Wishes(pace=Fraction(2))),
        ({"pauses": 0.5, "holds": 2}, Wishes(pauses=Fraction(1, 2), holds=Fraction(2))),
        ({"speech_rate": 40}, Wishes(rate_wpm=40)),
        ({"speech_rate": 400.0}, Wishes(rate_wpm=400)),
        ({"duration": "12m"}, Wishes(duration_s=Fraction(720))),
        ({"duration": 90.5}, Wishes(duration_s=Fraction(181, 2))),
        ({"guidance": "brief"}, Wishes(guidance=Guidance.BRIEF)),
        ({"loudness": "night"}, Wishes(loudness=Loudness.NIGHT)),
        ({"taper": True}, Wishes(taper=True)),
        ({"bed": Path("rain.wav")}, Wishes(bed="rain.wav")),
        ({"options": ["a", "b", "a"]}, Wishes(options=frozenset({"a", "b"}))),
        ({"options": "older-child"}, Wishes(options=frozenset({"older-child"}))),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_a_choice_is_what_was_written(choices: Any, meant: Wishes) -> None:
    assert wishes_of(None, **choices) == meant


@pytest.mark.parametrize(
    "name",
    [
        "pace",
        "speech_rate",
        "pauses",
        "holds",
        "duration",
        "fit_speech",
        "drop_optional",
        "guidance",
        "taper",
        "loudness",
        "bed",
        "options",
    ],
)
def test_none_is_as_usual(name: Any) -> None:
    """A program that passes on what its own user left out need not leave it out itself."""
    assert wishes_of(None, **{name: None}) == Wishes()


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("pace", 0.49, "from 0.5 to 2"),
        ("pace", 2.01, "from 0.5 to 2"),
        ("pace", "quick", "gentle, slow, normal or brisk"),
        ("pace", "", "gentle, slow, normal or brisk"),
        ("pace", float("nan"), "number"),
        ("pace", float("inf"), "number"),
        ("pace", True, "number"),
        ("pace", [1], "number"),
        ("pauses", "1.5", "number"),
        ("pauses", 0.4, "from 0.5 to 2"),
        ("holds", Decimal("Infinity"), "number"),
        ("holds", 2.5, "from 0.5 to 2"),
        ("speech_rate", 39, "from 40 to 400"),
        ("speech_rate", 401, "from 40 to 400"),
        ("speech_rate", 100.5, "whole number"),
        ("duration", 0, "12m"),
        ("duration", -5, "12m"),
        ("duration", float("nan"), "number"),
        ("guidance", "quiet", "full, brief or silent"),
        ("guidance", "", "full, brief or silent"),
        ("loudness", 3, "normal or night"),
        ("taper", "no", "True or False"),
        ("fit_speech", 1, "True or False"),
        ("fit_speech", True, "duration='12m'"),
        ("drop_optional", True, "duration='12m'"),
        ("drop_optional", "yes", "True or False"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(name: Any, value: Any, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        wishes_of(None, **{name: value})
    assert (caught.value.code, caught.value.data["name"]) == (Code.CHOICE_INVALID, name)
    assert name in caught.value.what
    assert str(value) in caught.value.what
    assert hint in caught.value.hint


def test_words_that_are_no_duration_are_refused() -> None:
    with pytest.raises(CoachError, match="soon"):
        wishes_of(None, duration="soon")


def test_a_choice_that_does_not_exist_is_a_slip_of_the_programmer() -> None:
    with pytest.raises(TypeError, match=r"'colour'.*pace, speech_rate"):
        wishes_of(None, colour="red")  # type: ignore[call-arg]  # that is what is tried
