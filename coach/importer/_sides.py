"""'Repeat on the other leg': words that ask for the same once more on the other side, and the names of the sides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from coach.importer._lexicon import Lexicon, lexicon

_NEAR: Final = 40
_MOST_WORDS_BETWEEN: Final = 4
_MOST_WORDS_ALONE: Final = 8
"""A longer sentence with "then" and a side in it says something of its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What asks for the other side, at ``start`` up to ``end`` of a sentence.

    ``part`` is a part of the body, or empty if the words leave it open; ``later`` is the side that comes second (``left``,
    ``right`` or empty); ``is_local`` is set for "on each side", which speaks of its own step alone, and ``is_direction`` for
    "in both directions". Nothing else is said in the sentence if it ``is_alone``.
    """

    start: int
    end: int
    part: str = ""
    later: str = ""
    is_local: bool = False
    is_direction: bool = False
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """The names of two sides in the order in which they come, and a title for a section that has no other."""

    names: tuple[str, str]
    title: str


@dataclass(frozen=True, slots=True)
class _Patterns:
    other: re.Pattern[str]
    one: re.Pattern[str]
    each: re.Pattern[str]
    direction: re.Pattern[str]
    switch: re.Pattern[str]
    first: re.Pattern[str]
    across: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(words: Lexicon) -> _Patterns:
    text = {key: value.replace(" ", r"\s+") for key, value in words.texts.items()}
    left, right, other, each, turns = text["left"], text["right"], text["other"], text["each"], text["direction"]
    any_part = rf"(?:{text['plural']}|{text['part']})s?"
    part, part2, part3 = (rf"(?P<{name}>{any_part})" for name in ("part", "part2", "part3"))
    the = r"(?:the|die|der|den|das|l['\u2019]|el|los|les|de)\s*"
    if words.code in {"fr", "es"}:
        before = r"(?:à|la|le|el|del|lado|côté)"
        one = rf"{part}\s+(?:(?P<left>{left})|(?P<right>{right}))|{before}\s+(?:(?P<left2>{left})|(?P<right2>{right}))"
        others = (
            rf"(?:{other})\s+{part}|(?:côté|lado|sens|sentido)\s+(?:{other})|{part2}\s+(?:{other})"
            rf"|l['\u2019](?:{other})(?:\s+{part3})?"
        )
    else:
        one = rf"(?:(?P<left>{left})|(?P<right>{right}))(?:\s+{part})?"
        others = rf"(?:{other})(?:\s+(?:{left}|{right}))?\s+{part}|(?:{other})\s+one\b|gegenseite|andersherum"
    between = r"(?:left|right|of\s+the|der|des|die|les)"
    return _Patterns(
        other=_whole(others),
        one=_whole(one),
        each=_whole(rf"(?:{each})(?:\s+{between})?\s+{part}|rechts\s+und\s+links|links\s+und\s+rechts"),
        direction=_whole(
            rf"(?:(?:in|dans|en)\s+)?(?:{the})?(?:{each}|{other}|reverse)\s+(?:{turns})|(?:{turns})\s+(?:{other})"
        ),
        switch=_whole(
            rf"(?:{text['switch']})(?:\s+\w+){{0,2}}?\s+(?:{the})?{part}|{part2}\s+(?:{text['switch']})|seitenwechsel|change\s+over"
            rf"|(?:{text['tail']})\s+(?:{text['switch']})(?=\W*$)"
        ),
        first=_whole(rf"(?:{text['first']})\s+(?:of\s+\w+\s+)?{any_part}"),
        across=_whole(rf"(?:{left})\s+(?:\w+\s+){{0,2}}(?:{right})|(?:{right})\s+(?:\w+\s+){{0,2}}(?:{left})"),
    )


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def asks_for_other_side(sentence: str, words: Lexicon | None = None) -> Asked | None:
    """What asks for the other side in a sentence, or None."""
    words = words or lexicon("en")
    assert words is not None  # noqa: S101 (English is always known)
    patterns = _patterns(words)
    found = (
        _switched(sentence, patterns, words)
        or _direction(sentence, patterns, words)
        or _again(sentence, patterns, words)
    )
    found = found or _each(sentence, patterns, words)
    if found is None:
        return None
    start = _tail_start(sentence, found.start, words) if found.end >= len(sentence.rstrip(" .!)")) else found.start
    rest = sentence[:start] + sentence[found.end :]
    is_alone = not re.search(r"\w", rest) or _is_only(rest, words)
    return Asked(start, found.end, found.part, found.later, found.is_local, found.is_direction, is_alone)


def without_asking(sentence: str, asked: Asked) -> str:
    """A sentence without the words that ask for the other side, if they stand at its end; else as it is."""
    after = sentence[asked.end :].strip(" )")
    if re.search(r"\w", after):
        return sentence
    before = sentence[: asked.start].rstrip(" ,;:(\u2013\u2014-")
    return f"{before}." if before and before[-1] not in ".!?" else before


def sides_of(asked: Asked, beginning: str, words: Lexicon) -> Sides:
    """The names of the sides; ``beginning`` are the words of the steps that are meant, which may say which comes first."""
    if asked.is_direction:
        first, second = words.texts["directions"].split(", ")
        return Sides((first, second), words.texts["both"])
    part, first = asked.part, {"left": "right", "right": "left"}.get(asked.later, "")
    named = next(iter(_named(beginning, words)), None)
    if named:
        first = first or named[0]
        if not part or part == _parts(words)[0]:
            part = named[1] if named[1] and not asked.part else part or named[1]
    part = part or _parts(words)[0]
    right, left = _names(part, words)
    title = words.texts["title"].replace("{part}", part)
    return Sides((left, right) if first == "left" else (right, left), title)


def begins_one_side(text: str, words: Lexicon | None = None) -> bool:
    """Whether a step says that it is done on one side, as the first of those that are done for each."""
    words = words or lexicon("en")
    assert words is not None  # noqa: S101 (English is always known)
    named = _named(text, words)
    return _patterns(words).first.search(text) is not None or bool(named)


def _named(text: str, words: Lexicon) -> list[tuple[str, str]]:
    """Each side that a text names, with its part of the body or nothing."""
    done = []
    for found in _patterns(words).one.finditer(_patterns(words).across.sub(" ", text)):
        groups = found.groupdict()
        side = "left" if groups.get("left") or groups.get("left2") else "right"
        done.append((side, _part(groups.get("part") or "", words)))
    return done


def _switched(sentence: str, patterns: _Patterns, words: Lexicon) -> Asked | None:
    found = patterns.switch.search(sentence)
    if not found:
        return None
    end = len(sentence) if _is_end(sentence, found.end()) else found.end()
    return Asked(found.start(), end, _part(_part_in(found), words))


def _is_end(sentence: str, at: int) -> bool:
    """Whether only "and repeat" and the like is left of a sentence."""
    return len(sentence[at:].split()) <= 4


def _direction(sentence: str, patterns: _Patterns, words: Lexicon) -> Asked | None:
    found = patterns.direction.search(sentence)
    if not found:
        return None
    again = words.patterns["sides.strong"].search(sentence)
    each = re.search(rf"(?:{words.texts['each']})", found[0], re.IGNORECASE)
    if not again and not each and len(sentence.split()) > _MOST_WORDS_ALONE:
        return None
    start = min(again.start(), found.start()) if again and again.start() < found.start() else found.start()
    return Asked(start, found.end(), is_direction=True, is_local=True)


def _again(sentence: str, patterns: _Patterns, words: Lexicon) -> Asked | None:
    """The same once more: "repeat on the other leg", "then the right ear", "other side"."""
    refs = [("", found) for found in patterns.other.finditer(sentence)]
    refs += [("left" if _is_left(found) else "right", found) for found in patterns.one.finditer(sentence)]
    strong = list(words.patterns["sides.strong"].finditer(sentence))
    last = max((again.start() for again in strong), default=0)
    refs.sort(key=lambda ref: ref[1].start() < last)
    for later, found in refs:
        if strong:
            asked = _strongly(sentence, later, found, strong, words)
        elif not later and _is_only(sentence[: found.start()] + sentence[found.end() :], words):
            asked = Asked(found.start(), found.end(), _part(_part_in(found), words))
        else:
            asked = _weakly(sentence, later, found, patterns, words)
        if asked:
            return asked
    return None


def _strongly(
    sentence: str, later: str, found: re.Match[str], strong: Sequence[re.Match[str]], words: Lexicon
) -> Asked | None:
    """A side near a word that can only mean once more."""
    part = _part_in(found)
    is_with = re.search(r"\b(?:with|mit|avec|con)\s+\w+\s*$", sentence[: found.start()], re.IGNORECASE) is not None
    for again in strong:
        distance = max(found.start() - again.end(), again.start() - found.end())
        if distance <= _NEAR and not (is_with and _is_tool(sentence, again, part, words)):
            back = _back(sentence, found.start())
            is_before = sentence[: again.start()].strip() and re.search(r"[,;]", sentence[again.end() : back])
            start = back if is_before else min(again.start(), back)
            return Asked(start, max(again.end(), found.end()), _part(part, words), later)
    return None


def _weakly(sentence: str, later: str, found: re.Match[str], patterns: _Patterns, words: Lexicon) -> Asked | None:
    """A side at the end, after "then" or "now": once more if the sentence has named the first side, or says nothing else."""
    if not _is_only(sentence[found.end() :], words):
        return None
    is_short = len(sentence.split()) <= _MOST_WORDS_ALONE
    for again in words.patterns["sides.weak"].finditer(sentence):
        before, between = sentence[: again.start()], sentence[again.end() : found.start()]
        is_near = again.end() <= found.start() and len(between.split()) <= _MOST_WORDS_BETWEEN
        if not is_near or _has_verb(between, words) or _IN_ORDER.search(before):
            continue
        has_first = patterns.one.search(before) is not None or (not later and patterns.first.search(before) is not None)
        if not before.strip() or (has_first and (is_short or again.start() > len(sentence) // 3)):
            return Asked(again.start(), found.end(), _part(_part_in(found), words), later)
    return None


def _part_in(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return next((groups[key].lower() for key in ("part", "part2", "part3") if groups.get(key)), "")


_IN_ORDER: Final = re.compile(r"\b(?:first|zuerst|d['\u2019]abord|primero)\b[\s,]*$", re.IGNORECASE)
"""Before "then the left": both sides have their turn in one movement."""


def _is_left(found: re.Match[str]) -> bool:
    groups = found.groupdict()
    return bool(groups.get("left") or groups.get("left2"))


def _back(sentence: str, at: int) -> int:
    """Where "on the" before a side begins."""
    before = re.search(
        r"(?:\b(?:on|with|to|for|in|auf|mit|zur?|an|bei|de|à|avec|con|en|por|del|al)\s+)?(?:\b(?:the|your|der|die|das|dem|den|l['\u2019]|le|la|el|tu|votre|ihre?[mn]?)\s*)?$",
        sentence[:at],
        re.IGNORECASE,
    )
    return before.start() if before else at


def _is_tool(sentence: str, again: re.Match[str], part: str, words: Lexicon) -> bool:
    """Whether the other hand only goes on with a stroke: "with the other hand, repeat the stroke"."""
    if part not in {"hand", "main", "mano"}:
        return False
    after = re.match(r"\s+(?:the|die|den|das|le|la|el)\s+(\w+)", sentence[again.end() :], re.IGNORECASE)
    whole = {"whole", "exercise", "sequence", "routine", "same", "other", "exercice", "ejercicio", "übung", "ganze"}
    return after is not None and after[1].lower() not in whole


def _each(sentence: str, patterns: _Patterns, words: Lexicon) -> Asked | None:
    from coach.importer._quantities import quantities

    for found in patterns.each.finditer(sentence):
        part = _part(found.groupdict().get("part") or "", words)
        start = _back(sentence, found.start())
        rest = re.sub(r"\W", "", sentence[:start] + sentence[found.end() :])
        counted = any(
            re.match(r"\W*(?:\w+\W+){0,2}$", sentence[one.end : max(start, one.end)])
            or re.match(r"\W*(?:\w+\W+){0,2}$", sentence[found.end() : max(one.start, found.end())])
            for one in quantities(sentence, words)
        )
        again = words.patterns["sides.strong"].match(sentence)
        is_at_once = re.match(_BOTH, found[0], re.IGNORECASE) is not None and part not in {"", _parts(words)[0]}
        is_apart = re.search(r"[(,;\u2013-]\s*$", sentence[:start]) and re.match(
            r"\s*[).!]*\s*$", sentence[found.end() :]
        )
        if not rest or is_apart or (counted and not is_at_once) or again:
            begin = again.start() if again and start - again.end() <= _NEAR else start
            return Asked(begin, found.end(), part, is_local=not again)
    return None


_BOTH: Final = r"both|either|beide|les\s+deux|ambos|ambas|l[oa]s\s+dos"
"""Both feet may well be soaked at once: unlike both sides, or each foot."""


def _tail_start(sentence: str, start: int, words: Lexicon) -> int:
    """Where "and then" before the words that ask begins."""
    tail = re.search(
        rf"[\s,;]*(?:\b{words.texts['tail']}\b[\s,]*)*$".replace(" ", r"\s+"), sentence[:start], re.IGNORECASE
    )
    return tail.start() if tail else start


def _is_only(rest: str, words: Lexicon) -> bool:
    """Whether what is left of a sentence is only small words."""
    left = [
        word
        for word in re.findall(r"\w+", rest.lower())
        if word not in words.stop and word not in words.grammar["small"] and not word.isdigit()
    ]
    return not left


def _has_verb(text: str, words: Lexicon) -> bool:
    return any(word in words.verbs for word in re.findall(r"\w+", text.lower()))


def _parts(words: Lexicon) -> list[str]:
    return words.texts["part"].split("|")


def _part(word: str, words: Lexicon) -> str:
    """A part of the body in the singular."""
    word = word.lower()
    if not word:
        return ""
    odd = dict(pair.split(":") for pair in words.texts["odd"].split())
    if word in odd:
        return str(odd[word])
    known = [part for part in _parts(words) if word.startswith(part)]
    return max(known, key=len, default=_parts(words)[0])


def _names(part: str, words: Lexicon) -> tuple[str, str]:
    """The right and the left one by name."""
    genders = dict(pair.split(":") for pair in words.texts["genders"].split())
    forms = dict(pair.split(":") for pair in words.texts["forms"].split())
    adjectives = forms[genders.get(part, next(iter(forms)))].split("/")
    noun = part.capitalize() if words.code == "de" else part
    right, left = (
        words.texts["names"].replace("{side}", adjective).replace("{part}", noun) for adjective in adjectives
    )
    return right, left
