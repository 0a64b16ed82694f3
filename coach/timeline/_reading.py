"""What a voice is given for words as they are written: numbers, units and abbreviations as people read them, and no symbols. Pure.

Whatever is not recognised stays as it is, and plain words stay the same to the letter: a voice knows most of what is written.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Self

from coach.script import Pronunciation, Routine
from coach.timeline._events import Utterance
from coach.timeline._symbols import SPACE, tidied, without_symbols
from coach.timeline._wording import WORDINGS, Unit, Wording

_NUMBER: Final = "[0-9]+(?:[.,][0-9]+)?"
_GAP: Final = "[ \u00a0\u2009\u202f]"
_START: Final = r"(?:(?<![\w.,:/–-])|(?<=^[-−])|(?<=[\s(][-−]))"
_END: Final = r"(?!\w|[.,:/–-][0-9])"
_VULGAR: Final = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8"}
_CHAIN: Final = re.compile(rf"{_START}[0-9]{{1,2}}(?:[–-][0-9]{{1,2}}){{2,}}{_END}")
_LETTER: Final = "(?:[^\\W\\d_]|[\U000f0000-\U0010ffff])"
_SLASH: Final = re.compile(f"(?<={_LETTER})/(?={_LETTER})")
_COMPOUND: Final = re.compile(r"\w+(?:-\w+)+")
_COMBINING: Final = "\u0300-\u036f"

_LAST_WORDS: Final = frozenset({"etc.", "usw."})
"""Abbreviations that a sentence may end with: a capital after one begins another."""

_DECADE: Final = re.compile(r"(?:[2-9]0|[0-9]{3}0)s")
"""In English either so many seconds or the thirties: it stays as it is written, unless the words before it tell."""
_OF_TIME: Final = re.compile(
    r"\b(?:for|hold|holds|holding|rest|wait|pause|stay|breathe|another|every|about|least|most|than)\s$", re.IGNORECASE
)
"""Words after which it is seconds."""

_LONGEST_IN_RANGE: Final = 3
"""Digits of the longer number, where one end of a range has more than the other: 90-120, but 555-1234 is no range."""

_MOST_ROUNDS: Final = 8
"""Reading what was read changes nothing after two or three rounds; this bounds it whatever the words."""

_FIRST_MASK: Final = 0xF0000
"""From here on characters stand for the words of a lexicon while all else is read; no text holds them, as they are taken out first."""
_MASK: Final = re.compile("[\U000f0000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a routine's words are read aloud: ``language`` is a BCP 47 tag, ``pronounce`` the writer's own lexicon.

    A lexicon goes before everything that is built in, matches whole words whatever their case, and longer entries before shorter.
    """

    language: str
    pronounce: tuple[Pronunciation, ...] = ()

    @classmethod
    def of(cls, routine: Routine) -> Self:
        """How the words of a routine are read, those of the programme around them included."""
        return cls(routine.language, routine.pronounce)

    def __call__(self, text: str) -> str:
        """The text as the voice should be given it. Never fails; of text without a letter or digit, perhaps nothing is left."""
        rules = _rules(self.language, self.pronounce)
        clean = text if text.isascii() else _without_masks(text)
        masked = rules.lexicon.sub(rules.mask, clean) if rules.lexicon else clean
        read = rules.expanded(masked)
        return _MASK.sub(lambda found: rules.said[ord(found[0]) - _FIRST_MASK], read) if rules.said else read

    def utterance(self, text: str, voice: str, rate_wpm: int) -> Utterance:
        """The request to a voice, at words a minute, for text as it is written, which has a letter or digit."""
        said = self(text)
        return Utterance(text, voice, rate_wpm, said if said != text else "")


def _without_masks(text: str) -> str:
    kept = _MASK.sub(" ", text)
    return tidied(kept) if kept != text else text


@dataclass(frozen=True, slots=True)
class _Rules:
    """The patterns for one language and lexicon."""

    wording: Wording | None
    units: Mapping[str, Unit] = field(default_factory=dict)
    fraction: re.Pattern[str] | None = None
    quantity: re.Pattern[str] | None = None
    abbreviation: re.Pattern[str] | None = None
    before_number: re.Pattern[str] | None = None
    lexicon: re.Pattern[str] | None = None
    said: tuple[str, ...] = ()

    def mask(self, found: re.Match[str]) -> str:
        """The character that stands for an entry of the lexicon."""
        return chr(_FIRST_MASK + (found.lastindex or 1) - 1)

    def expanded(self, text: str) -> str:
        """The text read again and again until nothing changes: what one rule writes out may let another see a number."""
        for _ in range(_MOST_ROUNDS):
            before = text
            text = self._once(text)
            if text == before:
                break
        return text

    def _once(self, text: str) -> str:
        text = without_symbols(text)
        text = _CHAIN.sub(lambda found: re.sub("[–-]", ", ", found[0]), text)
        if self.wording and self.fraction and self.quantity and self.abbreviation and self.before_number:
            text = self.abbreviation.sub(self._abbreviated, text)
            text = self.before_number.sub(self._before_number, text)
            text = self.fraction.sub(self._fraction, text)
            text = self.quantity.sub(self._quantity, text)
            for sign, word in self.wording.signs.items():
                text = tidied(text.replace(sign, f" {word} ")) if sign in text else text
        return _SLASH.sub(" ", text)

    def _abbreviated(self, found: re.Match[str]) -> str:
        written = _plain(found[0])
        words = self.wording.abbreviations[written] if self.wording else written
        ends = written in _LAST_WORDS and _ends(found.string, found.end())
        return f"{words}." if written.endswith(".") and (ends or not found.string[found.end() :].strip()) else words

    def _before_number(self, found: re.Match[str]) -> str:
        return f"{self.wording.before_number[_plain(found[1])]} " if self.wording else found[0]

    def _unit(self, found: re.Match[str], group: str = "unit") -> Unit | None:
        return self.units.get(_plain(found[group] or ""))

    def _fraction(self, found: re.Match[str]) -> str:
        written, unit = found["fraction"], self._unit(found)
        words = self.wording.fractions[_VULGAR.get(written, written)] if self.wording else written
        if found["whole"] and self.wording:
            words = f"{found['whole']} {self.wording.plus} {words}"
        return f"{words} {unit.many if found['whole'] else unit.one}{_stop(found)}" if unit else words

    def _quantity(self, found: re.Match[str]) -> str:
        unit = self._unit(found)
        if found["high"] is None:
            if unit is None or (self.wording and self.wording.has_decades and _may_be_decade(found)):
                return found[0]
            return _counted(found["low"], unit) + self._each(found)
        first = self._unit(found, "first")
        joint = self._joint(found, first, unit)
        if joint is None:
            return found[0]
        low = _counted(found["low"], first) if first else found["low"]
        high = _counted(found["high"], unit, alone=first is not None) if unit else found["high"]
        return f"{low} {joint} {high}{self._each(found)}"

    def _each(self, found: re.Match[str]) -> str:
        """What a unit is for each of, as in "5 km/h" and "twice/day"; else the full stop after it."""
        if not found["per"] or self.wording is None:
            return _stop(found)
        each = self._unit(found, "each")
        return f" {self.wording.per} {each.one if each else ''}"

    def _joint(self, found: re.Match[str], first: Unit | None, unit: Unit | None) -> str | None:
        """The words between two numbers; None where it cannot be told what the sign between them means."""
        if self.wording is None:
            return None
        if found["joint"].strip() in "x×":
            return self.wording.by if unit and unit.is_length else self.wording.times
        if first and first is not unit:
            return None if unit is None or len(found["joint"]) > 1 else self.wording.to
        return self.wording.to if _is_range(found, has_units=first is not None) else None


def _may_be_decade(found: re.Match[str]) -> bool:
    return _DECADE.match(found[0]) is not None and _OF_TIME.search(found.string[: found.start()]) is None


def _is_range(found: re.Match[str], *, has_units: bool) -> bool:
    """Whether a dash means "to": not between falling numbers, nor in "Part 1 - 2 minutes" or in a telephone number."""
    low, high = found["low"], found["high"]
    if len(found["joint"]) > 1 and not has_units:
        return False
    if len(low) != len(high) and max(len(low), len(high)) > _LONGEST_IN_RANGE:
        return False
    return _value(low) < _value(high)


def _value(number: str) -> float:
    return float(number.replace(",", "."))


def _counted(number: str, unit: Unit, *, alone: bool = True) -> str:
    """A number and its unit; one on its own with the article that the language wants."""
    if number == "1":
        return f"{unit.a_one if alone else number} {unit.one}"
    return f"{number} {unit.many}"


def _stop(found: re.Match[str]) -> str:
    """The full stop that a unit was written with, if it ends a sentence as well."""
    return "." if found["stop"] and _ends(found.string, found.end()) else ""


def _ends(text: str, position: int) -> bool:
    """Whether a sentence ends here: nothing but closing marks follow, or a capital."""
    return re.compile(r"""["'”’»)]*(?:\s*$|\s+[¿¡"“«(]*[^\W\d_a-zß-öø-ÿ])""").match(text, position) is not None


@lru_cache(maxsize=16)
def _rules(language: str, pronounce: tuple[Pronunciation, ...]) -> _Rules:
    rules = _of_language(WORDINGS.get(language.split("-")[0].casefold()))
    if not pronounce:
        return rules
    entries = sorted(pronounce, key=lambda entry: len(entry.word), reverse=True)
    words = "|".join(f"({_spelled(entry.word)})" for entry in entries)
    lexicon = re.compile(rf"(?<!\w)(?:{words})(?![\w{_COMBINING}])", re.IGNORECASE)
    said = tuple(_softened(rules.expanded(_without_masks(entry.said))) for entry in entries)
    return replace(rules, lexicon=lexicon, said=said)


def _of_language(wording: Wording | None) -> _Rules:
    if wording is None:
        return _Rules(None)
    units = {written: unit for unit in wording.units for written in unit.written}
    any_unit = _any_of(tuple(units))
    unit = rf"(?P<unit>{any_unit})(?!\w)(?P<stop>\.)?"
    per = rf"(?P<per>/(?={_LETTER})(?:(?P<each>{any_unit})(?!\w))?)?"
    first = rf"(?:{SPACE}(?P<first>{any_unit}))?"
    joint = rf"(?P<joint>[–-]|{_GAP}[–—-]{_GAP}|{SPACE}[x×]{SPACE})"
    fractions = _any_of((*wording.fractions, *_VULGAR))
    return _Rules(
        wording,
        units,
        re.compile(
            rf"{_START}(?:(?P<whole>[0-9]+)(?:{_GAP}|(?=[{''.join(_VULGAR)}])))?"
            rf"(?P<fraction>{fractions})(?:{SPACE}{unit})?{_END}"
        ),
        re.compile(rf"{_START}(?P<low>{_NUMBER})(?:{first}{joint}(?P<high>{_NUMBER}))?(?:{SPACE}{unit})?{_END}{per}"),
        re.compile(rf"(?<![\w.])(?:{_any_of(tuple(wording.abbreviations))})(?!\w)"),
        re.compile(rf"(?<!\w)({_any_of(tuple(wording.before_number))}){SPACE}(?=[0-9])"),
    )


def _any_of(written: Sequence[str]) -> str:
    """A pattern for any of these, the longest first; a space in them may be of any kind."""
    longest = sorted(written, key=len, reverse=True)
    return "|".join(re.escape(each).replace(r"\ ", _GAP) for each in longest)


def _plain(written: str) -> str:
    """The entry of a table, whatever kind of space it was found with."""
    return re.sub(_GAP, " ", written)


def _spelled(word: str) -> str:
    """A pattern for an entry of the lexicon, its accents composed or not."""
    forms = dict.fromkeys(unicodedata.normalize(form, word) for form in ("NFC", "NFD"))
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)


def _softened(said: str) -> str:
    """Stressed syllables in capitals, as in ``SAY-krum``, in small letters: a voice would spell them out."""

    def soften(found: re.Match[str]) -> str:
        parts = found[0].split("-")
        if all(part.isupper() for part in parts):
            return found[0]
        return "-".join(part.lower() if part.isupper() and len(part) > 1 else part for part in parts)

    return _COMPOUND.sub(soften, said)
