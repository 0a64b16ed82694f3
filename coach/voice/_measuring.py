"""An engine's rates: those that come with the program, or measured once for each voice and version, and cached."""

import threading
from collections.abc import Mapping
from concurrent.futures import Future
from contextlib import suppress
from typing import Final

from coach.cache import Cache
from coach.voice._calibrate import FASTEST_WPM, PASSAGE, Calibration, calibrated, from_table, rate_wpm
from coach.voice._catalogue import Catalogue
from coach.voice._channel import Message
from coach.voice._engine import VoiceInfo
from coach.voice._pool import WorkerPool
from coach.voice._processing_version import PROCESSING_VERSION
from coach.voice._shipped_rates import shipped_rates

_KIND: Final = "rates"


def known_rates(catalogue: Catalogue, voice: VoiceInfo, cache: Cache) -> Calibration | None:
    """The voice's rates; None if nobody has measured them for this version of engine, processing and passage."""
    return shipped_rates(catalogue, voice) or _remembered(catalogue, voice, cache)


def _remembered(catalogue: Catalogue, voice: VoiceInfo, cache: Cache) -> Calibration | None:
    return from_table(cache.load_table(_KIND, _key(catalogue, voice)))


def measure(catalogue: Catalogue, voice: VoiceInfo, cache: Cache, pool: WorkerPool) -> Future[Calibration]:
    """Start measuring, before all other work, on all cores. The future raises VoiceError if the engine cannot speak."""
    texts = list(PASSAGE)
    request = {"do": "measure", "texts": texts, "voice": voice.id, "rate_wpm": FASTEST_WPM}
    # The fastest setting is queued first, and urgent requests overtake: so the longest job begins first, and no core waits for it.
    jobs = [
        pool.submit({**request, "setting": setting}, urgent=True, letters=sum(map(len, texts)))
        for setting in reversed(catalogue.settings)
    ][::-1]
    done: Future[Calibration] = Future()
    unfinished = set(jobs)
    lock = threading.Lock()

    def conclude(job: Future[Message]) -> None:
        with lock:
            last = unfinished == {job}
            unfinished.discard(job)
            error = None if not unfinished and not last else job.exception()
            if error:
                unfinished.clear()  # the first failure is reported at once, and nothing after it
        if error:
            done.set_exception(error)
        elif last:
            calibration = calibrated(catalogue.settings, [rate_wpm(texts, job.result()["samples"]) for job in jobs])
            with suppress(OSError):  # it will be measured again next time
                cache.save_table(_KIND, _key(catalogue, voice), calibration.points)
            done.set_result(calibration)

    for job in jobs:
        job.add_done_callback(conclude)
    return done


def _key(catalogue: Catalogue, voice: VoiceInfo) -> Mapping[str, object]:
    return {
        "engine": catalogue.engine,
        "version": catalogue.version,
        "voice": voice.id,
        "processing": PROCESSING_VERSION,
        "settings": catalogue.settings,
        "passage": PASSAGE,
    }
