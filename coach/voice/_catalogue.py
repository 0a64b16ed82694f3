"""What an engine offers, remembered, so that it need not be started only to say so."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from coach.cache import Cache
from coach.errors import Code, VoiceError
from coach.voice import _piper_model as piper_model
from coach.voice._channel import Message
from coach.voice._engine import VoiceInfo
from coach.voice._engines import DEFAULT_ENGINE, PIPER, engine_address, engine_names, model_of
from coach.voice._espeak_library import candidates
from coach.voice._pool import WorkerPool

_KIND: Final = "voices"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """An engine's name, its version, the points of its speed knob, and its voices."""

    engine: str
    version: str
    settings: tuple[float, ...]
    voices: tuple[VoiceInfo, ...]


def remembered(engine: str, cache: Cache) -> Catalogue | None:
    """What the engine offered when it was last asked; None if never, or if it has been replaced since."""
    return _from_message(cache.load_table(_KIND, fingerprint(engine)))


def ask(engine: str, cache: Cache, pool: WorkerPool) -> Catalogue:
    """Ask the engine, and remember the answer if that can be.

    Raises:
        VoiceError: the engine does not start, or has no voice.

    """
    reply: Message = pool.submit({"do": "describe"}).result()
    catalogue = _from_message(reply)
    if catalogue is None or not catalogue.voices:
        hint = "Install a voice in your system's settings."
        what = f"The speech engine {engine} has no voices."
        raise VoiceError(what, hint, code=Code.ENGINE_WITHOUT_VOICES, engine=engine)
    with suppress(OSError):  # it will be asked again next time
        cache.save_table(_KIND, fingerprint(engine), reply)
    return catalogue


def fingerprint(engine: str) -> dict[str, object]:
    """All that changes when an engine or its voices change, found without starting it.

    Raises:
        VoiceError: there is no such engine.

    """
    try:
        module = engine_address(engine).partition(":")[0]
    except KeyError:
        raise VoiceError(
            f"'{engine}' is not a speech engine.",
            f"Choose from: {', '.join(engine_names())}.",
            code=Code.ENGINE_NOT_FOUND,
            engine=engine,
        ) from None
    found: dict[str, object] = {"engine": engine, "module": _stamps(_origin(module))}
    if engine == DEFAULT_ENGINE:
        found |= _of_pyttsx3()
    elif engine.startswith(PIPER):
        found |= _of_piper(engine)
    return found


def _of_pyttsx3() -> dict[str, object]:
    found: dict[str, object] = {
        "package": _stamps(_origin("pyttsx3")),
        "libraries": _stamps([library.path for library in candidates()]),
        "data": os.environ.get("ESPEAK_DATA_PATH", ""),
    }
    if sys.platform != "linux":  # voices belong to the system there, and no file tells: ask once a day
        found["day"] = datetime.now(UTC).date().isoformat()
    return found


def _of_piper(engine: str) -> dict[str, object]:
    given = model_of(engine)
    model = Path(given) if given else piper_model.joe_path()
    files = [model, piper_model.settings_path(model)] if model else []
    return {"package": _stamps(_origin("piper")), "model": _stamps(files)}


def _stamps(files: Sequence[Path]) -> list[list[object]]:
    stamps: list[list[object]] = []
    for file in files:
        with suppress(OSError):
            stat = file.stat()
            stamps.append([str(file), stat.st_mtime_ns, stat.st_size])
    return stamps


def _origin(module: str) -> list[Path]:
    try:
        spec = find_spec(module)
    except ImportError:
        return []
    return [Path(spec.origin)] if spec and spec.origin else []


def _from_message(told: object) -> Catalogue | None:
    if not isinstance(told, dict):
        return None
    try:
        voices = tuple(_voice(voice) for voice in told["voices"])
        return Catalogue(told["name"], told["version"], tuple(told["settings"]), voices)
    except (KeyError, TypeError):
        return None


def _voice(told: dict[str, Any]) -> VoiceInfo:
    return VoiceInfo(**{**told, "languages": tuple(told["languages"])})
