"""Makes clips in the background: each once, in order, urgent ones first."""

import threading
from concurrent.futures import Future
from functools import partial
from typing import Final

from coach.errors import Code, VoiceError
from coach.timeline import Utterance
from coach.units import Samples
from coach.voice import _measuring as measuring
from coach.voice._calibrate import Calibration
from coach.voice._catalogue import Catalogue
from coach.voice._channel import Message
from coach.voice._clip_store import ClipStore
from coach.voice._engine import VoiceInfo
from coach.voice._engines import sayable
from coach.voice._notes import Notes
from coach.voice._pool import CacheFaultError, WorkerPool
from coach.voice._tally import Tally

_GLANCE_S: Final = 0.2
"""How often a wait is interrupted, in seconds, so that Ctrl-C gets through on systems where a waiting thread ignores it."""


class Maker:
    """Turns utterances into clips in a store. Methods may be called from any thread."""

    def __init__(
        self, catalogue: Catalogue, voice: VoiceInfo, shelf: ClipStore, pool: WorkerPool, notes: Notes
    ) -> None:
        self._catalogue = catalogue
        self._voice = voice
        self._shelf = shelf
        self._pool = pool
        self._notes = notes
        self._changed = threading.Condition()
        self._pending: dict[str, Future[Message] | None] = {}
        """What is being made, by key; None before the rates are known, without which an engine cannot be asked."""
        self._urgent: set[str] = set()
        self._failures: dict[str, VoiceError] = {}
        self._tallies: list[Tally] = []
        self._rates: Future[Calibration] | None = None
        self.made_any = False
        self.look_up_rates()

    def look_up_rates(self) -> None:
        """Find the rates if somebody has measured them by now; all clips may be somebody else's, too."""
        with self._changed:
            if self._rates is not None:
                return
            if known := measuring.known_rates(self._catalogue, self._voice, self._shelf.cache):
                self._rates = Future()
                self._rates.set_result(known)
                self._notes.calibrated(known)

    def count(self, tally: Tally) -> None:
        """Report everything made from now on to a tally."""
        with self._changed:
            self._tallies.append(tally)

    def make(self, key: str, utterance: Utterance, *, urgent: bool = False) -> None:
        """Start making a clip, unless that is under way or has failed. An urgent one overtakes all that wait."""
        with self._changed:
            failure = self._failures.get(key)
            if urgent:
                self._urgent.add(key)
            if key in self._pending:
                job = self._pending[key]
                if urgent and job:
                    self._pool.hasten(job)
                return
            self._pending[key] = None
        try:
            if failure:
                raise failure
            rates = self._known_rates()
        except VoiceError as error:
            self._settle(key, error)
        else:
            rates.add_done_callback(partial(self._ask, key, utterance))

    def unfinished(self, keys: dict[str, None]) -> int:
        """How many of some clips are still being made."""
        with self._changed:
            return sum(key in keys for key in self._pending)

    def await_change(self, keys: dict[str, None], than: int) -> None:
        """Return when fewer ``than`` so many of some clips are unfinished, or after a moment."""
        with self._changed:
            if sum(key in keys for key in self._pending) >= than:
                self._changed.wait(_GLANCE_S)

    def await_clip(self, key: str) -> None:
        """Wait until a clip is no longer being made.

        Raises:
            VoiceError: it could not be made.

        """
        with self._changed:
            while key in self._pending:
                self._changed.wait(_GLANCE_S)
        self.raise_failure(key)

    def raise_failure(self, key: str) -> None:
        """Raise what went wrong with a clip, if anything did.

        Raises:
            VoiceError: it could not be made.

        """
        if failure := self._failures.get(key):
            raise failure

    def _known_rates(self) -> Future[Calibration]:
        with self._changed:
            if self._rates is None:
                self._rates = measuring.measure(self._catalogue, self._voice, self._shelf.cache, self._pool)
                self._notes.measured_here()
            return self._rates

    def _ask(self, key: str, utterance: Utterance, rates: Future[Calibration]) -> None:
        """Have the engine speak, now that the rates are known, or could not be measured."""
        try:
            calibration = rates.result()
            self._notes.calibrated(calibration)
            folder = str(self._shelf.writable().folder)
            request = {
                "do": "speak",
                "text": spoken(utterance, self._voice),
                "voice": self._voice.id,
                "setting": calibration.setting(utterance.rate_wpm),
                "rate_wpm": calibration.nearest_wpm(utterance.rate_wpm),
                "cache": folder,
                "key": key,
            }
            with self._changed:
                job = self._pool.submit(request, spoken(utterance, self._voice), urgent=key in self._urgent)
                self._pending[key] = job
        except VoiceError as error:
            self._settle(key, error)
        else:
            job.add_done_callback(partial(self._answered, key, utterance, rates, folder))

    def _answered(
        self, key: str, utterance: Utterance, rates: Future[Calibration], folder: str, job: Future[Message]
    ) -> None:
        error = job.exception()
        if error is None:
            self._shelf.made(key, Samples(job.result()["samples"]))
            self.made_any = True
            self._settle(key, None)
        elif not isinstance(error, CacheFaultError):
            fault = error if isinstance(error, VoiceError) else VoiceError(str(error), engine=self._voice.engine)
            self._settle(key, fault)
        elif self._moved_from(folder, str(error)):
            self._ask(key, utterance, rates)
        else:
            what = f"Speech cannot be cached in {folder}: {error}."
            self._settle(key, VoiceError(what, "Is the disk full?", code=Code.SPEECH_NOT_CACHED, path=folder))

    def _moved_from(self, folder: str, why: str) -> bool:
        """Whether there is another folder to try, after one could not be written to."""
        try:
            if self._shelf.fall_back():
                self._notes.unkept(folder, why)
        except OSError:
            return False
        return str(self._shelf.writable().folder) != folder

    def _settle(self, key: str, failure: VoiceError | None) -> None:
        with self._changed:
            self._pending.pop(key, None)
            self._urgent.discard(key)
            if failure:
                self._failures[key] = failure
            tallies = list(self._tallies)
            self._changed.notify_all()
        for tally in tallies:
            tally.done(key)


def spoken(utterance: Utterance, voice: VoiceInfo) -> str:
    """The words as the voice's engine gets them: line breaks do not matter."""
    return sayable(" ".join(utterance.words.split()), voice)
