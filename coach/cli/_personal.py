"""A listener's own defaults, in a TOML file of the user's config folder. The command line wins over them, they win over the script."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import typer

from coach.bounded import read_at_most
from coach.cli._values import (
    a_guidance,
    a_lead_in,
    a_loudness,
    a_pace,
    a_rate,
    a_switch,
    a_web_address,
    an_email,
    times_as_long,
)
from coach.errors import Code, ConfigError
from coach.folders import Folders

_MOST_BYTES: Final = 1 << 14
"""So long no file of settings is, even with all that could be said about each in comments."""

KEYS_TABLE: Final = "keys"
"""The table of what keys mean: see :mod:`coach.cli._own_keys`."""

KEYS: Final[Mapping[str, Callable[[str], Any]]] = MappingProxyType(
    {
        "pace": a_pace,
        "speech-rate": a_rate,
        "pauses": times_as_long,
        "holds": times_as_long,
        "guidance": a_guidance,
        "taper": a_switch,
        "loudness": a_loudness,
        "voice": str,
        "bed": str,
        "lead-in": a_lead_in,
        "device": str,
        "url": a_web_address,
        "title": str,
        "author": str,
        "email": an_email,
        "description": str,
    }
)
"""What can be set, and how each value is read; the names are those of the options."""


def path() -> Path:
    """Where the file is, or would be."""
    return Folders.of_user().settings


def text() -> str:
    """The file as it is; empty if there is none. Raises ConfigError if it is not one that could be read."""
    try:
        data = read_at_most(path(), _MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise _unreadable("it is too large to be a file of settings")
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _unreadable(error.strerror) from error
    except UnicodeDecodeError as error:
        raise _unreadable(f"it is not UTF-8 text (at byte {error.start})") from error


def read() -> dict[str, Any]:
    """What the file says; empty if there is none. Raises ConfigError if it cannot be read."""
    content = text()
    try:
        data = tomllib.loads(content)
        if _is_deep(data):
            raise RecursionError
        return data
    except RecursionError as error:
        raise _unreadable("it is nested too deeply") from error
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(error) from error
    except ValueError as error:  # more digits than Python makes a number of
        raise _unreadable("a number in it is too long") from error


def _is_deep(data: dict[str, Any]) -> bool:
    """Whether anything is in a table of a table: no setting is."""
    tables = [value for value in data.values() if isinstance(value, dict)]
    return any(isinstance(value, dict | list) for table in tables for value in table.values())


def _unreadable(why: object) -> ConfigError:
    hint = "Fix the file, or delete it to go back to the defaults."
    return ConfigError(f"{path()} cannot be read: {why}", hint, code=Code.SETTINGS_UNREADABLE, path=str(path()))


def written() -> dict[str, str]:
    """The settings in the file, as text, in its order; what keys mean is in a table apart. Raises ConfigError."""
    data = {key: value for key, value in read().items() if key != KEYS_TABLE}
    return {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in data.items()}


def values() -> dict[str, Any]:
    """The defaults, read and checked, by the names of the options. Raises ConfigError, naming the file and the key."""
    return {key: value_of(key, text) for key, text in written().items()}


def value_of(key: str, text: str, hint: str = "") -> Any:
    """One value, read as its option is. Raises ConfigError, with where it stands if there is no other ``hint``."""
    if key not in KEYS:
        what, hint = f"'{key}' is not a setting (in {path()})", f"Choose from: {', '.join(KEYS)}."
        raise ConfigError(what, hint, code=Code.SETTING_UNKNOWN, name=key)
    try:
        return KEYS[key](text)
    except typer.BadParameter as error:
        hint = f"It is set in {path()}. Change it with: coach config {key} VALUE"
        raise ConfigError(f"{key}: {error.message}", hint, code=Code.SETTING_INVALID, name=key) from error
