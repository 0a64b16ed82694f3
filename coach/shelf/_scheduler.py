"""Making routines side by side: which process does what next."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Final, Protocol

from coach.shelf._build import FailedRoutine, Job, Outcome
from coach.shelf._lane import Lane
from coach.voice import cores, most_workers

_MOST_LANES: Final = 8

_GLANCE_S: Final = 0.2
"""How often a wait is interrupted, in seconds, so that Ctrl-C gets through on systems where a waiting thread ignores it."""


class Worker(Protocol):
    """One process; see :class:`coach.shelf._lane.Lane`."""

    voice: str
    job: Job | None
    connection: Connection

    @property
    def is_alive(self) -> bool:
        """Whether it can be given work."""
        ...

    def begin(self, job: Job) -> None:
        """Have a routine made."""
        ...

    def outcome(self) -> Outcome:
        """How the routine went; call it when the connection is ready."""
        ...

    def tell_to_end(self) -> None:
        """Have it drop its work, and end."""
        ...

    def close(self) -> None:
        """Wait for it to end."""
        ...


def made(jobs: Sequence[Job], new_worker: Callable[[], Worker] = Lane) -> Iterator[Outcome]:
    """Make routines in as many processes as there are cores, and yield how each went as it finishes.

    Each process has one speech engine, so that at most as many of an engine run as its memory allows. After an outcome that is
    final nothing more is begun. Whatever ends the iteration ends the processes.
    """
    work = _Work(list(jobs), new_worker)
    try:
        yield from work.outcomes()
    finally:
        work.end()


def _engine_of(voice: str) -> str:
    return voice.partition(":")[0]


@dataclass(slots=True)
class _Work:
    waiting: list[Job]
    new_worker: Callable[[], Worker]
    lanes: list[Worker] = field(default_factory=list)
    is_stopped: bool = False

    def outcomes(self) -> Iterator[Outcome]:
        most = min(cores(), _MOST_LANES)
        while True:
            self._give_work(most)
            if not self.lanes:
                return
            for connection in wait([lane.connection for lane in self.lanes], _GLANCE_S):
                lane = next(lane for lane in self.lanes if lane.connection is connection)
                outcome = lane.outcome()
                self.is_stopped |= isinstance(outcome, FailedRoutine) and outcome.is_final
                yield outcome

    def end(self) -> None:
        for lane in self.lanes:
            lane.tell_to_end()
        for lane in self.lanes:
            lane.close()
        self.lanes.clear()

    def _give_work(self, most: int) -> None:
        """Begin what can be begun, and end the processes that nothing is left for."""
        for lane in [lane for lane in self.lanes if lane.job is None]:
            if not lane.is_alive or not self._give(lane):
                self.lanes.remove(lane)
                lane.close()
        while len(self.lanes) < most and (job := self._next("")):
            lane = self.new_worker()
            self.lanes.append(lane)
            self._begin(lane, job)

    def _give(self, lane: Worker) -> bool:
        job = self._next(lane.voice)
        if job:
            self._begin(lane, job)
        return job is not None

    def _begin(self, lane: Worker, job: Job) -> None:
        self.waiting.remove(job)
        lane.begin(job)

    def _next(self, voice: str) -> Job | None:
        """The first job for the voice that a lane has already, else the first whose engine may run once more."""
        if self.is_stopped:
            return None
        same = next((job for job in self.waiting if job.voice == voice), None)
        return same or next((job for job in self.waiting if self._has_room(_engine_of(job.voice), voice)), None)

    def _has_room(self, engine: str, instead_of: str) -> bool:
        running = [_engine_of(lane.voice) for lane in self.lanes]
        if instead_of:
            running.remove(_engine_of(instead_of))
        return running.count(engine) < most_workers(engine)
