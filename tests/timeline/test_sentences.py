"""Prompts are cut where a person would take breath, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.timeline._sentences import sentences


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
