"""What a voice is given for words as they are written: numbers, units and abbreviations as people read them, and no symbols. Pure.

Whatever is not recognised stays as it is, and plain words stay the same to the letter: a voice knows most of what is written.

The steps, each in a file of its own: :mod:`letters` in disguise, the writer's lexicon, :mod:`symbols`, short forms by the tables of
:mod:`wording`, :mod:`romans`, :mod:`dates`, :mod:`clock_times`, :mod:`ordinals`, numbers by :mod:`quantities` and :mod:`counting`, and
words in :mod:`capitals`.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Self

from coach.script import Pronunciation, Routine
from coach.timeline._capitals import capitals_as_words
from coach.timeline._clock_times import with_clock_said
from coach.timeline._counting import with_numbers_said
from coach.timeline._dates import with_dates_said
from coach.timeline._events import Utterance
from coach.timeline._letters import plain_letters
from coach.timeline._ordinal_signs import with_signs_said
from coach.timeline._ordinals import with_ordinals_said
from coach.timeline._patterns import Pattern
from coach.timeline._romans import with_romans_said
from coach.timeline._sentences import ends_sentence
from coach.timeline._spoken_quantities import GAP
from coach.timeline._symbols import SPACE, tidied, without_symbols
from coach.timeline._times_de import with_times_said
from coach.timeline._vocabulary import Wording
from coach.timeline._wording import primary, wording_of

_CHAIN: Final = Pattern(
    rf"(?<![\w.,:/–-])[0-9]{{1,2}}(?:(?:[–-][0-9]{{1,2}}){{2,}}|(?:{GAP}[–—-]{GAP}[0-9]{{1,2}}){{2,}})(?!\w|[.,:/–-][0-9])"
)
"""Numbers one after the other: "4-7-8" and "4 - 7 - 8"."""
_DASH: Final = Pattern(f"{GAP}?[–—-]{GAP}?")
_SIGNED: Final = rf"([0-9]+(?:[.,][0-9]+)?){SPACE}"
_BOTH_SIGNS: Final = Pattern(rf"(?<![\w.,:/–-]){_SIGNED}(?P<sign>[%°]){SPACE}[–—-]{SPACE}{_SIGNED}(?=(?P=sign))")
"""A range with its sign twice: "20%-30%"."""
_LETTER: Final = "(?:[^\\W\\d_]|[\U000f0000-\U0010ffff])"
_SLASH: Final = Pattern(f"(?<={_LETTER})/(?={_LETTER})")
_STAR: Final = Pattern(rf"(?<=[0-9])({SPACE})\*({SPACE})(?=[0-9])")
_NEXT_WORK: Final = Pattern(r"(?<=[^\W\d_][^\W\d_])/(?=[0-9])")
"""The slash of "20s on/10s off"."""
_TIMES_WORDS: Final = "once|twice|times|einmal|zweimal|dreimal|mal|fois|vez|veces"
_TIMES: Final = rf"(?:(?<=[0-9].)[^\W\d_]+|{_TIMES_WORDS})"
_EACH_SLASH: Final = Pattern(f"{SPACE}/{SPACE}")
_PERIODS: Final = frozenset(
    [
        "day",
        "night",
        "week",
        "wk",
        "month",
        "hour",
        "tag",
        "nacht",
        "woche",
        "wo",
        "monat",
        "stunde",
        "jour",
        "j",
        "nuit",
        "semaine",
        "sem",
        "mois",
        "heure",
        "día",
        "noche",
        "semana",
        "mes",
        "hora",
    ]
)
_OUT_OF: Final = Pattern(rf"(?<![\w.,/])([0-9]+){SPACE}(j|h){SPACE}/{SPACE}(7|24)(?![\w/])")
"""How French says always: "7j/7", "24h/24"."""
_COMPOUND: Final = Pattern(r"\w+(?:-\w+)+")
_COMBINING: Final = "\u0300-\u036f"

_LAST_WORDS: Final = frozenset(
    {"etc.", "usw.", "sem.", "j.", "c. à s.", "c. à c.", "c.à.s.", "c.à.c.", "c.à s.", "c.à c."}
)
"""Abbreviations that a sentence may end with: a capital after one begins another."""

_MOST_ROUNDS: Final = 8
"""Reading what was read changes nothing after two or three rounds; this bounds it whatever the words."""

_FIRST_MASK: Final = 0xF0000
"""From here on characters stand for the words of a lexicon while all else is read; no text holds them, as they are taken out first."""
_MASK: Final = Pattern("[\U000f0000-\U0010ffff]")


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
        rules = _of_language(primary(self.language))
        clean = plain_letters(_without_masks(text))
        if not self.pronounce:
            return rules.read(clean)
        lexicon = _lexicon(self.language, self.pronounce)
        return lexicon.unmasked(rules.read(lexicon.masked(clean)))

    def utterance(self, text: str, voice: str, rate_wpm: int) -> Utterance:
        """The request to a voice, at words a minute, for text as it is written, which has a letter or digit."""
        said = self(text)
        return Utterance(text, voice, rate_wpm, said if said != text else "")


def _without_masks(text: str) -> str:
    if text.isascii():
        return text
    kept = _MASK.sub(" ", text)
    return tidied(kept) if kept != text else text


class _Rules:
    """What is built in, for one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._wording = wording_of(language)

    def read(self, text: str) -> str:
        """The text read: expanded, then with its capitals as words."""
        text = plain_letters(self.expanded(text))  # what was beside an invisible character may be gone
        return capitals_as_words(text, self._wording) if self._wording else text

    def expanded(self, text: str) -> str:
        """The text read again and again until nothing changes: what one rule writes out may let another see a number."""
        for _ in range(_MOST_ROUNDS):
            before = text
            text = self._once(text)
            if text == before:
                break
        return text

    def _once(self, text: str) -> str:
        text = without_symbols(_STAR.sub(r"\1×\2", text) if self._wording else text)
        text = _CHAIN.sub(lambda found: _DASH.sub(", ", found[0]), text)
        if self._wording:
            text = self._worded(text, self._wording)
        return _SLASH.sub(" ", text)

    def _worded(self, text: str, wording: Wording) -> str:
        text = self._abbreviation.sub(self._abbreviated, text)
        text = self._before_name.sub(lambda found: f"{_in_case(wording.before_name[found[1]], found)} ", text)
        text = with_romans_said(text, wording, self._language)
        text = with_clock_said(with_dates_said(text, self._language), self._language)
        text = with_ordinals_said(text) if self._language == "de" else with_signs_said(text, self._language)
        text = with_times_said(text) if self._language == "de" else text
        text = self._before_number.sub(lambda found: f"{wording.before_number[_plain(found[1])]} ", text)
        text = _NEXT_WORK.sub(", ", text)
        text = self._by_period.sub(r"\1/", text)
        text = _OUT_OF.sub(rf"\1 \2 {wording.out_of} \3", text) if self._language == "fr" else text
        text = self._by_several.sub(lambda found: found[1] + _EACH_SLASH.sub(f" {wording.per} ", found[2]), text)
        text = _BOTH_SIGNS.sub(lambda found: _range_of_signs(found, wording.to), text)
        text = with_numbers_said(text, wording, self._language)
        text = self._by_each.sub(rf"\1 {wording.per} ", text)
        for sign, word in wording.signs.items():
            text = tidied(text.replace(sign, f" {word} ")) if sign in text else text
        return text

    def _abbreviated(self, found: re.Match[str]) -> str:
        written = _plain(found[0])
        words = self._wording.abbreviations[written] if self._wording else written
        if written.endswith("/"):
            return f"{words} " if found.string[found.end() :][:1].strip() else words
        ends = written in _LAST_WORDS and ends_sentence(found.string, found.end())
        return f"{words}." if written.endswith(".") and (ends or not found.string[found.end() :].strip()) else words

    @cached_property
    def _abbreviation(self) -> Pattern:
        """A short form; one with a slash and a small letter may touch the next word, as in "w/oil", but "W/kg" are watts."""
        written = _any_of(self._wording.abbreviations if self._wording else ())
        return Pattern(rf"(?<![\w.])(?:{written})(?:(?!\w)|(?<=[a-z]/)(?=\w))")

    @cached_property
    def _before_name(self) -> Pattern:
        names = _any_of(self._wording.before_name if self._wording else ())
        return Pattern(rf"(?<![\w.])({names or '(?!)'})\s+(?=[A-ZÀ-ÖØ-Þ])")

    @cached_property
    def _before_number(self) -> Pattern:
        signs = _any_of(self._wording.before_number if self._wording else ())
        return Pattern(rf"(?<!\w)(?<![0-9]{GAP})({signs}){SPACE}(?=[0-9½⅓⅔¼¾⅛])")

    @cached_property
    def _by_period(self) -> Pattern:
        """A number of times before a period of time, with no word or sign between them: "2 x sem.", "3x day"."""
        periods = _any_of(_PERIODS & self._wording.each if self._wording else ())
        return Pattern(
            rf"((?<![\w.,/])[0-9]+{SPACE}[x×]){SPACE}(?=(?:{periods or '(?!)'})(?!\w|{SPACE}[0-9]))", re.IGNORECASE
        )

    @cached_property
    def _by_several(self) -> Pattern:
        """What "10 reps/leg/day" counts by, from the second slash on."""
        nouns = _any_of(self._wording.each if self._wording else ())
        slash = f"{SPACE}/{SPACE}"
        counted = rf"(?:(?:[0-9]{SPACE}(?:[^\W\d_]+\.?)?)|(?<!\w)(?:{_TIMES_WORDS}))"
        return Pattern(rf"({counted}{slash}(?:{nouns}))((?:{slash}(?:{nouns}))+)(?!\w|/)", re.IGNORECASE)

    @cached_property
    def _by_each(self) -> Pattern:
        """The slash of "10 breaths/side" and "twice/day"."""
        nouns = _any_of(self._wording.each if self._wording else ())
        return Pattern(rf"((?<![\w.,/])(?:[0-9]+{GAP})?{_TIMES}){SPACE}/{SPACE}(?=(?:{nouns})(?!\w|/))", re.IGNORECASE)


def _range_of_signs(found: re.Match[str], to: str) -> str:
    low, high = (float(number.replace(",", ".")) for number in (found[1], found[3]))
    return f"{found[1]} {to} {found[0][found.start(3) - found.start() :]}" if low < high else found[0]


def _in_case(word: str, found: re.Match[str]) -> str:
    begins = not any(map(str.isalnum, found.string[: found.start()]))
    return word[:1].upper() + word[1:] if begins else word


class _Lexicon:
    """The writer's own words, and what is said for them, already read."""

    def __init__(self, language: str, pronounce: tuple[Pronunciation, ...]) -> None:
        rules = _of_language(primary(language))
        entries = sorted(pronounce, key=lambda entry: len(entry.word), reverse=True)
        words = "|".join(f"({_spelled(plain_letters(entry.word))})" for entry in entries)
        self._pattern = Pattern(rf"(?<!\w)(?:{words})(?![\w{_COMBINING}])", re.IGNORECASE)
        self._said = tuple(_softened(rules.expanded(plain_letters(_without_masks(entry.said)))) for entry in entries)

    def masked(self, text: str) -> str:
        """The text with a character in place of each entry's word."""
        return self._pattern.sub(lambda found: chr(_FIRST_MASK + (found.lastindex or 1) - 1), text)

    def unmasked(self, text: str) -> str:
        """The text with what is said in place of each such character."""
        return _MASK.sub(lambda found: self._said[ord(found[0]) - _FIRST_MASK], text)


@lru_cache(maxsize=16)
def _of_language(language: str) -> _Rules:
    return _Rules(language)


@lru_cache(maxsize=16)
def _lexicon(language: str, pronounce: tuple[Pronunciation, ...]) -> _Lexicon:
    return _Lexicon(language, pronounce)


def _any_of(written: Iterable[str]) -> str:
    """A pattern for any of these, the longest first; a space in them may be of any kind."""
    longest = sorted(written, key=lambda each: (-len(each), each))
    return "|".join(re.escape(each).replace(r"\ ", GAP) for each in longest)


def _plain(written: str) -> str:
    """The entry of a table, whatever kind of space it was found with."""
    return re.sub(GAP, " ", written)


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
