"""All speech is equally loud, whichever engine spoke, and its clips begin and end without a click."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from loudness import integrated_loudness
from numpy.typing import NDArray

from coach.sound import Pcm
from coach.timeline import Utterance
from coach.voice import open_speaker
from coach.voice._levelling import at_target
from tests.meters import reading_of
from tests.needs import require

RATE = 44_100
SENTENCES = (
    "Let your shoulders drop, and let your jaw hang loose.",
    "Stop if your baby turns away, cries or falls asleep!",
    "Press the heel of your hand into the muscle, stay there for three slow breaths, and let go as slowly as you came.",
)
WORDS = ("3.", "Left.", "Twelve.", "Half way.", "Now the right.")


def tone(seconds: float, level: float, hz: float = 997) -> NDArray[np.float32]:
    return (level * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def as_pcm(sound: NDArray[np.float32]) -> Pcm:
    return np.rint(sound * 32767).astype(np.int16)


def db(ratio: float) -> float:
    return float(20 * np.log10(ratio))


class TestLevels:
    """On sounds of known loudness."""

    @pytest.mark.parametrize("level", [0.02, 0.1, 0.5, 1.0])
    def test_a_tone_comes_to_the_level_that_the_recommendation_defines(self, level: float) -> None:
        """BS.1770: a sine of 997 Hz at full scale in one channel is -3.01 LUFS; at -19 its peak is 15.99 dB below full scale."""
        assert db(float(np.abs(at_target(tone(20, level))).max())) == pytest.approx(-15.99, abs=0.1)

    def test_what_is_softer_than_any_speech_is_not_made_as_loud(self) -> None:
        assert db(float(np.abs(at_target(tone(5, 0.001))).max())) == pytest.approx(-40, abs=0.1)

    def test_silence_stays_silence(self) -> None:
        assert not at_target(np.zeros(3087, np.float32)).any()

    def test_the_parts_of_a_sentence_keep_their_levels_against_each_other(self) -> None:
        levelled = at_target(np.concatenate([tone(2, 0.5), tone(2, 0.2)]))
        loud, soft = levelled[RATE // 2 : RATE], levelled[RATE * 5 // 2 : RATE * 3]
        assert db(float(np.abs(loud).max() / np.abs(soft).max())) == pytest.approx(db(2.5), abs=0.05)

    def test_a_single_loud_word_loses_no_more_than_6_db_and_the_rest_follows(self) -> None:
        """One wave at full scale in a tone of some -37 LUFS, which would have to grow by 10 dB and more to be at -19."""
        sound = tone(4, 0.02)
        sound[RATE : RATE + 44] = tone(44 / RATE, 1.0)
        levelled = at_target(sound)
        tone_db = db(float(np.abs(levelled[3 * RATE :]).max()) / 0.02)
        wave_db = db(float(np.abs(levelled[RATE : RATE + 44]).max()))
        assert wave_db == pytest.approx(-1.5, abs=0.3)
        assert tone_db == pytest.approx(-1.5 + 6, abs=0.1)

    def test_peaks_between_samples_are_held_too(self) -> None:
        """Bursts at a quarter of the rate, sampled 45 degrees off their crests: 3 dB higher than any sample of them."""
        bursts = np.zeros(5 * RATE, np.float32)
        for start in range(RATE // 2, 4 * RATE, RATE // 2):
            bursts[start : start + 800] = np.sin(np.pi / 2 * np.arange(800) + np.pi / 4) * np.hanning(800)
        levelled = as_pcm(at_target(bursts))
        measured = reading_of(levelled)
        assert -2 <= measured.peak_dbtp <= -1
        assert db(float(np.abs(levelled.astype(int)).max()) / 32768) < -4

    def test_nothing_of_it_is_loaded_where_sound_is_played(self) -> None:
        code = "import sys, coach.voice._speaker, coach.session._live; sys.exit({'loudness', 'pedalboard'} & set(sys.modules) != set())"
        subprocess.run([sys.executable, "-c", code], check=True)


@pytest.fixture(scope="module", params=["pyttsx3:gmw/en-us", "piper:joe"])
def clips(request: pytest.FixtureRequest, cache_dir: Path) -> Iterator[dict[str, Pcm]]:
    """What an engine says, by its words."""
    engine = request.param.partition(":")[0]
    if engine == "piper":
        require("neural voice")
    with open_speaker(request.param, "en-US", cache_dir) as speaker:
        asked = {text: Utterance(text, speaker.voice.id, 110) for text in chain(SENTENCES, WORDS)}
        speaker.prefetch(asked.values())
        yield {text: speaker.clip(utterance) for text, utterance in asked.items()}


def between_silences(clip: Pcm) -> Pcm:
    silence = np.zeros(RATE, np.int16)
    return np.concatenate([silence, clip, silence])


class TestClips:
    """On what engines say."""

    def test_each_clip_is_at_the_target_and_under_the_ceiling(self, clips: dict[str, Pcm]) -> None:
        for text, clip in clips.items():
            measured = reading_of(between_silences(clip))
            assert -20 <= measured.lufs <= -18.7, (
                text
            )  # below by as much as a peak that would lose more than 6 dB forbids
            assert measured.peak_dbtp <= -1, text

    def test_a_word_is_at_its_loudest_as_loud_as_a_sentence(self, clips: dict[str, Pcm]) -> None:
        """Neither a shout nor lost: by momentary loudness, which is that of 400 ms."""
        loudest = {text: loudest_lufs(clip) for text, clip in clips.items()}
        sentences = [loudest[text] for text in SENTENCES]
        for word in WORDS:
            assert min(sentences) - 4 < loudest[word] < max(sentences) + 0.5, loudest

    def test_clips_begin_and_end_at_zero_without_a_step(self, clips: dict[str, Pcm]) -> None:
        """In the margins nothing is louder than 50 dB below the clip's peak, so between two samples there are at most two of those."""
        for text, clip in clips.items():
            whole = clip.astype(int)
            most = 2 * np.abs(whole).max() * 10 ** (-50 / 20) + 1
            begin, end = np.diff(whole[:440]), np.diff(whole[-2645:])
            assert whole[0] == whole[-1] == 0, text
            assert max(np.abs(begin).max(), np.abs(end).max()) <= most, text
            # The first and the last millisecond are the outer third of a fade.
            assert max(np.abs(begin[:44]).max(), np.abs(end[-44:]).max()) <= most / 3 + 1, text

    def test_there_is_no_offset(self, clips: dict[str, Pcm]) -> None:
        """Over all that is said, nearer to zero than 60 dB below full scale."""
        assert abs(float(np.concatenate(list(clips.values())).mean())) < 32768 * 10 ** (-60 / 20)


def loudest_lufs(clip: Pcm) -> float:
    sound = (between_silences(clip) / 32768).astype(np.float32)
    window = RATE * 4 // 10
    momentary = (integrated_loudness(sound[at : at + window], RATE) for at in range(0, len(sound) - window, RATE // 50))
    return float(max(momentary))
