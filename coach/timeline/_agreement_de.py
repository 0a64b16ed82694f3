"""German counting: gender and case. Pure."""

from typing import Final

from coach.timeline._agreement import Counted
from coach.timeline._german_nouns import gender_of
from coach.timeline._patterns import Pattern
from coach.timeline._sentence_words import GERMAN
from coach.timeline._word_sets import words

_EIN: Final = {
    ("m", "nominative"): "ein",
    ("m", "accusative"): "einen",
    ("m", "dative"): "einem",
    ("f", "nominative"): "eine",
    ("f", "accusative"): "eine",
    ("f", "dative"): "einer",
    ("n", "nominative"): "ein",
    ("n", "accusative"): "ein",
    ("n", "dative"): "einem",
}
_HALB: Final = {
    ("m", "nominative"): "halber",
    ("m", "accusative"): "halben",
    ("m", "dative"): "halben",
    ("f", "nominative"): "halbe",
    ("f", "accusative"): "halbe",
    ("f", "dative"): "halben",
    ("n", "nominative"): "halbes",
    ("n", "accusative"): "halbes",
    ("n", "dative"): "halben",
}
_ONES: Final = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_WITH_HALF: Final = ("", *(f"{number}einhalb" for number in _ONES))
_OF_AN_HOUR: Final = {"1/4": "Viertelstunde", "3/4": "Dreiviertelstunde"}
_DETERMINERS: Final = words(
    """
    die jede diese eine jene der jeder dieser einer jener dem den jedem jeden diesem einem einen
    """
)
_WITH_DATIVE: Final = words("nach in mit aus bei von zu seit vor ab binnen innerhalb")
_IS: Final = words("ist sind war waren bleibt bleiben heißt")
_ABOUT: Final = words(
    """
    ca. circa etwa ungefähr rund mindestens maximal höchstens nur noch je genau gut knapp über unter weniger mehr als
    bis zu
    """
)
_PARTED: Final = ",:;.!?(–—-"
_GERMAN_NOUN: Final = Pattern(r"[ \u00a0\u202f](?P<noun>[A-ZÄÖÜ][^\W\d_]+)(?!\w)")


class GermanAgreement:
    """Gender and case."""

    def counted(self, number: str, thing: Counted, before: str) -> str:
        """So many of a thing; "einer Minute" after "nach"."""
        if number != "1":
            return f"{number} {thing.many}"
        return f"{_EIN[thing.gender, _case(before)] if thing.gender else 'ein'} {thing.one}"

    def part(self, whole: str, fraction: str, bare: str, thing: Counted | None, before: str) -> str:
        """As in "eine halbe Minute", "zweieinhalb Stunden" and "eine Viertelstunde"."""
        if whole:
            joined = _WITH_HALF[int(whole)] if fraction == "1/2" and int(whole) < len(_WITH_HALF) else ""
            return _spaced(joined or f"{whole} und {bare}", thing.many if thing else "")
        if thing is None or not thing.gender:
            return _spaced(bare, thing.one if thing else "")
        case = _case(before)
        if fraction == "1/2":
            return f"{self._half(thing.gender, case, before)} {thing.one}"
        if thing.one == "Stunde" and fraction in _OF_AN_HOUR:
            return f"{_EIN['f', case]} {_OF_AN_HOUR[fraction]}"
        return f"{bare} {thing.one}"

    def noun(self, text: str, position: int, *, whole: str) -> tuple[Counted, int] | None:
        """A noun whose gender is known; beside a whole number none is needed."""
        found = None if whole else _GERMAN_NOUN.match(text, position)
        gender = gender_of(found["noun"]) if found else ""
        return (Counted(found["noun"], found["noun"], gender), found.end()) if found and gender else None

    def _half(self, gender: str, case: str, before: str) -> str:
        last = _last_word(before)
        if last == "alle" and gender == "f":
            return "halbe"
        if last in _DETERMINERS:
            return "halbe" if last.endswith("e") else "halben"
        return f"{_EIN[gender, case]} {_HALB[gender, case]}"


def _last_word(before: str) -> str:
    words = _words_before(before)
    return words[-1].casefold() if words else ""


def _words_before(before: str) -> list[str]:
    """The words before a number, without such as "about" that change nothing."""
    words = before.split()
    while words and words[-1].casefold() in _ABOUT and words[-1].casefold() not in _WITH_DATIVE:
        words.pop()
    return words


def _case(before: str) -> str:
    """The case of what is counted. After a noun, or at the beginning, nothing asks for it."""
    words = _words_before(before)
    last = words[-1] if words else ","
    if last[-1] in _PARTED or last.casefold() in _IS:
        return "nominative"
    if last.casefold() in _WITH_DATIVE:
        return "dative"
    begins = len(words) == 1 or words[-2][-1] in _PARTED or last.casefold() in GERMAN.openings
    return "nominative" if last[0].isupper() and not begins else "accusative"


def _spaced(*words: str) -> str:
    return " ".join(filter(None, words))
