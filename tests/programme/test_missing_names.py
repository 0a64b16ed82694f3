"""What is answered to a name that no routine has."""

from pathlib import Path

import pytest

from coach.errors import ConfigError
from coach.programme._missing_names import meant, no_routine

LANGUAGES = {
    "hand-reset": "en-US",
    "hand-reset.de": "de",
    "hand-reset.fr": "fr",
    "breath.de": "de",
    "breath.pt-BR": "pt-BR",
    "infant-feet": "en-US",
    "infant-tummy": "en-US",
    "prenatal-hip": "en-US",
}
KNOWN = {name: Path(name) for name in LANGUAGES}
HANDS = "hand-reset is there in de, en-US, fr: hand-reset.de, hand-reset, hand-reset.fr."


def language_of(path: Path) -> str:
    return LANGUAGES[path.name]


@pytest.mark.parametrize(
    "name",
    ["hand-reset.it", "hand-reset.en", "hand-reset.de-AT", "hand-reset.italian", "hand-reset-it", "Hand_Reset-pt_br"],
)
def test_a_language_that_is_not_there_is_answered_with_those_that_are(name: str) -> None:
    assert meant(name, KNOWN, language_of) == HANDS


def test_it_need_not_be_there_without_a_language() -> None:
    assert meant("breath.fr", KNOWN, language_of) == "breath is there in de, pt-BR: breath.de, breath.pt-BR."


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("prenatal-hips", "Did you mean 'prenatal-hip'?"),
        ("prenatel-hip", "Did you mean 'prenatal-hip'?"),
        ("Prenatal Hip", "Did you mean 'prenatal-hip'?"),
        ("HAND-RESET", "Did you mean 'hand-reset'?"),
        ("infant", "Did you mean 'infant-feet' or 'infant-tummy'?"),
        ("tummy", "Did you mean 'infant-tummy'?"),
        ("hand-reset-two", "Did you mean 'hand-reset'?"),
        ("sourdough", ""),
        ("", ""),
        (".it", ""),
    ],
)
def test_a_near_name_is_guessed(name: str, guess: str) -> None:
    assert meant(name, KNOWN, language_of) == guess


def test_a_script_with_problems_is_left_out_of_the_languages() -> None:
    def broken_german(path: Path) -> str:
        if path.name == "hand-reset.de":
            raise ConfigError("broken")
        return language_of(path)

    told = meant("hand-reset.it", KNOWN, broken_german)
    assert told == "hand-reset is there in en-US, fr: hand-reset, hand-reset.fr."


def test_where_nothing_is_near_all_are_named_up_to_a_number_people_read() -> None:
    assert "Choose from: hand-reset, hand-reset.de" in no_routine("sourdough", KNOWN, language_of).hint
    many = {f"routine-{number}": Path() for number in range(100)}
    hint = no_routine("sourdough", many, language_of).hint
    assert "routine-19, and more; or give the path of a script" in hint
    assert "routine-20" not in hint
