"""Keeps the sounds that a session needs next, made and read ahead on a thread, so that playback never waits for a voice or a disk."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from threading import Condition, Thread
from types import TracebackType
from typing import Final, Self

from coach.errors import CoachError
from coach.sound import Pcm
from coach.timeline import Moment, Source, Utterance, sources
from coach.units import SAMPLE_RATE, Samples

KEPT: Final = Samples(90 * SAMPLE_RATE)
"""How much sound is kept ready in memory: about 8 MB. It is more than FIRST_S of a session can hold."""


class ReadAheadBuffer:
    """:class:`coach.session._sounds.Sounds` for one session.

    Args:
        load: gives the samples of a source, however long that takes; may raise CoachError.
        prefetch: has words spoken in the background, in order; returns soon.
        always: sources that are kept from the beginning to the end, such as signals.
        later: gives words that may be asked for at any time, to be spoken when all else has been, but not to be kept in memory.

    The thread ends with :meth:`close`, which does not wait for it; being a daemon it never holds up the exit of the process.

    """

    def __init__(
        self,
        load: Callable[[Source], Pcm],
        prefetch: Callable[[Iterable[Utterance]], None],
        always: Sequence[Source] = (),
        later: Callable[[], Iterable[Utterance]] = tuple,
    ) -> None:
        self._load = load
        self._prefetch = prefetch
        self._always = tuple(always)
        self._later = later
        self._changed = Condition()
        self._kept: dict[Source, Pcm] = {}
        self._failed: dict[Source, Exception] = {}
        self._moments: Sequence[Moment] = ()
        self._index = 0
        self._first: Sequence[Moment] = ()
        self._plans = 0
        self._closed = False
        self._thread = Thread(target=self._run, name="coach-read-ahead", daemon=True)
        self._thread.start()

    def get(self, source: Source) -> Pcm | None:
        """See :class:`coach.session._sounds.Sounds`."""
        sound = self._kept.get(source)
        if sound is None and source in self._failed:
            raise self._failed[source]
        return sound

    def plan(self, moments: Sequence[Moment], index: int, first: Sequence[Moment] = ()) -> None:
        """See :class:`coach.session._sounds.Sounds`."""
        with self._changed:
            self._moments, self._index, self._first = moments, max(0, index), tuple(first)
            self._plans += 1
            self._changed.notify_all()

    def close(self) -> None:
        """End the thread as soon as it has finished what it is at."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _run(self) -> None:
        done = 0
        spoken: Sequence[Moment] = ()
        while True:
            with self._changed:
                self._changed.wait_for(partial(self._is_news, done))
                if self._closed:
                    return
                done = self._plans
                moments, index, first = self._moments, self._index, self._first
            if first or moments is not spoken:
                self._speak(chain(first, moments[index:]))
                spoken = moments
            self._keep(done, chain(first, moments[index:]))

    def _is_news(self, done: int) -> bool:
        return self._closed or self._plans != done

    def _speak(self, moments: Iterable[Moment]) -> None:
        words = (source for moment in moments for source in sources(moment) if isinstance(source, Utterance))
        with suppress(CoachError):  # whatever is wrong with a voice is raised when the words are asked for
            self._prefetch(chain(words, self._later()))

    def _keep(self, plan: int, moments: Iterable[Moment]) -> None:
        """Load what is needed next, forgetting all else; given up when there is a newer plan."""
        wanted: dict[Source, None] = {}
        for source in self._in_order(moments):
            if self._is_news(plan):
                return
            wanted[source] = None
            self._get_hold_of(source)
        self._kept = {source: sound for source, sound in self._kept.items() if source in wanted}

    def _in_order(self, moments: Iterable[Moment]) -> Iterator[Source]:
        """The sources to keep, soonest first, until there is enough sound."""
        yield from self._always
        enough = 0
        for moment in moments:
            for source in sources(moment):
                yield source
                enough += len(self._kept.get(source, ()))
            if enough > KEPT:
                return

    def _get_hold_of(self, source: Source) -> None:
        if source in self._kept:
            return
        try:
            self._kept[source] = self._load(source)
            self._failed.pop(source, None)
        except Exception as error:  # raised where the sound is asked for
            self._failed[source] = error
