"""A live session put together, with a voice that needs no engine and an output that plays at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from coach.errors import VoiceError
from coach.folders import shipped
from coach.player import Playable, State
from coach.programme import Programme
from coach.script import Wait
from coach.session import Command, Live, Start
from coach.sound import Chimes
from coach.timeline import Choices, Kind, Loudness
from tests.fakes import UNSPEAKABLE, ToneVoice
from tests.player.fakes import FakeOutput
from tests.player.programmes import eventually, find
from tests.rig import PATIENCE_S, Heard
from tests.timeline.helpers import routine, section, step


class Capturing(FakeOutput):
    """Keeps what it plays: reads ten milliseconds of sound every millisecond or so, and nothing while ``held``."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = Heard()

    def start(self, player: Playable) -> None:
        outer = self

        class Tee:
            """The player, overheard."""

            def __getattr__(self, name: str) -> object:
                return getattr(player, name)

            def read(self, count: int) -> object:
                before = player.position
                pcm = player.read(count)
                outer.heard.add(pcm[: player.position - before].tobytes())
                return pcm

        super().start(Tee())  # type: ignore[arg-type]  # it is one, by passing everything on


def programme_of(*names: str, voice: ToneVoice | None = None) -> Programme:
    steps = [step(f"The words of {name}.", name=name) for name in names]
    return Programme(routine(section(*steps)), Choices("tone"), voice or ToneVoice(), Chimes([shipped("audio_cues")]))


@contextmanager
def playing(programme: Programme, start: Start | None = None) -> Iterator[tuple[Live, Capturing]]:
    output = Capturing()
    with Live(programme, lambda: output, start or Start()) as live:
        live.start()
        yield live, output


def exported(programme: Programme) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    return np.concatenate([block.pcm for block in programme.render()])


@pytest.mark.slow
def test_what_is_heard_is_what_is_exported() -> None:
    programme = programme_of("One", "Two")
    with playing(programme) as (live, output):
        assert live.wait(PATIENCE_S)
        assert live.status().state is State.FINISHED
    assert np.array_equal(output.heard.samples, exported(programme))


def test_the_view_tells_where_it_is_and_the_lengths_add_up() -> None:
    programme = programme_of("One", "Two")
    total_s = len(exported(programme)) / 44_100
    with playing(programme) as (live, _):
        live.do(Command.NEXT)
        assert eventually(lambda: live.view().step == "One")
        live.do(Command.PAUSE)
        view = live.view()
        assert (view.next_step, view.state, view.trouble) == ("Two", State.PAUSED, None)
        assert view.gone_s + view.left_s == pytest.approx(total_s, abs=0.05)
        assert view.is_exact
        assert view.pace == 1
        live.do(Command.FASTER)
        assert live.view().pace == pytest.approx(1.1)
        assert live.view().gone_s + live.view().left_s < total_s


@pytest.mark.slow
def test_it_begins_where_it_is_told_after_the_words_it_is_told() -> None:
    voice = ToneVoice()
    programme = programme_of("One", "Two", voice=voice)
    words = programme.utterance("Going on with two.")
    index = next(number for number, moment in enumerate(programme.moments) if moment.place.step_title == "Two")
    with playing(programme, Start(index=index, words=words.text, silence_s=Fraction(1))) as (live, output):
        assert live.wait(PATIENCE_S)
    heard = output.heard.samples
    assert find(voice.clip(words), heard) == 0
    first = find(voice.clip(programme.utterance("Two.")), heard)
    assert first == pytest.approx(len(voice.clip(words)) + 44_100, abs=2 * 1152)


@pytest.mark.slow
def test_at_night_what_is_said_on_the_side_is_softer_too() -> None:
    voice = ToneVoice()
    by_day = programme_of("One", voice=voice)
    at_night = by_day.with_choices(replace(by_day.choices, loudness=Loudness.NIGHT))
    words = voice.clip(at_night.utterance("Begin."))
    with playing(at_night, Start(words="Begin.", silence_s=Fraction(1))) as (live, output):
        assert live.wait(PATIENCE_S)
    assert np.allclose(output.heard.samples[: len(words)], words * 10 ** (-10 / 20), atol=0.51)


def test_time_left_is_said_in_minutes() -> None:
    voice = ToneVoice()
    programme = programme_of("One", "Two", voice=voice)
    with playing(programme) as (live, output):
        live.do(Command.TIME_LEFT)
        words = voice.clip(programme.utterance("Less than a minute left."))
        output.heard.wait_until(lambda samples: find(words, samples) >= 0)


@pytest.mark.slow
def test_a_voice_that_fails_ends_it_with_its_error() -> None:
    programme = Programme(
        routine(section(step("Fine."), step(UNSPEAKABLE))),
        Choices("tone"),
        ToneVoice(),
        Chimes([shipped("audio_cues")]),
    )
    with playing(programme) as (live, output), pytest.raises(VoiceError, match="cannot be spoken"):
        live.wait(PATIENCE_S)
    assert find(ToneVoice().clip(programme.utterance("Fine.")), output.heard.samples) > 0


def test_changes_are_told_to_everybody_who_watches() -> None:
    programme = programme_of("One")
    with playing(programme) as (live, _):
        watching = [live.watch(), live.watch()]
        for event in watching:
            event.clear()
        live.do(Command.SOFTER)
        assert all(event.is_set() for event in watching)


@pytest.mark.slow
def test_a_wait_is_seen() -> None:
    waiting = step("Wash your hands.", Wait(None))
    programme = Programme(routine(section(waiting)), Choices("tone"), ToneVoice(), Chimes([shipped("audio_cues")]))
    with playing(programme) as (live, _):
        assert eventually(lambda: live.view().in_wait)
        assert live.view().kind is Kind.WAIT
        live.do(Command.READY)
        assert live.wait(PATIENCE_S)
