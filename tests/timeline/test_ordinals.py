"""German ordinals, by the word before and the noun after."""

import pytest

from coach.timeline import Reading, sentences


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Am 3. Tag", "Am dritten Tag"),
        ("Der 4. Finger bleibt.", "Der vierte Finger bleibt."),
        ("In der 3. Woche", "In der dritten Woche"),
        ("Die Kraft der 2. Hand", "Die Kraft der zweiten Hand"),
        ("Nimm den 1. Zeh, dann die 2. Zehe.", "Nimm den ersten Zeh, dann die zweite Zehe."),
        ("das 7. Mal, ein 8. Mal, zum 12. Mal", "das siebte Mal, ein achtes Mal, zum zwölften Mal"),
        ("ein 2. Finger, eine 2. Runde, einen 2. Kreis", "ein zweiter Finger, eine zweite Runde, einen zweiten Kreis"),
        ("Mach die 1., 2. und 3. Übung", "Mach die erste, zweite und dritte Übung"),
        ("Vom 2. bis 5. Tag", "Vom zweiten bis fünften Tag"),
        ("Am 3. beginnt es", "Am dritten beginnt es"),
        ("jeden 2. Tag, jeder 3. Atemzug, jede 4. Woche", "jeden zweiten Tag, jeder dritte Atemzug, jede vierte Woche"),
        ("der 3. linke Finger", "der dritte linke Finger"),
        (
            "der 21. Tag, im 19. Jahrhundert, am 20. Tag, das 30. Mal",
            "der einundzwanzigste Tag, im neunzehnten Jahrhundert, am zwanzigsten Tag, das dreißigste Mal",
        ),
        ("3. Runde: langsam", "Dritte Runde: langsam"),
        ("ein 2. Dings", "ein 2. Dings"),
        *[
            (same, same)
            for same in (
                "Zähle bis 3.",
                "Stufe 3. Dann weiter.",
                "3. Lege dich hin.",
                "1,5 Tage",
                "Version 3.5.20",
            )
        ],
    ],
)
def test_an_ordinal_is_said_with_its_ending_where_that_is_known(written: str, said: str) -> None:
    assert Reading("de")(written) == said


def test_a_sentence_goes_on_after_an_ordinal() -> None:
    assert sentences("Am 3. Tag ruhst du. Zähle bis 3. Dann weiter.", "de-AT") == (
        "Am 3. Tag ruhst du.",
        "Zähle bis 3.",
        "Dann weiter.",
    )
    assert sentences("Die 1., 2. und 3. Übung. Stufe 3. Atme.", "de") == (
        "Die 1., 2. und 3. Übung.",
        "Stufe 3.",
        "Atme.",
    )


def test_other_languages_have_none() -> None:
    assert Reading("en")("I am 3. Tag along.") == "I am 3. Tag along."
    assert sentences("I am 3. Tag along.", "en") == ("I am 3.", "Tag along.")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("re. Bein", "rechtes Bein"),
        ("li. Bein, li. Arm, re. Hand", "linkes Bein, linker Arm, rechte Hand"),
        ("Hebe das re. Bein. Hebe li. Arm.", "Hebe das rechte Bein. Hebe linken Arm."),
        ("Mit dem li. Fuß", "Mit dem linken Fuß"),
        ("Re. Schulter kreisen", "Rechte Schulter kreisen"),
        ("das li. und re. Bein", "das linke und rechte Bein"),
        ("die re. und die li. Hand", "die rechte und die linke Hand"),
        ("das re. bzw. li. Knie", "das rechte beziehungsweise linke Knie"),
        ("mit re. Hand, mit li. Bein", "mit rechter Hand, mit linkem Bein"),
        ("je Seite (re./li.) lang", "je Seite (rechts links) lang"),
        ("Der re. Arm ruht.", "Der rechte Arm ruht."),
        ("erst re. und dann li.", "erst rechts und dann links."),
        ("Dreh dich nach re. Dann nach li. Bleib so.", "Dreh dich nach rechts. Dann nach links. Bleib so."),
    ],
)
def test_sides_are_said_with_the_ending_that_fits(written: str, said: str) -> None:
    assert Reading("de")(written) == said


@pytest.mark.parametrize("before", ["", "Und dann " * 30], ids=["at the beginning", "after a long sentence"])
def test_a_preposition_decides_the_ending_of_a_side_wherever_it_stands(before: str) -> None:
    assert Reading("de")(f"{before}in re. Hand") == f"{before}in rechter Hand"
    assert Reading("de")(f"{before}re. Hand") == f"{before}rechte Hand"
