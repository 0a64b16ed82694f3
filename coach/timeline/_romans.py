"""Roman numerals that number something: "Part II" is "Part 2", and "Henry VIII" is "Henry the eighth". Pure.

Whether capitals are a numeral follows from the word before: a noun that is numbered, a ruler's name, or any name if the letters can be
nothing else. English "I" is the pronoun wherever it may be one, and an IV may be a drip.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from coach.timeline._english_ordinals import english_ordinal
from coach.timeline._ordinals import ordinal_word
from coach.timeline._patterns import Pattern
from coach.timeline._sentences import ends_sentence
from coach.timeline._vocabulary import Wording
from coach.timeline._word_sets import words

_NUMERAL: Final = "(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
_SURE: Final = "(?:X{1,3}(?:IX|IV|VI{0,3}|I{1,3})|IX|VI{1,3}|II|III)"
"""Nothing but a numeral; not XX and XXX, which are sizes, and not IV."""
_JOINT: Final = r"(?:\s?[,/&]\s?|\s?[–—-]\s?|\s(?:and|or|to|und|oder|bis|et|ou|à|y|o|a)\s)"
_MANY: Final = rf"{_NUMERAL}(?:{_JOINT}(?!I(?!\w|[IVX])){_NUMERAL}(?!\w))*"
_EACH: Final = Pattern(rf"(?<!\w){_NUMERAL}(?!\w)")

_ALSO_NUMBERED: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "en": words("type grade class degree volume act scene war book zone category group"),
        "de": words("typ grad klasse band buch akt szene zone kategorie gruppe teile phasen stufen kapitel"),
        "fr": words("type grade classe degré tome volume acte scène guerre livre zone groupe siècle"),
        "es": words("tipo grado clase tomo volumen acto escena guerra libro zona grupo siglo"),
    }
)
_HAVE_TEN: Final = words(
    """
    part chapter section volume book teil kapitel abschnitt band buch partie chapitre tome livre siècle parte capítulo sección tomo
    libro siglo
    """
)
"""Elsewhere a single X is a blank: "day X"."""

_RULERS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "en": words(
            """
            Henry Elizabeth Charles George James Edward Richard William Louis Pius Paul Benedict Ramses Ramesses Catherine Frederick
            Philip Peter Alexander Napoleon Nicholas Leo Gregory John Clement Urban Innocent Mary Robert David Ferdinand Leopold
            """
        ),
        "de": words(
            """
            Heinrich Ludwig Karl Friedrich Wilhelm Otto Paul Pius Benedikt Ramses Franz Joseph Georg Leopold Napoleon Nikolaus Peter
            Alexander Philipp Leo Gregor Johannes Eduard Richard Elisabeth Katharina Margarethe Maria Isabella Christina
            """
        ),
        "fr": words(
            """
            Henri Louis Charles François Napoléon Philippe Jean Paul Pie Benoît Ramsès Catherine Frédéric Alexandre Nicolas Élisabeth
            Elisabeth Édouard Guillaume Georges Léon Albert Léopold
            """
        ),
        "es": words(
            """
            Enrique Felipe Alfonso Carlos Fernando Juan Pablo Pío Benedicto Ramsés Catalina Federico Alejandro Nicolás Isabel Luis
            Napoleón Jorge Eduardo Guillermo León Jaime Pedro Sancho
            """
        ),
    }
)
_QUEENS: Final = words("Elisabeth Katharina Margarethe Maria Isabella Christina Catalina Isabel")

_SPANISH: Final = ("-", "primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim")

_AT_START: Final = Pattern(rf"^(\W*)({_NUMERAL})([.):])(?=\s+\w)(?!\s+\w+\.(?:\s|$))")
_ALONE: Final = Pattern(rf"^(\W*)(?!(?:IV|XX|XXX)\b)({_NUMERAL})(?<=\w\w)(\W*)$")
_GERMAN_ORDINAL: Final = Pattern(
    rf"\b((?i:der|die|das|den|dem|des|im|am|zum|zur|vom|ins)\s+)({_NUMERAL})\.(?=\s+[A-ZÄÖÜ][a-zäöüß])"
)
_FRENCH_ORDINAL: Final = Pattern(rf"(?<![\w.]){_NUMERAL}(?P<sign>e|ème|er|re|ère)(?!\w)")
_SPANISH_ORDINAL: Final = Pattern(
    rf"\b(?P<article>(?i:la|el|del|al)\s+)(?P<numeral>{_NUMERAL})(?=\s+[a-záéíóúñ]{{3,}})"
)
_GOVERNING: Final = Pattern(r"(?:^|\s)([a-zäöüß]+)\s+(?:[A-ZÄÖÜ][\w-]*\s+)*$")
_DATIVE: Final = words("von vom mit bei zu zum nach unter seit aus vor")
_ACCUSATIVE: Final = words("für durch gegen ohne um über")


def with_romans_said(text: str, wording: Wording, language: str) -> str:
    """The text with such numerals as digits, or as the words that belong to a name."""
    if not any(letter in text for letter in "IVX"):
        return text
    if language == "de":
        text = _GERMAN_ORDINAL.sub(lambda found: f"{found[1]}{_value(found[2])}.", text)
    if language == "fr":
        text = _FRENCH_ORDINAL.sub(_french_ordinal, text)
    if language == "es":
        text = _SPANISH_ORDINAL.sub(_spanish_ordinal, text)
    is_pronoun = language == "en"
    text = _numbered(wording, language).sub(lambda found: _with_number(found, is_pronoun=is_pronoun), text)
    text = _ruler(language).sub(lambda found: _ruled(found, language), text)
    text = _NAMED.sub(lambda found: f"{found[1]}{_value(found[2])}", text)
    mark = ":" if language == "de" else r"."
    text = _AT_START.sub(lambda found: f"{found[1]}{_value(found[2])}{mark if found[3] == '.' else found[3]}", text)
    return _ALONE.sub(lambda found: f"{found[1]}{_value(found[2])}{found[3]}", text)


_NAMED: Final = Pattern(rf"(?<![\w.])(?!{_NUMERAL}\s)([A-ZÀ-ÖØ-Þ][^\W\d_]+\s+)({_SURE})(?![\w'’&-])")


@lru_cache(maxsize=8)
def _numbered(wording: Wording, language: str) -> Pattern:
    nouns = "|".join(sorted(map(re.escape, wording.labels | _ALSO_NUMBERED[language]), key=len, reverse=True))
    return Pattern(rf"(?<!\w)(?P<noun>(?i:{nouns})(?i:s|n|en)?)(?P<gap>\s+)(?P<numerals>{_MANY})(?![\w'’])")


@lru_cache(maxsize=8)
def _ruler(language: str) -> Pattern:
    names = "|".join(sorted(_RULERS[language], key=len, reverse=True))
    stop = r"(?P<stop>\.)?" if language == "de" else "(?P<stop>(?!))?"
    return Pattern(rf"(?<![\w.])(?P<name>{names})(?P<owner>s)?(?P<gap>\s+)(?P<numeral>{_NUMERAL})(?!\w){stop}")


def _with_number(found: re.Match[str], *, is_pronoun: bool) -> str:
    noun, numerals = found["noun"], found["numerals"]
    rest = found.string[found.end() :]
    if numerals == "X" and noun.casefold() not in _HAVE_TEN:
        return found[0]
    if (
        numerals == "I"
        and is_pronoun
        and not re.match(r"$|\s*[:.)]|\s*[,;–—-]" if noun[0].isupper() else r"$|\s*[:.)]", rest)
    ):
        return found[0]
    return noun + found["gap"] + _EACH.sub(lambda each: str(_value(each[0])), numerals)


def _ruled(found: re.Match[str], language: str) -> str:
    name, number = found["name"] + (found["owner"] or ""), _value(found["numeral"])
    rest = found.string[found.end() :]
    if number == 1 and language == "en" and not re.match(r"$|[.,;:!?)]|['’]s\b|\s+of\b", rest):
        return found[0]
    if language == "en":
        return f"{name}{found['gap']}the {english_ordinal(number)}"
    is_queen = found["name"] in _QUEENS
    if language == "es":
        ordinal = f"{_SPANISH[number]}{'a' if is_queen else 'o'}" if number < len(_SPANISH) else str(number)
        return f"{name}{found['gap']}{ordinal}"
    if language == "fr":
        return f"{name}{found['gap']}{number}"
    article, ending = _german_case(found, is_queen=is_queen)
    stop = "." if found["stop"] and ends_sentence(found.string, found.end(), "de") else ""
    return f"{name}{found['gap']}{article} {ordinal_word(number, ending).capitalize()}{stop}"


def _german_case(found: re.Match[str], *, is_queen: bool) -> tuple[str, str]:
    """The article and the ending of the ordinal: "Ludwigs des Vierzehnten", "mit Ludwig dem Vierzehnten"."""
    governing = _GOVERNING.search(found.string[: found.start()])
    word = governing[1] if governing else ""
    if found["owner"]:
        return ("der", "en") if is_queen else ("des", "en")
    if word in _DATIVE:
        return ("der", "en") if is_queen else ("dem", "en")
    if word in _ACCUSATIVE and not is_queen:
        return "den", "en"
    return ("die", "e") if is_queen else ("der", "e")


def _french_ordinal(found: re.Match[str]) -> str:
    numeral = found[0].removesuffix(found["sign"])
    is_first = numeral == "I"
    return f"{_value(numeral)}{found['sign']}" if is_first == (found["sign"] in ("er", "re", "ère")) else found[0]


def _spanish_ordinal(found: re.Match[str]) -> str:
    number = _value(found["numeral"])
    if number >= len(_SPANISH):
        return f"{found['article']}{number}"
    return f"{found['article']}{number}.{'ª' if found['article'].strip().casefold() == 'la' else 'º'}"


def _value(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))
