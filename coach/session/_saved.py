"""What is saved of a session so that it can be resumed: as JSON, and read back strictly."""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from hashlib import sha256
from typing import Any, Final

from coach.programme import RATE_LIMITS_WPM, TIMES_LIMITS, Wishes
from coach.script import FASTEST_PACE, SLOWEST_PACE
from coach.session._step_index import StepIndex
from coach.session._transport import TEMPO_LIMITS, VOLUME_LIMITS_DB
from coach.timeline import Guidance, Loudness, Moment

VERSION: Final = 1
"""The version of the file's form. A wish that is missing counts as not made, so a new one needs no new version."""

_FRACTION: Final = re.compile(r"\d{1,40}(/\d{1,40})?", re.ASCII)
"""As we write them; numbers such as 1e999999999 would take all time and memory to read."""


@dataclass(frozen=True, slots=True)
class StepName:
    """What a step is known by when the script may have been edited: its section's title, and its own, which may be empty."""

    section: str
    title: str

    @property
    def shown(self) -> str:
        """What to call it."""
        return self.title or self.section


@dataclass(frozen=True, slots=True)
class Saved:
    """A position in a session, and all it takes to have the same session again.

    ``name`` is what the routine was called by, or the whole path of its script; ``path`` is that of the script in either case, and
    ``fingerprint`` tells whether its text has changed since. The wishes' voice is the full name of the one that spoke. ``output`` is
    the device that was asked for. ``tempo`` and ``volume_db`` are relative to what was wished. ``steps`` are all steps of the
    session in order, and ``step`` is the number of the one under way.
    """

    name: str
    path: str
    title: str
    fingerprint: str
    wishes: Wishes
    output: str | None
    tempo: Fraction
    volume_db: float
    steps: tuple[StepName, ...]
    step: int

    @property
    def at(self) -> StepName:
        """The step under way."""
        return self.steps[self.step]


def fingerprint(text: str) -> str:
    """A digest that tells texts apart."""
    return sha256(text.encode()).hexdigest()


def names_of(moments: Sequence[Moment]) -> tuple[StepName, ...]:
    """The steps of a session's moments, in order."""
    return tuple(StepName(place.section_title, place.step_title) for place in StepIndex.of(moments).places)


def encode(saved: Saved) -> bytes:
    """As the content of a file."""
    plain = {
        "version": VERSION,
        "name": saved.name,
        "path": saved.path,
        "title": saved.title,
        "fingerprint": saved.fingerprint,
        "wishes": {key: _plain(value) for key, value in asdict(saved.wishes).items()},
        "output": saved.output,
        "tempo": _plain(saved.tempo),
        "volume_db": saved.volume_db,
        "step": saved.step,
        "steps": [[step.section, step.title] for step in saved.steps],
    }
    return json.dumps(plain, indent=1).encode()


def decode(content: bytes) -> Saved:
    """The opposite of :func:`encode`. Raises ValueError, which says what is wrong."""
    try:
        data = json.loads(content)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(data, dict):
        raise ValueError("it is not an object")
    if data.get("version") != VERSION:
        raise ValueError(f"its version is {data.get('version')!r}, and this program knows {VERSION}")
    if missing := sorted(_FIELDS.keys() - data.keys()):
        raise ValueError(f"it has no '{missing[0]}'")
    saved = Saved(**{key: _read(key, read, data[key]) for key, read in _FIELDS.items()})
    if not 0 <= saved.step < len(saved.steps):
        raise ValueError(f"there is no step {saved.step}")
    return saved


def _plain(value: object) -> object:
    match value:
        case Fraction():
            return str(value)
        case frozenset():
            return sorted(value)
        case _:
            return value


def _read(key: str, read: Callable[[Any], Any], value: object) -> Any:
    try:
        return read(value)
    except (TypeError, ValueError, ZeroDivisionError):
        raise ValueError(f"'{key}' cannot be {str(value)[:40]!r}") from None


def _text(value: object) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError
    return value


def _texts(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError
    return [_text(one) for one in value]


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def _rate(value: object) -> int:
    rate = _count(value)
    if not RATE_LIMITS_WPM[0] <= rate <= RATE_LIMITS_WPM[1]:
        raise ValueError
    return rate


def _positive(value: object) -> Fraction:
    text = _text(value)
    if not _FRACTION.fullmatch(text):
        raise ValueError
    number = Fraction(text)
    if number <= 0:
        raise ValueError
    return number


def _within(low: Fraction, high: Fraction) -> Callable[[object], Fraction]:
    def read(value: object) -> Fraction:
        number = _positive(value)
        if not low <= number <= high:
            raise ValueError
        return number

    return read


def _volume(value: object) -> float:
    if not isinstance(value, float | int) or not math.isfinite(value):
        raise TypeError
    if not VOLUME_LIMITS_DB[0] <= value <= VOLUME_LIMITS_DB[1]:
        raise ValueError
    return float(value)


def _steps(value: object) -> tuple[StepName, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(StepName(*_texts(one)) for one in value)


def _optional(read: Callable[[object], Any]) -> Callable[[object], Any]:
    return lambda value: None if value is None else read(value)


def _wishes(value: object) -> Wishes:
    if not isinstance(value, dict):
        raise TypeError
    if unknown := sorted(value.keys() - _WISHES.keys()):
        raise ValueError(unknown)
    return Wishes(**{key: _WISHES[key](one) for key, one in value.items()})


_WISHES: Final[Mapping[str, Callable[[object], Any]]] = {
    "pace": _optional(_within(SLOWEST_PACE, FASTEST_PACE)),
    "rate_wpm": _optional(_rate),
    "pauses": _optional(_within(*TIMES_LIMITS)),
    "holds": _optional(_within(*TIMES_LIMITS)),
    "voice": _optional(_text),
    "options": lambda value: frozenset(_texts(value)),
    "guidance": lambda value: Guidance(_text(value)),
    "taper": _flag,
    "duration_s": _optional(_positive),
    "fit_speech": _flag,
    "drop_optional": _flag,
    "loudness": lambda value: Loudness(_text(value)),
    "bed": _optional(_text),
    "usual_voice": _optional(_text),
}
_FIELDS: Final[Mapping[str, Callable[[object], Any]]] = {
    "name": _text,
    "path": _text,
    "title": _text,
    "fingerprint": _text,
    "wishes": _wishes,
    "output": _optional(_text),
    "tempo": _within(*TEMPO_LIMITS),
    "volume_db": _volume,
    "steps": _steps,
    "step": _count,
}
