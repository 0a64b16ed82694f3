"""Finds the voice that is meant among those of all engines, asking as few engines as possible."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from coach.cache import Cache
from coach.errors import Code, NotFoundError, VoiceError
from coach.voice import _catalogue as catalogues
from coach.voice import _choose as choose
from coach.voice import _engines as engines
from coach.voice import _piper_model as piper_model
from coach.voice._catalogue import Catalogue
from coach.voice._engine import VoiceInfo
from coach.voice._languages import misfit
from coach.voice._pool import WorkerPool


class Finder:
    """The catalogues of engines, looked up when needed, and the worker pools that were started to ask them.

    ``only`` is the one engine to look at, or None for all that are installed.
    """

    def __init__(self, only: str | None, cache: Cache, workers: int | None, deadline_s: float) -> None:
        self._only = only
        self._cache = cache
        self._workers = workers
        self._deadline_s = deadline_s
        self._pools: dict[str, WorkerPool] = {}
        self._seen: dict[str, Catalogue] = {}
        self._asked: set[str] = set()

    def find(self, wish: str | None, language: str, usual: str | None = None) -> tuple[str, VoiceInfo]:
        """The engine and the voice of a name, or the best for a language; ``open_speaker`` says how voices are named.

        ``usual`` is the voice that speaks its own languages if none is wished for.

        Raises:
            NotFoundError: no such voice, or none for the language.
            VoiceError: an engine does not start, or a voice's model is missing or broken.

        """
        if usual and (wish is None or choose.is_auto(wish)):
            found = self.find(usual, language)
            if choose.speaks(found[1], language):
                return found
        try:
            return self._find(wish, language)
        except NotFoundError:
            if self._asked >= self._seen.keys():
                raise
        # The cache may be out of date: the voice may have been installed since.
        self._seen = {engine: known for engine, known in self._seen.items() if engine in self._asked}
        self._asked |= set(self._engines())
        return self._find(wish, language)

    def catalogue(self, engine: str) -> Catalogue:
        """What an engine offers, from the cache or by asking it. Raises VoiceError."""
        if engine not in self._seen:
            known = None if engine in self._asked else catalogues.remembered(engine, self._cache)
            if known is None:
                known = catalogues.ask(engine, self._cache, self.pool(engine))
                self._asked.add(engine)
            self._seen[engine] = known
        return self._seen[engine]

    def pool(self, engine: str) -> WorkerPool:
        """The workers of an engine, one pool for each; none is started before it has work."""
        if engine not in self._pools:
            self._pools[engine] = WorkerPool(engine, self._workers, self._deadline_s)
        return self._pools[engine]

    def close(self, keep: WorkerPool | None = None) -> None:
        """End all workers but those of one pool."""
        for pool in self._pools.values():
            if pool is not keep:
                pool.close()

    def _find(self, wish: str | None, language: str) -> tuple[str, VoiceInfo]:
        if wish is None or choose.is_auto(wish):
            return self._best(self._engines(), language)
        if (model := _model_file(wish)) is not None:
            return self._own(model)
        name, engine = wish.strip(), engines.known_engine(wish.strip().partition(":")[0])
        if engine is None:
            return self._named(tuple(self._engines()), name, language)
        if engine.name not in self._engines():
            raise _not_installed(wish, engine)
        if choose.is_auto(name.partition(":")[2] or choose.AUTO):
            return self._best((engine.name,), language)
        return self._named((engine.name,), name, language)

    def _engines(self) -> Iterator[str]:
        """The engines to look at, the best first; as few are looked for as are needed."""
        return iter((self._only,)) if self._only else engines.engines_by_rank()

    def _best(self, among: Iterable[str], language: str) -> tuple[str, VoiceInfo]:
        seen: list[str] = []
        for engine in among:
            seen.append(engine)
            if voice := choose.for_language(self.catalogue(engine).voices, language):
                return engine, voice
        error = choose.unknown_language(self._voices(seen), language)
        raise _with_offers(
            error, [v for v, _ in engines.voices_to_install() if misfit(language, v.languages) is not None]
        )

    def _named(self, among: Sequence[str], name: str, language: str) -> tuple[str, VoiceInfo]:
        offered, faults = self._offered(among)
        found = [(engine, voice) for engine, there in offered if (voice := choose.by_name(there, name))]
        if len(found) > 1:
            full = " or ".join(voice.full_name for _, voice in found)
            raise NotFoundError(
                f"Several voices are called '{name}'.",
                f"Give the full name: {full}.",
                code=Code.VOICE_AMBIGUOUS,
                name=name,
                known=tuple(voice.full_name for _, voice in found),
            )
        if found:
            return found[0]
        if offers := [voice for voice, _ in engines.voices_to_install() if choose.by_name([voice], name)]:
            raise _not_installed(name, engines.known_engine(offers[0].engine))
        if faults:  # it may have been one of theirs
            raise faults[0]
        raise choose.unknown_name(self._voices(among), name, language)

    def _offered(self, among: Sequence[str]) -> tuple[list[tuple[str, tuple[VoiceInfo, ...]]], list[VoiceError]]:
        """The voices of each engine that starts, and what is wrong with the others: no voice is missed for another's fault."""
        offered: list[tuple[str, tuple[VoiceInfo, ...]]] = []
        faults: list[VoiceError] = []
        for engine in among:
            try:
                offered.append((engine, self.catalogue(engine).voices))
            except VoiceError as fault:
                faults.append(fault)
        return offered, faults

    def _own(self, model: Path) -> tuple[str, VoiceInfo]:
        voice = piper_model.given(model).voice
        if not engines.is_module_there("piper"):
            raise _not_installed(voice.name, engines.known_engine(engines.PIPER))
        return engines.with_model(engines.PIPER, voice.id), voice

    def _voices(self, among: Sequence[str]) -> list[VoiceInfo]:
        return [voice for engine in among for voice in self.catalogue(engine).voices]


def _model_file(wish: str) -> Path | None:
    path = wish.strip().removeprefix(f"{engines.PIPER}:")
    return Path(path) if path.lower().endswith(piper_model.SUFFIX) else None


def _not_installed(name: str, engine: engines.KnownEngine | None) -> NotFoundError:
    install = engines.how_to_install(engine) if engine else ""
    hint = f"In a clone of coach, install it with: {install}" if install else ""
    what = f"The voice '{name}' is not installed."
    return NotFoundError(what, hint, code=Code.VOICE_NOT_INSTALLED, name=name, install=install)


def _with_offers(error: NotFoundError, offers: Sequence[VoiceInfo]) -> NotFoundError:
    if not offers:
        return error
    engine = engines.known_engine(offers[0].engine)
    more = (
        f"You can also install {offers[0].full_name}, in a clone of coach: {engines.how_to_install(engine)}"
        if engine
        else ""
    )
    return error.reworded(error.what, f"{error.hint} {more}".strip())
