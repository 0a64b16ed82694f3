"""What is peculiar to miniaudio, besides the contract of all outputs."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from miniaudio import Backend

from coach.errors import OutputError
from coach.player import _miniaudio_output as miniaudio_output
from coach.player._miniaudio_output import MiniaudioOutput
from coach.session import Command, Transport
from coach.sound import Pcm
from coach.units import SAMPLE_RATE
from tests.player.programmes import eventually, find, frames_in, programme
from tests.player.stages import Stage, open_files, stage
from tests.rig import PATIENCE_S, Heard, Rig

ON_BACKENDS = [Backend.PULSEAUDIO, Backend.ALSA]


@pytest.fixture
def staged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    with stage("pulseaudio", tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture
def rig(staged: Stage) -> Rig:
    assert staged.rig is not None
    return staged.rig


def play_nothing(backend: Backend) -> None:
    """Open, start and close a device."""
    output = MiniaudioOutput([backend])
    output.start(programme(-1).session())
    output.close()


def standing() -> tuple[int, int]:
    """How the system runs this thread: the policy, and the nice value."""
    return os.sched_getscheduler(0) & ~os.SCHED_RESET_ON_FORK, os.getpriority(
        os.PRIO_PROCESS, threading.get_native_id()
    )


@pytest.mark.parametrize("is_real_time_granted", [True, False])
def test_the_thread_that_hands_out_sound_goes_first_where_the_system_permits_it_and_no_other(
    is_real_time_granted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_real_time_granted:
        monkeypatch.setattr(os, "sched_setscheduler", refused)
    alone: list[tuple[int, int]] = []

    def first() -> None:
        miniaudio_output.go_first()
        alone.append(standing())

    thread = threading.Thread(target=first)
    thread.start()
    thread.join()
    session = programme(-1).session()
    read = session.read
    handed_out: list[tuple[int, int]] = []
    session.read = lambda count: (handed_out.append(standing()), read(count))[1]  # type: ignore[method-assign, func-returns-value]
    before = standing()
    output = MiniaudioOutput([Backend.NULL])
    output.start(session)
    eventually(lambda: len(handed_out) > 3)
    output.close()
    assert handed_out[-1] == alone[0]
    if os.geteuid() == 0:
        assert alone[0] == ((os.SCHED_RR, 0) if is_real_time_granted else (os.SCHED_OTHER, miniaudio_output.FIRST))
    assert standing() == before


def refused(*_: object) -> None:
    raise PermissionError


@pytest.mark.needs("sound server")
@pytest.mark.usefixtures("rig")
@pytest.mark.parametrize("backend", ON_BACKENDS)
def test_a_hundred_playbacks_leave_no_file_open(backend: Backend) -> None:
    play_nothing(backend)  # what the libraries keep open for good
    before = open_files()
    for _ in range(100):
        play_nothing(backend)
    assert open_files() == before


@pytest.mark.needs("sound server")
@pytest.mark.parametrize("backend", ON_BACKENDS)
def test_failing_to_open_leaves_no_file_open(rig: Rig, backend: Backend) -> None:
    rig.kill()
    counts = []
    for _ in range(10):
        with pytest.raises(OutputError):
            MiniaudioOutput([backend]).start(programme(-1).session())
        counts.append(open_files())
    assert counts[-1] == counts[0]


@pytest.mark.needs("sound server")
def test_each_backend_is_tried_in_turn(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")  # ALSA's own setup names the server itself
    output = MiniaudioOutput([Backend.PULSEAUDIO, Backend.ALSA])
    output.start(programme(-1).session())
    assert output.backend == "ALSA"
    output.close()
    assert output.backend == ""


@pytest.mark.needs("sound server")
def test_trying_devices_that_are_not_there_keeps_the_terminal_clean(
    rig: Rig, capfd: pytest.CaptureFixture[str]
) -> None:
    rig.kill()
    with pytest.raises(OutputError):
        MiniaudioOutput().start(programme(-1).session())
    assert capfd.readouterr() == ("", "")


@pytest.mark.needs("sound server")
def test_a_sound_server_that_does_not_answer_is_not_waited_for(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(miniaudio_output, "ANSWER_S", 0.2)
    before = open_files()
    rig.freeze()
    output = MiniaudioOutput([Backend.PULSEAUDIO])
    with pytest.raises(OutputError, match="is not responding"):
        output.start(programme(-1).session())
    output.close()
    rig.thaw()
    # The opening left behind succeeds after all, and is undone.
    assert eventually(lambda: not any(thread.name == "coach-bounded-call" for thread in threading.enumerate()))
    assert open_files() == before


@pytest.mark.needs("sound server")
def test_a_frozen_sound_server_does_not_hold_up_the_exit(staged: Stage, rig: Rig) -> None:
    code = """
from coach.errors import OutputError
from coach.player._outputs import open_output
from tests.player.programmes import frames_in, programme
output = open_output()
output.start(programme(frames_in(60)).session())
try:
    output.wait()
except OutputError as error:
    print(error)
output.close()
"""
    root = Path(__file__).parents[2]
    child = subprocess.Popen([sys.executable, "-c", code], cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        staged.heard.wait_until(lambda heard: bool(heard.any()))
        rig.freeze()
        said, _ = child.communicate(timeout=PATIENCE_S / 2)  # closing alone takes 30 s while the server is frozen
    finally:
        child.kill()
        child.wait(PATIENCE_S)
        rig.thaw()
    assert said == "The sound device was disconnected during playback\n"
    assert child.returncode == 0


@pytest.mark.needs("sound server")
def test_a_device_that_stops_of_itself_is_lost_without_waiting_for_its_silence(
    staged: Stage, rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(miniaudio_output, "QUIET_S", 1e9)
    output = MiniaudioOutput([Backend.ALSA])
    output.start(programme(frames_in(60)).session())
    staged.heard.wait_until(lambda heard: bool(heard.any()))
    rig.kill()
    with pytest.raises(OutputError, match="was disconnected"):
        output.wait(PATIENCE_S)
    output.close()


class PausingTransport(Transport):
    """Pauses just after it has answered the device for the tenth time: the worst moment, since all of that answer is still to be heard."""

    def listen(self, heard: Heard) -> None:
        self._heard = heard
        self._reads = 0
        self.paused_at = 0

    def read(self, count: int) -> Pcm:
        pcm = super().read(count)
        self._reads += 1
        if self._reads == 10:
            self.do(Command.PAUSE)
            self.paused_at = len(self._heard)
        return pcm


@pytest.mark.needs("sound server")
@pytest.mark.usefixtures("rig")
@pytest.mark.parametrize("backend", ON_BACKENDS)
def test_a_pause_at_the_worst_moment_is_heard_in_a_quarter_of_a_second(staged: Stage, backend: Backend) -> None:
    session = programme(frames_in(60)).session(kind=PausingTransport)
    assert isinstance(session, PausingTransport)
    session.listen(staged.heard)
    output = MiniaudioOutput([backend])
    output.start(session)
    heard = staged.heard.wait_until(lambda heard: bool(session.paused_at) and not heard[-4410:].any())
    output.close()
    assert np.flatnonzero(heard)[-1] - session.paused_at < 11_025 + 2205  # 50 ms for the recorder, which lags behind


class BrokenTransport(Transport):
    def read(self, count: int) -> Pcm:
        raise MemoryError(f"no room for {count} samples")


def test_an_error_in_the_callback_is_told_to_who_waits_and_nowhere_else(capfd: pytest.CaptureFixture[str]) -> None:
    output = MiniaudioOutput([Backend.NULL])
    output.start(programme(9).session(kind=BrokenTransport))
    with pytest.raises(MemoryError, match="no room"):
        output.wait(PATIENCE_S)
    output.close()
    assert capfd.readouterr().err == ""


class Clock:
    """A clock that shows the times it is given, one after the other."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def silent_device(monkeypatch: pytest.MonkeyPatch) -> tuple[MiniaudioOutput, Clock]:
    """An output whose device never asks for anything, and the clock it goes by."""
    clock = Clock()
    monkeypatch.setattr(miniaudio_output, "time", clock)
    output = MiniaudioOutput([Backend.NULL])
    output._device = object()
    return output, clock


def look(output: MiniaudioOutput, clock: Clock, times: int, step_s: float) -> None:
    for _ in range(times):
        clock.now_s += step_s
        output._look()


def test_a_device_that_asks_for_nothing_for_a_second_is_lost(silent_device: tuple[MiniaudioOutput, Clock]) -> None:
    output, clock = silent_device
    look(output, clock, 9, 0.1)
    assert not output._ending.wait(0, lambda: None)
    look(output, clock, 2, 0.1)
    with pytest.raises(OutputError, match="was disconnected"):
        output._ending.wait(0, lambda: None)


def test_a_device_that_asks_now_and_then_is_not_lost(silent_device: tuple[MiniaudioOutput, Clock]) -> None:
    output, clock = silent_device
    for _ in range(10):
        look(output, clock, 9, 0.1)
        output._answer(programme(-1).session(), 0, 10)
    assert not output._ending.wait(0, lambda: None)


def test_the_time_a_process_was_itself_stopped_does_not_count(silent_device: tuple[MiniaudioOutput, Clock]) -> None:
    output, clock = silent_device
    look(output, clock, 3, 3600)
    assert not output._ending.wait(0, lambda: None)


def test_what_a_lost_device_had_not_played_when_it_last_asked_counts_as_unheard(
    silent_device: tuple[MiniaudioOutput, Clock],
) -> None:
    output, clock = silent_device
    output._kept_s = 0.06
    session = programme(100).session()
    output._answer(session, 0, 4410)
    clock.now_s = 0.1
    output._answer(session, 0, 4410)
    look(output, clock, 12, 0.1)
    with pytest.raises(OutputError, match="was disconnected"):
        output._ending.wait(0, lambda: None)
    assert session.position == 8820
    # When it asked for the last time, 100 ms after the first, it kept what it had got in the last 60 ms.
    assert output.position() == pytest.approx(0.04 * 44_100, abs=1)


def test_a_closed_output_takes_nothing_more(silent_device: tuple[MiniaudioOutput, Clock]) -> None:
    output, _ = silent_device
    session = programme(100).session()
    assert np.frombuffer(output._answer(session, 0, 441), np.int16).any()
    output._device = None
    output.close()
    assert not np.frombuffer(output._answer(session, 0, 441), np.int16).any()
    assert session.position == 441


def test_only_the_device_that_was_opened_last_is_given_sound(silent_device: tuple[MiniaudioOutput, Clock]) -> None:
    output, _ = silent_device
    session = programme(100).session()
    output._turn = 1
    assert not np.frombuffer(output._answer(session, 0, 441), np.int16).any()
    assert session.position == 0
    assert np.frombuffer(output._answer(session, 1, 441), np.int16).any()


@pytest.mark.needs("sound server")
@pytest.mark.parametrize("backend", ON_BACKENDS)
def test_a_late_answer_is_followed_by_a_longer_queue_as_soon_as_it_is_silent(staged: Stage, backend: Backend) -> None:
    """Nothing is lost, and nothing twice: every sound before and after is in the recording once, whole and in order."""
    made = programme(40, -40, 60, -60, 20)
    session = staged.session(made)
    read = session.read
    seen: list[tuple[int, int]] = []

    def slow_once(count: int) -> Pcm:
        pcm = read(count)
        if len(seen) == 4:
            # A third of what is kept, and some more: enough to be late, and not so late that the device runs dry.
            time.sleep(0.4 * miniaudio_output.KEPT_S.get(backend, miniaudio_output.OTHER_KEPT_S))
        seen.append((session.position, count))
        return pcm

    session.read = slow_once  # type: ignore[method-assign]
    output = MiniaudioOutput([backend])
    output.start(session)
    short = output._kept_s
    assert output.wait(PATIENCE_S)
    assert output._kept_s > short
    output.close()
    heard = staged.heard.wait_more(SAMPLE_RATE // 10)
    at = 0
    for _, sound in made.clips:
        place = find(sound, heard, at)
        assert place >= 0
        assert find(sound, heard, place + len(sound)) < 0
        at = place + len(sound)


@pytest.mark.needs("sound server")
def test_a_device_that_does_not_open_again_with_a_longer_queue_is_lost(
    staged: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = MiniaudioOutput([Backend.PULSEAUDIO])
    output.start(programme(-400).session())
    monkeypatch.setattr(output, "_open", lambda _: (_ for _ in ()).throw(OutputError("not there")))
    output._turn += 1
    with pytest.raises(OutputError, match="was disconnected"):
        output.wait(PATIENCE_S)
    output.close()
