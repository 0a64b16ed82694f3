"""Lengths of time as people write them who don't know ours: what was probably meant by ``30 sek``, ``1,5 min`` or ``2:30``."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final

from coach.script._speakable import plain

_UNITS: Final = (
    (Fraction(3600), "h hr hrs hour hours stunde stunden std heure heures hora horas"),
    (Fraction(60), "m min mins minute minutes minuten minuto minutos mn '"),
    (
        Fraction(1),
        "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos seg sg s. sec. sek. \" ''",
    ),
    (Fraction(1, 1000), "ms msec millisecond milliseconds millisekunden millisecondes milisegundos"),
)
_UNIT_S: Final = {word: size for size, words in _UNITS for word in words.split()}
_NUMBER_WORDS: Final = (
    (1, "one a an ein eine einer un une uno una"),
    (2, "two zwei deux dos"),
    (3, "three drei trois tres"),
    (4, "four vier quatre cuatro"),
    (5, "five fünf cinq cinco"),
    (6, "six sechs six seis"),
    (7, "seven sieben sept siete"),
    (8, "eight acht huit ocho"),
    (9, "nine neun neuf nueve"),
    (10, "ten zehn dix diez"),
    (12, "twelve zwölf douze doce"),
    (15, "fifteen fünfzehn quinze quince"),
    (20, "twenty zwanzig vingt veinte"),
    (30, "thirty dreißig trente treinta"),
    (40, "forty vierzig quarante cuarenta"),
    (45, "forty-five fünfundvierzig quarante-cinq"),
    (60, "sixty sechzig soixante sesenta"),
)
_NUMBERS: Final = {word: Fraction(number) for number, words in _NUMBER_WORDS for word in words.split()}
_HALVES: Final = dict.fromkeys(
    ("half", "half a", "half an", "halbe", "eine halbe", "demi", "une demi", "media", "medio"), Fraction(1, 2)
)


def _any_of(words: "dict[str, Fraction]") -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_FIGURE: Final = r"(?:[0-9]{1,6}(?:[.,][0-9]{1,3})?|[.,][0-9]{1,3})"
_AMOUNT: Final = rf"(?:{_FIGURE}|(?<![^\W_])(?:{_any_of(_NUMBERS | _HALVES)})(?![^\W_]))"
_UNIT_IN_ONE: Final = rf"(?:{_any_of(_UNIT_S)})(?=[0-9]|[^\w]|$)"
_TO: Final = r"\s*(?:-|–|—|−|‒|\bto\b|\bbis\b|\bà\b|\ba\b)\s*"
_AND: Final = r"\s*(?:(?:,|&|\band\b|\bund\b|\bet\b|\by\b)\s*)?"
_ONE: Final = rf"{_AMOUNT}[\s-]*{_UNIT_IN_ONE}(?:{_AND}{_FIGURE}\s*{_UNIT_IN_ONE}){{0,2}}"
_CLOCK: Final = r"(?<![\w:.,])([0-9]{1,3}):([0-5][0-9])(?![\w:])"
_LENGTH: Final = rf"(?<![\w.,])(?:(?P<from>{_ONE}|{_AMOUNT}){_TO})?(?P<to>{_ONE}(?P<rest>\s*[0-9]{{1,2}}(?![\w.,:]))?)"
_PART: Final = rf"({_AMOUNT})[\s-]*({_UNIT_IN_ONE})"
_BARE: Final = rf"(?:(?<![\w.,])(?<![0-9]:)|(?<=\b[x×]))(?:({_FIGURE}){_TO})?({_AMOUNT})(?=[x×]\b|[^\w:]|$)"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled only when a slip, or a time in words, asks for it: that takes longer than reading a usual script."""
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class MeantLength:
    """A length or a range found in words, from ``start`` to ``end`` of them; ``has_unit`` unless its seconds are a guess."""

    shortest_s: Fraction
    longest_s: Fraction
    start: int
    end: int
    has_unit: bool = True


def meant_lengths(text: str) -> list[MeantLength]:
    """All lengths of time in words, whatever their spelling, in order; numbers without a unit are not among them."""
    words = plain(text)
    found = [_of_clock(match) for match in _compiled(_CLOCK).finditer(words)]
    found += [length for match in _compiled(_LENGTH).finditer(words) if (length := _of_match(match))]
    return sorted(found, key=lambda length: length.start)


def bare_numbers(text: str) -> list[MeantLength]:
    """All numbers in words that have no unit, as seconds, in order."""
    words = plain(text)
    for length in meant_lengths(text):
        words = words[: length.start] + " " * (length.end - length.start) + words[length.end :]
    found = []
    for match in _compiled(_BARE).finditer(words):
        last = _number(match[2])
        first = _number(match[1]) if match[1] else last
        found.append(MeantLength(min(first, last), max(first, last), match.start(), match.end(), has_unit=False))
    return found


def _of_clock(match: re.Match[str]) -> MeantLength:
    seconds = Fraction(int(match[1]) * 60 + int(match[2]))
    return MeantLength(seconds, seconds, match.start(), match.end())


def _of_match(match: re.Match[str]) -> MeantLength | None:
    last = _seconds(match["to"], match["rest"])
    first = last
    if match["from"]:
        size = _UNIT_S[_compiled(_PART).findall(match["to"])[-1][1]]
        first = _seconds(match["from"], None) or _number(match["from"]) * size
    if min(first, last) <= 0:
        return None
    return MeantLength(min(first, last), max(first, last), match.start(), match.end())


def _seconds(words: str, rest: str | None) -> Fraction:
    parts = _compiled(_PART).findall(words)
    total = sum((_number(amount) * _UNIT_S[unit] for amount, unit in parts), Fraction(0))
    # "1m30" and "1h 30": what follows a unit alone is in the next smaller one.
    return total + (int(rest) * _UNIT_S[parts[-1][1]] / 60 if rest and parts else 0)


def _number(word: str) -> Fraction:
    if word in _HALVES:
        return _HALVES[word]
    return _NUMBERS[word] if word in _NUMBERS else Fraction(word.replace(",", "."))
