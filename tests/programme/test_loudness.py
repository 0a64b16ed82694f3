"""Every routine that ships is as loud as it should be, as a whole, measured on the sound that is played and exported."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import soxr
from loudness import integrated_loudness

from coach.folders import Folders, shipped
from coach.programme import Wishes, open_programme
from coach.sound import Pcm
from coach.timeline import Gap, Kind, Loudness
from tests.meters import reading_of

RATE = 44_100
SHIPPED = sorted(path.stem for path in shipped("scripts").glob("*.md"))
OFTEN_SPOKEN = ("hand-reset", "infant-legs-and-hips", "prenatal-hip")
"""Routines that other tests speak too, so that their words are in the cache as a rule; to speak another takes long."""
every_routine = pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in OFTEN_SPOKEN else pytest.mark.slow) for name in SHIPPED],
)
SHORT = """---
title: A rest for the shoulders
language: en-US
safety: [Stop if anything hurts.]
---

## Shoulders

- **Drop.** Let both shoulders sink, as if somebody hung a heavy coat on each of them. [hold: 10s]
- Draw slow circles with them, first backwards, and then forwards. [repeat: 3 every 4s]
- That is all. Stay as you are for as long as you like.
"""


@dataclass(frozen=True, slots=True)
class Measured:
    lufs: float
    peak_dbtp: float


def sound_of(name: str, wishes: Wishes, longest_gap_s: int | None = None, *, has_chimes: bool = True) -> Pcm:
    """The whole of it; long silences cut short, or chimes left out, if asked for."""
    most = float("inf") if longest_gap_s is None else longest_gap_s * RATE
    with open_programme(name, wishes, Folders.of_user()) as opened:
        blocks = opened.programme.render()
        short = (block for block in blocks if not isinstance(block.event, Gap) or block.offset < most)
        kept = [block.pcm for block in short if has_chimes or block.event.kind is not Kind.CHIME]
    return np.concatenate(kept)


@cache
def measured(name: str, loudness: Loudness) -> Measured:
    """With silences of 1 s at most: the measure leaves silence out anyway, so this changes nothing but how long it takes."""
    pcm = sound_of(name, Wishes(voice="pyttsx3", loudness=loudness), longest_gap_s=1)
    lufs = integrated_loudness((pcm / np.float32(32768)).astype(np.float32), RATE)
    between = soxr.resample(pcm.astype(np.float32), RATE, 4 * RATE, quality="HQ")
    return Measured(float(lufs), float(20 * np.log10(np.abs(between).max() / 32768)))


@pytest.mark.slow
@every_routine
def test_every_routine_is_at_the_target(name: str) -> None:
    found = measured(name, Loudness.NORMAL)
    assert found.lufs == pytest.approx(-19, abs=0.5)
    assert found.peak_dbtp <= -1


@pytest.mark.slow
@every_routine
def test_every_routine_is_10_lu_softer_at_night(name: str) -> None:
    """Words are exactly 10 dB softer. The chimes, 14 dB softer, count a little less, so the bound is the same and no narrower."""
    found = measured(name, Loudness.NIGHT)
    assert found.lufs == pytest.approx(-29, abs=0.5)
    assert found.peak_dbtp <= -11


@pytest.mark.slow
def test_another_meter_finds_the_same_in_the_whole_with_all_its_silences() -> None:
    found, whole = measured("hand-reset", Loudness.NORMAL), reading_of(sound_of("hand-reset", Wishes(voice="pyttsx3")))
    assert whole.lufs == pytest.approx(found.lufs, abs=0.15)
    assert whole.peak_dbtp == pytest.approx(found.peak_dbtp, abs=0.15)


@pytest.mark.needs("neural voice")
def test_the_neural_voice_is_as_loud(tmp_path: Path) -> None:
    """In a routine of seven sentences the chimes, 8 LU below words, count for half a LU; the words alone are at the target."""
    script = tmp_path / "short.md"
    script.write_text(SHORT)
    by_joe, by_espeak = (sound_of(str(script), Wishes(voice=voice)) for voice in ("piper:joe", "pyttsx3"))
    assert reading_of(by_joe).lufs == pytest.approx(reading_of(by_espeak).lufs, abs=0.3)
    assert reading_of(by_joe).peak_dbtp <= -1
    words = sound_of(str(script), Wishes(voice="piper:joe"), has_chimes=False)
    assert reading_of(words).lufs == pytest.approx(-19, abs=0.5)


def test_the_pause_between_sentences_follows_the_pace(tmp_path: Path) -> None:
    (tmp_path / "short.md").write_text(SHORT)

    def pause_s(pace: Fraction) -> float:
        with open_programme(
            str(tmp_path / "short.md"), Wishes(pace=pace, voice="pyttsx3"), Folders.of_user()
        ) as opened:
            events = opened.programme.estimate().events
        before = next(index for index, event in enumerate(events) if event.text == "That is all.")
        return events[before + 1].length * 1152 / RATE

    assert pause_s(Fraction(1)) == pytest.approx(0.6, abs=1152 / RATE)
    assert pause_s(Fraction(1, 2)) == pytest.approx(1.2, abs=1152 / RATE)
