"""A routine and a voice put together."""

import pytest

from coach.errors import VoiceError
from coach.folders import shipped
from coach.programme import Programme
from coach.script import Routine
from coach.sound import Chimes
from coach.timeline import Choices
from tests.fakes import UNSPEAKABLE, ToneVoice
from tests.timeline.helpers import routine, section, step

MADE = routine(section(step("One."), step("Two."), step("Three."), title="Part"))


def programme_of(made: Routine = MADE) -> tuple[Programme, ToneVoice]:
    voice = ToneVoice()
    return Programme(made, Choices("tone"), voice, Chimes([shipped("audio_cues")])), voice


def test_an_estimate_asks_the_voice_for_nothing_and_is_near() -> None:
    programme, voice = programme_of()
    estimate = programme.estimate()
    assert voice.asked == []
    assert estimate.duration_s == pytest.approx(programme.timeline().duration_s, rel=0.1)


def test_words_that_cannot_be_spoken_are_told_with_their_step() -> None:
    programme, _ = programme_of(
        routine(section(step("One."), step("Now.", name="Odd"), step(UNSPEAKABLE), title="Strokes"))
    )
    with pytest.raises(VoiceError) as caught:
        programme.timeline()
    assert caught.value.what == f"In 'Strokes', step '{UNSPEAKABLE}': The words “{UNSPEAKABLE}” cannot be spoken"
    assert caught.value.hint
