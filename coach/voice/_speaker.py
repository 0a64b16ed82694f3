"""The voice as the programme uses it: utterances in, clips out, made ahead in the background and kept."""

from collections.abc import Collection, Iterable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from coach.cache import Cache, clip_key
from coach.errors import Code, VoiceError
from coach.progress import Progress
from coach.timeline import Utterance
from coach.units import Samples
from coach.voice._catalogue import Catalogue
from coach.voice._clip_store import ClipStore
from coach.voice._engine import VoiceInfo
from coach.voice._engines import DEFAULT_ENGINE
from coach.voice._finding import Finder
from coach.voice._maker import Maker, spoken
from coach.voice._notes import Notes
from coach.voice._pool import WorkerPool
from coach.voice._processing_version import PROCESSING_VERSION
from coach.voice._tally import Tally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEADLINE_S: Final = 30.0
"""How long an engine may take for an utterance before it counts as hung; long texts get more."""


class Speaker:
    """One voice. Every :class:`Utterance` it is given must name that voice: ``utterance.voice == speaker.voice.id``.

    Use it as a context manager, or call :meth:`close`. Methods may be called from any thread. Clips live on disk, not here.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        voice: VoiceInfo,
        cache: Cache,
        pool: WorkerPool,
        closing: ExitStack | None = None,
        language: str = "",
    ) -> None:
        """``language`` is that of the words, if it is known: a voice of another language is worth a note."""
        self._engine_version = catalogue.version
        self._voice = voice
        self._shelf = ClipStore(cache)
        self._pool = pool
        self._notes = Notes(voice, language)
        self._maker = Maker(catalogue, voice, self._shelf, pool, self._notes)
        self._wanted: dict[str, None] = {}
        self._closing = closing or ExitStack()
        """What goes when it is closed."""

    @property
    def voice(self) -> VoiceInfo:
        """The voice that speaks."""
        return self._voice

    @property
    def engine_version(self) -> str:
        """Which version of its engine; another may sound otherwise."""
        return self._engine_version

    @property
    def cache(self) -> Cache:
        """Where its clips are kept."""
        return self._shelf.cache

    def prefetch(self, utterances: Iterable[Utterance], on_progress: Progress | None = None) -> None:
        """Start making, in the background and in order, what is not there yet, and return at once.

        ``on_progress`` is called first from here, then from background threads, with counts of distinct utterances;
        those that failed count as done, and raise when they are asked for.
        """
        distinct = {self._key(utterance): utterance for utterance in utterances}
        missing = {key: utterance for key, utterance in distinct.items() if self._shelf.samples_of(key) is None}
        self._wanted = {**self._wanted, **dict.fromkeys(distinct)}
        tally = Tally(len(distinct), missing, on_progress)
        tally.report()
        self._maker.count(tally)
        for key, utterance in missing.items():
            self._maker.make(key, utterance)

    def is_ready(self, utterance: Utterance) -> bool:
        """Whether the clip is there, so that :meth:`clip` and :meth:`measure` return at once."""
        return self._shelf.has(self._key(utterance))

    def measure(self, utterance: Utterance) -> Samples:
        """The length of the clip; made first if need be, before everything that waits.

        Raises:
            VoiceError: the engine cannot speak it.

        """
        key = self._key(utterance)
        while (samples := self._shelf.samples_of(key)) is None:
            self._maker.make(key, utterance, urgent=True)
            self._maker.await_clip(key)
        return samples

    def clip(self, utterance: Utterance) -> "NDArray[np.int16]":
        """The clip: mono, shape ``(samples,)``, not to be written to; made first if need be, before everything that waits.

        It always has the length that :meth:`measure` gave, or gives.

        Raises:
            VoiceError: the engine cannot speak it.

        """
        key = self._key(utterance)
        if (clip := self._shelf.read(key)) is not None:
            return clip
        self._maker.make(key, utterance, urgent=True)
        self._maker.await_clip(key)
        if (clip := self._shelf.read(key)) is not None:
            return clip
        what = f'The recording of "{utterance.text}" has disappeared from the cache.'
        raise VoiceError(
            what, "Is the disk failing?", code=Code.SPEECH_NOT_CACHED, path=str(self._shelf.writable().folder)
        )

    def identity(self, utterance: Utterance) -> str:
        """A name for the clip that no other clip has, in any run of the program."""
        return self._key(utterance)

    def wait(self, on_progress: Progress | None = None) -> None:
        """Wait until everything prefetched is ready; ``on_progress`` is called from here, with counts of distinct utterances.

        Raises:
            VoiceError: the engine could not speak one of them; the first of them in order.

        """
        wanted, told = self._wanted, -1
        while left := self._maker.unfinished(wanted):
            if on_progress and left != told:
                on_progress(len(wanted) - left, len(wanted))
            told = left
            self._maker.await_change(wanted, left)
        if on_progress:
            on_progress(len(wanted), len(wanted))
        for key in wanted:
            self._maker.raise_failure(key)

    def notes(self, rates_wpm: Collection[int] | None = None) -> tuple[str, ...]:
        """What the person should know, one of each kind: a rate the voice cannot do, a cache that cannot be kept.

        Complete once the utterances have been waited for. ``rates_wpm`` leaves out what other rates have led to: a voice may be shared.
        """
        self._maker.look_up_rates()
        return self._notes.texts(rates_wpm)

    def rest(self) -> None:
        """Nothing more is to be spoken for now: end the engines, for their memory. What is asked for all the same starts one again."""
        self._pool.rest()

    def close(self) -> None:
        """End the workers, and drop what is over the cache's limit if anything was added to it. May be called twice."""
        self._pool.close()
        self._shelf.close()
        if self._maker.made_any:
            self._maker.made_any = False
            self._shelf.cache.trim()
        self._closing.close()

    def __repr__(self) -> str:
        return f"<Speaker {self._voice.full_name}: {', '.join(self._voice.languages)}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _key(self, utterance: Utterance) -> str:
        """The name of the clip in the cache, from all that shapes it."""
        if utterance.voice != self._voice.id:
            raise ValueError(f"this speaker is {self._voice.id}, and cannot speak as {utterance.voice}")
        if utterance.rate_wpm < 1 or not utterance.words.strip():
            raise ValueError(f"an utterance needs words and a rate: {utterance}")
        self._notes.asked(utterance.rate_wpm)
        return clip_key(
            {
                "text": spoken(utterance, self._voice),
                "voice": self._voice.id,
                "rate_wpm": utterance.rate_wpm,
                "engine": self._voice.engine,
                "version": self._engine_version,
                "processing": PROCESSING_VERSION,
            }
        )


def open_speaker(
    voice: str | None,
    language: str,
    cache_dir: Path | None,
    *,
    workers: int | None = None,
    deadline_s: float = DEADLINE_S,
    engine: str | None = None,
    usual: str | None = None,
) -> Speaker:
    """Choose a voice and make it ready; no engine is started for what the cache knows.

    Args:
        voice: a voice's full name (``pyttsx3:gmw/en-us``), or its id or name if only one engine has it; the ``.onnx`` file of a
            Piper voice; an engine's name, for its best voice for the language; None or ``auto`` for the best of all.
        language: a BCP 47 tag.
        cache_dir: where clips are kept; None is a temporary folder, which goes when the speaker is closed.
        workers: how many processes may speak at once; if None one for each core, as far as memory goes.
        deadline_s: how long one utterance may take.
        usual: a voice, named in the same ways, that speaks if ``voice`` names none and the language is one of its own.
        engine: the only engine to look at, by name or as ``module:class``; all that are installed if None.

    Raises:
        NotFoundError: no such voice, none for the language, or not installed.
        VoiceError: the engine does not start, or the voice's model is missing or broken.

    """
    with ExitStack() as closing:
        folder = cache_dir or Path(closing.enter_context(TemporaryDirectory(prefix="coach-")))
        finder = Finder(engine, Cache(folder), workers, deadline_s)
        try:
            found, chosen = finder.find(voice, language, usual)
            pool = finder.pool(found)
            catalogue = finder.catalogue(found)
        except BaseException:
            finder.close()
            raise
        finder.close(keep=pool)
        return Speaker(catalogue, chosen, Cache(folder), pool, closing.pop_all(), language)


def find_voice(voice: str, language: str, cache_dir: Path, *, deadline_s: float = DEADLINE_S) -> VoiceInfo:
    """The voice that :func:`open_speaker` would choose; raises the same. One of the user's own has the whole path of its model as id."""
    finder = Finder(None, Cache(cache_dir), 1, deadline_s)
    try:
        return finder.find(voice, language)[1]
    finally:
        finder.close()


def list_voices(
    cache_dir: Path, *, deadline_s: float = DEADLINE_S, engine: str = DEFAULT_ENGINE
) -> tuple[VoiceInfo, ...]:
    """All voices of an engine; asked of it if it has changed since it was last asked.

    Raises:
        VoiceError: the engine does not start.

    """
    finder = Finder(engine, Cache(cache_dir), 1, deadline_s)
    try:
        return finder.catalogue(engine).voices
    finally:
        finder.close()
