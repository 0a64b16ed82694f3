"""Workers and the pool before them, on engines that misbehave."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from coach.cache import Cache, clip_key
from coach.errors import VoiceError
from coach.voice._channel import Message
from coach.voice._engines import is_ours
from coach.voice._pool import CacheFaultError, WorkerPool
from coach.voice._worker import MEMORY
from coach.voice._worker_process import WorkerError, WorkerProcess
from tests.voice.conftest import until
from tests.voice.fakes import FAKE

PATIENCE_S = 30.0


@contextmanager
def open_pool(engine: str = FAKE, deadline_s: float = PATIENCE_S, start_s: float = PATIENCE_S) -> Iterator[WorkerPool]:
    pool = WorkerPool(engine, 1, deadline_s, start_s)
    try:
        yield pool
    finally:
        pool.close()


def test_at_rest_there_is_no_worker_until_something_is_asked_for_again() -> None:
    with open_pool() as pool:
        before = pool.submit(measure("One.")).result(PATIENCE_S)
        (first,) = pool._workers
        pool.rest()
        until(lambda: not pool._workers)
        assert not Path(f"/proc/{first.pid}").exists()
        assert pool.submit(measure("One.")).result(PATIENCE_S) == before
        (second,) = pool._workers
        assert second.pid != first.pid


def test_what_waits_is_done_before_the_rest() -> None:
    with open_pool() as pool:
        asked = [pool.submit(measure(f"Number {n}.")) for n in range(5)]
        pool.rest()
        assert all("samples" in future.result(PATIENCE_S) for future in asked)
        until(lambda: not pool._workers)


def limits_of(pid: int) -> dict[str, str]:
    """The hard limits of a process, as the system has them."""
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return {line[:26].strip(): line[47:68].strip() for line in lines}


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells the limits of another process")
def test_a_worker_of_ours_may_not_take_much_and_what_another_packages_engine_needs_is_its_own_affair(
    tmp_path: Path,
) -> None:
    assert is_ours("pyttsx3")
    assert is_ours("piper@/home/me/voice.onnx")
    assert not is_ours(FAKE)
    ours, theirs = WorkerProcess("pyttsx3", tmp_path / "ours"), WorkerProcess(FAKE, tmp_path / "theirs")
    try:
        for worker in (ours, theirs):
            assert worker.answer(PATIENCE_S) == {"ready": True}
        assert limits_of(ours.pid)["Max address space"] == str(MEMORY)
        assert int(limits_of(ours.pid)["Max open files"]) <= 128
        assert limits_of(ours.pid)["Max core file size"] == "0"
        assert limits_of(theirs.pid)["Max address space"] == limits_of(os.getpid())["Max address space"]
    finally:
        ours.end()
        theirs.end()


def measure(text: str) -> Message:
    return {"do": "measure", "texts": [text], "voice": "low", "setting": 100, "rate_wpm": 100}


def speak(text: str, cache: Path) -> Message:
    key = clip_key({"text": text})
    asked = {"do": "speak", "text": text, "voice": "low", "setting": 100, "rate_wpm": 100}
    return {**asked, "cache": str(cache), "key": key}


def spoken(meeting: Path) -> list[str]:
    """What the engine was asked to say, in order."""
    notes = meeting / "spoken.txt"
    return notes.read_text().splitlines() if notes.exists() else []


def test_a_request_is_answered_and_its_clip_kept(tmp_path: Path) -> None:
    with open_pool() as pool:
        reply = pool.submit(speak("one two", tmp_path / "cache")).result(PATIENCE_S)
    # Two words at 100 a minute are 1.2 s, and the margins 70 ms; the hum comes out of silence within a millisecond.
    assert reply["samples"] == pytest.approx(1.27 * 44_100, abs=44)
    clip = Cache(tmp_path / "cache").read(clip_key({"text": "one two"}))
    assert clip is not None
    assert len(clip) == reply["samples"]


def test_what_another_program_has_said_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    """Its timeline may be built on the length; an engine never takes quite the same time twice."""
    request = speak("one two three", tmp_path)
    theirs = np.full(1234, 5, np.int16)
    Cache(tmp_path).write(request["key"], theirs)
    with open_pool() as pool:
        assert pool.submit(request).result()["samples"] == 1234
    kept = Cache(tmp_path).read(request["key"])
    assert kept is not None
    assert np.array_equal(kept, theirs)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("SILENT", "the recording is silent"),
        ("SHORT", "too short for its words"),
        ("CUTOFF", "cut off"),
        ("GARBAGE", "did not write a WAV or AIFF"),
        ("NOFILE", "no sound file was written"),
        ("RAISE", "out of breath"),
        ("CRASHES", r"ended unexpectedly \(the library fell over\)"),
    ],
)
def test_a_fault_is_tried_again_in_a_fresh_worker_and_then_told_with_the_words(
    meeting: Path, word: str, reason: str
) -> None:
    words = f"one two three {word}"
    with open_pool() as pool:
        with pytest.raises(VoiceError, match=reason) as raised:
            pool.submit(measure(words), words).result(PATIENCE_S)
        assert words in raised.value.what
        assert spoken(meeting) == [words, words]
        assert pool.submit(measure("all is well")).result(PATIENCE_S)


def test_a_crash_that_does_not_come_again_is_not_noticed(meeting: Path) -> None:
    with open_pool() as pool:
        assert pool.submit(measure("one CRASHONCE")).result(PATIENCE_S)["samples"]
    assert spoken(meeting) == ["one CRASHONCE"] * 2


@pytest.mark.slow
def test_an_engine_that_hangs_is_ended_by_the_deadline() -> None:
    with open_pool(deadline_s=0.5) as pool:
        with pytest.raises(VoiceError, match=r"hung \(it has not done anything") as raised:
            pool.submit(measure("HANG"), "HANG").result(PATIENCE_S)
        assert '"HANG"' in raised.value.what


def test_words_by_which_a_voice_is_measured_are_not_quoted() -> None:
    with open_pool() as pool, pytest.raises(VoiceError) as raised:
        pool.submit(measure("RAISE"), letters=5).result(PATIENCE_S)
    assert "RAISE" not in raised.value.what


class TestProgress:
    """Of an engine that a busy machine keeps waiting: it comes to little in every second, but it comes on."""

    def test_it_is_waited_for_however_long_it_takes(self) -> None:
        process = Told(*used(*(0.01 * number for number in range(1000))), {"samples": [1]})
        assert process.answer(deadline_s=30.0) == {"samples": [1]}

    def test_it_is_ended_when_it_has_stood_still_for_the_deadline(self) -> None:
        """Thirty beats without any progress; what it has done before does not count."""
        process = Told(*used(*(0.01 * number for number in range(100))), *used(*[1.0] * 31))
        with pytest.raises(WorkerError, match="not done anything for 30 s"):
            process.answer(deadline_s=30.0)
        assert process.told == []

    def test_work_without_an_end_is_ended_too(self) -> None:
        """After four times the deadline, in time of the processor."""
        process = Told(*used(*range(121)))
        with pytest.raises(WorkerError, match="no answer after 120 s of work"):
            process.answer(deadline_s=30.0)
        assert process.told == []

    def test_no_beat_at_all_counts_as_two(self) -> None:
        process = Told(*[None] * 15)
        with pytest.raises(WorkerError, match="not done anything for 30 s"):
            process.answer(deadline_s=30.0)

    def test_work_of_before_is_not_counted(self) -> None:
        """An engine that has spoken all day has used hours."""
        process = Told(*used(*range(9999, 9999 + 119)), {"samples": [1]})
        assert process.answer(deadline_s=30.0) == {"samples": [1]}


def used(*seconds: float) -> list[Message]:
    """Beats: so much of the processor's time has been used."""
    return [{"used_s": each} for each in seconds]


class Told(WorkerProcess):
    """A worker that says what it is told to; None is a silence for longer than a beat takes."""

    def __init__(self, *told: Message | None) -> None:
        self.told = list(told)

    def _next_line(self) -> Message | None:
        return self.told.pop(0)

    def kill(self) -> None:
        pass


@pytest.mark.slow
def test_an_engine_that_hangs_while_starting_is_ended() -> None:
    with open_pool("tests.voice.fakes:HangingEngine", start_s=0.5) as pool, pytest.raises(VoiceError, match="hung"):
        pool.submit({"do": "describe"}).result(PATIENCE_S)


@pytest.mark.parametrize(
    ("engine", "reason"),
    [
        ("tests.voice.fakes:BrokenEngine", "does not start (no library)"),
        ("tests.voice.fakes:NoSuchEngine", "does not start ("),
        ("no_such_module:Engine", "does not start (No module named 'no_such_module')"),
    ],
)
def test_an_engine_that_does_not_start_says_why(engine: str, reason: str) -> None:
    with open_pool(engine) as pool, pytest.raises(VoiceError) as raised:
        pool.submit({"do": "describe"}).result(PATIENCE_S)
    assert reason in raised.value.what


def test_what_a_library_prints_reaches_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    with open_pool() as pool:
        assert pool.submit(measure("very NOISY")).result(PATIENCE_S)["samples"]
        assert pool.submit(measure("very NOISY")).result(PATIENCE_S)["samples"]
    assert capfd.readouterr() == ("", "")


def test_a_cache_that_cannot_be_written_to_is_no_fault_of_the_engine(tmp_path: Path, meeting: Path) -> None:
    (tmp_path / "file").touch()
    with open_pool() as pool, pytest.raises(CacheFaultError, match="Not a directory"):
        pool.submit(speak("one two", tmp_path / "file" / "cache")).result(PATIENCE_S)
    assert spoken(meeting) == ["one two"]


def test_urgent_requests_go_first_and_others_can_be_hastened(meeting: Path) -> None:
    with open_pool() as pool:
        jobs = [pool.submit(measure("GATE"))]
        until(lambda: spoken(meeting) == ["GATE"])
        jobs += [pool.submit(measure(text)) for text in ("first", "second", "third")]
        jobs.append(pool.submit(measure("urgent"), urgent=True))
        pool.hasten(jobs[3])
        (meeting / "gate").touch()
        for job in jobs:
            job.result(PATIENCE_S)
    assert spoken(meeting) == ["GATE", "third", "urgent", "first", "second"]


def test_closing_ends_a_busy_worker_and_fails_what_waits(meeting: Path) -> None:
    with open_pool() as pool:
        busy, waiting = pool.submit(measure("HANG")), pool.submit(measure("never"))
    for job in (busy, waiting):
        with pytest.raises(VoiceError, match="closed"):
            job.result(PATIENCE_S)
    pool.close()
    with pytest.raises(VoiceError, match="closed"):
        pool.submit(measure("late"))
    assert "never" not in spoken(meeting)


def test_closing_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with open_pool() as pool:
        pool.submit(measure("one two")).result(PATIENCE_S)
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="process groups and signals of POSIX")
def test_ctrl_c_does_not_reach_a_worker(tmp_path: Path) -> None:
    worker = WorkerProcess(FAKE, tmp_path / "worker")
    try:
        assert worker.answer(PATIENCE_S) == {"ready": True}
        assert os.getpgid(worker.pid) != os.getpgid(0)
        os.kill(worker.pid, signal.SIGINT)
        assert worker.ask(measure("one two"), PATIENCE_S)["samples"]
    finally:
        worker.end()
    assert (tmp_path / "worker" / "log.txt").exists() is False


def test_a_worker_that_is_gone_says_so(tmp_path: Path) -> None:
    worker = WorkerProcess(FAKE, tmp_path / "worker")
    worker.kill()
    with pytest.raises(WorkerError, match="ended unexpectedly"):
        worker.ask(measure("one"), PATIENCE_S)
    worker.end()
    worker.end()


def test_files_in_the_current_folder_do_not_get_into_the_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("wave", "json", "numpy", "coach"):
        (tmp_path / f"{module}.py").write_text("raise RuntimeError('a file of the user')\n")
    monkeypatch.chdir(tmp_path)
    with open_pool() as pool:
        assert pool.submit(measure("one two")).result(PATIENCE_S)["samples"]
