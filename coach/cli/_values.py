"""Values from the command line: read strictly, and refused with a list of what is allowed."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from fractions import Fraction
from typing import Final

import typer

from coach.errors import DurationError
from coach.files import CAPTIONS
from coach.timeline import Guidance, Loudness

_DECIMAL_COMMA: Final = re.compile(r"^(\d+),(\d+)$")

LONGEST_LEAD_IN_S: Final = 600
"""The longest time to get ready, in seconds."""

TEXT_FORMATS: Final = ("text", "markdown")
"""How a transcript can be written."""


def a_pace(text: str) -> Fraction:
    """A pace, by name or number."""
    from coach.script import FASTEST_PACE, PACE_NAMES, SLOWEST_PACE

    if text in PACE_NAMES:
        return PACE_NAMES[text]
    allowed = f"a number from {float(SLOWEST_PACE)} (slowest) to {float(FASTEST_PACE)}, or {', '.join(PACE_NAMES)}"
    return _number(text, "a pace", SLOWEST_PACE, FASTEST_PACE, allowed, PACE_NAMES)


def times_as_long(text: str) -> Fraction:
    """How many times as long as written."""
    from coach.programme import TIMES_LIMITS

    low, high = TIMES_LIMITS
    return _number(text, "a multiplier", low, high, f"a number from {float(low)} to {float(high)}")


def a_rate(text: str) -> int:
    """Words per minute."""
    from coach.programme import RATE_LIMITS_WPM

    low, high = RATE_LIMITS_WPM
    allowed = f"words per minute, from {low} to {high}"
    rate = _number(text, "a speech rate", Fraction(low), Fraction(high), allowed)
    return round(rate)


def a_duration(text: str) -> Fraction:
    """A length of time, in seconds."""
    return _seconds(text, allow_zero=False)


def a_lead_in(text: str) -> Fraction:
    """A time to get ready, in seconds; 0 for none."""
    seconds = _seconds(text, allow_zero=True)
    if seconds > LONGEST_LEAD_IN_S:
        raise typer.BadParameter(f"{text} is out of range. Give a time from 0 to {LONGEST_LEAD_IN_S // 60}m.")
    return seconds


def a_guidance(text: str) -> str:
    """How much is said."""
    return _one_of(text, [str(each) for each in Guidance], "a guidance level")


def a_loudness(text: str) -> str:
    """How loud everything is."""
    return _one_of(text, [str(each) for each in Loudness], "a loudness")


def a_caption(text: str) -> str:
    """A format of captions."""
    return _one_of(text, CAPTIONS, "a caption format")


def a_text_format(text: str) -> str:
    """How a transcript is written."""
    return _one_of(text, TEXT_FORMATS, "a transcript format")


def a_switch(text: str) -> bool:
    """On or off."""
    return _one_of(text, ("true", "false"), "true or false") == "true"


def a_web_address(text: str) -> str:
    """The address of a folder on the web, with a slash at its end."""
    from coach.errors import ExportError
    from coach.shelf import address

    try:
        return address(text).url
    except ExportError as error:
        raise typer.BadParameter(f"{error.what}. {error.hint}") from None


def an_email(text: str) -> str:
    """An e-mail address: something with one @ in it, which is all that can be known without writing to it."""
    name, _, host = text.strip().partition("@")
    if not name or "." not in host or "@" in host or any(character.isspace() for character in text.strip()):
        raise typer.BadParameter(f"'{text}' is not an e-mail address. Write one such as anna@example.org.")
    return text.strip()


def no_language(text: str) -> str:
    """Refuses a language, which people ask for: a routine is in that of its script. Says which routines there are in it."""
    from coach.cli._listing import languages_there
    from coach.folders import Folders
    from coach.voice import misfit

    there = languages_there(Folders.of_user())
    names = [name for tag, of_tag in there.items() if misfit(text, [tag]) is not None for name in of_tag]
    chooses = "The script chooses the language"
    if not names:
        raise typer.BadParameter(f"{chooses}, and none is in {text} yet: there are some in {', '.join(sorted(there))}.")
    raise typer.BadParameter(f"{chooses}; coach list --language {text} shows those in {text}: {', '.join(names)}.")


def either(names: Iterable[str]) -> str:
    """Names as a choice: ``a, b or c``."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def did_you_mean(text: str, names: Iterable[str]) -> str:
    """A question that names what is spelled most like ``text``, with a space after it; empty if nothing is."""
    near = get_close_matches(text.strip().casefold(), list(names), n=1)
    return f"Did you mean {near[0]}? " if near else ""


def _one_of(text: str, allowed: Iterable[str], what: str) -> str:
    allowed = list(allowed)
    if text not in allowed:
        raise typer.BadParameter(
            f"'{text}' is not {what}. {did_you_mean(text, allowed)}Choose from: {either(allowed)}."
        )
    return text


def _seconds(text: str, *, allow_zero: bool) -> Fraction:
    from coach.script import parse_duration

    try:
        seconds = parse_duration(text, allow_zero=allow_zero)
    except DurationError as error:
        raise typer.BadParameter(f"{error.what}: {error.hint}.") from None
    return seconds


def _number(text: str, what: str, low: Fraction, high: Fraction, allowed: str, names: Iterable[str] = ()) -> Fraction:
    try:
        number = Fraction(text)
    except (ValueError, ZeroDivisionError):
        meant = _DECIMAL_COMMA.sub(r"\1.\2", text)
        hint = f"{did_you_mean(text, names)}Give {allowed}"
        hint = f"A decimal point is written '.': write {meant}" if meant != text else hint
        raise typer.BadParameter(f"'{text}' is not {what}. {hint}.") from None
    if not low <= number <= high:
        raise typer.BadParameter(f"{text} is out of range. Give {allowed}.")
    return number
