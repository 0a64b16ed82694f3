"""Roman numerals are said as numbers where they number something, and stay where they may be words, sizes or abbreviations."""

import pytest

from coach.timeline import Reading, sentences

TENS = ("", "X", "XX", "XXX")
ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
NOUNS = {"en": "Part", "de": "Teil", "fr": "Partie", "es": "Parte"}


@pytest.mark.parametrize("language", NOUNS)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("", ":"), ("1. ", "."), ("(", ")")])
def test_each_numeral_below_forty_is_a_number_after_a_noun_that_is_numbered(
    language: str, before: str, after: str
) -> None:
    for number in range(1, 40):
        numeral = TENS[number // 10] + ONES[number % 10]
        noun = NOUNS[language]
        assert Reading(language)(f"{before}{noun} {numeral}{after}") == Reading(language)(
            f"{before}{noun} {number}{after}"
        )


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "Part II: the legs", "Part 2: the legs"),
        ("en", "PART IV", "Part 4"),
        ("en", "Parts I and II, grade II-III, chapter X", "Parts 1 and 2, grade 2 to 3, chapter 10"),
        ("en", "II. Legs", "2. Legs"),
        ("en", "III", "3"),
        ("en", "Since World War II it is in use.", "Since World War 2 it is in use."),
        ("en", "Henry VIII's legs, Elizabeth I.", "Henry the eighth's legs, Elizabeth the first."),
        ("en", "Ramses XXI and Ramses XXX", "Ramses the twenty-first and Ramses the thirtieth"),
        ("de", "Teil II. Die Beine", "Teil 2. Die Beine"),
        ("de", "Der II. Teil, im XIX. Jahrhundert", "Der zweite Teil, im neunzehnten Jahrhundert"),
        ("de", "Heinrich VIII. sagte es.", "Heinrich der Achte sagte es."),
        ("de", "mit Papst Johannes Paul II. und ohne Karl V.", "mit Papst Johannes Paul dem Zweiten und ohne Karl den Fünften."),
        ("de", "Ludwigs XIV. Tanz, von Elisabeth II. getanzt", "Ludwigs des Vierzehnten Tanz, von Elisabeth der Zweiten getanzt"),
        ("fr", "François Ier, Henri IV, le XXe siècle, la IIe partie", "François 1er, Henri 4, le 20ème siècle, la 2ème partie"),
        ("es", "Felipe VI, Isabel II, Alfonso XIII", "Felipe sexto, Isabel segunda, Alfonso 13"),
        ("es", "el siglo XXI, la III parte, el II ejercicio", "el siglo 21, la tercera parte, el segundo ejercicio"),
    ],
)  # fmt: skip
def test_names_ordinals_and_headings_are_said_as_people_say_them(language: str, written: str, said: str) -> None:
    assert Reading(language)(written) == said


@pytest.mark.parametrize(
    "written",
    [
        "I, too, breathe.",
        "And so do I.",
        "The step I take",
        "Part I would like",
        "At this stage, I breathe.",
        "Day X",
        "an IV drip",
        "Give Ann IV fluids",
        "Size XX",
        "Vitamin C",
        "I. Am. Calm.",
        "Malcolm X",
        "Only I II III",
    ],
)
def test_what_may_be_no_numeral_stays(written: str) -> None:
    assert Reading("en")(written) == written


def test_a_sentence_does_not_end_at_a_rulers_number() -> None:
    assert sentences("Heinrich VIII. sagte es. Atme.", "de") == ("Heinrich VIII. sagte es.", "Atme.")
