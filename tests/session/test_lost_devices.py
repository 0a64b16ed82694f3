"""Real devices that go away and come back while a session plays, by what is recorded of them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from miniaudio import Backend

from coach.errors import OutputError
from coach.player import AudioOutput, State, choose_output, device_lost, no_device
from coach.player._miniaudio_output import MiniaudioOutput
from coach.session import Transport
from coach.session._loudspeaker import Loudspeaker
from coach.sound import Pcm
from coach.timeline import Kind
from tests.player.programmes import Programme, eventually, find, frames_in, programme
from tests.player.stages import open_files
from tests.rig import PATIENCE_S, Rig
from tests.session.test_loudspeaker import NoTime

pytestmark = pytest.mark.needs("sound server")

SECOND = 44_100
UNHEARD = SECOND * 3 // 10
"""At most so much of what was handed out is not in a recording of a server that was killed: what it and the recorder held."""


@pytest.fixture
def rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rig]:
    with Rig(tmp_path) as made:
        for variable, value in made.env.items():
            monkeypatch.setenv(variable, value)
        yield made
        made.thaw()
    assert eventually(lambda: not any(thread.name == "coach-bounded-call" for thread in threading.enumerate()))


class Door:
    """Makes outputs that fail to start until it is open, so that a recording of the new server can begin before its sound."""

    def __init__(self, make: Callable[[], AudioOutput]) -> None:
        self._make = make
        self.is_open = True

    def __call__(self) -> AudioOutput:
        if not self.is_open:
            raise no_device()
        return self._make()


class KeepingTransport(Transport):
    """A session that keeps what it hands out after there is a device again."""

    again: list[Pcm] | None = None

    def restore(self) -> None:
        super().restore()
        self.again = []

    def read(self, count: int) -> Pcm:
        pcm = super().read(count)
        if self.again is not None:
            self.again.append(pcm)
        return pcm


def more_than(count: int) -> Callable[[Pcm], bool]:
    """A condition on what is heard: more than so many samples of sound."""
    return lambda heard: int(np.count_nonzero(heard)) > count


def play_to_the_end(speaker: Loudspeaker) -> None:
    assert eventually(lambda: speaker.wait(0.1))


def heard_of(made: Programme, heard: Pcm) -> Pcm:
    """The recording from where the last sound of the programme says that the programme began, and nothing after its end."""
    place, last = made.clips[-1]
    at = find(last, heard)
    assert at >= 0
    assert not heard[at + len(last) :].any()
    return heard[max(0, at - place) : at + len(last)]


def lose(rig: Rig, made: Programme, when: Callable[[Pcm], bool], backend: Backend) -> tuple[KeepingTransport, Pcm, Pcm]:
    """Play, kill the server as soon as so much is heard, and restart it; the session, and what was heard before and after."""
    session = made.session(kind=KeepingTransport)
    assert isinstance(session, KeepingTransport)
    door = Door(lambda: MiniaudioOutput([backend]))
    with closing(Loudspeaker(session, door)) as speaker:
        with rig.record() as recording:
            speaker.start()
            recording.wait_until(when)
            door.is_open = False
            rig.kill()
        assert eventually(lambda: session.state is State.INTERRUPTED and speaker.trouble is not None)
        assert not speaker.wait(0)
        rig.restart()
        with rig.record() as again:
            door.is_open = True
            play_to_the_end(speaker)
            assert speaker.trouble is None
            after = again.wait_more(SECOND // 4)
    return session, recording.samples, after


@pytest.mark.parametrize("backend", [Backend.PULSEAUDIO, Backend.ALSA])
def test_a_sentence_cut_off_is_heard_again_from_its_start_and_all_that_follows(rig: Rig, backend: Backend) -> None:
    made = programme(frames_in(1.5), -10, 20)
    _, before, after = lose(rig, made, more_than(SECOND // 2), backend)
    first = made.clips[0][1]
    sound = before[before != 0]
    assert SECOND // 2 < len(sound) < len(first)
    assert np.array_equal(sound, first[: len(sound)])
    assert np.array_equal(heard_of(made, after), made.expected)


def test_a_sentence_lost_just_before_its_end_is_not_skipped(rig: Rig) -> None:
    made = programme(20, -10, 20)
    first = made.clips[0][1]
    _, before, after = lose(rig, made, more_than(len(first) - 2000), Backend.PULSEAUDIO)
    # Whether its end was on its way or is lost cannot be told; then it is said again.
    assert np.array_equal(heard_of(made, after), made.expected) or find(first, before) >= 0
    assert np.array_equal(after[np.flatnonzero(after)][-len(made.clips[1][1]) :], made.clips[1][1])


@pytest.mark.parametrize("kind", [Kind.PAUSE, Kind.HOLD])
def test_a_silence_goes_on_with_what_was_left_of_it(rig: Rig, kind: Kind) -> None:
    made = programme(10, -frames_in(3), 10, gap=kind)
    (_, first), (second_at, second) = made.clips

    def is_in_it(heard: Pcm) -> bool:
        return more_than(len(first) - 1)(heard) and not heard[-SECOND:].any()

    session, before, after = lose(rig, made, is_in_it, Backend.PULSEAUDIO)
    ended = find(first, before) + len(first)
    assert np.array_equal(after[after != 0], second)
    assert session.again is not None
    left = int(np.flatnonzero(np.concatenate(session.again))[0])
    heard = len(before) - ended
    assert heard >= SECOND
    assert second_at - len(first) - UNHEARD <= heard + left <= second_at - len(first) + UNHEARD


def test_a_frozen_server_that_thaws_is_gone_back_to(rig: Rig) -> None:
    made = programme(frames_in(1.5), -10, 20)
    session = made.session()
    with (
        rig.record() as recording,
        closing(Loudspeaker(session, lambda: MiniaudioOutput([Backend.PULSEAUDIO]))) as speaker,
    ):
        speaker.start()
        recording.wait_until(more_than(SECOND // 2))
        rig.freeze()
        assert eventually(lambda: session.state is State.INTERRUPTED and speaker.trouble is not None)
        rig.thaw()
        play_to_the_end(speaker)
        heard = recording.wait_more(SECOND // 4)
    assert np.array_equal(heard_of(made, heard), made.expected)
    before = heard[: find(made.clips[0][1], heard)]
    before = before[before != 0]
    assert np.array_equal(before, made.clips[0][1][: len(before)])


def test_headphones_that_were_chosen_are_waited_for_and_nothing_else_plays(rig: Rig) -> None:
    plug = rig.plug_in("headphones", "Headphones")
    made = programme(frames_in(1.5), -10, 20)
    session = made.session()
    with rig.record() as aloud, closing(Loudspeaker(session, choose_output("headph"))) as speaker:
        with rig.record("headphones") as recording:
            speaker.start()
            recording.wait_until(more_than(SECOND // 2))
            rig.unplug(plug)
            assert eventually(lambda: speaker.trouble is not None and "Headphones" in speaker.trouble.what)
        assert session.state is State.INTERRUPTED
        rig.plug_in("headphones", "Headphones")
        with rig.record("headphones") as recording:
            play_to_the_end(speaker)
            heard = recording.wait_more(SECOND // 4)
        # The recorder may have come after the first sentence had begun; what follows it is all there.
        assert find(made.clips[1][1], heard) >= 0
        assert not aloud.samples.any()


def test_without_a_choice_the_sound_goes_on_where_the_server_moves_it(rig: Rig) -> None:
    made = programme(frames_in(1.5), -10, 20)
    session = made.session()
    with closing(Loudspeaker(session, choose_output())) as speaker:
        speaker.start()
        with rig.record() as recording:
            recording.wait_until(lambda heard: bool(heard.any()))
            rig.plug_in("other", "Other")
            with rig.record("other") as other:
                rig.unplug_first()
                play_to_the_end(speaker)
                assert find(made.clips[1][1], other.wait_more(SECOND // 4)) >= 0
    assert session.state is State.FINISHED


class ShortLived(MiniaudioOutput):
    """An output whose device is lost as soon as it is looked after, so many times."""

    left = 0

    def wait(self, timeout_s: float | None = None) -> bool:
        if ShortLived.left:
            ShortLived.left -= 1
            raise device_lost()
        return super().wait(timeout_s)


def test_a_hundred_reopenings_leave_nothing_open(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    for times in (2, 100):
        monkeypatch.setattr(ShortLived, "left", times)
        session = programme(1).session()
        with closing(Loudspeaker(session, partial(ShortLived, [Backend.PULSEAUDIO]), closing=NoTime())) as speaker:
            speaker.start()
            play_to_the_end(speaker)
        assert eventually(lambda: not any(thread.name.startswith("coach-") for thread in threading.enumerate()))
        counts.append((open_files(), threading.active_count()))
    assert counts[0] == counts[1]


def test_a_server_that_never_answers_is_not_waited_for_by_more_and_more_threads(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = programme(1).session()
    rig.freeze()
    # So impatient only while the server is frozen: one that plays may take longer to answer on a busy machine.
    with monkeypatch.context() as impatient:
        impatient.setattr("coach.player._miniaudio_output.ANSWER_S", 0.01)
        for _ in range(30):
            with (
                closing(MiniaudioOutput([Backend.PULSEAUDIO])) as output,
                pytest.raises(OutputError, match="not responding"),
            ):
                output.start(session)
    assert sum(thread.name == "coach-bounded-call" for thread in threading.enumerate()) <= 4
    rig.thaw()
    assert eventually(lambda: not any(thread.name == "coach-bounded-call" for thread in threading.enumerate()))
    assert session.position == 0
    with closing(MiniaudioOutput([Backend.PULSEAUDIO])) as output:
        output.start(session)
        assert output.wait(PATIENCE_S)
    assert session.state is State.FINISHED
