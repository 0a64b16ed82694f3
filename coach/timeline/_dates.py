"""Dates as people say them: "Sept. 5" is "September fifth", and "am 03.03.2024" is "am dritten März 2024". Pure.

A date of digits alone is read where its order is certain: year first, day first with full stops or outside English, or a day after the
twelfth. German days become ordinals later, in :mod:`coach.timeline._ordinals`.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from coach.timeline._english_ordinals import english_ordinal
from coach.timeline._patterns import Pattern
from coach.timeline._word_sets import words

_MONTHS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": (
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        "de": (
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ),
        "fr": (
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ),
        "es": (
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ),
    }
)
_SHORT: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "en": {
            "Jan": 1,
            "Feb": 2,
            "Mar": 3,
            "Apr": 4,
            "Jun": 6,
            "Jul": 7,
            "Aug": 8,
            "Sept": 9,
            "Sep": 9,
            "Oct": 10,
            "Nov": 11,
            "Dec": 12,
        },
        "de": {
            "Jan": 1,
            "Feb": 2,
            "Mrz": 3,
            "Apr": 4,
            "Jun": 6,
            "Jul": 7,
            "Aug": 8,
            "Sept": 9,
            "Sep": 9,
            "Okt": 10,
            "Nov": 11,
            "Dez": 12,
        },
        "fr": {"janv": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "déc": 12},
        "es": {
            "ene": 1,
            "feb": 2,
            "mar": 3,
            "abr": 4,
            "may": 5,
            "jun": 6,
            "jul": 7,
            "ago": 8,
            "sept": 9,
            "sep": 9,
            "oct": 10,
            "nov": 11,
            "dic": 12,
        },
    }
)
_YEAR: Final = "(?:19|20)[0-9]{2}"
_DAY: Final = "(?:3[01]|[12][0-9]|0?[1-9])"
_MONTH: Final = "(?:1[0-2]|0?[1-9])"
_NO_MORE: Final = r"(?![\w/]|[.,:/-][0-9])"
_NOT_AFTER: Final = r"(?<![\w.,:/-])"

_YEAR_FIRST: Final = Pattern(rf"{_NOT_AFTER}(?P<year>{_YEAR})-(?P<month>{_MONTH})-(?P<day>{_DAY}){_NO_MORE}")
_DAY_FIRST: Final = Pattern(
    rf"{_NOT_AFTER}(?:(?P<day>{_DAY})(?P<sign>[./-])\s?(?P<month>{_MONTH})(?P=sign)\s?(?P<year>{_YEAR})"
    rf"|(?P<day2>(?:0[1-9]|[12][0-9]|3[01]))(?P<sign2>[./])(?P<month2>(?:0[1-9]|1[0-2]))(?P=sign2)(?P<year2>[0-9]{{2}})){_NO_MORE}"
)
_LATE_DAY: Final = Pattern(
    rf"{_NOT_AFTER}(?:(?P<day>1[3-9]|2[0-9]|3[01])/(?P<month>{_MONTH})|(?P<month2>{_MONTH})/(?P<day2>1[3-9]|2[0-9]|3[01]))"
    rf"/(?P<year>{_YEAR}){_NO_MORE}"
)
_GERMAN_NO_YEAR: Final = Pattern(
    rf"(?P<before>\b(?i:am|vom|bis|bis zum|zum|ab|ab dem|seit|seit dem|den|dem|und)\s+)(?P<day>{_DAY})\.\s?(?P<month>{_MONTH})\.(?![0-9])"
)
_GERMAN_YEAR: Final = Pattern(
    rf"(?P<before>(?:{'|'.join(_MONTHS['de'])}|\bJahr(?:e|en|es)?)\s+)(?P<century>1[1-9])(?P<year>[0-9]{{2}})(?![\w.,:/-][0-9]|\w)"
)
_ALL_ENGLISH: Final = "|".join(_MONTHS["en"])
_ENGLISH_DAY_FIRST: Final = Pattern(
    rf"(?P<before>\b\w+\s+)?(?<![\w.,:/–-])(?P<day>3[01]|[12][0-9]|[1-9])(?P<th>st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_ALL_ENGLISH})\b(?P<year>,?\s+{_YEAR}(?![\w]))?"
)
_ENGLISH_DAY_LAST: Final = Pattern(
    rf"(?P<before>\b\w+\s+)?(?<!\w)(?P<month>{_ALL_ENGLISH})\s+(?P<day>3[01]|[12][0-9]|[1-9])(?![\w/]|[.,:/–-][0-9]|\s?[–—%°-])(?P<year>,?\s+{_YEAR}(?!\w))?"
)
_ALSO_VERBS: Final = words("March May")
_BEFORE_DAY: Final = words("on by until till from since before after the to through between of born")
_GERMAN_TEENS: Final = (
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
)
_GERMAN_ONES: Final = (
    *("", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"),
    *_GERMAN_TEENS,
)
_GERMAN_TENS: Final = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")


def with_dates_said(text: str, language: str) -> str:
    """The text with its dates in words; in German with the day as a number and a full stop."""
    if not any(map(str.isdigit, text)):
        return text
    text = _short_months(language).sub(lambda found: _whole_month(found, language), text)
    text = _YEAR_FIRST.sub(lambda found: _date(found["day"], found["month"], found["year"], language), text)
    if language == "en":
        text = _LATE_DAY.sub(
            lambda found: _date(
                found["day"] or found["day2"], found["month"] or found["month2"], found["year"], language
            ),
            text,
        )
        text = _ENGLISH_DAY_FIRST.sub(_english_day_first, text)
        return _ENGLISH_DAY_LAST.sub(_english_day_last, text)
    text = _DAY_FIRST.sub(
        lambda found: _date(
            found["day"] or found["day2"], found["month"] or found["month2"], found["year"] or found["year2"], language
        ),
        text,
    )
    if language == "de":
        text = _GERMAN_NO_YEAR.sub(
            lambda found: (
                f"{found['before']}{int(found['day'])}. {_MONTHS['de'][int(found['month']) - 1]}"
                + ("." if not found.string[found.end() :].strip() else "")
            ),
            text,
        )
        text = _GERMAN_YEAR.sub(lambda found: found["before"] + _german_year(found["century"], found["year"]), text)
    return text


def _short_months(language: str) -> Pattern:
    return _SHORT_MONTHS[language]


def _short_pattern(language: str) -> Pattern:
    """A short month beside a number; one that is a word of its own only between a day and a year."""
    short = "|".join(sorted(_SHORT[language], key=len, reverse=True))
    if language in ("fr", "es"):
        return Pattern(
            rf"(?:(?<=[0-9]\s)|(?<=[0-9]\sde\s)|(?=\w+\.\s(?:de\s)?{_YEAR}))(?<!\w)(?P<short>{short})\.(?!\w)"
        )
    stop = "." if language == "de" else ""
    days = rf"(?<=[0-9]{re.escape(stop)}\s)"
    months = (
        r"(?<=\b[Ii]m\s)|(?<=\b[Ss]eit\s)|(?<=\b[Aa]b\s)|(?<=\bEnde\s)|(?<=\bMitte\s)|(?<=\bAnfang\s)|" if stop else ""
    )
    return Pattern(rf"(?:{months}{days}|(?=\w+\.\s[0-9]))(?<!\w)(?P<short>{short})\.(?!\w)")


_SHORT_MONTHS: Final[Mapping[str, Pattern]] = MappingProxyType({code: _short_pattern(code) for code in _MONTHS})


def _whole_month(found: re.Match[str], language: str) -> str:
    month = _MONTHS[language][_SHORT[language][found["short"]] - 1]
    return month if found.string[found.end() :].strip() else f"{month}."


def _date(day: str, month: str, year: str, language: str) -> str:
    name, number = _MONTHS[language][int(month) - 1], int(day)
    if language == "en":
        return f"{number} {name} {year}"
    if language == "de":
        return f"{number}. {name} {year}"
    if language == "fr":
        return f"{'1er' if number == 1 else number} {name} {year}"
    return f"{number} de {name} de {year}"


def _english_day_first(found: re.Match[str]) -> str:
    if found["th"] or not _is_date(found):
        return found[0]
    before = found["before"] or ""
    article = "" if before.strip().casefold() == "the" else "the "
    said = f"{article}{english_ordinal(int(found['day']))} of {found['month']}"
    is_first = not any(map(str.isalnum, found.string[: found.start("day")]))
    return f"{before}{said[0].upper() + said[1:] if is_first else said}{found['year'] or ''}"


def _english_day_last(found: re.Match[str]) -> str:
    if not _is_date(found):
        return found[0]
    return f"{found['before'] or ''}{found['month']} {english_ordinal(int(found['day']))}{found['year'] or ''}"


def _is_date(found: re.Match[str]) -> bool:
    """Whether March and May are months here: "step 3 march on" and "you may 5 times" are none."""
    before = (found["before"] or "").strip().casefold()
    return bool(found["year"]) or found["month"] not in _ALSO_VERBS or before in _BEFORE_DAY


def _german_year(century: str, year: str) -> str:
    number = int(year)
    ones = _GERMAN_ONES[number % 10]
    if number < len(_GERMAN_ONES):
        rest = _GERMAN_ONES[number]
    else:
        joined = f"{'ein' if ones == 'eins' else ones}und" if ones else ""
        rest = joined + _GERMAN_TENS[number // 10]
    return f"{_GERMAN_TEENS[int(century) - 11]}hundert{rest}"
