"""What was probably meant by a setting of a directive that is none: ``countdown 3``, ``half: "Go."``, ``count: aloud``."""

import re
from collections.abc import Sequence
from typing import Final

from coach.script._speakable import collapse, plain, similar

_KEYS: Final = {
    "halfway": "half half-way half_way midway middle mid halftime half-time halbzeit mitte mitad moitié mi-temps",
    "countdown": "count-down count_down counter down last cuenta compte herunterzählen rückwärts",
    "count": "counting counted zählen zählung compter contar beat sound say aloud",
}
_MEANT_KEYS: Final = {word: key for key, words in _KEYS.items() for word in words.split()}
_VALUES: Final = {
    "spoken": "aloud loud loudly voice speak speech say said yes true on numbers laut gesprochen parlé hablado",
    "tick": "ticks tock click clicks beep metronome sound",
    "none": "no off false silent silence nothing null never quiet kein nein",
}
_MEANT_VALUES: Final = {word: value for value, words in _VALUES.items() for word in words.split()}
_SETTING: Final = re.compile(r"\s*([^\W\d_][\w-]*)\s*[:=]?\s*(.*?)\s*", re.DOTALL)


def meant_setting(text: str, allowed: Sequence[str]) -> str | None:
    """The setting as it should be written, ``key: value``; None if nothing says which it is, or it has no value."""
    match = _SETTING.fullmatch(text)
    if not match:
        return None
    key, value = _key(plain(match[1]), allowed), collapse(match[2])
    if key is None or not value:
        return None
    if key == "halfway" and not value.startswith('"'):
        bare = value.strip("\"'“”‘’«»„")
        value = f'"{bare}"' if '"' not in bare else value
    return f"{key}: {value}"


def _key(word: str, allowed: Sequence[str]) -> str | None:
    if word in allowed:
        return word
    meant = _MEANT_KEYS.get(word) or ("countdown" if word == "count" else None)
    return meant if meant in allowed else similar(word, allowed)


def meant_choice(word: str, choices: Sequence[str]) -> str | None:
    """Which of the choices for ``count`` was probably meant by another word."""
    meant = _MEANT_VALUES.get(plain(word).strip("\"' ."))
    return meant if meant in choices else similar(word, choices)
