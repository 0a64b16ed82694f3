"""What looks like a letter is that letter, and what nobody sees is not there."""

import pytest

from coach.timeline import Reading
from coach.timeline._letters import plain_letters


@pytest.mark.parametrize("language", ["en", "de", "it"])
@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Bre\u200bathe, bre\u00adathe, bre\u2060athe, \ufeffbreathe", "Breathe, breathe, breathe, breathe"),
        ("bre\u200dathe bre\u200cathe", "breathe breathe"),
        ("\U0001d401\U0001d42b\U0001d41e\U0001d41a\U0001d42d\U0001d421\U0001d41e", "Breathe"),
        ("\U0001d4d1\U0001d4fb\U0001d4ee \U0001d609\U0001d633 \U0001d671\U0001d69b", "Bre Br Br"),
        ("\uff42\uff52\uff45\uff41\uff54\uff48\uff45\uff01", "breathe!"),
        ("\u24d1\u24e1\u24d4 \U0001f171re \U0001f161re", "bre Bre Rre"),
        ("\u0299\u0280\u1d07\u1d00\u1d1b\u029c\u1d07", "breathe"),
        ("\ufb01nger", "finger"),
        ("\u2460Lie down \u2461 \u2469 \u2776 \u247b \u3251", "1 Lie down 2 10 1 8 21"),
        ("part \u2163, \u2488 lie", "part 4, 1. lie"),
        ("cm\u00b2, 20\u00b0, e\u0301t\u00e9", "cm\u00b2, 20\u00b0, e\u0301t\u00e9"),
    ],
)
def test_styled_letters_are_read_as_what_they_look_like(language: str, written: str, said: str) -> None:
    assert Reading(language)(written) == said


def test_disguised_numbers_have_units() -> None:
    assert (
        Reading("en")("\uff13\uff10\uff53\uff45\uff43, \U0001d7d1\U0001d7ce s, \u2462 min")
        == "30 seconds, 30 seconds, 3 minutes"
    )


def test_other_scripts_keep_what_shapes_them() -> None:
    persian, picture = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937"
    assert Reading("fa")(persian) == persian
    assert Reading("hi")(picture) == picture


def test_a_joiner_after_a_wide_digit_is_gone_too() -> None:
    assert plain_letters("\uff13\u200c0") == "30"
    assert plain_letters("\uff13\u200c") == "3"
