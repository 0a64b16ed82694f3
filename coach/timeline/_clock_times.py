"""Times of the day as people say them: "14:30 Uhr" is "14 Uhr 30", "a las 8:15" is "a las 8 y 15", "8:00 am" is "8 am". Pure.

A time that says nothing of the day, such as 2:30, is left as it is: it may be minutes and seconds.
"""

import re
from typing import Final

from coach.timeline._patterns import Pattern

_HOUR: Final = "(?P<hour>2[0-4]|1[0-9]|0?[0-9])"
_MINUTES: Final = "(?P<minutes>[0-5][0-9])"
_NOT_AFTER: Final = r"(?<![\w.,:/])(?<![0-9][–—-])"
_NO_MORE: Final = r"(?![\w]|[.,:/][0-9])"

_GERMAN: Final = Pattern(rf"{_NOT_AFTER}{_HOUR}[.:]{_MINUTES}\s?(?:Uhr|h)(?!\w)")
_GERMAN_RANGE: Final = Pattern(
    rf"{_NOT_AFTER}{_HOUR}[.:]{_MINUTES}(?:\s?[–—-]\s?|\s+bis\s+)(?P<end>2[0-4]|1[0-9]|0?[0-9])[.:](?P<end_minutes>[0-5][0-9])\s?Uhr(?!\w)"
)
_GERMAN_AFTER: Final = Pattern(
    rf"\b(?P<before>(?i:um|gegen)\s+){_HOUR}:{_MINUTES}{_NO_MORE}(?!\s?(?:Uhr|h|min|Min|s|Sek)\b)"
)
_GERMAN_ONE: Final = Pattern(r"(?<![\w.,:/–-])1 Uhr(?!\w)")
_FRENCH: Final = Pattern(rf"(?P<before>\b(?i:à|vers|dès)\s+){_HOUR}:{_MINUTES}{_NO_MORE}(?!\s?(?:min|s|sec)\b)")
_SPANISH: Final = Pattern(
    rf"(?P<before>\b(?i:las?)\s+){_HOUR}[:.]{_MINUTES}{_NO_MORE}(?!\s?(?:min|s|seg)\b)(?P<unit>\s?h\b\.?)?"
)
_ENGLISH: Final = Pattern(rf"{_NOT_AFTER}{_HOUR}[:.](?P<minutes>0[0-9])(?=\s?[AaPp]\.?[Mm](?!\w))")


def with_clock_said(text: str, language: str) -> str:
    """The text with each time of the day that says it is one in words that a voice can say."""
    if not any(map(str.isdigit, text)):
        return text
    if language == "de":
        text = _GERMAN_RANGE.sub(_german_range, text)
        text = _GERMAN.sub(_german, text)
        text = _GERMAN_AFTER.sub(lambda found: found["before"] + _german(found), text)
        return _GERMAN_ONE.sub("ein Uhr", text)
    if language == "fr":
        return _FRENCH.sub(lambda found: f"{found['before']}{int(found['hour'])} h{_minutes(found, ' ')}", text)
    if language == "es":
        return _SPANISH.sub(lambda found: f"{found['before']}{int(found['hour'])}{_minutes(found, ' y ')}", text)
    return _ENGLISH.sub(lambda found: f"{int(found['hour'])}{_minutes(found, ' oh ')}", text)


def _german(found: re.Match[str]) -> str:
    return f"{int(found['hour'])} Uhr{_minutes(found, ' ')}"


def _german_range(found: re.Match[str]) -> str:
    if found["minutes"] == found["end_minutes"] == "00":
        return f"{int(found['hour'])} bis {int(found['end'])} Uhr"
    end = "" if found["end_minutes"] == "00" else f" {int(found['end_minutes'])}"
    return f"{_german(found)} bis {int(found['end'])} Uhr{end}"


def _minutes(found: re.Match[str], joint: str) -> str:
    return "" if found["minutes"] == "00" else f"{joint}{int(found['minutes'])}"
