"""What every engine must do, asked of it in a worker of its own, as the programme does."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.timeline import Utterance
from coach.voice import Speaker, canonical, list_voices, open_speaker

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


class EngineContract:
    """Subclass it and say where your engine is, as ``module:class``, or its name; ``language`` is one that it speaks.

    ``is_slow`` gives it less to say. Override the fixture ``cache_dir`` to keep what it has said.
    """

    engine = ""
    language = "en-US"
    is_slow = False

    @pytest.fixture(scope="class")
    @classmethod
    def cache_dir(cls, tmp_path_factory: pytest.TempPathFactory) -> Path:
        """Where clips are kept."""
        return tmp_path_factory.mktemp("clips")

    @pytest.fixture(scope="class")
    @classmethod
    def speaker(cls, cache_dir: Path) -> Iterator[Speaker]:
        """Its best voice for the language."""
        with open_speaker(None, cls.language, cache_dir, engine=cls.engine) as opened:
            yield opened

    def test_voices_have_ids_of_their_own_names_and_language_tags(self, cache_dir: Path) -> None:
        """A person can name each of them."""
        voices = list_voices(cache_dir, engine=self.engine)
        assert len({voice.id for voice in voices}) == len(voices) > 0
        for voice in voices:
            assert voice.name
            assert voice.languages
            assert all(tag == canonical(tag) for tag in voice.languages)
        assert len({voice.engine for voice in voices}) == 1
        if ":" not in self.engine:  # asked for by its name, and so is its voice
            assert {voice.engine for voice in voices} == {self.engine}

    def test_all_of_many_prompts_of_several_sentences_are_whole(self, speaker: Speaker) -> None:
        """It leaves no sentence out, and rests between sentences, but not for long."""
        voice = speaker.voice.id
        prompts = PROMPTS[::6] if self.is_slow else PROMPTS[::2]
        single = {sentence for prompt in prompts for sentence in prompt}
        speaker.prefetch(Utterance(text, voice, 120) for text in (*single, *map(" ".join, prompts)))
        speaker.wait()
        for sentences in prompts:
            parts = sum(len(speaker.clip(Utterance(sentence, voice, 120))) - MARGINS for sentence in sentences)
            whole = len(speaker.clip(Utterance(" ".join(sentences), voice, 120))) - MARGINS
            # An engine rests between sentences, but not for long, and leaves none of them out.
            assert 0.97 * parts < whole < 1.4 * parts, sentences

    def test_clips_begin_and_end_at_zero_and_are_heard(self, speaker: Speaker) -> None:
        """No click at either end, and something in between."""
        for text in (*PAGE[:5], "Left.", "I", "30", "Two and a half."):
            clip = speaker.clip(Utterance(text, speaker.voice.id, 120))
            assert clip.dtype == np.int16
            assert clip.ndim == 1
            assert clip[0] == clip[-1] == 0
            assert np.abs(clip.astype(int)).max() > 2000
            assert len(clip) == speaker.measure(Utterance(text, speaker.voice.id, 120))

    def test_text_of_any_kind_is_spoken_or_refused_but_never_hangs(self, speaker: Speaker) -> None:
        """Whatever a writer may write."""
        for text in ("—", "...", "<b>Ankle</b> [[knee]]", "1/2 & 3 %", "naïve façade", "-- --", '"Quoted," he said.'):
            assert len(speaker.clip(Utterance(text, speaker.voice.id, 120))) >= MARGINS

    def test_a_long_text_is_whole(self, speaker: Speaker) -> None:
        """However long a step is."""
        voice, page = speaker.voice.id, PAGE[:8] if self.is_slow else PAGE * 2
        whole = speaker.measure(Utterance(" ".join(page), voice, 120))
        parts = sum(speaker.measure(Utterance(each, voice, 120)) - MARGINS for each in page)
        assert 0.97 * parts < whole < 1.4 * parts

    def test_a_faster_rate_is_faster(self, speaker: Speaker) -> None:
        """The engine's knob does what it says."""
        lengths = [speaker.measure(Utterance(PAGE[5], speaker.voice.id, rate)) for rate in (110, 130, 150, 170)]
        assert lengths == sorted(lengths, reverse=True)
        assert len(set(lengths)) == 4

    def test_nothing_is_printed(self, speaker: Speaker, capfd: pytest.CaptureFixture[str]) -> None:
        """A voice's terminal belongs to the program."""
        speaker.clip(Utterance("Something that was not said before.", speaker.voice.id, 120))
        assert capfd.readouterr() == ("", "")
