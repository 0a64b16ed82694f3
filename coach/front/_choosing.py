"""A listener's choices as a program writes them: plain numbers and words, read as strictly as the command line reads them."""

from collections.abc import Iterable
from fractions import Fraction
from os import PathLike, fspath
from typing import TypedDict, Unpack

from coach.errors import ConfigError
from coach.programme import RATE_LIMITS_WPM, TIMES_LIMITS, Wishes
from coach.script import FASTEST_PACE, PACE_NAMES, SLOWEST_PACE, parse_duration
from coach.timeline import Guidance, Loudness

Number = float | Fraction


class ChosenValues(TypedDict, total=False):
    """What may be chosen; whatever is left out is as the routine has it, and then as is usual."""

    pace: Number | str
    """Words, pauses and timed work together: 0.5 (slowest) to 2, or ``gentle``, ``slow``, ``normal``, ``brisk``."""
    speech_rate: int
    """Words a minute, whatever the pace: 40 to 400."""
    pauses: Number
    """Pauses so many times as long as written: 0.5 to 2."""
    holds: Number
    """Timed work so many times as long as written: 0.5 to 2."""
    duration: Number | str
    """Fit the whole to a time: seconds, or text such as ``12m``."""
    fit_speech: bool
    """To fit, change the rate of speech too."""
    drop_optional: bool
    """To fit, leave out optional sections, the last first."""
    guidance: str
    """How much is said: ``full``, ``brief`` (only names) or ``silent`` (only chimes)."""
    taper: bool
    """Grow slower and softer towards the end."""
    loudness: str
    """``normal``, or ``night`` for a sleeping room."""
    bed: str | PathLike[str]
    """A sound under everything: ``rain``, ``brown-noise``, ``drone``, the path of a sound file, or ``none``."""
    options: Iterable[str]
    """Options of the routine."""


def wishes_of(voice: str | None, **choices: Unpack[ChosenValues]) -> Wishes:
    """The choices as the programme takes them.

    Raises:
        ConfigError: a value is out of range, or is not a word that can stand there.
        DurationError: the duration cannot be read.
        TypeError: there is no such choice.
    """
    if unknown := sorted(choices.keys() - ChosenValues.__annotations__.keys()):
        raise TypeError(f"there is no choice '{unknown[0]}'; there are {', '.join(ChosenValues.__annotations__)}")
    duration = choices.get("duration")
    rate = choices.get("speech_rate")
    return Wishes(
        pace=_pace(choices["pace"]) if "pace" in choices else None,
        rate_wpm=None if rate is None else round(_between("speech_rate", rate, *map(Fraction, RATE_LIMITS_WPM))),
        pauses=_between("pauses", choices["pauses"], *TIMES_LIMITS) if "pauses" in choices else None,
        holds=_between("holds", choices["holds"], *TIMES_LIMITS) if "holds" in choices else None,
        voice=voice,
        options=frozenset(choices.get("options", ())),
        guidance=Guidance(_one_of("guidance", choices.get("guidance", Guidance.FULL), [*Guidance])),
        taper=choices.get("taper", False),
        duration_s=parse_duration(duration) if isinstance(duration, str) else _positive(duration),
        fit_speech=choices.get("fit_speech", False),
        drop_optional=choices.get("drop_optional", False),
        loudness=Loudness(_one_of("loudness", choices.get("loudness", Loudness.NORMAL), [*Loudness])),
        bed=fspath(choices["bed"]) if "bed" in choices else None,
    )


def _pace(value: Number | str) -> Fraction:
    if isinstance(value, str):
        return PACE_NAMES[_one_of("pace", value, [*PACE_NAMES])]
    return _between("pace", value, SLOWEST_PACE, FASTEST_PACE)


def _between(name: str, value: Number, low: Fraction, high: Fraction) -> Fraction:
    number = _exact(value)
    if not low <= number <= high:
        raise ConfigError(
            f"{name} is {value}, which is out of range", f"Give a number from {float(low):g} to {float(high):g}."
        )
    return number


def _positive(value: Number | None) -> Fraction | None:
    if value is None:
        return None
    number = _exact(value)
    if number <= 0:
        raise ConfigError(
            f"duration is {value}, which is not a length of time", "Give more than 0 seconds, or text such as 12m."
        )
    return number


def _exact(value: Number) -> Fraction:
    """The number as it was written: 0.8 is four fifths, and not the nearest number a computer can store."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)


def _one_of(name: str, value: str, allowed: list[str]) -> str:
    if value not in allowed:
        raise ConfigError(
            f"{name} is '{value}', which it cannot be", f"Give {', '.join(allowed[:-1])} or {allowed[-1]}."
        )
    return value
