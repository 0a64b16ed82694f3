"""Words in capitals are words; abbreviations stay letters."""

import pytest

from coach.script import Pronunciation
from coach.timeline import Reading
from coach.timeline._word_sets import words


@pytest.mark.parametrize(
    "word",
    sorted(words("HIP ARM TOE LET YES AIR OIL OUT LEG IN UP STOP HOLD KNEE SLOWLY STRENGTH RHYTHM PSOAS NOT EACH")),
)
def test_an_english_word_in_capitals_is_a_word(word: str) -> None:
    assert Reading("en")(f"Now {word} it.") == f"Now {word.lower()} it."


@pytest.mark.parametrize(
    "short",
    sorted(words("TV MRI UK USA TENS ACL NHS COPD ADHD DVD SOS BMI XYZ QRS II IV XIV U.S.A. COVID-19 H2O MRIs WWII")),
)
def test_an_abbreviation_stays_as_it_is(short: str) -> None:
    for language in ("en", "de", "fr", "es"):
        assert Reading(language)(f"a {short} b") == f"a {short} b"


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "Breathe OUT now. Lift the LEG.", "Breathe out now. Lift the leg."),
        ("en", "REST NOW: LIFT THE LEG", "Rest now: lift the leg"),
        ("en", "SLOW DOWN BEFORE THE MRI", "Slow down before the MRI"),
        ("en", "DON'T push. LEFT-RIGHT!", "Don't push. Left-right!"),
        ("en", "In the US at 5 AM. I AM calm. Help US.", "In the US at 5 AM. I am calm. Help us."),
        ("en", "I'M here. I’LL stay. The IT band. WOW.", "I'm here. I’ll stay. The IT band. Wow."),
        ("en", "Let IT go. Ask the IT team.", "Let it go. Ask the IT team."),
        ("de", "Heb das BEIN und den ARM, LANGSAM.", "Heb das Bein und den Arm, langsam."),
        ("de", "Atme AUS. NICHT drücken. Das MRT.", "Atme aus. Nicht drücken. Das MRT."),
        ("fr", "Levez le BRAS et la JAMBE. PAS trop. L'IRM.", "Levez le bras et la jambe. Pas trop. L'IRM."),
        ("fr", "Levez l'ÉPAULE. LEVEZ L’ÉPAULE", "Levez l'épaule. Levez L’épaule"),
        ("es", "Levante la MANO y el PIE. NO más. La OMS.", "Levante la mano y el pie. No más. La OMS."),
        ("it", "Alza la GAMBA.", "Alza la GAMBA."),
    ],
)
def test_emphasis_and_headings_are_read_as_words(language: str, written: str, said: str) -> None:
    assert Reading(language)(written) == said


def test_what_the_writer_wants_said_stays_in_capitals() -> None:
    assert Reading("en", (Pronunciation("legs", "EL EE GEE"),))("the LEGS, the LEG") == "the EL EE GEE, the leg"


def test_some_abbreviations_are_spelled_and_others_are_said_as_words() -> None:
    assert Reading("en")("Stop ASAP. A 12 min EMOM, then an AMRAP.") == "Stop ASAP. A 12 minutes emom, then an amrap."
