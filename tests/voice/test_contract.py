"""What every engine must do, asked of the fake and of the real ones alike, in workers, as the programme does."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.timeline import Utterance
from coach.voice import Speaker, canonical, list_voices, open_speaker
from coach.voice._calibrate import rate_wpm
from tests.needs import require
from tests.voice.fakes import FAKE

MARGINS = 441 + 2646
"""Samples of silence around every clip: 10 ms and 60 ms."""

PAGE = (
    "Lay a soft blanket on the floor.",
    "Kneel beside it, with your weight on your heels.",
    "Place one palm under the lower back, and the other on the belly.",
    "Breathe in, and out.",
    "Let the warmth of your hands sink in before you move.",
    "Draw the upper hand in a wide circle, always the same way around.",
    "The pressure is that of a sleeping cat.",
    "If the belly feels tight, wait.",
    "Glide over to the left side, and press with the flat of your fingers.",
    "Count slowly to five, then release.",
    "Move two fingers down, and press again.",
    "Work your way along the edge of the pelvis until you reach the middle.",
    "Take hold of both feet.",
    "Lift them a little, and let them swing like a hammock in the wind.",
    "Lower them gently.",
    "Cover the legs with the blanket, so that nothing gets cold.",
    "Now the other side.",
    "Everything you did on the left, do on the right.",
    "To finish, rest your hands on the shoulders for three breaths.",
    "Thank you, that was lovely.",
)
"""Instructions that were not used for anything else here."""

PROMPTS = tuple(tuple(PAGE[(i + j) % 20] for j in range(2 + i % 3)) for i in range(20))
"""Twenty prompts of two to four sentences."""

SLOW = "piper"
"""An engine so slow that it is given less to say."""


@pytest.fixture(params=[FAKE, "pyttsx3", "piper"], ids=["fake", "pyttsx3", "piper"], scope="module")
def engine(request: pytest.FixtureRequest) -> str:
    if request.param == "piper":
        require("neural voice")
    return str(request.param)


@pytest.fixture(scope="module")
def speaker(engine: str, cache_dir: Path) -> Iterator[Speaker]:
    with open_speaker(None, "en-US", cache_dir, engine=engine) as opened:
        yield opened


def test_voices_have_ids_of_their_own_names_and_language_tags(engine: str, cache_dir: Path) -> None:
    voices = list_voices(cache_dir, engine=engine)
    assert len({voice.id for voice in voices}) == len(voices) > 0
    for voice in voices:
        assert voice.name
        assert voice.languages
        assert all(tag == canonical(tag) for tag in voice.languages)
    assert len({voice.engine for voice in voices}) == 1


def test_all_of_many_prompts_of_several_sentences_are_whole(speaker: Speaker) -> None:
    voice = speaker.voice.id
    prompts = PROMPTS[::4] if speaker.voice.engine == SLOW else PROMPTS
    speaker.prefetch(Utterance(text, voice, 120) for text in (*PAGE, *map(" ".join, prompts)))
    speaker.wait()
    for sentences in prompts:
        parts = sum(len(speaker.clip(Utterance(sentence, voice, 120))) - MARGINS for sentence in sentences)
        whole = len(speaker.clip(Utterance(" ".join(sentences), voice, 120))) - MARGINS
        # An engine rests between sentences, but not for long, and leaves none of them out.
        assert 0.97 * parts < whole < 1.4 * parts, sentences


def test_clips_begin_and_end_at_zero_and_are_heard(speaker: Speaker) -> None:
    for text in (*PAGE[:5], "Left.", "I", "30", "Two and a half."):
        clip = speaker.clip(Utterance(text, speaker.voice.id, 120))
        assert clip.dtype == np.int16
        assert clip.ndim == 1
        assert clip[0] == clip[-1] == 0
        assert np.abs(clip.astype(int)).max() > 2000
        assert len(clip) == speaker.measure(Utterance(text, speaker.voice.id, 120))


def test_text_of_any_kind_is_spoken_or_refused_but_never_hangs(speaker: Speaker) -> None:
    for text in ("—", "...", "<b>Ankle</b> [[knee]]", "1/2 & 3 %", "naïve façade", "-- --", '"Quoted," he said.'):
        assert len(speaker.clip(Utterance(text, speaker.voice.id, 120))) >= MARGINS


def test_a_long_text_is_whole(speaker: Speaker) -> None:
    voice, times = speaker.voice.id, 1 if speaker.voice.engine == SLOW else 3
    whole = speaker.measure(Utterance(" ".join(PAGE * times), voice, 120))
    parts = sum(speaker.measure(Utterance(each, voice, 120)) - MARGINS for each in PAGE) * times
    assert 0.97 * parts < whole < 1.4 * parts


def test_a_faster_rate_is_faster(speaker: Speaker) -> None:
    lengths = [speaker.measure(Utterance(PAGE[5], speaker.voice.id, rate)) for rate in (110, 130, 150, 170)]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(lengths)) == 4


def test_nothing_is_printed(speaker: Speaker, capfd: pytest.CaptureFixture[str]) -> None:
    speaker.clip(Utterance("Something that was not said before.", speaker.voice.id, 120))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("voice", ["gmw/en-us", "gmw/en-gb-x-rp", "joe"])
def test_the_rate_asked_for_is_the_rate_heard_over_a_page(voice: str, cache_dir: Path) -> None:
    """A rate below the slowest that the voice can do is spoken at that, and the note says so."""
    if voice == "joe":
        require("neural voice")
    with open_speaker(voice, "en-US", cache_dir) as speaker:
        rates: tuple[int, ...] = (30, 95, 110, 125, 150, 180)
        if speaker.voice.engine == SLOW:
            rates = (30, 95, 150)
        speaker.prefetch(Utterance(text, voice, rate) for rate in rates for text in PAGE)
        speaker.wait()
        heard = {rate: rate_wpm(PAGE, [speaker.measure(Utterance(t, voice, rate)) for t in PAGE]) for rate in rates}
        (note,) = speaker.notes()
    said = re.fullmatch(
        rf"The voice {voice} cannot speak slower than (\d+) words a minute; it speaks at (\d+) instead of 30.", note
    )
    assert said
    slowest = int(said[1])
    assert int(said[2]) == slowest < 110
    assert heard == {rate: pytest.approx(max(rate, slowest), rel=0.05) for rate in rates}
