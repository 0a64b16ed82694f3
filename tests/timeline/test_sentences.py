"""Prompts are cut where a person would take breath, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.sentences import cases
from coach.timeline import sentences
from coach.timeline._sentences import ends_sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One thing.", ["One thing."]),
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ('Say "toes." Then "nose!" Again.', ['Say "toes."', 'Then "nose!"', "Again."]),
        ("Use warm oil, e.g. almond. Not cold.", ["Use warm oil, e.g. almond.", "Not cold."]),
        ("Ask Dr. Katz first. Then begin.", ["Ask Dr. Katz first.", "Then begin."]),
        ("Wait 1.5 seconds. 2 more.", ["Wait 1.5 seconds.", "2 more."]),
        ("no. lower case goes on", ["no. lower case goes on"]),
        ("(Rest.) (Then go.)", ["(Rest.)", "(Then go.)"]),
        ("Nimm Öl, z. B. Mandelöl. Dann ca. Minuten lang.", ["Nimm Öl, z. B. Mandelöl.", "Dann ca. Minuten lang."]),
        ("Lass die Hände los. Über dem Kopf.", ["Lass die Hände los.", "Über dem Kopf."]),
        ("Toma aceite, p. ej. Almendras. ¿Listo? ¡Ya!", ["Toma aceite, p. ej. Almendras.", "¿Listo?", "¡Ya!"]),
        ("Posez la main. À droite.", ["Posez la main.", "À droite."]),
        ("", []),
        ("   ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


@given(st.text(alphabet="aA1.!? \"')(…", max_size=60))
def test_no_word_is_lost_or_doubled(text: str) -> None:
    assert " ".join(sentences(text)).split() == text.split()


@pytest.mark.parametrize(("language", "expected"), tuple(cases()))
def test_hard_cases(language: str, expected: tuple[str, ...]) -> None:
    assert sentences(" ".join(expected), language) == expected


def test_there_are_two_hundred_hard_cases() -> None:
    assert [sum(language == each for language, _ in cases()) for each in ("en", "de", "fr", "es")] == [50] * 4


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("Do 3 sets of 10 reps.", "Rest.")),
        ("en", ("It helps, says Dr. A. B. Carter.", "Try.")),
        ("en", ("Lift 2 in.", "Lower.")),
        ("de", ("Nimm den 1., dann den 2. Finger.", "Zieh.")),
        ("de", ("Ihr 2. Kind kommt.", "Freu dich.")),
        ("de", ("Trink 2 l.", "Danach ruhe.")),
        ("fr", ("M. Lenoir et le Pr. Gris viennent.", "Attendez.")),
        ("fr", ("C'est la p. 3.", "Lisez.")),
        ("es", ("Consulte al Lic. Mora.", "Espere.")),
        ("es", ("El Sr. J. Ríos llega.", "Salude.")),
    ],
)
def test_more_than_was_on_the_list(language: str, expected: tuple[str, ...]) -> None:
    assert sentences(" ".join(expected), language) == expected


def test_without_a_language_abbreviations_of_any_are_known() -> None:
    assert sentences("Frag Dr. Lee. Pida a la Dra. Ruiz. See fig. 3.") == (
        "Frag Dr. Lee.",
        "Pida a la Dra. Ruiz.",
        "See fig. 3.",
    )


@pytest.mark.parametrize(
    ("language", "text", "ends"),
    [
        ("en", "5 min.| Then", True),
        ("en", "5 min.| then", False),
        ("de", "5 Min.| Pause", False),
        ("de", "5 Min.| Dann", True),
    ],
)
def test_after_a_unit_a_capital_begins_a_sentence_but_in_german(language: str, text: str, ends: bool) -> None:
    assert ends_sentence(text.replace("|", ""), text.index("|"), language) is ends


@pytest.mark.parametrize(
    "expected",
    [
        ("Hebe das re. Bein.", "Senke das li. Bein."),
        ("Nach re. drehen.", "Jetzt li. Arm heben."),
        ("Dreh dich nach li.", "Dann zurück."),
        ("Je Seite (re./li.) 10 Mal.",),
        ("Hebe das Bein 5 cm.", "Pause."),
        ("Zieh 2 kg.", "Arme senken."),
        ("Trink 200 ml.", "Wasser genügt."),
        ("Nimm dir 5 Min. Pause.",),
    ],
)
def test_german_sides_go_on_and_symbols_of_units_have_no_stop(expected: tuple[str, ...]) -> None:
    assert sentences(" ".join(expected), "de") == expected


def test_german_symbols_keep_the_full_stop_of_their_sentence_aloud() -> None:
    assert ends_sentence("5 cm. Pause", len("5 cm."), "de")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("The U.S. Army trains.", "Go.")),
        ("en", ("A U.K. Sport study agrees.", "Rest.")),
        ("en", ("It is common in the U.S.", "Then rest.")),
        ("en", ("Made in the U.S.", "Many people do it.")),
        ("es", ("Haz 3 cda. Lado.", "Descansa.")),
    ],
)
def test_a_country_goes_on_with_a_name(language: str, expected: tuple[str, ...]) -> None:
    assert sentences(" ".join(expected), language) == expected
