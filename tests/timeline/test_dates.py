"""Dates and times of the day are said as people say them; what may be something else stays as it is written."""

import pytest

from coach.timeline import Reading, sentences

GERMAN = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
DAYS = {1: "ersten", 3: "dritten", 7: "siebten", 12: "zwölften", 20: "zwanzigsten", 31: "einunddreißigsten"}


@pytest.mark.parametrize(("day", "said"), DAYS.items())
@pytest.mark.parametrize(
    "form", ["{d}.{m}.{y}", "{d:02}.{m:02}.{y}", "{d}. {m}. {y}", "{y}-{m:02}-{d:02}", "{d}. {name} {y}"]
)
def test_every_german_way_to_write_a_date_is_said_the_same(day: int, said: str, form: str) -> None:
    for month, name in enumerate(GERMAN, 1):
        written = form.format(d=day, m=month, y=2024, name=name)
        assert Reading("de")(f"Bis {written} ruhen") == f"Bis {said} {name} 2024 ruhen"


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "On 3 March 2024", "On the third of March 2024"),
        ("en", "On March 3, 2024, rest.", "On March third, 2024, rest."),
        ("en", "See you on Sept. 5.", "See you on September fifth."),
        ("en", "5 Dec. 2023 to 22 Jan. 2024", "The fifth of December 2023 to the twenty-second of January 2024"),
        ("en", "by May 5 or on the 31 July", "by May fifth or on the thirty-first of July"),
        ("en", "Since Sept. 2024", "Since September 2024"),
        ("en", "on 03/14/2024 and 14/03/2024", "on the fourteenth of March 2024 and the fourteenth of March 2024"),
        ("en", "At 8:00 am and 8:05 p.m.", "At 8 am and 8 oh 5 p.m."),
        ("de", "1. Mai", "Erster Mai"),
        ("de", "Vom 3. März bis 5. Okt. 2024", "Vom dritten März bis fünften Oktober 2024"),
        ("de", "Stand: 03.03.24", "Stand: dritter März 24"),
        ("de", "seit dem 24.12. täglich", "seit dem vierundzwanzigsten Dezember täglich"),
        ("de", "im Jahr 1999, März 1812", "im Jahr neunzehnhundertneunundneunzig, März achtzehnhundertzwölf"),
        ("de", "im Jahre 1921, am 2. Juni 1900", "im Jahre neunzehnhunderteinundzwanzig, am zweiten Juni neunzehnhundert"),
        ("de", "Um 14:30 Uhr, um 8.05 Uhr, um 9:00 Uhr", "Um 14 Uhr 30, um 8 Uhr 5, um 9 Uhr"),
        ("de", "um 8 Uhr 15 und um 1 Uhr", "um 8 Uhr 15 und um ein Uhr"),
        ("de", "8:00–10:00 Uhr, 8:30 bis 9:15 Uhr", "8 bis 10 Uhr, 8 Uhr 30 bis 9 Uhr 15"),
        ("de", "um 14:30 beginnen", "um 14 Uhr 30 beginnen"),
        ("fr", "le 03/03/2024, le 01.05.2024", "le 3 mars 2024, le 1er mai 2024"),
        ("fr", "5 févr. 2024, sept. 2024", "5 février 2024, septembre 2024"),
        ("fr", "à 14:30", "à 14 heures 30"),
        ("es", "el 03/04/2024", "el 3 de abril de 2024"),
        ("es", "el 5 de sept. de 2024", "el 5 de septiembre de 2024"),
        ("es", "a las 14:30, a las 8:00", "a las 14 y 30, a las 8"),
    ],
)  # fmt: skip
def test_dates_and_times_of_the_day_are_said_as_people_say_them(language: str, written: str, said: str) -> None:
    assert Reading(language)(written) == said


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Step 3 March on the spot."),
        ("en", "March 30 steps, then rest."),
        ("en", "You may 5 times"),
        ("en", "03/04/2024"),
        ("en", "Ask Jan. She knows."),
        ("en", "the 3rd of May"),
        ("de", "Kapitel 3.2. Dann weiter."),
        ("fr", "Inspirez sur sept. 2 fois encore."),
        ("es", "Respira en el mar. 3 veces."),
    ],
)
def test_what_may_be_no_date_stays(language: str, written: str) -> None:
    assert Reading(language)(written) == written


def test_a_sentence_goes_on_in_a_date() -> None:
    assert sentences("Bis 5. April ruhen. See.", "de") == ("Bis 5. April ruhen.", "See.")
    assert sentences("Rest until Sept. 5. Then go on.", "en") == ("Rest until Sept. 5.", "Then go on.")
    assert sentences("Comptez jusqu'à sept. 2 fois.", "fr") == ("Comptez jusqu'à sept.", "2 fois.")
