"""Times in words, and sentences that ask for the other side."""

import pytest

from coach.importer._quantities import quantities
from coach.importer._sides import asks_for_other_side
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
        ("\u017fix times", []),
    ],
)
def test_times_in_a_sentence(sentence: str, directives: list[str]) -> None:
    assert [written(quantity.asks) for quantity in quantities(sentence)] == directives


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
        ("Repeat in the other direction.", None),
        ("Lift the other leg.", None),
    ],
)
def test_sentences_that_ask_for_the_other_side(sentence: str, names: tuple[str, str] | None) -> None:
    sides = asks_for_other_side(sentence)
    assert (sides.names if sides else None) == names
