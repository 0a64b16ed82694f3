"""Calls into a sound system that may hang: made on a thread that can be abandoned, and without their chatter."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class _Call(Generic[T]):
    """One call on a thread of its own. ``too_late`` gets a result that nobody waits for any more."""

    def __init__(self, work: Callable[[], T], too_late: Callable[[T], None]) -> None:
        self._work = work
        self._too_late = too_late
        self._lock = Lock()
        self._left = False
        self._done = Event()
        self._results: list[T] = []
        self._error: Exception | None = None
        Thread(target=self._run, name="coach-bounded-call", daemon=True).start()

    def result(self, timeout_s: float) -> T:
        self._done.wait(timeout_s)
        with self._lock:
            if not self._done.is_set():
                self._left = True
                raise TimeoutError(f"no answer in {timeout_s} s")
        if self._error is not None:
            raise self._error
        return self._results[0]

    def _run(self) -> None:
        try:
            self._results.append(self._work())
        except Exception as error:  # raised again in the thread that waits
            self._error = error
        with self._lock:
            self._done.set()
        if self._left and self._results:
            self._too_late(self._results[0])


def within(timeout_s: float, work: Callable[[], T], too_late: Callable[[T], None] = lambda _: None) -> T:
    """What ``work`` gives or raises, or TimeoutError after ``timeout_s`` seconds, when it is left to itself.

    Its thread is a daemon: one that hangs for ever does not hold up the exit of the process. If it comes back after all, its result
    goes to ``too_late``, on that thread.
    """
    return _Call(work, too_late).result(timeout_s)


class BoundedCalls:
    """Calls as by :func:`within`, of which at most ``at_once`` may hang; while that many do, no other call is even tried."""

    def __init__(self, at_once: int) -> None:
        self._free = BoundedSemaphore(at_once)

    def within(self, timeout_s: float, work: Callable[[], T], too_late: Callable[[T], None] = lambda _: None) -> T:
        """See :func:`within`. TimeoutError at once if too many hang."""
        if not self._free.acquire(blocking=False):
            raise TimeoutError("too many calls hang already")

        def freeing() -> T:
            try:
                return work()
            finally:
                self._free.release()

        return within(timeout_s, freeing, too_late)


@contextmanager
def without_chatter() -> Iterator[None]:
    """Keep off the terminal what ALSA's and JACK's libraries write there while devices are tried.

    They write to file descriptor 2 themselves, dozens of lines for one missing sound card. Whatever other threads write there
    meanwhile is lost too, so keep it short. Linux only; elsewhere it does nothing.
    """
    if sys.platform != "linux":
        yield
        return
    try:
        kept = os.dup(2)
    except OSError:  # closed: nothing to keep quiet
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
