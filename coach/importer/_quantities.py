"""What a sentence says about its time: lengths, numbers of repeats, sets. A grammar over the letters of its tokens."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from coach.importer._lexicon import Lexicon, lexicon
from coach.importer._numbers import Token, tokens
from coach.script import Span

_LONGEST_S: Final = 12 * 3600
MOST_REPEATS: Final = 200
MOST_ROUNDS: Final = 50
BEAT: Final = Span(Fraction(5), Fraction(5))
"""How long one repeat lasts where the article does not say."""

_UNIT_S: Final = MappingProxyType(
    {"s": (1, 1), "m": (60, 60), "h": (3600, 3600), "q": (900, 900), "z": (2700, 2700), "b": (4, 6), "c": (1, 1)}
)
"""The shortest and longest seconds of a unit: a slow breath takes four to six."""

_FEW: Final = MappingProxyType({"s": (5, 10), "m": (120, 240), "b": (12, 24)})
_MOMENT: Final = Span(Fraction(5), Fraction(15))
_FEW_TIMES: Final = 5

_P: Final = r"n-?f{0,3}[smhbcqz]"
_TIME: Final = re.compile(
    rf"(?:n(?:-|&)(?={_P}))?{_P}(?:&n(?!-?f*[smhbcqztrSoNw])|[&,]?{_P}|-{_P}|-n(?![-f]*[smhbcqztrSoNx])|n(?![-f]*[smhbcqztrSoNwx]))?|H(?:-H)?"
)
_RANGE: Final = r"(?:n-)?n"
_SETS: Final = re.compile(
    rf"(?P<sets>{_RANGE})f*S[g,x&.]*(?:{_RANGE})f*(?:[rt]|(?=[smhbcqz])|w?w?N|(?=[.,]|$))"
    rf"|{_RANGE}f*[rt][g,x&.]*(?P<later>{_RANGE})f*S"
    rf"|(?P<first>n)x(?:{_RANGE}f*(?:[rt]|(?=[smhbcqz])|(?=[^n]|$)))|(?P<only>{_RANGE})f*S(?=[.,&)g]|$)"
)
_COUNT: Final = re.compile(rf"(?:{_RANGE})f*(?:[tr](?!o)|x(?![n])|w?w?N)|xn|2|vf*[tr]")
_LABEL: Final = re.compile(r"(?P<what>[Srto]):(?P<value>(?:n-)?n)|(?P<where>[Srto])(?P<bare>n)(?=[.,]|$)")
_ROUNDS: Final = re.compile(r"(?:n-)?nf*o")


@dataclass(frozen=True, slots=True)
class Quantity:
    """What stands at ``start`` up to ``end`` of a text: a length, or how many repeats, sets of them, or rounds of it all."""

    start: int
    end: int
    kind: Literal["time", "count", "sets", "rounds"]
    length: Span = BEAT
    times: int = 0
    is_still: bool = False
    is_vague: bool = False


def quantities(text: str, words: Lexicon | None = None) -> list[Quantity]:
    """What a sentence says about its time, in order. A length is for staying still if its own clause speaks of that."""
    words = words or lexicon("en")
    assert words is not None  # noqa: S101 (English is always known)
    return list(_quantities(text, words))


_NO_WORD: Final = re.compile(r"\S{120}")
"""Nothing in any language: whatever stands there is no dose, and would take long to look through."""


@lru_cache(maxsize=512)
def _quantities(text: str, words: Lexicon) -> tuple[Quantity, ...]:
    if _NO_WORD.search(text):
        return ()
    found = tokens(text, words)
    letters = "".join(token.kind for token in found)
    taken: list[Quantity] = []
    for one in _candidates(text, letters, found, words):
        is_free = all(one.end <= other.start or one.start >= other.end for other in taken)
        if is_free and _is_asked(text, one, words):
            taken.append(one)
    taken.sort(key=lambda one: one.start)
    if any(one.kind != "time" for one in taken):
        taken = [one for one in taken if one.kind != "time" or not words.has("quantities.between", text[: one.start])]
    return tuple(_with_stillness(text, taken, at, words) for at in range(len(taken)))


def has_quantity(text: str, words: Lexicon | None = None) -> bool:
    """Whether a text says how long or how often."""
    return bool(quantities(text, words))


def _candidates(text: str, letters: str, found: Sequence[Token], words: Lexicon) -> Iterator[Quantity]:
    """All that may be meant, the surest first; of two that overlap the first counts."""
    yield from _sets(letters, found)
    for match in _LABEL.finditer(letters):
        if match.start() and letters[match.start() - 1] not in ",.(x&-nrS":
            continue
        kind = match["what"] or match["where"]
        inside = found[match.start("value") if match["what"] else match.start("bare") : match.end()]
        yield _count("sets" if kind == "S" else "rounds" if kind == "o" else "count", found, match, _middle(inside))
    for match in _ROUNDS.finditer(letters):
        yield _count("rounds", found, match, _middle(found[match.start() : match.end()]))
    yield from _counted_aloud(text, found, words)
    yield from _times(text, letters, found, words)
    yield from _on_a_side(text, found, words)
    for match in _COUNT.finditer(letters):
        inside = found[match.start() : match.end()]
        is_vague = inside[0].kind == "v"
        if inside[0].atom == "word" and inside[0].value == 1:
            continue
        times = _FEW_TIMES if is_vague else _middle(inside)
        is_more = words.has("quantities.more", text[inside[0].start : inside[-1].end])  # after the first time
        yield _count("count", found, match, times + is_more, is_vague=is_vague)


def _sets(letters: str, found: Sequence[Token]) -> Iterator[Quantity]:
    for match in _SETS.finditer(letters):
        group = next(name for name in ("sets", "later", "first", "only") if match[name])
        sets = found[match.start(group) : match.end(group)]
        rest = [token for token in found[match.start() : match.end()] if token not in sets]
        counts = [token for token in rest if token.kind == "n"]
        is_timed = match.end() < len(letters) and re.match(r"f*[smhbcqz]", letters[match.end() :])
        times = _middle(sets)
        if not counts or is_timed:
            end = min((token.start for token in counts), default=found[match.end() - 1].end)
            if 2 <= times <= MOST_ROUNDS:
                yield Quantity(found[match.start()].start, max(end - 1, sets[-1].end), "sets", times=times)
        elif 2 <= times <= MOST_ROUNDS and 2 <= _middle(counts) <= MOST_REPEATS:
            start, middle, end = found[match.start()].start, sets[-1].end, found[match.end() - 1].end
            if sets[0].start > counts[0].start:
                middle = counts[-1].end
                yield Quantity(start, middle, "count", times=_middle(counts))
                yield Quantity(middle, end, "sets", times=times)
            else:
                yield Quantity(start, middle, "sets", times=times)
                yield Quantity(middle, end, "count", times=_middle(counts))
        elif times == 1 and 2 <= _middle(counts) <= MOST_REPEATS:
            yield _count("count", found, match, _middle(counts))


def _count(
    kind: Literal["count", "sets", "rounds"],
    found: Sequence[Token],
    match: re.Match[str],
    times: int,
    *,
    is_vague: bool = False,
) -> Quantity:
    return Quantity(found[match.start()].start, found[match.end() - 1].end, kind, times=times, is_vague=is_vague)


def _middle(some: Sequence[Token]) -> int:
    """The number, or the middle of a range, rounded up at the half."""
    values = [token.value for token in some if token.kind in "n2"]
    return int((values[0] + values[-1]) / 2 + Fraction(1, 2)) if values else 0


def _counted_aloud(text: str, found: Sequence[Token], words: Lexicon) -> Iterator[Quantity]:
    """Breaths that are counted: "for a count of four", "hold for 7", "out for 8": a second for each count."""
    for at, token in enumerate(found):
        if token.kind != "n" or token.value.denominator != 1 or not 1 < token.value <= 30:
            continue
        before = text[: token.start].rstrip()
        counted = next(
            (one for one in words.patterns["quantities.count_of"].finditer(before) if one.end() == len(before)), None
        )
        follows = found[at + 1].kind if at + 1 < len(found) else "."
        is_free = follows in ",.&)(:" or (
            follows == "w" and text[found[at + 1].start : found[at + 1].end].lower() in _ON
        )
        clause = re.split(r"[.;:]", before)[-1]
        is_breath = bool(re.search(_FOR[words.code], before, re.IGNORECASE)) and words.has("quantities.breath", clause)
        if (counted and follows not in "smhqzt") or (is_free and is_breath):
            start = counted.start() if counted else token.start
            span = _checked(token.value, token.value)
            if span:
                yield Quantity(start, token.end, "time", span)


_FOR: Final = MappingProxyType(
    {
        "en": r"\b(?:for|in|out|hold)$",
        "de": r"\b(?:auf|bis|für|über)$",
        "fr": r"\b(?:sur|en|pendant)$",
        "es": r"\b(?:en|durante|contando)$",
    }
)
_ON: Final = frozenset(["then", "and", "dann", "puis", "luego", "through", "as", "while"])


def _on_a_side(text: str, found: Sequence[Token], words: Lexicon) -> Iterator[Quantity]:
    """Counts without a noun: "ten on the right", "8 per leg"."""
    side = "|".join(words.texts[key] for key in ("left", "right", "each"))
    pattern = re.compile(
        rf"\s+(?:\w+\s+){{1,2}}(?:{side})\b|\s+(?:{words.texts['each']})\s+(?:{words.texts['part']})", re.IGNORECASE
    )
    for at, token in enumerate(found):
        if at + 1 < len(found) and found[at + 1].kind in "trN":
            continue  # it has a noun of its own
        is_count = token.kind == "n" and token.value.denominator == 1 and 2 <= token.value <= MOST_REPEATS
        if is_count and (
            pattern.match(text, token.end) or words.patterns["quantities.these"].match(text[token.end :].lstrip())
        ):
            yield Quantity(token.start, token.end, "count", times=int(token.value))


def _times(text: str, letters: str, found: Sequence[Token], words: Lexicon) -> Iterator[Quantity]:
    for match in _TIME.finditer(letters):
        inside = found[match.start() : match.end()]
        span = _span(inside)
        if span is not None and not _is_ordinal(text, inside, words):
            yield Quantity(inside[0].start, inside[-1].end, "time", span)
    for match in re.finditer(r"vf*[smb]", letters):
        inside = found[match.start() : match.end()]
        shortest, longest = _FEW[inside[-1].kind]
        yield Quantity(
            inside[0].start, inside[-1].end, "time", Span(Fraction(shortest), Fraction(longest)), is_vague=True
        )
    for moment in words.patterns["quantities.moment"].finditer(text):
        yield Quantity(moment.start(), moment.end(), "time", _MOMENT, is_vague=True)


def _is_ordinal(text: str, inside: Sequence[Token], words: Lexicon) -> bool:
    """Whether "a second" is not a length but the next one: "repeat on a second leg"."""
    is_second = text[inside[0].start : inside[-1].end].lower() in {"a second", "one second", "une seconde"}
    return is_second and re.match(r"\s+\w", text[inside[-1].end :]) is not None


def _span(inside: Sequence[Token]) -> Span | None:
    """The length that tokens of the kind ``_TIME`` give together."""
    kinds = [token.kind for token in inside]
    values = [token for token in inside if token.kind in "nH"]
    if "H" in kinds:
        return _checked(values[0].value, values[-1].value)
    units = [token.kind for token in inside if token.kind in _UNIT_S]
    if len(values) == 1:
        return _checked(*_seconds(values[0].value, units[0]))
    first, second = values[0].value, values[-1].value
    is_range = "-" in kinds[kinds.index("n") + 1 : len(kinds) - 1 - kinds[::-1].index("n")]
    if len(units) == 1:
        if inside[-1].kind != "n":  # 30 to 60 seconds, or between 10 and 20
            return _checked(_seconds(first, units[0])[0], _seconds(second, units[0])[1])
        if second < 1:  # an hour and a half
            shortest, longest = _seconds(first + second, units[0])
            return _checked(shortest, longest)
        if kinds[-2] == "-":  # a minute or two
            return _checked(_seconds(first, units[0])[0], _seconds(second, units[0])[1])
        smaller = {"h": "m", "m": "s"}.get(units[0])
        if smaller is None or second >= 60 or kinds[-2] == "&":
            return _checked(*_seconds(first, units[0]))
        return _checked(
            _seconds(first, units[0])[0] + _seconds(second, smaller)[0],
            _seconds(first, units[0])[1] + _seconds(second, smaller)[1],
        )
    ends = _seconds(first, units[0]), _seconds(second, units[-1])
    if is_range:
        return _checked(min(ends[0][0], ends[1][0]), max(ends[0][1], ends[1][1]))
    if _UNIT_S[units[0]][0] > _UNIT_S[units[-1]][0]:
        return _checked(ends[0][0] + ends[1][0], ends[0][1] + ends[1][1])
    return None


def _seconds(number: Fraction, unit: str) -> tuple[Fraction, Fraction]:
    shortest, longest = _UNIT_S[unit]
    return number * shortest, number * longest


def _checked(shortest: Fraction, longest: Fraction) -> Span | None:
    shortest, longest = min(shortest, longest), max(shortest, longest)
    return Span(shortest, longest) if 0 < shortest <= longest <= _LONGEST_S else None


def _is_asked(text: str, one: Quantity, words: Lexicon) -> bool:
    """Whether a quantity is a task, and not when, how often in a week, or how long something takes of itself."""
    if one.kind != "time" and not 2 <= one.times <= (MOST_ROUNDS if one.kind in {"sets", "rounds"} else MOST_REPEATS):
        return False
    before, after = text[max(0, one.start - 50) : one.start], text[one.end : one.end + 40]
    is_first = re.search(r"\bthe first $", before) and one.kind == "time"
    if words.has("quantities.not_before", before) and not is_first:
        return False
    if one.kind == "time" and words.has("quantities.rest", before):
        return False  # between one time and the next
    if words.patterns["quantities.not_after"].match(after.lstrip(".")):
        return False
    return one.kind != "time" or not words.has("quantities.no_task", _clause(text, one))


def _clause(text: str, one: Quantity) -> str:
    """The part of a sentence between commas that a quantity stands in."""
    before = re.split(r"[,;:.!?(](?=\s|$)|\(", text[: one.start])[-1]
    after = re.split(r"[,;:.!?)](?=\s|$)", text[one.end :])[0]
    return f"{before}{text[one.start : one.end]}{after}"


def _with_stillness(text: str, taken: Sequence[Quantity], at: int, words: Lexicon) -> Quantity:
    one = taken[at]
    if one.kind != "time":
        return one
    before = taken[at - 1].end if at else 0
    is_last = at + 1 == len(taken)
    is_still = words.has("quantities.still", text[before:] if is_last else text[before : one.end])
    return Quantity(one.start, one.end, "time", one.length, is_still=is_still, is_vague=one.is_vague)
