"""Workers for every core: requests in, futures out, and no engine's failure gets past this file."""

import shutil
import tempfile
import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from coach.errors import Code, VoiceError
from coach.voice._channel import Message
from coach.voice._engine import ModelError
from coach.voice._engines import most_workers
from coach.voice._worker_process import WorkerError, WorkerProcess

_TRIES: Final = 2
"""A failed request is tried once more, in a fresh worker: engines crash now and then."""

_START_S: Final = 60.0
"""How long an engine may take to start; reading a large model from a slow disk takes a while."""

_MORE_A_CHARACTER_S: Final = 0.1
"""What a text's length adds to the deadline: about the time it takes to say the words."""


class CacheFaultError(Exception):
    """The engine spoke, but the clip could not be written; the text says why."""


@dataclass(slots=True)
class _Job:
    request: Message
    words: str
    letters: int
    future: Future[Message] = field(default_factory=Future)


class WorkerPool:
    """A queue of requests for a few workers, which are started when there is work.

    Each worker has a thread here that feeds it. Methods may be called from any thread.
    """

    def __init__(self, engine: str, workers: int | None, deadline_s: float, start_s: float = _START_S) -> None:
        self._engine = engine
        self._most = workers or most_workers(engine)
        self._deadline_s = deadline_s
        self._start_s = start_s
        self._changed = threading.Condition()
        self._jobs: deque[_Job] = deque()
        self._threads: list[threading.Thread] = []
        self._workers: set[WorkerProcess] = set()
        self._idle = 0
        self._started = 0
        self._closed = False
        self._is_resting = False
        self._folder: Path | None = None

    def submit(
        self, request: Message, words: str = "", *, urgent: bool = False, letters: int | None = None
    ) -> Future[Message]:
        """Queue a request; ``words`` is the text it speaks, which an error quotes. An urgent one overtakes all that wait.

        ``letters`` is how much is to be spoken, where that is not a writer's: words by which a voice is measured mean nothing to anybody.

        The future gives the answer, or raises VoiceError or CacheFaultError.
        """
        job = _Job(request, words, len(words) if letters is None else letters)
        with self._changed:
            if self._closed:
                raise _closed()
            self._is_resting = False
            (self._jobs.appendleft if urgent else self._jobs.append)(job)
            if self._idle < len(self._jobs) and len(self._threads) < self._most:
                thread = threading.Thread(target=self._work, name="coach-voice", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._changed.notify()
        return job.future

    def hasten(self, future: Future[Message]) -> None:
        """Move a request ahead of all others that still wait."""
        with self._changed:
            for job in self._jobs:
                if job.future is future:
                    self._jobs.remove(job)
                    self._jobs.appendleft(job)
                    return

    def rest(self) -> None:
        """End the workers as soon as the queue is empty, to free their memory; later requests start new ones. Returns at once."""
        with self._changed:
            self._is_resting = True
            self._changed.notify_all()

    def close(self) -> None:
        """End all workers, whatever they are doing; unanswered requests fail with VoiceError. May be called twice."""
        with self._changed:
            self._closed = True
            waiting, self._jobs = list(self._jobs), deque()
            workers = list(self._workers)
            self._changed.notify_all()
        for job in waiting:
            job.future.set_exception(_closed())
        for worker in workers:
            worker.kill()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _work(self) -> None:
        """The life of a thread: it takes jobs and has them done until the pool closes."""
        worker: WorkerProcess | None = None
        while not self._closed:
            if job := self._next(may_rest=worker is not None):
                worker = self._do(job, worker)
            else:
                self._discard(worker)
                worker = None
            # The job must not be kept by this frame while it waits for the next.
            del job
        self._discard(worker)

    def _next(self, *, may_rest: bool) -> _Job | None:
        """The next job; None when the worker is to end, because it may rest or the pool closes."""
        with self._changed:
            self._idle += 1
            self._changed.wait_for(lambda: self._jobs or self._closed or (self._is_resting and may_rest))
            self._idle -= 1
            return self._jobs.popleft() if self._jobs and not self._closed else None

    def _do(self, job: _Job, worker: WorkerProcess | None) -> WorkerProcess | None:
        """Have a job done, in a fresh worker if need be, and settle its future. Returns the worker to continue with."""
        deadline_s = self._deadline_s + job.letters * _MORE_A_CHARACTER_S
        why = ""
        for _ in range(_TRIES):
            try:
                worker = worker or self._start()
                reply = worker.ask(job.request, deadline_s)
            except WorkerError as error:
                why = str(error)
            except ModelError as error:
                job.future.set_exception(error)
                return None
            except (
                Exception
            ) as error:  # no memory, no processes, no temporary folder: whatever it is, the future must tell
                why = f"does not start ({error})"
            else:
                if "error" not in reply:
                    job.future.set_result(reply)
                    return worker
                if reply["fault"] == "cache":
                    job.future.set_exception(CacheFaultError(reply["error"]))
                    return worker
                if reply["fault"] == "model":
                    job.future.set_exception(_model_error(reply))
                    return worker
                why = f"failed ({reply['error']})"
            self._discard(worker)
            worker = None
            if self._closed:
                why = "was closed"
                break
        job.future.set_exception(self._fault(why, job.words))
        return None

    def _start(self) -> WorkerProcess:
        with self._changed:
            self._folder = self._folder or Path(tempfile.mkdtemp(prefix="coach-voice-"))
            self._started += 1
            folder = self._folder / str(self._started)
        worker = WorkerProcess(self._engine, folder)
        with self._changed:
            self._workers.add(worker)
            if self._closed:  # too late for close() to see it
                worker.kill()
        try:
            hello = worker.answer(self._start_s)
            if hello.get("fault") == "model":
                raise _model_error(hello)
            if "error" in hello:
                raise WorkerError(f"does not start ({hello['error']})")
        except (WorkerError, ModelError):
            self._discard(worker)
            raise
        return worker

    def _discard(self, worker: WorkerProcess | None) -> None:
        if worker:
            worker.end()
            with self._changed:
                self._workers.discard(worker)

    def _fault(self, why: str, words: str) -> VoiceError:
        asked = f' while saying "{words}"' if words else ""
        what = f"The speech engine {self._engine} {why}{asked}."
        return VoiceError(what, "Try again, or choose another voice.", engine=self._engine)


def _closed() -> VoiceError:
    return VoiceError("the voice has been closed", code=Code.VOICE_CLOSED)


def _model_error(reply: Message) -> ModelError:
    """What a worker said is wrong with a voice's model."""
    return ModelError(reply["error"], reply["hint"], code=Code(reply["code"]), **reply["data"])
