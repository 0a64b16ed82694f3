"""Which process makes what: as many of an engine as its memory allows, and each its voice for as long as that is asked for."""

import errno
import os
import pickle
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from coach.errors import Code, ExportError, ScriptError
from coach.folders import Folders
from coach.programme import Wishes, find_routine
from coach.shelf import _build as jobs_module
from coach.shelf import _scheduler as making
from coach.shelf._build import Bench, BuiltRoutine, FailedRoutine, Job, Outcome
from coach.shelf._lane import Lane
from coach.shelf._manifest import ShelfEntry
from coach.voice import VoiceInfo
from tests.cli.helpers import BROKEN
from tests.fakes import ToneVoice
from tests.shelf.helpers import write_script

ENTRY = ShelfEntry("a", "digest", "Title", "en", "", 0, ())


def a_job(name: str, voice: str, folder: Path = Path()) -> Job:
    return Job(name, "digest", voice, folder, "mp3", Wishes(), None, Folders.of_user())


@dataclass
class Trace:
    """What lanes did, in order: at most how many were there at once, and what each was given."""

    lanes: "list[FakeLane]" = field(default_factory=list)
    most: dict[str, int] = field(default_factory=dict)

    def note(self) -> None:
        held = [lane.voice.partition(":")[0] for lane in self.lanes if lane.is_alive]
        for engine in held:
            self.most[engine] = max(self.most.get(engine, 0), held.count(engine))


class FakeLane:
    """Answers at once, from this process."""

    def __init__(self, trace: Trace, failing: str) -> None:
        self.voice = ""
        self.job: Job | None = None
        self.given: list[Job] = []
        self.is_alive = True
        self.connection: Connection
        self.connection, self._other = Pipe()
        self._trace = trace
        self._failing = failing
        trace.lanes.append(self)

    def begin(self, job: Job) -> None:
        self.job, self.voice = job, job.voice
        self.given.append(job)
        self._trace.note()
        self._other.send("done")

    def outcome(self) -> Outcome:
        assert self.connection.recv() == "done"
        assert self.job is not None
        name, self.job = self.job.name, None
        return (
            FailedRoutine(name, ExportError("full"), is_final=True)
            if name == self._failing
            else BuiltRoutine(name, ENTRY)
        )

    def tell_to_end(self) -> None:
        self.is_alive = False

    def close(self) -> None:
        self.is_alive = False
        self.connection.close()
        self._other.close()


def outcomes(jobs: list[Job], monkeypatch: pytest.MonkeyPatch, *, failing: str = "") -> tuple[list[Outcome], Trace]:
    trace = Trace()
    monkeypatch.setattr(making, "cores", lambda: 8)
    monkeypatch.setattr("coach.voice._engines.cores", lambda: 8)
    return list(making.made(jobs, lambda: FakeLane(trace, failing))), trace


def test_of_a_large_engine_only_as_many_run_as_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [a_job(f"p{n}", "piper:joe") for n in range(10)] + [a_job(f"e{n}", "pyttsx3:de") for n in range(10)]
    done, trace = outcomes(jobs, monkeypatch)
    assert {outcome.name for outcome in done} == {job.name for job in jobs}
    assert trace.most["piper"] == 2
    assert trace.most["pyttsx3"] >= 6


def test_a_process_keeps_its_voice_as_long_as_there_is_work_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [a_job(f"{voice}{n}", f"pyttsx3:{voice}") for n in range(8) for voice in ("de", "en", "fr")]
    _, trace = outcomes(jobs, monkeypatch)
    changes = [
        sum(one.voice != two.voice for one, two in zip(lane.given, lane.given[1:], strict=False))
        for lane in trace.lanes
    ]
    assert max(changes) <= 2


def test_there_are_no_more_processes_than_work(monkeypatch: pytest.MonkeyPatch) -> None:
    _, trace = outcomes([a_job("a", "pyttsx3:en"), a_job("b", "pyttsx3:en")], monkeypatch)
    assert len(trace.lanes) == 2


def test_after_a_full_disk_nothing_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = [a_job(f"{n:02}", "piper:joe") for n in range(20)]
    done, _ = outcomes(jobs, monkeypatch, failing="00")
    assert len(done) <= 3


def test_all_processes_have_ended_when_it_is_over_or_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    trace = Trace()
    monkeypatch.setattr(making, "cores", lambda: 8)
    jobs = [a_job(str(n), "pyttsx3:en") for n in range(20)]
    rest: Iterator[Outcome] = making.made(jobs, lambda: FakeLane(trace, ""))
    next(rest)
    assert any(lane.is_alive for lane in trace.lanes)
    rest.close()  # type: ignore[attr-defined]  # it is a generator
    assert not any(lane.is_alive for lane in trace.lanes)


class Speaking(ToneVoice):
    """A fake voice that counts how often it was opened, and knows when it is closed."""

    engine_version = "1"
    voice = VoiceInfo("tone", "fake", "Tone", ("en-US",))
    opened: "list[Speaking]"
    cache = None
    """It keeps nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.is_closed = False
        self.opened.append(self)

    def notes(self) -> tuple[str, ...]:
        return ()

    def close(self) -> None:
        self.is_closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@pytest.fixture
def speakers(monkeypatch: pytest.MonkeyPatch) -> list[Speaking]:
    Speaking.opened = []
    monkeypatch.setattr(jobs_module, "open_speaker", lambda *_args, **_options: Speaking())
    monkeypatch.setattr(jobs_module, "_written", lambda edition, job: ())
    return Speaking.opened


def test_a_speaker_stays_for_many_routines_but_not_for_ever(
    speakers: list[Speaking], scripts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It remembers what it was asked for, so that memory would grow with the shelf."""
    monkeypatch.setattr(jobs_module, "_ROUTINES_A_SPEAKER", 3)
    write_script(scripts, "feet")
    with Bench() as bench:
        made = [bench.make(a_job("feet", "fake:tone", tmp_path)) for _ in range(7)]
        assert sum(not speaker.is_closed for speaker in speakers) == 1
    assert all(isinstance(outcome, BuiltRoutine) for outcome in made)
    assert len(speakers) == 3
    assert all(speaker.is_closed for speaker in speakers)


def test_another_voice_is_another_speaker(speakers: list[Speaking], scripts: Path, tmp_path: Path) -> None:
    write_script(scripts, "feet")
    with Bench() as bench:
        for voice in ("fake:tone", "fake:other", "fake:other"):
            bench.make(a_job("feet", voice, tmp_path))
    assert len(speakers) == 2


@pytest.mark.usefixtures("speakers")
def test_what_cannot_be_made_is_told_and_not_raised(scripts: Path, tmp_path: Path) -> None:
    write_script(scripts, "feet", "Unspeakable.")
    write_script(scripts, "broken", "Hold. [hold: 30 sek]")
    with Bench() as bench:
        failed = [bench.make(a_job(name, "fake:tone", tmp_path)) for name in ("feet", "broken", "gone")]
    assert [isinstance(outcome, FailedRoutine) and not outcome.is_final for outcome in failed] == [True] * 3
    assert not list(tmp_path.glob("*.mp3"))


@pytest.mark.parametrize(("number", "is_final"), [(errno.ENOSPC, True), (errno.EDQUOT, True), (errno.EACCES, False)])
@pytest.mark.usefixtures("speakers")
def test_a_full_disk_is_final_and_other_faults_of_it_are_not(
    scripts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, is_final: bool
) -> None:
    def refused(*_: object) -> None:
        raise ExportError("cannot be written") from OSError(number, os.strerror(number))

    monkeypatch.setattr(jobs_module, "_written", refused)
    write_script(scripts, "feet")
    with Bench() as bench:
        failed = bench.make(a_job("feet", "fake:tone", tmp_path))
    assert isinstance(failed, FailedRoutine)
    assert failed.is_final is is_final


def test_problems_with_their_places_go_from_one_process_to_another(scripts: Path) -> None:
    (scripts / "broken.md").write_text(BROKEN)
    with pytest.raises(ScriptError) as caught:
        find_routine("broken", Folders.of_user())
    error = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - as multiprocessing does
    assert (error.problems, str(error)) == (caught.value.problems, str(caught.value))


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process is frozen as POSIX does it")
def test_what_a_killed_process_was_writing_goes_and_nothing_else_does(tmp_path: Path) -> None:
    lane = Lane()
    os.kill(lane.pid, signal.SIGSTOP)
    lane.begin(a_job("feet", "espeak-ng", tmp_path))
    whole, others = tmp_path / "feet.mp3", tmp_path / ".hips.mp3.0123abcd.part"
    for path in (whole, others, tmp_path / ".feet.mp3.0123abcd.part", tmp_path / ".feet.vtt.4567cdef.part"):
        path.write_bytes(b"sound")
    os.kill(lane.pid, signal.SIGKILL)
    outcome = lane.outcome()
    assert isinstance(outcome, FailedRoutine)
    assert outcome.error.code is Code.BUILD_DIED
    assert set(tmp_path.iterdir()) == {whole, others}
