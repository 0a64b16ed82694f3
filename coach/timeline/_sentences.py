"""Cutting a prompt into sentences, so that the pause between them is ours to choose and a sentence can be said again whole.

No library does this as well for instructions: ``benchmarks/sentences.py`` compares. Where it cannot be told, a break too few costs only a
choice of pause, and a break too many tears words apart.
"""

from functools import lru_cache
from typing import Final

from coach.script import can_be_said
from coach.timeline._ordinals import ordinals, sides
from coach.timeline._patterns import Pattern
from coach.timeline._sentence_words import ANY_LANGUAGE, SENTENCE_WORDS, SentenceWords

_CLOSE: Final = r"(?P<close>(?:[\"'”’“‘»)\]]|\s»)*)"
_OPEN: Final = r"[\"'“‘„‚«»(\[]*\s?"

# The end of a sentence: its mark, any closing quotes or brackets, white space, then something that can begin one: a capital, a digit or
# an opening mark.
_BREAK: Final = Pattern(rf"(?P<mark>[.!?…]){_CLOSE}\s+(?={_OPEN}(?P<next>[A-ZÀ-ÖØ-Þ0-9¿¡]))")
_LAST_WORDS: Final = Pattern(r"(?:(?P<before>\S+)\s+)?(?P<word>\S+)$")
_UNIT_BEFORE: Final = Pattern(r"(?P<unit>[^\W\d_]+)\.?$")
_NEXT_WORD: Final = Pattern(rf"\s*{_OPEN}(?P<word>\w+)")
_IS_NUMBER: Final = Pattern(r"(?:[~<>(]*[0-9]+(?:[.,:/–-][0-9]+)*|[½⅓⅔¼¾⅛])$")
_INITIAL: Final = Pattern(r"[A-ZÄÖÜÉ]\.$")
_ONE_LETTER: Final = Pattern(r"[^\W\d_]\.$")
_ROMAN: Final = Pattern(r"[IVX]+\b")
_FOR_EXAMPLE: Final = frozenset({("p.", "ex."), ("p.", "ej.")})
_OPENERS: Final = "(\"'“‘„‚«»["


def sentences(text: str, language: str = "") -> tuple[str, ...]:
    """The sentences of a prompt, in order; joined with single spaces they give the prompt's words again, none lost.

    What has no letter or digit, such as a picture, belongs to the sentence beside it: it is nothing that a voice could say alone.
    ``language`` is a BCP 47 tag; where it is not known, an abbreviation of any language is one.
    """
    found: list[str] = []
    start = 0
    spared: frozenset[int] | None = None
    for match in _BREAK.finditer(text):
        end = match.end("close")
        if not can_be_said(text[start:end]):
            continue
        if match["mark"] == ".":
            if spared is None:
                spared = _ordinal_ends(text, language)
            if match.end("mark") in spared or _goes_on(text, start, match.end("mark"), _words_of(language)):
                continue
        found.append(text[start:end].strip())
        start = match.end()
    last = text[start:].strip()
    if found and not can_be_said(last):
        found[-1] = f"{found[-1]} {last}".strip()
        return tuple(found)
    return tuple([*found, last] if last else found)


def ends_sentence(text: str, position: int, language: str = "") -> bool:
    """Whether the sentence ends at a full stop that stands, or stood, just before a position, after a unit: "5 min. Then"."""
    rest = text[position:].lstrip("\"'”’“»)")
    if not rest.strip():
        return True
    following = _NEXT_WORD.match(rest)
    if not rest[0].isspace() or not following or following["word"][0].islower():
        return bool(rest[0].isspace() and rest.lstrip()[0] in "¿¡")
    words = _words_of(language)
    before = _UNIT_BEFORE.search(text[:position])
    openings = frozenset[str]() if before and before["unit"] in words.symbols else words.openings
    return not openings or following["word"].casefold() in openings


@lru_cache(maxsize=32)
def _words_of(language: str) -> SentenceWords:
    return SENTENCE_WORDS.get(language.split("-")[0].casefold(), ANY_LANGUAGE)


def _ordinal_ends(text: str, language: str) -> frozenset[int]:
    is_german = language.split("-")[0].casefold() == "de"
    return frozenset(each.end for each in (*ordinals(text), *sides(text))) if is_german else frozenset()


def _goes_on(text: str, start: int, end: int, words: SentenceWords) -> bool:
    """Whether the full stop before ``end`` belongs to an abbreviation or an initial, and the sentence goes on."""
    last = _LAST_WORDS.match(" ".join(text[start:end].split()[-2:]))
    if not last:
        return False
    word = last["word"].lstrip(_OPENERS)
    before = (last["before"] or "").lstrip(_OPENERS)
    short, following = word.casefold(), _NEXT_WORD.match(text, end)
    next_word = following["word"] if following else ""
    if _IS_NUMBER.match(before) and short in words.units:
        return word[:-1] not in words.symbols and bool(words.openings) and next_word.casefold() not in words.openings
    if word in words.goes_on or (short in words.goes_on and len(short) > len("c.")):
        return True
    if word in words.countries:
        return next_word[:1].isupper() and next_word.casefold() not in words.after_countries
    if (before.casefold(), short) in _FOR_EXAMPLE:
        return True
    if short in words.before_number and (next_word[:1].isdigit() or _ROMAN.match(next_word)):
        return True
    if _ONE_LETTER.match(word) and _ONE_LETTER.match(before):
        return True
    if not _INITIAL.match(word) or before[:1].isdigit() or before.casefold() in words.before_number:
        return False
    return not before or before.casefold() in words.before_name
