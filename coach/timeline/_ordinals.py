"""German ordinals: "am 3. Tag" is "am dritten Tag". Whether a number is one, and its ending, follow from the words around. Pure.

The sides "re." and "li." are said with the same endings: "das re. Bein" is "das rechte Bein".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from coach.timeline._german_nouns import gender_of
from coach.timeline._patterns import Pattern
from coach.timeline._sentence_words import GERMAN
from coach.timeline._word_sets import words

_NUMBER: Final = Pattern(r"(?<![\w.,:/–-])(?P<number>[1-9][0-9]?)\.(?=[ \u00a0\u202f,])")
_PAIR_AFTER: Final = Pattern(r"\s+(?:und|oder|u\.|bzw\.|beziehungsweise)\s+(?:d(?:er|ie|as|en|em|es)\s+)?(?:re|li)\.")
_PAIR_BEFORE: Final = Pattern(r"(?:[Rr]e|[Ll]i)\.\s+(?:und|oder|u\.|bzw\.|beziehungsweise)\s+$")
"""Both sides before one noun: "das li. und re. Bein"."""
_SIDE: Final = Pattern(r"(?<![\w.,:–-])(?P<side>[Rr]e|[Ll]i)\.(?!\w)")
_SIDES: Final = {"re": "rechts", "li": "links"}
_SIDE_STEMS: Final = {"re": "recht", "li": "link"}
_MORE: Final = r"(?:,|,?\s*(?:und|oder|bis|sowie)(?:\s+zu[mr])?)\s*"
"""What may stand between two ordinals."""
_BEFORE: Final = Pattern(rf"(?P<word>[^\W\d_]+)?\s*(?:[0-9]{{1,2}}\.{_MORE})*$")
_AFTER: Final = Pattern(rf"(?:{_MORE}[0-9]{{1,2}}\.)*\s+(?:[a-zäöüß]+(?:e|en|er|es|em)\s+)*(?P<noun>[A-ZÄÖÜ][^\W\d_]+)")
_WORD: Final = Pattern(r"\w+")
_VERB_AFTER: Final = Pattern(r"\s+[a-zäöüß]")
_LAST_WORD: Final = Pattern(r"([^\W\d_]+)\s+[^\W\d_]+\s*(?:[0-9]{1,2}\.[^.]*)?$")

_MONTH_AFTER: Final = Pattern(
    r"\s+(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|(?:Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\.)(?!\w)"
)
_BEFORE_DATE: Final = Pattern(r"\b(?i:bis|ab|seit|nach|vor|den|dem)\s+$")

_ENDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(words("am im zum zur beim vom dem den des"), "en"),
        **dict.fromkeys(words("die das ans ins aufs fürs durchs ums übers"), "e"),
        **dict.fromkeys(words("diesen diesem jeden jedem jenen jenem welchen welchem manchen manchem"), "en"),
        **dict.fromkeys(words("diese jede jene welche dieses jedes jenes welches"), "e"),
        **dict.fromkeys(
            words("einen einem einer keinen keinem keiner meinen meinem meiner deinen deinem deiner"), "en"
        ),
        **dict.fromkeys(words("seinen seinem seiner ihren ihrem ihrer unseren unserem unserer eures eines"), "en"),
        **dict.fromkeys(words("eine keine meine deine seine ihre unsere eure"), "e"),
    }
)
"""By the word before, where that alone decides."""

_LIKE_DER: Final = words("der dieser jeder jener welcher")
"""Of a man's word in the first case, of a woman's in the second and third."""
_LIKE_EIN: Final = words("ein kein mein dein sein ihr unser euer")
_STRONG: Final = {"m": "er", "f": "e", "n": "es"}
_BARE: Final = {"m": "en", "f": "e", "n": "es"}
"""Without an article, after other words: "Hebe rechten Arm"."""
_BARE_DATIVE: Final = {"m": "em", "f": "er", "n": "em"}
"""Without an article: "mit rechter Hand"."""
_WITH_DATIVE: Final = words(
    """
    in an auf nach mit bei seit von zu vor unter über neben hinter zwischen aus ab während wegen trotz
    """
)
_NEAR: Final = 80
"""Characters before a number that are looked at."""
_NEEDS_NO_NOUN: Final = frozenset({"am", "zum", "vom", "beim"})

_STEMS: Final = (
    *("", "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt", "elft", "zwölft"),
    *("dreizehnt", "vierzehnt", "fünfzehnt", "sechzehnt", "siebzehnt", "achtzehnt", "neunzehnt"),
)
_TENS: Final = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_ONES: Final = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A number that is an ordinal, from ``start`` to the end of its full stop, and how it is said; empty if that cannot be told."""

    start: int
    end: int
    said: str


def ordinals(text: str) -> tuple[Ordinal, ...]:
    """The ordinals of a German text."""
    found = ((match, _ending_of(text, match)) for match in _NUMBER.finditer(text))
    return tuple(
        Ordinal(match.start(), match.end(), _said(match["number"], ending, is_first=not text[: match.start()].strip()))
        for match, ending in found
        if ending is not None
    )


def ordinal_word(number: int, ending: str) -> str:
    """A number below a hundred as an ordinal, in small letters."""
    return _said(str(number), ending, is_first=False)


def _ending_of(text: str, number: re.Match[str]) -> str | None:
    """The ending of an ordinal; before a month a number always is one."""
    ending = _ending(text, number.start(), number.end())
    if ending or not _MONTH_AFTER.match(text, number.end()):
        return ending
    return "en" if _BEFORE_DATE.search(text[max(0, number.start() - _NEAR) : number.start()]) else "er"


def sides(text: str) -> tuple[Ordinal, ...]:
    """The short forms of right and left in a German text whose full stop is not that of the sentence."""
    return tuple(
        Ordinal(found.start(), found.end(), _side_said(text, found))
        for found in _SIDE.finditer(text)
        if _goes_on(text, found.end())
    )


def with_ordinals_said(text: str) -> str:
    """A German text with its ordinals and sides as words, as far as their endings can be told."""
    text = _SIDE.sub(lambda found: _side_said(text, found) + ("" if _goes_on(text, found.end()) else "."), text)
    for each in reversed(ordinals(text)):
        if each.said:
            text = text[: each.start] + each.said + text[each.end :]
    return text


def _goes_on(text: str, end: int) -> bool:
    """Whether something that begins no sentence follows."""
    rest = text[end:].lstrip(" \u00a0\u202f")
    following = _WORD.match(rest)
    is_opening = following and following[0][0].isupper() and following[0].casefold() in GERMAN.openings
    return bool(rest) and not is_opening


def _side_said(text: str, found: re.Match[str]) -> str:
    """The side as an adjective before its noun, and else as an adverb: "rechts und links"."""
    short = found["side"].casefold()
    pair, other = _PAIR_BEFORE.search(text[: found.start()]), _PAIR_AFTER.match(text, found.end())
    start, end = pair.start() if pair else found.start(), other.end() if other else found.end()
    ending = _ending(text, start, end)
    if ending is None and (after := _AFTER.match(text, end)):
        is_noun = after["noun"].casefold() not in GERMAN.openings
        before = _BEFORE.search(text[max(0, start - _NEAR) : start])
        is_dative = before and (before["word"] or "").casefold() in _WITH_DATIVE
        ending = (_BARE_DATIVE if is_dative else _BARE).get(gender_of(after["noun"]), "") if is_noun else ""
    adverb = _SIDES[short]
    said = _SIDE_STEMS[short] + ending if ending else adverb
    return said[:1].upper() + said[1:] if found["side"][0].isupper() else said


def _ending(text: str, start: int, end: int) -> str | None:
    """The ending of an ordinal there; empty if it cannot be told, and None where there is no ordinal."""
    near = text[max(0, start - _NEAR) : start]
    before = _BEFORE.search(near)
    word = (before["word"] or "").casefold() if before else ""
    after = _AFTER.match(text, end)
    noun = after["noun"] if after and after["noun"].casefold() not in GERMAN.openings else ""
    if not noun:
        return "en" if word in _NEEDS_NO_NOUN and _VERB_AFTER.match(text, end) else None
    gender = gender_of(noun)
    if word in _ENDINGS:
        return _ENDINGS[word]
    if word in _LIKE_DER:
        ahead = _LAST_WORD.search(near)
        return "en" if gender == "f" or (ahead and ahead[1].casefold() in _WITH_DATIVE) else "e"
    if word in _LIKE_EIN:
        return _STRONG.get(gender or "", "")
    is_first = not word or near.rstrip()[-1:] in ",:;(–—"
    return _STRONG.get(gender, "") if is_first and gender and noun.casefold() not in GERMAN.openings else None


def _said(number: str, ending: str, *, is_first: bool) -> str:
    if not ending:
        return ""
    value = int(number)
    tens, ones = divmod(value, 10)
    stem = _STEMS[value] if value < len(_STEMS) else f"{_ONES[ones]}{'und' if ones else ''}{_TENS[tens]}st"
    said = stem + ending
    return said.capitalize() if is_first else said
