"""How fast engines speak comes with the program, so that a routine lasts as long on every machine; what is not known is measured."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.cache import Cache
from coach.timeline import Utterance
from coach.voice import Speaker, VoiceInfo, open_speaker
from coach.voice._calibrate import Calibration, from_table
from coach.voice._catalogue import Catalogue
from coach.voice._finding import Finder
from coach.voice._measuring import measure
from coach.voice._shipped_rates import RATES_FILE, measured_with, shipped_rates, speaker_of
from tests.needs import require

HELD = json.loads(RATES_FILE.read_bytes())
ESPEAK_152 = "pyttsx3 espeak-ng 1.52.0"
"""The espeak-ng that the package espeakng-loader brings."""


def catalogue(version: str, engine: str = "pyttsx3") -> Catalogue:
    return Catalogue(engine, version, (60,), ())


EN_US = VoiceInfo("gmw/en-us", "pyttsx3", "English", ("en-US",))


def test_they_are_of_the_clips_and_the_passage_of_today() -> None:
    assert HELD["measured with"] == measured_with(), "run benchmarks/measure_rates.py again"


@pytest.mark.parametrize("speaker", HELD["rates"])
def test_each_is_a_calibration(speaker: str) -> None:
    assert all(isinstance(from_table(points), Calibration) for points in HELD["rates"][speaker].values())


def test_the_engine_that_comes_along_is_known_in_each_language_with_announcements() -> None:
    assert {"gmw/en-us", "gmw/de", "roa/fr", "roa/es"} <= HELD["rates"][ESPEAK_152].keys()


def test_the_python_package_that_drives_an_engine_does_not_count() -> None:
    assert shipped_rates(catalogue("2.99 espeak-ng 1.52.0"), EN_US) == shipped_rates(
        catalogue("9.1 espeak-ng 1.52.0"), EN_US
    )
    assert shipped_rates(catalogue("2.99 espeak-ng 1.52.0"), EN_US) is not None


def test_a_voice_from_a_file_is_known_by_what_is_in_it() -> None:
    assert speaker_of("piper", "1.8.0.1 0123abcd") == speaker_of("piper:voices/own.onnx", "1.9.1 0123abcd")


@pytest.mark.parametrize("version", ["2.99 espeak-ng 1.49", "2.99 Darwin 24.1", "2.99", ""])
def test_of_another_version_nothing_is_known(version: str) -> None:
    assert shipped_rates(catalogue(version), EN_US) is None


def test_of_another_voice_nothing_is_known() -> None:
    assert shipped_rates(catalogue("2.99 espeak-ng 1.52.0"), VoiceInfo("mine", "pyttsx3", "Mine", ("en",))) is None


@pytest.mark.slow
def test_what_is_not_known_is_measured_once_and_that_is_told_then(fake_speaker: Callable[..., Speaker]) -> None:
    words = Utterance("Rest now", "low", 100)
    speaker = fake_speaker()
    speaker.measure(words)
    assert [note for note in speaker.notes() if "measured on this machine" in note]
    again = fake_speaker()
    again.measure(Utterance("Rest later", "low", 100))
    assert again.notes() == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("engine", "voice", "within"),
    [("pyttsx3", "gmw/en-us", 0.01), ("pyttsx3", "gmw/de", 0.01), ("piper", "joe", 0.03)],
)
def test_measured_here_they_are_the_same(engine: str, voice: str, within: float, tmp_path: Path) -> None:
    """Within what an engine varies by.

    What espeak-ng said before decides where a sentence's last sound falls below the floor: up to 30 ms apart at its fastest, which is
    0.3 % of the passage as one standard deviation of 12 runs, and more when it speaks slowly. A neural voice varies more.
    """
    if engine == "piper":
        require("neural voice")
    cache = Cache(tmp_path)
    finder = Finder(engine, cache, None, 300.0)
    try:
        offered = finder.catalogue(engine)
        info = next(each for each in offered.voices if each.id == voice)
        shipped = shipped_rates(offered, info)
        assert shipped, f"benchmarks/measure_rates.py has not measured {offered.version} yet"
        measured = measure(offered, info, cache, finder.pool(engine)).result()
    finally:
        finder.close()
    here, there = dict(measured.points), dict(shipped.points)
    both = sorted(here.keys() & there.keys())
    assert [here[setting] for setting in both] == pytest.approx([there[setting] for setting in both], rel=within)
    # Beyond what an engine can do, two settings are equally fast but for what each varies by. Then chance decides which of them counts.
    for setting in here.keys() ^ there.keys():
        nearest = min(both, key=lambda known: abs(known - setting))
        assert (here | there)[setting] == pytest.approx(there[nearest], rel=2 * within)


@pytest.mark.slow
def test_two_empty_caches_give_the_same_clips(tmp_path: Path) -> None:
    words = [Utterance(text, "gmw/en-us", 120) for text in ("Stroke down the thigh, slowly.", "Rest.", "Let go of it.")]

    def clips(folder: Path, workers: int) -> list[bytes]:
        with open_speaker("pyttsx3:gmw/en-us", "en-US", folder, workers=workers) as speaker:
            return [speaker.clip(each).tobytes() for each in words]

    assert clips(tmp_path / "one", 1) == clips(tmp_path / "other", 2)
