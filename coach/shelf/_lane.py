"""A process that makes routines, as its parent sees it, and as it sees itself.

It ends when it is asked to, and also when its parent is gone for any reason: a thread of its own waits for that. Then what
it has begun is dropped, and the speech engine it started goes with it.
"""

import _thread
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from types import FrameType
from typing import Final

from coach.errors import Code, ExportError
from coach.shelf._build import Bench, FailedRoutine, Job, Outcome, sweep_after

_GOODBYE_S: Final = 5.0
"""How long a lane may take to clean up when it is asked to end, in seconds."""

# A new interpreter everywhere: a fork of a process with threads may hang.
_PROCESSES: Final = get_context("spawn")


class Lane:
    """One process, which makes one routine at a time. ``voice`` is who speaks there now, or spoke last."""

    def __init__(self) -> None:
        self.voice = ""
        self.job: Job | None = None
        self.connection, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_run, args=(theirs,), name="coach-shelf", daemon=True)
        with _interrupts_later():
            self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid or 0

    def begin(self, job: Job) -> None:
        """Have a routine made; :meth:`outcome` says how it went."""
        self.job, self.voice = job, job.voice
        with suppress(OSError):  # if the process is gone, the outcome says so
            self.connection.send(job)

    def outcome(self) -> Outcome:
        """How the routine went; call it when the connection is ready. A process that has died has failed, and is of no more use."""
        assert self.job is not None  # noqa: S101 - it was begun
        job, self.job = self.job, None
        try:
            outcome: Outcome = self.connection.recv()
        except (EOFError, OSError):
            self.close()
            with suppress(OSError):  # what cannot be deleted now is deleted when the routine is made again
                sweep_after(job)
            what = f"{job.name}: the process that made it ended unexpectedly (exit code {self._process.exitcode})"
            hint = "Run the same command again: finished files are kept."
            return FailedRoutine(job.name, ExportError(what, hint, code=Code.BUILD_DIED, name=job.name))
        return outcome

    @property
    def is_alive(self) -> bool:
        """Whether it can be given work."""
        return self._process.is_alive() and not self.connection.closed

    def tell_to_end(self) -> None:
        """Have it drop its work, and end; :meth:`close` waits for that."""
        self._process.terminate()

    def close(self) -> None:
        """Wait for it to end: properly if it has time, else by force. May be called twice."""
        self.connection.close()
        self._process.join(_GOODBYE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Ctrl-C waits until the block is over, and never reaches a process that is started in it: it is for the parent."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _run(connection: Connection) -> None:
    """The life of the process: a job in, an outcome out, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with Bench() as bench, suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            connection.send(bench.make(connection.recv()))


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        _thread.interrupt_main(signal.SIGTERM)
        threading.Event().wait(_GOODBYE_S)
        os._exit(1)
