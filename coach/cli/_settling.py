"""A setting's value is looked at when it is set: a path is kept so that it works in any folder, and what is not there is refused.

Later it may be gone again, such as headphones; then the command that needs it says so.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import typer

from coach.folders import Folders

_ANY_LANGUAGE: Final = "en-US"
"""A voice that is named is found whatever the language; it only says which others to list first."""


def settled(key: str, text: str) -> str:
    """What to keep as the value of a setting. Raises BadParameter or CoachError."""
    if not text.strip():
        raise typer.BadParameter(f"{key} needs a value. To reset it to its default, write: coach config {key} --unset")
    return _SETTLED.get(key, str)(text)


def _bed(text: str) -> str:
    from coach.programme import find_bed
    from coach.sound import Bed

    path = find_bed(text, Folders.of_user())
    if path is None:
        return text
    Bed(path)
    return str(path.absolute()) if path == Path(text).expanduser() else text


def _voice(text: str) -> str:
    from coach.voice import AUTO, find_voice, installed_engines

    if text.strip().lower() in (AUTO, *installed_engines()):
        return text
    voice = find_voice(text, _ANY_LANGUAGE, Folders.of_user().cache)
    return voice.id if Path(voice.id).is_absolute() else text


def _device(text: str) -> str:
    from coach.player import choose_output

    choose_output(text)
    return text


_SETTLED: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {"bed": _bed, "voice": _voice, "device": _device}
)
"""By setting, what makes of a value the one that is kept."""
