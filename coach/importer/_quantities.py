"""Times and numbers of repeats in the words of an article, English or German, as the directives they probably mean."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from coach.importer._article import Timed
from coach.script import For, Hold, Repeat, Span, collapse

_LONGEST_S: Final = 12 * 3600
_MOST_REPEATS: Final = 200
_BEAT_S: Final = Fraction(5)
"""How long one repeat lasts where the article does not say."""

_NUMBERS: Final[Mapping[str, Fraction]] = MappingProxyType(
    {
        word: Fraction(value)
        for words, value in (
            ("half a|half an|a half|half|½|eine halbe|einer halben|halbe", "1/2"),
            ("a|an|one|ein|eine|einen|einer", "1"),
            ("one and a half|1½|1 ½|1 1/2|eineinhalb|anderthalb", "3/2"),
            ("two|zwei|zwo|a couple of|a couple", "2"),
            ("two and a half|2½|2 1/2|zweieinhalb", "5/2"),
            ("three|drei", "3"),
            ("four|vier", "4"),
            ("five|fünf", "5"),
            ("six|sechs", "6"),
            ("seven|sieben", "7"),
            ("eight|acht", "8"),
            ("nine|neun", "9"),
            ("ten|zehn", "10"),
            ("eleven|elf", "11"),
            ("twelve|a dozen|zwölf", "12"),
            ("fifteen|fünfzehn", "15"),
            ("twenty|zwanzig", "20"),
            ("twenty-five|twenty five|fünfundzwanzig", "25"),
            ("thirty|dreißig|dreissig", "30"),
            ("forty|vierzig", "40"),
            ("forty-five|forty five|fünfundvierzig", "45"),
            ("fifty|fünfzig", "50"),
            ("sixty|sechzig", "60"),
            ("ninety|neunzig", "90"),
            ("a hundred|one hundred|hundert", "100"),
        )
        for word in words.split("|")
    }
)
_WORDS: Final = "|".join(re.escape(word) for word in sorted(_NUMBERS, key=len, reverse=True))
_NUMBER: Final = rf"(?:(?:{_WORDS})(?!\w)|[0-9]{{1,5}}(?:[.,][0-9]{{1,2}})?)"
_JOIN: Final = r"(?:\s*[-\u2010-\u2015]\s*|\s+(?:to|or|and|bis|oder|und)\s+)"
_UNIT: Final = (
    r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|sekunden?|sek|minuten?|stunden?|std|breaths?"
    r"|atemz[uü]ge?n?|(?<=[0-9])\s?[sh])(?!\w)"
)
_ADJECTIVE: Final = r"(?:full|whole|more|further|good|deep|slow|long|easy|tiefe|ruhige|volle|weitere)"
_GAP: Final = rf"(?:[\s-]+{_ADJECTIVE}){{0,2}}[\s-]*"

_TIME: Final = re.compile(
    rf"(?<![\w.,:/-])(?P<n1>{_NUMBER})(?:{_GAP}(?P<u1>{_UNIT})\.?)?"
    rf"(?:(?P<join>{_JOIN}|,?\s*)(?P<n2>{_NUMBER})(?:{_GAP}(?P<u2>{_UNIT}))?)?",
    re.IGNORECASE,
)
_VAGUE: Final = re.compile(
    r"(?<!\w)(?:(?P<moment>(?:for|f\u00fcr)\s+(?:just\s+)?(?:an?|one|a\ few|einen|ein\ paar)\s+(?:brief\s+|little\s+|kleinen\s+)?"
    r"(?:moments?|instant|momente?|augenblicke?)|einen\ (?:moment|augenblick))"
    r"|(?P<few>a\ few|several|some|ein\ paar|einige|mehrere)\s+(?:\w+\s+)?"
    r"(?P<unit>seconds|minutes|breaths|sekunden|minuten|atemz\u00fcge))(?!\w)",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<n1>{_NUMBER})(?:{_JOIN}(?P<n2>{_NUMBER}))?[\s-]*"
    rf"(?:more\s+|weitere\s+)?(?:times|repetitions|repeats|reps|rounds|mal|wiederholungen|runden)"
    r"|(?P<word>zwei|drei|vier|f\u00fcnf|sechs|sieben|acht|zehn)mal"
    r"|(?P<vague>(?:several|a\ few|a\ number\ of|many|some)\s+(?:more\s+)?times|(?:ein\ paar|einige|mehrere)\s+mal|mehrmals|mehrfach"
    r"|once\ or\ twice|(?:a\ )?couple\ of\ times)|(?P<twice>twice|zweimal))(?!\w)",
    re.IGNORECASE,
)
_FREQUENCY: Final = re.compile(
    r"\s*(?:(?:a|an|per|each|every|am|pro|die|im)\s+(?:day|week|month|year|hour|minute|night|session|tag|woche|monat|jahr|stunde)"
    r"|daily|weekly|t\u00e4glich|w\u00f6chentlich|as\s|ago\b|before\b|earlier\b|later\b|old\b|larger|bigger|more\ than|so\s)",
    re.IGNORECASE,
)
_NO_LENGTH: Final = re.compile(
    r"\b(?:every|after|within|before|each|per|than|alle|nach|innerhalb\s+von|vor|jede[nrs]?)\s+(?:about\s+|etwa\s+)?$",
    re.IGNORECASE,
)
_STILL: Final = re.compile(
    r"\b(?:hold(?:ing)?|stay(?:ing)?|static|press(?:ing)?|still|rest(?:ing)?|remain(?:ing)?|wait(?:ing)?|pause"
    r"|halten?|h\u00e4ltst|gehalten|bleiben?|ruhen?|ruhig|dr\u00fccken?|still|warten?)\b",
    re.IGNORECASE,
)
_UNIT_S: Final = MappingProxyType({"s": (1, 1), "m": (60, 60), "h": (3600, 3600), "b": (4, 6)})
"""The shortest and longest seconds of a unit: a slow breath takes four to six."""

_FEW: Final = MappingProxyType({"s": (5, 10), "m": (120, 240), "b": (12, 24)})
_VAGUE_TIMES: Final = MappingProxyType({"several": 5, "couple": 2, "once": 2, "few": 4, "paar": 4})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A time or number of repeats at ``start`` up to ``end`` of a text, and what it probably asks for."""

    start: int
    end: int
    asks: Timed


def quantities(text: str) -> list[Quantity]:
    """What a sentence says about its time, in order; a hold if its own part of the sentence speaks of staying still.

    A length and a number of repeats in one sentence are one thing: so many repeats of that length.
    """
    lengths = sorted(_lengths(text), key=lambda found: found[0])
    repeats = list(_repeats(text))
    if repeats:
        start, end, times = repeats[0]
        every = lengths[0][2] if len(lengths) == 1 else Span(_BEAT_S, _BEAT_S)
        start, end = (min(start, lengths[0][0]), max(end, lengths[0][1])) if len(lengths) == 1 else (start, end)
        return [Quantity(start, end, Repeat(times, every))]
    found, before = [], 0
    for index, (start, end, span) in enumerate(lengths):
        last = index + 1 == len(lengths)
        is_still = _STILL.search(text[before:] if last else text[before:end])
        found.append(Quantity(start, end, Hold(span) if is_still else For(span)))
        before = end
    return found


def has_quantity(text: str) -> bool:
    """Whether a text says how long or how often."""
    return bool(quantities(text))


def _is_length(text: str, start: int, end: int) -> bool:
    return not _NO_LENGTH.search(text[max(0, start - 30) : start]) and not _FREQUENCY.match(text[end : end + 30])


def _lengths(text: str) -> Iterator[tuple[int, int, Span]]:
    position = 0
    while found := _TIME.search(text, position):
        position = max(found.end("n1"), position + 1)
        end, span = _span(found)
        if span is None:
            continue
        position = end
        is_ordinal = re.fullmatch(r"an?\s+second", text[found.start() : end], re.IGNORECASE) and re.match(
            r"\s+\w", text[end:]
        )
        if not is_ordinal and _is_length(text, found.start(), end):
            yield found.start(), end, span
    for vague in _VAGUE.finditer(text):
        shortest, longest = (5, 15) if vague["moment"] else _FEW[_unit(vague["unit"])]
        if _is_length(text, vague.start(), vague.end()):
            yield vague.start(), vague.end(), Span(Fraction(shortest), Fraction(longest))


def _span(found: re.Match[str]) -> tuple[int, Span | None]:
    """Where a time ends, and its span: None where there is no unit, or no length that a script can have."""
    n1, n2, u1, u2 = found["n1"], found["n2"], found["u1"], found["u2"]
    joined = bool(found["join"] and re.search(r"\w|[-\u2010-\u2015]", found["join"]))
    adds = found["join"] is not None and not re.search(r"to|or|bis|oder|[-\u2010-\u2015]", found["join"], re.IGNORECASE)
    if u2 and u1 and adds and _UNIT_S[_unit(u1)][0] > _UNIT_S[_unit(u2)][0]:
        return found.end("u2"), _checked(
            _seconds(n1, u1)[0] + _seconds(n2, u2)[0], _seconds(n1, u1)[1] + _seconds(n2, u2)[1]
        )
    if u2 and joined and not (u1 and adds):
        first, second = _seconds(n1, u1 or u2), _seconds(n2, u2)
        return found.end("u2"), _checked(min(first[0], second[0]), max(first[1], second[1]))
    if u1:
        half = re.match(r"\s+and\s+a\s+half\b", found.string[found.end("u1") :], re.IGNORECASE)
        shortest, longest = _seconds(n1, u1)
        if half:
            more = _seconds("half", u1)
            return found.end("u1") + half.end(), _checked(shortest + more[0], longest + more[1])
        return found.end("u1"), _checked(shortest, longest)
    return found.end("n1"), None


def _checked(shortest: Fraction, longest: Fraction) -> Span | None:
    return Span(shortest, longest) if 0 < shortest <= longest <= _LONGEST_S else None


def _seconds(number: str, unit: str) -> tuple[Fraction, Fraction]:
    shortest, longest = _UNIT_S[_unit(unit)]
    value = _value(number)
    return value * shortest, value * longest


def _unit(word: str) -> str:
    """The first letter of a unit, one of those in ``_UNIT_S``."""
    letters = word.strip().casefold()
    if letters.startswith("st"):
        return "h"
    return "b" if letters.startswith("a") else letters[0]


def _value(number: str) -> Fraction:
    """The number; 0 for the few letters that a pattern takes for others though they are not, such as a dotless i."""
    words = collapse(number.lower())
    try:
        return _NUMBERS[words] if words in _NUMBERS else Fraction(words.replace(",", "."))
    except ValueError:
        return Fraction(0)


def _repeats(text: str) -> Iterator[tuple[int, int, int]]:
    for found in _TIMES.finditer(text):
        times = _times(found)
        if 2 <= times <= _MOST_REPEATS and _is_length(text, found.start(), found.end()):
            yield found.start(), found.end(), times


def _times(found: re.Match[str]) -> int:
    if found["twice"]:
        return 2
    if found["word"]:
        return int(_value(found["word"]))
    if vague := found["vague"]:
        return next((times for word, times in _VAGUE_TIMES.items() if word in vague.lower()), 5)
    first = _value(found["n1"])
    last = _value(found["n2"]) if found["n2"] else first
    return int((first + last) / 2 + Fraction(1, 2))
