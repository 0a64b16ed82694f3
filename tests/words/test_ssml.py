"""SSML: valid by its grammar, every word of the programme in it, and silences exact to the millisecond."""

import subprocess
import wave
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.script import For, Hold, Pause, Pronunciation, Repeat, Routine
from coach.timeline import (
    Choices,
    Jingle,
    Kind,
    Loudness,
    Moment,
    Pace,
    Place,
    Rest,
    Sound,
    Source,
    Utterance,
    Work,
    exact_length_s,
    expand,
    spoken,
)
from coach.units import Samples
from coach.words import ssml
from tests.needs import require
from tests.timeline.helpers import a_word_is_half_a_second, routine, seconds, section, step
from tests.words.helpers import SHIPPED, ms, plain, programme, shipped_routine, texts

GRAMMAR = Path(__file__).parents[1] / "data" / "ssml" / "ssml-1.1.rng"
NAMESPACE = "{http://www.w3.org/2001/10/synthesis}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def faults(document: str) -> str:
    """What xmllint finds wrong with a document."""
    require("xmllint")
    done = subprocess.run(
        ["xmllint", "--noout", "--relaxng", str(GRAMMAR), "-"],
        input=document.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode or done.stderr.decode().strip() == "- validates"
    return done.stderr.decode() if done.returncode else ""


def document(moments: tuple[Moment, ...], language: str = "en-US") -> str:
    return ssml(moments, a_word_is_half_a_second, language)


def moments_of(made: Routine, **choices: object) -> tuple[Moment, ...]:
    return tuple(expand(made, Choices("voice", **choices)))  # type: ignore[arg-type]  # fields of the choices by name


def parsed(text: str) -> Xml.Element:
    return Xml.fromstring(text.encode())  # noqa: S314 - it is our own


def said(element: Xml.Element) -> str:
    """What is to be spoken of an element: aliases instead of what stands under them."""
    parts = [element.text or ""]
    for child in element:
        parts += [child.get("alias") if child.tag == f"{NAMESPACE}sub" else said(child), child.tail]  # type: ignore[list-item]
    return "".join(part or "" for part in parts)


def heard(text: str) -> Iterator[str | int]:
    """Sentences, marks, and how many milliseconds of silence there are in a row."""
    silence_ms = 0
    for element in parsed(text).iter():
        tag = element.tag.removeprefix(NAMESPACE)
        if tag == "break":
            length = int(element.get("time", "").removesuffix("ms"))
            assert 0 < length <= 10_000
            silence_ms += length
        elif tag in ("s", "mark") and not element.get("name", "").startswith("silence-"):
            if silence_ms:
                yield silence_ms
            silence_ms = 0
            yield said(element) if tag == "s" else f"@{element.get('name')}"
    if silence_ms:
        yield silence_ms


class TestGrammar:
    """The schema of our own can tell right from wrong, and what we write is right."""

    @pytest.mark.parametrize(
        "wrong",
        [
            '<speak version="1.0" {0}>x</speak>',
            '<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis">x</speak>',
            '<speak version="1.1" {0}><break time="3"/></speak>',
            '<speak version="1.1" {0}><break time="3 s"/></speak>',
            '<speak version="1.1" {0}><s>a <p>b</p></s></speak>',
            '<speak version="1.1" {0}><p><p>b</p></p></speak>',
            '<speak version="1.1" {0}><mark/></speak>',
            '<speak version="1.1" {0}><sub>x</sub></speak>',
            '<speak version="1.1" {0}><prosody rate="-20%">x</prosody></speak>',
            '<speak version="1.1" {0}><pause time="3s"/></speak>',
            '<speak version="1.1" xml:lang="en">x</speak>',
        ],
    )
    def test_it_refuses_what_the_standard_does_not_have(self, wrong: str) -> None:
        assert faults(wrong.format('xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="en"'))

    @pytest.mark.parametrize("name", SHIPPED)
    @pytest.mark.parametrize("taper", [False, True])
    def test_every_routine_is_valid(self, name: str, taper: bool) -> None:
        made = shipped_routine(name)
        text = document(programme(made, taper=taper).moments, made.language)
        assert not faults(text)
        assert parsed(text).get(LANGUAGE) == made.language

    @settings(max_examples=40)
    @given(st.lists(st.tuples(texts, texts, st.integers(60, 200)), max_size=6), texts)
    def test_any_words_are_valid_and_come_back(self, words: list[tuple[str, str, int]], chime: str) -> None:
        where = Place(1, "x", 0, "x")
        utterances = [Utterance(text, "voice", rate, spoken) for text, spoken, rate in words]
        text = document((*(Sound(utterance, where) for utterance in utterances), Sound(Jingle(chime), where)))
        assert not faults(text)
        sentences = [part for part in heard(text) if isinstance(part, str) and not part.startswith("@chapter-")]
        for utterance, sentence in zip(utterances, sentences[1:], strict=False):
            assert plain(sentence) == (plain(utterance.said) or plain(utterance.text))


class TestWords:
    """What is to be said, and how."""

    @pytest.mark.parametrize("name", SHIPPED)
    def test_all_that_a_routine_says_once_and_in_order(self, name: str) -> None:
        moments = programme(shipped_routine(name)).moments
        said = [part for part in heard(document(moments)) if isinstance(part, str) and not part.startswith("@")]
        expected = [utterance.words for utterance, _ in spoken(moments)]
        assert [" ".join(sentence.split()) for sentence in said] == [" ".join(words.split()) for words in expected]

    def test_what_is_read_otherwise_than_it_is_written_stands_beside_it(self) -> None:
        made = routine(
            section(step("Press the sacrum for 5 s & rest.")), pronounce=(Pronunciation("sacrum", "say krum"),)
        )
        text = document(moments_of(made))
        assert (
            'Press the <sub alias="say krum">sacrum</sub> for 5 <sub alias="seconds">s</sub> &amp; rest.</prosody>'
            in text
        )

    def test_the_rate_is_a_share_of_what_is_usual(self) -> None:
        made = routine(section(step("Go.")))
        # 120 words a minute of the usual 150, and half of that.
        assert [element.attrib for element in prosodies(made)] == [{"rate": "80%"}] * 2
        assert [element.attrib for element in prosodies(made, pace=Pace.of(Fraction(1, 2)))] == [{"rate": "40%"}] * 2

    def test_a_taper_and_the_night_are_heard(self) -> None:
        made = routine(section(*[step(f"Words {number}.") for number in range(9)]))
        rates = [int(element.attrib["rate"].rstrip("%")) for element in prosodies(made, taper=True)]
        assert rates == sorted(rates, reverse=True)
        assert len(rates) == 10
        assert rates[0] >= 79
        assert rates[-1] < 73
        volumes = [element.attrib.get("volume", "+0dB") for element in prosodies(made, taper=True)]
        assert volumes[0] in ("+0dB", "-0.5dB")
        assert volumes[-1] in ("-5.5dB", "-6.0dB")
        assert [element.attrib["volume"] for element in prosodies(made, loudness=Loudness.NIGHT)] == ["-10.0dB"] * 10


def prosodies(made: Routine, **choices: object) -> list[Xml.Element]:
    return parsed(document(moments_of(made, **choices))).findall(f".//{NAMESPACE}prosody")


class TestSilence:
    """Every silence, to the millisecond."""

    def test_written_lengths_are_exact_and_long_ones_in_pieces(self) -> None:
        made = routine(
            section(step("A.", Pause(seconds("7.5")), "B.", Hold(seconds(4)), "C.", For(seconds("4.25"))), step("D."))
        )
        parts = list(heard(document(moments_of(made))))
        assert parts[parts.index("A.") :][:7] == ["A.", 7500, "B.", 4000, "C.", 4250, "@step-2-2"]
        long = document((Rest(Kind.HOLD, Fraction(25), Place(1, "x", 0, "x")),)).splitlines()
        assert [line for line in long if "break" in line or "silence" in line] == [
            '<break time="10000ms"/>',
            '<mark name="silence-1"/>',
            '<break time="10000ms"/>',
            '<mark name="silence-2"/>',
            '<break time="5000ms"/>',
        ]

    @pytest.mark.parametrize("name", SHIPPED)
    @pytest.mark.parametrize("pace", ["0.7", "1", "1.3"])
    def test_nothing_adds_up(self, name: str, pace: str) -> None:
        """Not even after a quarter of an hour at a pace that makes every length a fraction of a millisecond."""
        moments = moments_of(shipped_routine(name), pace=Pace.of(Fraction(pace)))
        silent_s = sum((exact_length_s(moment, only_chimes) for moment in moments), Fraction(0))
        parts = list(heard(ssml(moments, only_chimes, "en")))
        assert abs(sum(part for part in parts if isinstance(part, int)) - silent_s * 1000) <= 0.5

    def test_work_with_words_inside_lasts_as_long_as_it_says(self) -> None:
        made = routine(section(step("A.", Hold(seconds(20), halfway="Half of it.", countdown=2)), step("Z.")))
        parts = list(heard(document(moments_of(made))))
        first, last = parts.index("A."), parts.index("@chime-2-hold-end")
        inside = parts[first + 1 : last]
        assert inside[1::2] == ["Half of it.", "2.", "1."]
        # The words are 1.5, 0.5 and 0.5 seconds long, each filled up to the next frame.
        assert sum(part for part in inside if isinstance(part, int)) == pytest.approx(20_000 - 2500, abs=3 * 27)
        assert inside[0] == pytest.approx(10_000, abs=14)

    def test_every_beat_is_as_long_as_the_others(self) -> None:
        made = routine(
            section(
                step(
                    "A.",
                    Repeat(2, seconds(4)),
                    "B.",
                    Repeat(2, seconds(3), "none"),
                    "C.",
                    Repeat(2, seconds(2), "spoken"),
                )
            )
        )
        parts = list(heard(document(moments_of(made))))
        parts = parts[parts.index("A.") + 1 :]
        assert parts[:4] == ["@chime-2-tick", 4000, "@chime-3-tick", 4000]
        assert parts[4:6] == ["B.", 6000]
        counted = parts[7:11]
        assert counted[::2] == ["1.", "2."]
        assert counted[1] == pytest.approx(1500, abs=27)

    def test_a_chime_is_a_mark_and_as_much_silence(self) -> None:
        parts = list(heard(document((Sound(Jingle("my gong"), Place(0, "x", 0, "x")),))))
        assert parts == ["@chapter-1", "@step-1-1", "@chime-1-my-gong", ms(39)]


def only_chimes(source: Source) -> Samples:
    """Words that take no time: all that is left is silence."""
    return Samples(44_100 if isinstance(source, Jingle) else 0)


@pytest.mark.needs("espeak-ng")
@pytest.mark.parametrize("length_s", [5, 25])
def test_an_engine_that_is_not_ours_is_silent_as_long_as_it_says(length_s: int, tmp_path: Path) -> None:
    """By eSpeak NG, which takes the longest of several breaks that stand beside each other."""

    def spoken_s(silence_s: int) -> float:
        rest = Rest(Kind.HOLD, Fraction(silence_s), Place(1, "x", 0, "x"))
        words = (Sound(Utterance(text, "voice", 120), Place(1, "x", 0, "x")) for text in ("Before it.", "After it."))
        first, last = words
        (tmp_path / "a.ssml").write_text(document((first, rest, last)))
        subprocess.run(["espeak-ng", "-m", "-f", tmp_path / "a.ssml", "-w", tmp_path / "a.wav"], check=True)
        with wave.open(str(tmp_path / "a.wav")) as file:
            return float(file.getnframes() / file.getframerate())

    # Two silences, so that what the engine adds of its own falls out.
    assert spoken_s(length_s + 15) - spoken_s(length_s) == pytest.approx(15, abs=0.05)


def test_marks_name_every_chapter_and_step_once() -> None:
    made = programme(shipped_routine("infant-legs-and-hips"))
    marks = [part[1:] for part in heard(document(made.moments)) if isinstance(part, str) and part.startswith("@")]
    assert len(set(marks)) == len(marks)
    assert sum(mark.startswith("chapter-") for mark in marks) == len(made.timeline().chapters())
    steps = {(moment.place.section, moment.place.step) for moment in made.moments if moment.place.step >= 0}
    assert sum(mark.startswith("step-") for mark in marks) == len(steps)


def test_no_word_is_spoken_for_it() -> None:
    class Mute:
        """Asked for a word, it fails."""

        def __getattr__(self, name: str) -> object:
            raise AssertionError(name)

    made = programme(routine(section(step("Go.", Hold(seconds(20), halfway="Half."))), needs=("oil",)))
    made._speaker = Mute()  # type: ignore[assignment]
    assert "You will need: oil." in ssml(made.moments, made.guess, made.routine.language)


def test_work_of_no_length_is_nothing() -> None:
    where = Place(0, "x", 0, "x")
    assert list(heard(document((Work(Kind.HOLD, Fraction(0), where),)))) == ["@chapter-1", "@step-1-1"]
