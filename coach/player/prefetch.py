"""A thread between a source of blocks that may be slow and an audio callback that must not wait."""

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from threading import Condition, Thread
from types import TracebackType
from typing import Final, Self

from coach.sound.render import Block
from coach.units import SAMPLE_RATE, Samples, samples_of

AHEAD: Final = Samples(2 * SAMPLE_RATE)
"""How much sound is kept ready."""

ENOUGH: Final = Samples(SAMPLE_RATE // 2)
"""How much must be ready before an event begins or a dry queue flows again, unless the rest of the event is shorter."""


class Prefetch(Iterator[Block | None]):
    """An iterator over the same blocks that never waits: it gives None where none is ready yet.

    A thread fetches up to ``ahead`` samples in advance (and always at least one block). So that sound seldom breaks off inside
    a clip, an event begins, and goes on after the queue has been dry, only when enough of it is ready: half a second, or all the
    rest of it. An exception of the source is raised where its block would have come, after all blocks before it.

    The thread starts at once. :meth:`close` ends it without waiting: a thread in the middle of a slow ``next`` is left to finish
    that, closes the source if it is a generator, and ends; being a daemon it never holds up the exit of the process.
    """

    def __init__(self, blocks: Iterable[Block], ahead: Samples = AHEAD) -> None:
        self._source = iter(blocks)
        self._limit = ahead
        self._enough = min(ahead, ENOUGH)
        self._changed = Condition()
        self._queue: deque[Block] = deque()
        self._queued = 0
        self._flowing = False
        self._ended = False
        self._closed = False
        self._error: Exception | None = None
        self.thread: Final = Thread(target=self._run, name="coach-prefetch", daemon=True)
        self.thread.start()

    def __next__(self) -> Block | None:
        """The next block, or None if it is not ready; StopIteration at the end and after :meth:`close`."""
        with self._changed:
            if not self._queue and self._ended:
                raise self._error or StopIteration
            if not self._may_flow():
                self._flowing = False
                return None
            self._flowing = True
            block = self._queue.popleft()
            self._queued -= len(block.pcm)
            self._changed.notify_all()
            return block

    def close(self) -> None:
        """Drop what is queued and end the thread as soon as its source lets go. Does not wait; harmless when called again."""
        with self._changed:
            self._closed = self._ended = True
            self._queue.clear()
            self._queued = 0
            self._changed.notify_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _may_flow(self) -> bool:
        if not self._queue:
            return False
        if self._flowing and self._queue[0].offset:
            return True
        return self._ended or self._queued >= self._enough or self._holds_event()

    def _holds_event(self) -> bool:
        """Whether all the rest of the first block's event is in the queue."""
        length = samples_of(self._queue[0].event.length)
        return any(block.offset + len(block.pcm) >= length for block in self._queue)

    def _run(self) -> None:
        error: Exception | None = None
        try:
            for block in self._source:
                if not self._put(block):
                    break
        except Exception as caught:  # handed on to whoever pulls
            error = caught
        if isinstance(self._source, Generator):
            self._source.close()
        with self._changed:
            if not self._closed:
                self._error = error
            self._ended = True
            self._changed.notify_all()

    def _put(self, block: Block) -> bool:
        """Queue a block as soon as there is room; False if closed instead."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._queued < self._limit)
            if not self._closed:
                self._queue.append(block)
                self._queued += len(block.pcm)
            return not self._closed
