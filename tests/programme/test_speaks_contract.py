"""What a programme asks of a voice, tried on real ones and on the fake that other tests use."""

from collections.abc import Iterator

import numpy as np
import pytest

from coach.folders import Folders
from coach.programme._programme import Speaks
from coach.timeline import Utterance
from coach.voice import open_speaker
from tests.fakes import ToneVoice

WORDS = ("Lay both hands on the thighs.", "Now wait.", "Breathe out slowly, and let your shoulders sink.")


@pytest.fixture(
    scope="module", params=["fake", "pyttsx3", pytest.param("piper", marks=pytest.mark.needs("neural voice"))]
)
def voice(request: pytest.FixtureRequest) -> Iterator[tuple[Speaks, str]]:
    """A voice and the name that its utterances carry."""
    if request.param == "fake":
        yield ToneVoice(), "tone"
        return
    with open_speaker(request.param, "en-US", Folders.of_user().cache) as speaker:
        yield speaker, speaker.voice.id


def test_a_clip_is_sound_of_the_length_that_was_measured(voice: tuple[Speaks, str]) -> None:
    speaks, name = voice
    for text in WORDS:
        utterance = Utterance(text, name, 120)
        measured = speaks.measure(utterance)
        clip = speaks.clip(utterance)
        assert clip.dtype == np.int16
        assert clip.shape == (measured,)
        assert np.abs(clip).max() > 1000


def test_clips_begin_and_end_in_silence(voice: tuple[Speaks, str]) -> None:
    speaks, name = voice
    for text in WORDS:
        clip = speaks.clip(Utterance(text, name, 120))
        assert clip[0] == 0
        assert clip[-1] == 0


def test_the_same_request_gives_the_same_clip(voice: tuple[Speaks, str]) -> None:
    speaks, name = voice
    utterance = Utterance(WORDS[0], name, 120)
    assert np.array_equal(speaks.clip(utterance), speaks.clip(utterance))


def test_what_is_said_decides_what_is_heard(voice: tuple[Speaks, str]) -> None:
    speaks, name = voice
    written, said = "Wait 5-10 s.", "Wait 5 to 10 seconds."
    heard = speaks.clip(Utterance(written, name, 120, said))
    assert np.array_equal(heard, speaks.clip(Utterance(said, name, 120)))
    assert not np.array_equal(heard, speaks.clip(Utterance(written, name, 120)))


def test_what_is_heard_decides_the_name_of_the_sound(voice: tuple[Speaks, str]) -> None:
    speaks, name = voice
    known = {speaks.identity(Utterance(text, name, rate)) for text in WORDS for rate in (100, 120)}
    assert len(known) == 6
    assert speaks.identity(Utterance("Anything.", name, 120, WORDS[0])) in known


def test_a_slower_rate_takes_longer(voice: tuple[Speaks, str]) -> None:
    speaks, name = voice
    for text in WORDS:
        assert speaks.measure(Utterance(text, name, 100)) > speaks.measure(Utterance(text, name, 160))


def test_all_that_was_asked_for_gets_ready_and_progress_ends_at_all(voice: tuple[Speaks, str]) -> None:
    speaks, name = voice
    utterances = [Utterance(text, name, 130) for text in (*WORDS, WORDS[0])]
    told: list[tuple[int, int]] = []
    speaks.prefetch(utterances, lambda done, total: told.append((done, total)))
    for utterance in utterances:
        speaks.clip(utterance)
    assert all(speaks.is_ready(utterance) for utterance in utterances)
    assert (3, 3) in told
