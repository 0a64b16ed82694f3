"""What a voice is given for what is written: expected readings are how people say it, worked out by hand."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.folders import Folders, shipped
from coach.programme import Programme, find_routine, messages_for
from coach.script import Pronunciation, Routine, can_be_said, parse, resolve
from coach.sound import Chimes
from coach.timeline import ENGLISH as ENGLISH_MESSAGES
from coach.timeline import Choices, Reading, build, expand, spoken
from coach.timeline._letters import plain_letters
from coach.timeline._wording import WORDINGS
from coach.words import lyrics
from tests.fakes import ToneVoice
from tests.languages import UNTRANSLATED
from tests.timeline.helpers import a_word_is_half_a_second

ENGLISH = [
    ("Hold it for 30-60 s.", "Hold it for 30 to 60 seconds."),
    ("Hold it for 30–60 s.", "Hold it for 30 to 60 seconds."),
    ("Press 2-3 times.", "Press 2 to 3 times."),
    ("30-60s", "30 to 60 seconds"),
    ("30 s – 60 s", "30 seconds to 60 seconds"),
    ("20-30° or 10-20%", "20 to 30° or 10 to 20%"),
    ("Rest 5 min", "Rest 5 minutes"),
    ("Rest 5 min. then go on", "Rest 5 minutes then go on"),
    ("Rest 5 min. Then go on.", "Rest 5 minutes. Then go on."),
    ("Rest 5 min.", "Rest 5 minutes."),
    ("1 min, 1.5 h, 45s", "1 minute, 1.5 hours, 45 seconds"),
    ("10 cm wide", "10 centimeters wide"),
    ("1,000 ml", "1,000 milliliters"),
    ("approx. ten", "approximately ten"),
    ("e.g. oil, i.e. fat", "for example oil, that is fat"),
    ("towels, etc.", "towels, et cetera."),
    ("towels, etc. Then rest", "towels, et cetera. Then rest"),
    ("1/2 cup", "one half cup"),
    ("1 1/2 cups, or 1½ h", "1 and one half cups, or 1 and one half hours"),
    ("3x a day", "3 times a day"),
    ("3 x 10", "3 times 10"),
    ("a towel of 30 x 50 cm", "a towel of 30 by 50 centimeters"),
    ("at 20 °C, or -5 °C", "at 20 degrees Celsius, or -5 degrees Celsius"),
    ("No. 2 and #5", "number 2 and number 5"),
    ("~5 min, <3 kg, >2", "about 5 minutes, less than 3 kilograms, more than 2"),
    ("L/R, w/ oil", "left, right, with oil"),
    ("hands/feet and/or", "hands feet and or"),
    ("Breathe 4-4-8.", "Breathe 4, 4, 8."),
    ("Hold for 30s. Rest 60s, every 20s.", "Hold for 30 seconds. Rest 60 seconds, every 20 seconds."),
    ("2x/day (5 km/h, 10-15 min/side).", "2 times per day (5 kilometers per hour, 10 to 15 minutes per side)."),
    ("1/8 tsp, ⅛ oz", "one eighth teaspoon, one eighth ounce"),
]
GERMAN = [
    ("30-60 s", "30 bis 60 Sekunden"),
    ("1 Minute, 1 Min., 5 Min.", "eine Minute, eine Minute, 5 Minuten."),
    ("Öl, z. B. Mandelöl", "Öl, zum Beispiel Mandelöl"),
    ("Öl, z.\u202fB. Mandelöl, usw.", "Öl, zum Beispiel Mandelöl, und so weiter."),
    ("ca. 10 cm bzw. 2-3 EL", "circa 10 Zentimeter beziehungsweise 2 bis 3 Esslöffel"),
    ("0,5-1 cm tief", "0,5 bis ein Zentimeter tief"),
    ("5 mm-1 cm tief", "5 Millimeter bis ein Zentimeter tief"),
    ("1x oder 3x, Nr. 2", "ein mal oder 3 mal, Nummer 2"),
    ("20 °C, 3/4", "20 Grad Celsius, drei Viertel"),
    ("2x/Tag, 1/8 l", "2 mal pro Tag, ein Achtel Liter"),
]
FRENCH = [
    ("30-60 s", "30 à 60 secondes"),
    ("1 h, 1 min", "une heure, une minute"),
    ("p. ex. env. 5 cm", "par exemple environ 5 centimètres"),
    ("n° 2, 3x", "numéro 2, 3 fois"),
    ("20\u202f°C, 1/4", "20 degrés Celsius, un quart"),
    ("2x/jour, 1/8 l", "2 fois par jour, un huitième de litre"),
]
SPANISH = [
    ("30-60 s", "30 a 60 segundos"),
    ("1 hora, 1 min", "una hora, un minuto"),
    ("aceite & agua, p. ej. tibia", "aceite y agua, por ejemplo tibia"),
    ("n.º 2, 3x, ¾", "número 2, 3 veces, tres cuartos"),
    ("3x/día", "3 veces por día"),
]
ANY_LANGUAGE = [
    ("*gently*, a_b, `x`", "gently, a b, x"),
    ("Rest \U0001f642.", "Rest."),
    ("Love \u2764\ufe0f and \U0001f469\u200d\U0001f467 and \U0001f44d\U0001f3fd now", "Love and and now"),
    ("1\ufe0f\u20e3 First", "1 First"),
    ("Left → right", "Left, right"),
    ("Left -> right ->.", "Left, right."),
    ("[softly] {loudly} (\U0001f642)", "(softly) (loudly)"),
    ("See https://www.example.org/knees?x=1#top.", "See example.org."),
    ("(www.example.org)", "(example.org)"),
    ("• One | two • #yoga", "One two yoga"),
    ("Oil™ is \ue000 it", "Oil is it"),
]
AS_WRITTEN = [
    *["Lie still.", "5 times", "hands-on", "a 5-minute rest", "7:30-8:00", "in her 30s.", "20°", "10%", "1.5"],
    *[
        "in their 20s and 30s",
        "the 1990s",
        "5 m",
        "60-30",
        "555-1234",
        "Part 1 - 2 minutes",
        "5/6",
        "size 5",
        "R&D",
        "C#",
        "5 + 3 = 8",
    ],
    *[
        "Wait -- no.",
        "“Yes” (well) …",
        "L’eau ; c’est «\u00a0bon\u00a0».",
        "¿Listo? ¡Ya!",
        "3",
        "2. Name",
        "it´s",
        "m.o.l.",
    ],
]


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        (language, *pair)
        for language, pairs in (("en-GB", ENGLISH), ("de", GERMAN), ("FR-ca", FRENCH), ("es-419", SPANISH))
        for pair in pairs
    ],
)
def test_numbers_units_and_abbreviations_are_said_as_people_say_them(language: str, written: str, said: str) -> None:
    assert Reading(language)(written) == said


@pytest.mark.parametrize("unit", ["mm", "cm", "km"])
@pytest.mark.parametrize(("language", "said"), [("en", "30 by 50 "), ("fr", "30 sur 50 ")])
def test_a_cross_between_lengths_is_said_otherwise_than_one_between_numbers(
    language: str, said: str, unit: str
) -> None:
    assert Reading(language)(f"30 x 50 {unit}").startswith(said)


@pytest.mark.parametrize("language", [*WORDINGS, UNTRANSLATED])
@pytest.mark.parametrize(("written", "said"), ANY_LANGUAGE)
def test_nothing_is_said_but_words_and_punctuation(language: str, written: str, said: str) -> None:
    assert Reading(language)(written) == said


@pytest.mark.parametrize("written", AS_WRITTEN)
def test_what_is_not_recognised_stays_as_it_is_written(written: str) -> None:
    assert Reading("en")(written) == written


def test_a_language_without_a_table_keeps_its_numbers_and_signs() -> None:
    assert Reading(UNTRANSLATED)("30-60 s, ca. <5, #2 & 1/2") == "30-60 s, ca. <5, #2 & 1/2"


def test_the_guide_tells_what_is_said() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "script-language.md").read_text(encoding="utf-8")
    told = re.findall(r'`([^`]+)` (?:as|is)\s+"([^"]+)"', guide)
    assert len(told) == 5
    assert [Reading("en")(written) for written, _ in told] == [said for _, said in told]


class TestLexicon:
    """The writer's own way to say a word."""

    WORDS = (
        Pronunciation("sacrum", "SAY-krum"),
        Pronunciation("psoas", "SO-az"),
        Pronunciation("psoas major", "SO-az MAY-jer"),
        Pronunciation("min", "a tiny bit"),
        Pronunciation("café", "kaff-AY"),
        Pronunciation("C#", "see sharp"),
        Pronunciation("TENS", "T.E.N.S"),
    )

    @pytest.mark.parametrize(
        ("written", "said"),
        [
            ("The sacrum. SACRUM, and Sacrum!", "The say-krum. say-krum, and say-krum!"),
            ("sacrums, a_sacrum", "sacrums, a sacrum"),
            ("sacrum-wide, hip/sacrum", "say-krum-wide, hip say-krum"),
            ("psoas and psoas  major", "so-az and so-az may-jer"),
            ("5 min", "5 a tiny bit"),
            ("a café, a cafe\u0301, a cafe", "a kaff-ay, a kaff-ay, a cafe"),
            ("in C#", "in see sharp"),
            ("TENS, 30-60 s", "T.E.N.S, 30 to 60 seconds"),
        ],
    )
    def test_whole_words_are_said_as_the_writer_wants_whatever_their_case(self, written: str, said: str) -> None:
        assert Reading("en", self.WORDS)(written) == said

    def test_what_is_said_is_no_word_of_the_lexicon_again(self) -> None:
        swapped = (Pronunciation("left", "right"), Pronunciation("right", "left"))
        assert Reading("en", swapped)("left right") == "right left"

    def test_capitals_are_softened_only_beside_small_letters(self) -> None:
        said = ["SAY-krum", "M-R-I", "T-ens", "EM AR", "É-TÉ-s"]
        words = tuple(Pronunciation(f"word{number}", each) for number, each in enumerate(said))
        read = [Reading("fr", words)(f"word{number}") for number in range(len(said))]
        assert read == ["say-krum", "M-R-I", "T-ens", "EM AR", "É-té-s"]

    def test_no_symbols_come_in_by_the_lexicon(self) -> None:
        assert Reading("en", (Pronunciation("rest", "*rest* \U0001f642 2x"),))("Rest.") == "rest 2 times."


PIECES = [
    *[
        "30",
        "-",
        "–",
        " ",
        "60",
        "s",
        "min.",
        "cm",
        "x",
        "×",
        "1/2",
        "½",
        "/",
        "°",
        "°C",
        "No.",
        "#",
        "~",
        "<",
        ">",
        "&",
    ],
    *[
        "e.g.",
        "z. B.",
        "n°",
        "L/R",
        "w/",
        "etc.",
        "*",
        "_",
        "`",
        "->",
        "→",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "|",
        "\\",
        "^",
    ],
    *[
        "https://",
        "www.",
        "example.org",
        "@",
        ".",
        ",",
        ":",
        "\u00a0",
        "\ufe0f",
        "\u200d",
        "\u20e3",
        "\U0001f642",
        "\ue000",
    ],
    *[
        "x10",
        "3*10",
        "1h30",
        "30s",
        "30sec",
        '"',
        "'",
        "’",
        "3/10",
        "LEG",
        "TV",
        "A.",
        "Dr.",
        "am 3. Tag",
        "nach ",
        "the ",
        "\u200b",
        "\uff13",
    ],
    *["\U0001f3fd", "\U0001f1e9", "Rest", "é", "e\u0301", "5", "\U000f0000", "\U0010ffff", "²", "①", "️⃣"],
]
texts = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
languages = st.sampled_from([*WORDINGS, UNTRANSLATED])
NEVER = re.compile(r"[][{}*_`|\\^•→]|->|https?://\w|[\U0001f300-\U0001faff\ue000-\uf8ff]")


@settings(max_examples=600)
@given(texts, languages)
def test_any_text_can_be_read_and_what_was_read_reads_the_same(text: str, language: str) -> None:
    reading = Reading(language)
    read = reading(text)
    assert reading(read) == read
    assert not NEVER.search(read), read
    assert not any(unicodedata.category(character) == "So" and character not in "°№℃℉" for character in read)
    assert can_be_said(read) or not can_be_said(text)


plain_words = st.text(
    st.characters(categories=["Ll", "Lo"], exclude_characters="ßx").filter(
        lambda letter: plain_letters(letter) == letter
    )
    | st.sampled_from(" ,;!?'-’"),
    max_size=60,
).map(lambda text: " ".join(text.split()))


@settings(max_examples=300)
@given(plain_words, languages)
def test_plain_words_stay_the_same_to_the_letter(text: str, language: str) -> None:
    assert Reading(language)(text) == text


@pytest.mark.slow
@settings(max_examples=200)
@given(texts, st.lists(st.builds(Pronunciation, texts.filter(can_be_said), texts.filter(can_be_said)), max_size=4))
def test_any_lexicon_can_be_used(text: str, entries: list[Pronunciation]) -> None:
    assert not NEVER.search(Reading("en", tuple(entries))(text))


SCRIPT = """---
title: Hips & thighs \U0001f642
language: en
needs: [2-3 towels]
safety: ["\U0001f6d1", Stop after 5 min.]
pronounce:
  sacrum: SAY-krum
---

## The sacrum {sides="left hip, right sacrum"}

- **Sacrum.** Press *gently* on the sacrum, on the {side}. [a link](https://example.org/a_b) &amp; `code` &#8594; ![a pict\\*re](p.png)
- Rest. \U0001f642 [hold: 20s, halfway: "Still 5-10 s \U0001f642"]
- \U0001f642! Then go on. \u00a1\U0001f642!

[include: feet]
"""
FEET = "---\ntitle: Feet\nlanguage: en\npronounce:\n  Sacrum: wrong\n  talus: TAY-lus\n---\n\n- The sacrum, and the talus.\n"


def hips() -> Routine:
    return resolve(parse(SCRIPT, "hips.md"), lambda _: (FEET, "feet.md"))


def test_a_script_is_given_to_the_voice_as_words_alone() -> None:
    words = [utterance.words for utterance, _ in spoken(expand(hips(), Choices("voice")))]
    assert words == [
        "Hips & thighs.",
        "You will need: 2 to 3 towels.",
        "Stop after 5 minutes.",
        *("First, the left hip.", "say-krum."),
        "Press gently on the say-krum, on the left hip. a link & code, a pict re",
        *("Rest.", "Still 5 to 10 seconds", "Then go on."),
        *("Now the right say-krum.", "say-krum."),
        "Press gently on the say-krum, on the right say-krum. a link & code, a pict re",
        *("Rest.", "Still 5 to 10 seconds", "Then go on."),
        "The say-krum, and the tay-lus.",
    ]


def test_what_is_shown_stays_as_it_is_written() -> None:
    timeline = build(expand(hips(), Choices("voice")), a_word_is_half_a_second)
    assert [chapter.title for chapter in timeline.chapters()[1:3]] == [
        "The sacrum: left hip",
        "The sacrum: right sacrum",
    ]
    page = lyrics(timeline, ENGLISH_MESSAGES)
    for written in (
        "Hips & thighs \U0001f642.",
        "2-3 towels.",
        "5 min.",
        "the sacrum, on the right sacrum.",
        "5-10 s \U0001f642",
    ):
        assert written in page
    assert "say-krum" not in page


def test_other_words_of_a_session_are_read_in_the_same_way(tmp_path: Path) -> None:
    programme = Programme(hips(), Choices("voice"), ToneVoice(), Chimes([tmp_path]))
    said = programme.utterance(ENGLISH_MESSAGES.resumed("Press the sacrum for 5-10 s"))
    assert said.text == "Continuing with: Press the sacrum for 5-10 s."
    assert said.words == "Continuing with: Press the say-krum for 5 to 10 seconds."


@pytest.mark.parametrize("path", sorted(shipped("scripts").glob("*.md")), ids=lambda path: path.stem)
def test_routines_that_ship_are_said_as_they_are_written(path: Path) -> None:
    """They are written for the ear; and words that nobody changed keep their clips and timings."""
    routine = find_routine(str(path), Folders.of_user()).routine
    options = frozenset(option.name for option in routine.options)
    for chosen in (frozenset[str](), options):
        moments = expand(routine, Choices("voice", options=chosen, messages=messages_for(routine.language)))
        assert [utterance.text for utterance, _ in spoken(moments) if utterance.said] == []


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "2 x day, 3x week", "2 times per day, 3 times per week"),
        ("en", "2x/wk for 6 wks", "2 times per week for 6 weeks"),
        ("en", "2x a day, 2x daily", "2 times a day, 2 times daily"),
        ("en", "3 x day 2", "3 times day 2"),
        ("de", "2 x Tag, 3x Woche", "2 mal pro Tag, 3 mal pro Woche"),
        ("de", "3x/Wo.", "3 mal pro Woche."),
        ("de", "2x täglich", "2 mal täglich"),
        ("fr", "2 x jour", "2 fois par jour"),
        ("fr", "7j/7, 5 j/7 et 24h/24", "7 jours sur 7, 5 jours sur 7 et 24 heures sur 24"),
        ("es", "Hazlo 2 x sem. y descansa.", "Hazlo 2 veces por semana y descansa."),
        ("es", "2x día, 2 x por semana", "2 veces por día, 2 veces por semana"),
    ],
)
def test_times_before_a_period_are_per_period(language: str, written: str, said: str) -> None:
    assert Reading(language)(written) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "10 reps/leg/day", "10 reps per leg per day"),
        ("en", "2x/week/side", "2 times per week per side"),
        ("en", "5 breaths/side/round", "5 breaths per side per round"),
        ("en", "once / day / leg", "once per day per leg"),
        ("en", "8/arm/set/week, hip/knee/toe", "8 per arm per set per week, hip knee toe"),
        ("de", "10 Wdh./Seite/Tag", "10 Wiederholungen pro Seite pro Tag"),
        ("fr", "10 rép./côté/jour", "10 répétitions par côté par jour"),
        ("es", "2x/semana/lado", "2 veces por semana por lado"),
    ],
)
def test_several_slashes_each_count(language: str, written: str, said: str) -> None:
    assert Reading(language)(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Breathe 4 - 7 - 8.", "Breathe 4, 7, 8."),
        ("4 – 4 – 6 – 2", "4, 4, 6, 2"),
        ("tempo 3 — 1 — 3 now", "tempo 3, 1, 3 now"),
        ("5 - 10 reps", "5 to 10 reps"),
    ],
)
def test_three_numbers_with_dashes_follow_one_another(written: str, said: str) -> None:
    assert Reading("en")(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("'90s music", "'90s music"),
        ("songs of the '90s", "songs of the '90s"),
        ("the ’80s sound", "the ’80s sound"),
        ("the mid-'70s", "the mid-'70s"),
        ("do '30s on' twice", "do '30 seconds on' twice"),
        ('12" ruler', "12-inch ruler"),
        ('6" foam roller', "6-inch foam roller"),
        ('a 20" plyo box', "a 20-inch plyo box"),
        ('10" wooden dowel', "10-inch wooden dowel"),
        ('5" hold', "5 seconds hold"),
        ('30" bench press', "30 seconds bench press"),
    ],
)
def test_a_decade_is_no_time_and_a_thing_is_so_many_inches(written: str, said: str) -> None:
    assert Reading("en")(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Press w/your hands.", "Press with your hands."),
        ("w/oil, w/ oil, w/10 lb", "with oil, with oil, with 10 pounds"),
        ("w/o oil, w/o", "without oil, without"),
        ("W/o shoes", "Without shoes"),
        ("W/ oil", "With oil"),
        ("3 W/kg", "3 W kg"),
        ("w/in reach, w/out pain, b/c it helps", "within reach, without pain, because it helps"),
    ],
)
def test_a_slash_after_w_is_with(written: str, said: str) -> None:
    assert Reading("en")(written) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("en", "a 10-s hold", "a 10-second hold"),
        ("en", "a 2-h walk, a 10-15-s rest", "a 2-hour walk, a 10 to 15-second rest"),
        ("en", "20%-30%, 20° – 30°", "20 to 30%, 20 to 30°"),
        ("en", "100%-50%", "100%-50%"),
        ("en", "3-4/10 pain", "3 to 4 out of 10 pain"),
        ("en", "pain 3/10-4/10, effort 60-70/100", "pain 3 out of 10 to 4 out of 10, effort 60 to 70 out of 100"),
        ("en", "1h5, 2h9, 1h30", "1 hour 5 minutes, 2 hours 9 minutes, 1 hour 30 minutes"),
        ("fr", "1h5, 20 % - 30 %", "une heure 5, 20 à 30 %"),
        ("de", "2–3mal, 2-3mal täglich", "2 bis 3 Mal, 2 bis 3 Mal täglich"),
        ("de", "2- bis 3mal", "2 bis 3 Mal"),
        ("de", "5mal, 3-mal, 1mal am Tag", "5 Mal, 3 Mal, einmal am Tag"),
        ("de", "30-s-Pause, 1-h-Kurs", "30-Sekunden-Pause, 1-Stunden-Kurs"),
        ("de", "20%-30%, 3-4/10", "20 bis 30%, 3 bis 4 von 10"),
    ],
)
def test_joined_numbers_and_signs(language: str, written: str, said: str) -> None:
    assert Reading(language)(written) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("es", "nº 3, Nº 3, n° 12", "número 3, Número 3, número 12"),
        ("es", "el 2º dedo, el 3º paso, el 1º día", "el segundo dedo, el tercer paso, el primer día"),
        ("es", "2º dedo, 2º y 3º dedo, 1º y 2º paso", "segundo dedo, segundo y tercer dedo, primero y segundo paso"),
        ("es", "1º respira, sube 5º lentamente", "1º respira, sube 5º lentamente"),
        ("es", "a 5º de la pared, 10º más, gira 5º", "a 5º de la pared, 10º más, gira 5º"),
        ("es", "3 rep. cda. lado", "3 repeticiones cada lado"),
        ("es", "Cda. pierna, 10 reps c/u", "Cada pierna, 10 repeticiones cada uno"),
        ("es", "4 sem. de reposo, 1 sem., 6-8 sem", "4 semanas de reposo, una semana, 6 a 8 semanas"),
        ("es", "2x/sem. y luego 3x/sem", "2 veces por semana y luego 3 veces por semana"),
        ("es", "Espera 2 sem. Luego sigue.", "Espera 2 semanas. Luego sigue."),
        ("fr", "2 c. à s. d'huile", "2 cuillères à soupe d'huile"),
        ("fr", "1 c. à c. de sel, une c. à s. de miel", "une cuillère à café de sel, une cuillère à soupe de miel"),
        ("fr", "Ajoutez 2 c. à s. Mélangez.", "Ajoutez 2 cuillères à soupe. Mélangez."),
        ("fr", "3 fois/sem. au moins", "3 fois par semaine au moins"),
        ("fr", "2x/j, 3x/sem", "2 fois par jour, 3 fois par semaine"),
        ("fr", "10 min/j. pendant 6 sem.", "10 minutes par jour pendant 6 semaines."),
        ("fr", "à 3 j'arrête", "à 3 j'arrête"),
    ],
)
def test_spanish_and_french_short_forms(language: str, written: str, said: str) -> None:
    assert Reading(language)(written) == said
