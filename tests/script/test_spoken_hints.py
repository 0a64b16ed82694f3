"""What a voice says wrongly though it looks right makes a hint, with what to write instead."""

import pytest

from coach.errors import ScriptError
from coach.script import parse

HEAD = "---\ntitle: T\nlanguage: {language}\n---\n\n## A\n\n- {words}\n"


def hints(words: str) -> list[tuple[str, str | None]]:
    """What each hint says, and what it says to write instead."""
    routine = parse(HEAD.format(words=words, language="en-US"), "a.md")
    return [(hint.what, hint.hint) for hint in routine.hints]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Br\u0435athe", "Breathe"),
        ("\u041dold", "Hold"),
        ("H\u03bfld", "Hold"),
        ("\u0412reathe", "Breathe"),
        ("sl\u043ewly", "slowly"),
        ("\u210d", "H"),
    ],
)
def test_a_letter_that_only_looks_latin_is_named(written: str, meant: str) -> None:
    assert [write for _, write in hints(f"Please {written} now.")] == [f"write {meant}"]


@pytest.mark.parametrize(
    "words",
    [
        "Take 5 \u03bcg.",
        "The \u03b1-waves rise.",
        "\u0414\u044b\u0448\u0438\u0442\u0435 \u043c\u0435\u0434\u043b\u0435\u043d\u043d\u043e.",
        "About ~5 min, or ~10 min.",
        "Rest ~a while.",
    ],
)
def test_other_scripts_and_signs_stay_without_a_hint(words: str) -> None:
    assert not [message for message, _ in hints(words) if "Latin" in message or "tilde" in message]


@pytest.mark.parametrize("words", ["Breathe ~hard~ now.", "~Press firmly.~ Rest.", "Rest ~a little while~."])
def test_text_between_single_tildes_is_met(words: str) -> None:
    assert "text between tildes is spoken here" in [message for message, _ in hints(words)]


@pytest.mark.parametrize("language", ["de-XX", "en-ZZ", "fr-AA", "es-QZ"])
def test_a_region_that_is_none_is_refused(language: str) -> None:
    with pytest.raises(ScriptError) as caught:
        parse(HEAD.format(words="Rest.", language=language), "a.md")
    assert [(one.what, one.hint) for one in caught.value.problems] == [
        (f"'{language}' is not a language tag", f"write {language[:2]}")
    ]
