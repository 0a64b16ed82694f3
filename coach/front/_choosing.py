"""A listener's choices as a program writes them: plain numbers and words, read as strictly as the command line reads them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from os import PathLike, fspath
from typing import Final, TypedDict, Unpack

from coach.errors import Code, ConfigError
from coach.programme import RATE_LIMITS_WPM, TIMES_LIMITS, Wishes
from coach.script import FASTEST_PACE, PACE_NAMES, SLOWEST_PACE, parse_duration
from coach.timeline import Guidance, Loudness

Number = float | Fraction | Decimal

_WHETHER: Final = ("fit_speech", "drop_optional", "taper")


class ChosenValues(TypedDict, total=False):
    """What may be chosen; whatever is left out or None is as the routine has it, and then as is usual."""

    pace: Number | str | None
    """Words, pauses and timed work together: 0.5 (slowest) to 2, or ``gentle``, ``slow``, ``normal``, ``brisk``."""
    speech_rate: int | None
    """Words a minute, whatever the pace: 40 to 400."""
    pauses: Number | None
    """Pauses so many times as long as written: 0.5 to 2."""
    holds: Number | None
    """Timed work so many times as long as written: 0.5 to 2."""
    duration: Number | str | None
    """Fit the whole to a time: seconds, or text such as ``12m``."""
    fit_speech: bool | None
    """To fit, change the rate of speech too."""
    drop_optional: bool | None
    """To fit, leave out optional sections, the last first."""
    guidance: str | None
    """How much is said: ``full``, ``brief`` (only names) or ``silent`` (only chimes)."""
    taper: bool | None
    """Grow slower and softer towards the end."""
    loudness: str | None
    """``normal``, or ``night`` for a sleeping room."""
    bed: str | PathLike[str] | None
    """A sound under everything: ``rain``, ``brown-noise``, ``drone``, the path of a sound file, or ``none``."""
    options: Iterable[str] | None
    """Options of the routine; a single text is one of them."""


def wishes_of(voice: str | None, **choices: Unpack[ChosenValues]) -> Wishes:
    """The choices as the programme takes them.

    Raises:
        ConfigError: a value is out of range, or is not one of the words it can be.
        DurationError: the duration cannot be read.
        TypeError: there is no such choice.
    """
    if unknown := sorted(choices.keys() - ChosenValues.__annotations__.keys()):
        raise TypeError(f"there is no choice '{unknown[0]}'; there are {', '.join(ChosenValues.__annotations__)}")
    bed, duration = choices.get("bed"), choices.get("duration")
    whether = {name: _whether(name, choices.get(name)) for name in _WHETHER}
    if fitting := [name for name in ("fit_speech", "drop_optional") if whether[name] and duration is None]:
        what, hint = (
            f"{fitting[0]} is True, and there is no duration to fit to",
            "Give duration too, such as duration='12m'.",
        )
        raise ConfigError(what, hint, code=Code.CHOICE_INVALID, name=fitting[0])
    return Wishes(
        pace=_pace(choices.get("pace")),
        rate_wpm=_whole("speech_rate", choices.get("speech_rate"), RATE_LIMITS_WPM),
        pauses=_between("pauses", choices.get("pauses"), *TIMES_LIMITS),
        holds=_between("holds", choices.get("holds"), *TIMES_LIMITS),
        voice=voice,
        options=frozenset(one_or_more(choices.get("options"))),
        guidance=Guidance(_one_of("guidance", choices.get("guidance"), [*Guidance], Guidance.FULL)),
        taper=whether["taper"],
        duration_s=parse_duration(duration) if isinstance(duration, str) else _positive(duration),
        fit_speech=whether["fit_speech"],
        drop_optional=whether["drop_optional"],
        loudness=Loudness(_one_of("loudness", choices.get("loudness"), [*Loudness], Loudness.NORMAL)),
        bed=None if bed is None else fspath(bed),
    )


def one_or_more(names: Iterable[str] | None) -> tuple[str, ...]:
    """Some names; a single text is one name, and not its letters."""
    return (names,) if isinstance(names, str) else tuple(names or ())


def _pace(value: Number | str | None) -> Fraction | None:
    if isinstance(value, str):
        return PACE_NAMES[_one_of("pace", value, [*PACE_NAMES], "normal")]
    return _between("pace", value, SLOWEST_PACE, FASTEST_PACE)


def _between(name: str, value: Number | None, low: Fraction, high: Fraction) -> Fraction | None:
    if value is None:
        return None
    number = _exact(name, value)
    if not low <= number <= high:
        raise ConfigError(
            f"{name} is {value}, which is out of range",
            f"Give a number from {float(low):g} to {float(high):g}.",
            code=Code.CHOICE_INVALID,
            name=name,
        )
    return number


def _whole(name: str, value: int | None, limits: tuple[int, int]) -> int | None:
    number = _between(name, value, *map(Fraction, limits))
    if number is not None and number.denominator != 1:
        raise ConfigError(
            f"{name} is {value}, which is not a whole number",
            f"Give a whole number from {limits[0]} to {limits[1]}.",
            code=Code.CHOICE_INVALID,
            name=name,
        )
    return None if number is None else int(number)


def _positive(value: Number | None) -> Fraction | None:
    if value is None:
        return None
    number = _exact("duration", value)
    if number <= 0:
        raise ConfigError(
            f"duration is {value}, which is not a length of time",
            "Give more than 0 seconds, or text such as 12m.",
            code=Code.CHOICE_INVALID,
            name="duration",
        )
    return number


def _whether(name: str, value: object) -> bool:
    if value is None or isinstance(value, bool):
        return bool(value)
    raise ConfigError(f"{name} cannot be {value!r}", "Give True or False.", code=Code.CHOICE_INVALID, name=name)


def _exact(name: str, value: Number) -> Fraction:
    """The number as it was written: 0.8 is four fifths, and not the nearest number a computer can store."""
    try:
        if isinstance(value, bool | str):
            raise TypeError  # Fraction would take both
        return Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    except (TypeError, ValueError, OverflowError):  # nan and infinity, too
        what = f"{name} is {value!r}, which is not a number"
        raise ConfigError(what, "Give a number, such as 0.8.", code=Code.CHOICE_INVALID, name=name) from None


def _one_of(name: str, value: str | None, allowed: Sequence[str], usual: str) -> str:
    if value is None:
        return usual
    if value not in allowed:
        raise ConfigError(
            f"{name} cannot be '{value}'",
            f"Choose from: {', '.join(allowed[:-1])} or {allowed[-1]}.",
            code=Code.CHOICE_INVALID,
            name=name,
        )
    return value
