"""Times in words, and sentences that ask for the other side."""

import pytest

from coach.importer._doses import timed
from coach.importer._lexicon import lexicon
from coach.importer._quantities import quantities
from coach.importer._sides import asks_for_other_side, sides_of
from coach.importer._writing import written


@pytest.mark.parametrize(
    ("sentence", "directives"),
    [
        ("Hold it static for a good 30 to 60 seconds.", ["[hold: 30-60s]"]),
        ("Rub for 30-60 seconds.", ["[for: 30-60s]"]),
        ("Press between 10 and 20 seconds.", ["[hold: 10-20s]"]),
        ("Rock for a minute.", ["[for: 1m]"]),
        ("Rock for half a minute.", ["[for: 30s]"]),
        ("Rock for about two minutes.", ["[for: 2m]"]),
        ("Rock for 1\u00bd minutes.", ["[for: 1m30s]"]),
        ("Rock for one to two minutes.", ["[for: 1-2m]"]),
        ("Keep still for 90s.", ["[hold: 1m30s]"]),
        ("Bake for 20 minutes or 1 hour.", ["[for: 20m-1h]"]),
        ("Hold here for a moment.", ["[hold: 5-15s]"]),
        ("Rub for a few minutes.", ["[for: 2-4m]"]),
        ("Rub for 30 seconds, then hold for a minute.", ["[for: 30s]", "[hold: 1m]"]),
        ("Do this several times over.", ["[repeat: 5 every 5s]"]),
        ("Tap 4-6 times.", ["[repeat: 5 every 5s]"]),
        ("Tap ten times.", ["[repeat: 10 every 5s]"]),
        ("Hold for 10 seconds and repeat 5 times.", ["[repeat: 5 every 10s]"]),
        ("Zwanzig Sekunden halten.", ["[hold: 20s]"]),
        ("Eine halbe Minute reiben.", ["[for: 30s]"]),
        ("4 bis 6 Mal dr\u00fccken.", ["[repeat: 5 every 5s]"]),
        ("Repeat on a second leg.", []),
        ("Do it three times a day.", []),
        ("Rub every 5 minutes.", []),
        ("Leave it for 24 hours.", []),
        ("After 30 seconds, let go.", []),
        ("Wait 0 seconds.", []),
        ("Use 5 sheets and 2 cups.", []),
        ("\u017fix times", ["[repeat: 6 every 5s]"]),
    ],
)
def test_times_in_a_sentence(sentence: str, directives: list[str]) -> None:
    words = lexicon("de" if set(sentence.split()) & GERMAN else "en")
    items = timed(sentence, quantities(sentence, words)).items
    assert [written(item) for item in items if not isinstance(item, str)] == directives
    assert " ".join(item for item in items if isinstance(item, str)) == sentence


GERMAN = {"halten.", "reiben.", "dr\u00fccken.", "wiederholen."}
FRENCH, SPANISH = "fr", "es"


@pytest.mark.parametrize(
    ("language", "words", "shortest", "longest"),
    [
        ("en", "thirty-five seconds", 35, 35),
        ("en", "twenty-one seconds", 21, 21),
        ("en", "one hundred and twenty seconds", 120, 120),
        ("en", "an hour and a half", 5400, 5400),
        ("en", "a minute and a half", 90, 90),
        ("en", "two and a half minutes", 150, 150),
        ("en", "three quarters of an hour", 2700, 2700),
        ("en", "a quarter of an hour", 900, 900),
        ("en", "a minute or two", 60, 120),
        ("en", "1 minute 30 seconds", 90, 90),
        ("en", "1 min 30", 90, 90),
        ("en", "2:30", 150, 150),
        ("en", "0:45", 45, 45),
        ("en", '30"', 30, 30),
        ("en", "40\u2033", 40, 40),
        ("en", "2'30\"", 150, 150),
        ("en", "a count of ten", 10, 10),
        ("en", "five slow breaths", 20, 30),
        ("en", "twenty to thirty seconds", 20, 30),
        ("en", "30 seconds to a minute", 30, 60),
        ("en", "90s", 90, 90),
        ("en", "1 h 20 min", 4800, 4800),
        ("de", "f\u00fcnfundvierzig Sekunden", 45, 45),
        ("de", "anderthalb Minuten", 90, 90),
        ("de", "eine Viertelstunde", 900, 900),
        ("de", "zwanzig bis drei\u00dfig Sekunden", 20, 30),
        (FRENCH, "soixante-quinze secondes", 75, 75),
        (FRENCH, "quatre-vingt-dix-sept secondes", 97, 97),
        (FRENCH, "une minute et demie", 90, 90),
        (FRENCH, "une trentaine de secondes", 30, 30),
        (SPANISH, "treinta y cinco segundos", 35, 35),
        (SPANISH, "un minuto y medio", 90, 90),
        (SPANISH, "veinticinco segundos", 25, 25),
    ],
)
def test_numbers_are_put_together(language: str, words: str, shortest: int, longest: int) -> None:
    found = [one.length for one in quantities(words, lexicon(language)) if one.kind == "time"]
    ends = [(float(length.shortest_s), float(length.longest_s)) for length in found]
    assert ends == [(float(shortest), float(longest))]


@pytest.mark.parametrize(
    ("language", "words", "kinds"),
    [
        ("en", "10x", [("count", 10)]),
        ("en", "x10", [("count", 10)]),
        ("en", "3 x 10", [("sets", 3), ("count", 10)]),
        ("en", "3x10 reps", [("sets", 3), ("count", 10)]),
        ("en", "3 sets of 10 reps", [("sets", 3), ("count", 10)]),
        ("en", "10 reps, 3 sets", [("count", 10), ("sets", 3)]),
        ("en", "two to three sets of twelve", [("sets", 3), ("count", 12)]),
        ("en", "10 slow circles", [("count", 10)]),
        ("en", "twenty heel raises", [("count", 20)]),
        ("en", "eight on the left", [("count", 8)]),
        ("en", "ten of these", [("count", 10)]),
        ("en", "twice", [("count", 2)]),
        ("en", "Sets: 3", [("sets", 3)]),
        ("en", "Reps: 8-12", [("count", 10)]),
        ("en", "five rounds", [("rounds", 5)]),
        ("en", "3 cups of flour", []),
        ("en", "step 3", []),
        ("en", "one leg", []),
        ("en", "300 times", []),
        ("de", "acht- bis zehnmal", [("count", 9)]),
        ("de", "3 S\u00e4tze \u00e0 12 Wiederholungen", [("sets", 3), ("count", 12)]),
        ("fr", "une dizaine de fois", [("count", 10)]),
        ("es", "3 series de 15 repeticiones", [("sets", 3), ("count", 15)]),
    ],
)
def test_counts_and_sets(language: str, words: str, kinds: list[tuple[str, int]]) -> None:
    assert [(one.kind, one.times) for one in quantities(words, lexicon(language))] == kinds


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Repeat on the second leg.", ("right leg", "left leg")),
        ("Repeat on the other side.", ("right side", "left side")),
        ("Repeat with each leg.", ("right leg", "left leg")),
        ("Do this on both arms.", ("right arm", "left arm")),
        ("Switch feet.", ("right foot", "left foot")),
        ("On the other knee, do the same.", ("right knee", "left knee")),
        ("Repeat on the right hip.", ("left hip", "right hip")),
        ("Mit dem anderen Bein wiederholen.", ("rechtes Bein", "linkes Bein")),
        ("Bring the ankles together again and gently bring both knees to one side.", None),
        ("Place one hand on each side.", None),
        ("Repeat in the other direction.", ("one direction", "the other direction")),
        ("Lift the other leg.", None),
    ],
)
def test_sentences_that_ask_for_the_other_side(sentence: str, names: tuple[str, str] | None) -> None:
    words = lexicon("de" if set(sentence.split()) & GERMAN else "en")
    assert words is not None
    asked = asks_for_other_side(sentence, words)
    assert (sides_of(asked, "", words).names if asked else None) == names
