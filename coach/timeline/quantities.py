"""Numbers as people write them, understood: amounts, their units, and the signs between them. A grammar of a few rules, without words.

    phrase   = ["x"] quantity (joint quantity)* ["/" noun]        3 x 10-12 reps/side
    quantity = amount [unit smaller*]                             1 h 30 min
    amount   = number | [number] fraction | number "/" 10 | clock  1 1/2, 3/10, 1:30
    joint    = "-" | "x" | "/"                                    to, times, and then

What does not fit is no phrase, and stays as it is written. :mod:`coach.timeline.counting` has the words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from coach.timeline.agreement import Counted
from coach.timeline.patterns import Pattern
from coach.timeline.vocabulary import HOUR, MINUTE, SECOND, Unit, Wording

GAP: Final = "[ \u00a0\u2009\u202f]"
VULGAR: Final = {"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅛": "1/8"}

_LETTER: Final = "(?:[^\\W\\d_]|[\U000f0000-\U0010ffff])"
_ANY_VULGAR: Final = "".join(VULGAR)
_START: Final = Pattern(
    r"(?:(?<![\w.,:/–-])|(?<=^[-−])|(?<=[\s(][-−])|(?<=[^\W\d_][:,]))"
    rf"(?:(?=[0-9{_ANY_VULGAR}])|(?P<cross>(?<![0-9{_ANY_VULGAR}])[xX×]{GAP}?(?=[0-9{_ANY_VULGAR}])))"
)
_END: Final = Pattern(r"(?!\w|[.,:/–-][0-9])")
_NUMBER: Final = Pattern("[0-9]+(?:[.,][0-9]+)?")
_FRACTION: Final = Pattern(
    rf"(?:(?P<whole>[0-9]+)(?:{GAP}|(?=[{_ANY_VULGAR}])))?(?P<fraction>[1-9]/[1-9]|[{_ANY_VULGAR}])(?![0-9/])"
)
_OUT_OF: Final = Pattern("(?P<mark>[0-9]{1,3})/(?P<best>10|100)(?![0-9/])")
_ALWAYS: Final = Pattern("24/7(?![0-9/])")
_CLOCK: Final = Pattern("(?P<first>[0-9]{1,2}):(?P<then>[0-5][0-9])(?![0-9:])")
_UNIT: Final = Pattern(rf"{GAP}?(?P<written>[^\W\d_]+|°{GAP}?[CF]|[℃℉×])(?!_)(?P<stop>\.(?![0-9]))?")
_MARK: Final = Pattern("(?P<double>''|’’|[\"″”])|(?P<single>['′’])(?![^\\W\\d_])")
_JOINED: Final = Pattern(r"-(?P<written>[^\W\d_]{2,})(?![^\W])(?P<stop>\.(?=-))?")
_JOINT: Final = Pattern(rf"(?P<dash>[–—-]|{GAP}(?:[–—-]|--){GAP})|(?P<cross>{GAP}?[xX×*]{GAP}?)|(?P<slash>/)")
_BARE: Final = Pattern("(?P<number>[0-9]{2})(?![0-9])")
_BARE_APART: Final = Pattern(rf"{GAP}(?P<number>[0-9]{{2}})(?![0-9])")
_SPACE: Final = Pattern(f"{GAP}?")
_PER: Final = Pattern(rf"(?P<space>{GAP}?)/{GAP}?(?={_LETTER})(?P<noun>[^\W\d_]*)")
_LABEL: Final = Pattern(r"(?P<word>[^\W\d_]+)[ \u00a0]$")
_FAR: Final = Pattern(
    r"\s*(?:apart|wide|long|deep|high|tall|thick|off|above|below|away|from|in diameter|foam|ball|block|step|forward|back|up|down|to the)\b"
)
_INCHES: Final = Pattern(r"[0-9]{1,2}(?:''|’’|[\"″”])")
_INCH: Final = Unit((), "inch", "inches", is_length=True)
_FOOT: Final = Unit((), "foot", "feet", is_length=True)
_MOVES: Final = Pattern(r"\b(?:lift|raise|lower|slide|step|move|rise|lean|shift)s?\b[^.!?]*$")

_LONGEST_IN_RANGE: Final = 3
"""Digits of the longer number, where one end of a range has more than the other: 90-120, but 555-1234 is no range."""

JointKind = Literal["to", "times", "then"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is written: ``number`` alone, a ``fraction`` after a ``whole`` that may be empty, or a ``number`` out of ``best``.

    Of a clock, ``number`` is what stands before the colon and ``then`` what stands after it.
    """

    end: int
    number: str = ""
    whole: str = ""
    fraction: str = ""
    best: str = ""
    then: str = ""

    @property
    def value(self) -> float:
        """How much it is; without what a clock has after its colon."""
        if self.fraction:
            top, _, bottom = self.fraction.partition("/")
            return int(self.whole or 0) + int(top) / int(bottom)
        return float(self.number.replace(",", "."))


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit, if it has one, and smaller ones after it.

    ``thing`` is the noun that a fraction is of, where it is no unit. ``is_bare`` is for minutes after hours that are written without a
    unit, ``is_joined`` for a unit after a hyphen; ``stop`` is whether a full stop stood after the unit.
    """

    amount: Amount
    end: int
    unit: Unit | None = None
    written: str = ""
    smaller: tuple["Quantity", ...] = ()
    thing: Counted | None = None
    is_bare: bool = False
    is_joined: bool = False
    stop: bool = False

    @property
    def value(self) -> float:
        """How much it is, in seconds if it is a time."""
        own = self.amount.value * ((self.unit.seconds if self.unit else 0) or 1)
        return own + sum(each.value for each in self.smaller)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Quantities and what joins them, from ``start`` to ``end``.

    ``is_times`` is for a cross before the first; ``is_each`` for a slash at the end, with ``each`` the unit after it, or None for a noun
    that stays in the text.
    """

    start: int
    end: int
    quantities: tuple[Quantity, ...]
    joints: tuple[JointKind, ...] = ()
    is_times: bool = False
    is_each: bool = False
    each: Unit | None = None


def phrases(text: str, wording: Wording) -> Iterator[Phrase]:
    """What there is of numbers in a text that is not said as it is written."""
    parser = _parser(wording)
    end = 0
    for found in _START.finditer(text):
        if found.start() >= end and (phrase := parser.phrase(text, found.start(), found.end(), bool(found["cross"]))):
            yield phrase
            end = phrase.end


@lru_cache(maxsize=8)
def _parser(wording: Wording) -> "_Parser":
    return _Parser(wording)


class _Parser:
    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._units: Mapping[str, Unit] = {written: unit for unit in wording.units for written in unit.written}
        self._times: Mapping[int, Unit] = {unit.seconds: unit for unit in wording.units if unit.seconds}

    def phrase(self, text: str, start: int, begin: int, is_times: bool) -> Phrase | None:
        first = self._quantity(text, begin)
        if first is None:
            return None
        found, joints = [first], list[JointKind]()
        while joint := _JOINT.match(text, found[-1].end):
            after = self._quantity(text, joint.end(), beside_time=_is_time(found[-1]))
            is_apart = joint.end() - joint.start() > 1
            kind = self._kind(joint, found, after, text[:start]) if after else None
            if after is None or kind is None:
                if is_apart or not after or joint["slash"]:
                    break
                return None
            found.append(after)
            joints.append(kind)
        end, is_each, each = self._each(text, found[-1], is_times=is_times, is_alone=not joints)
        if not is_each and not _END.match(text, end):
            return None
        phrase = Phrase(start, end, tuple(found), tuple(joints), is_times, is_each, each)
        return phrase if is_times or is_each or joints or _says_more(found[0]) else None

    def _quantity(self, text: str, position: int, *, beside_time: bool = False) -> Quantity | None:
        amount = self._amount(text, position)
        if amount is None or amount.best:
            return Quantity(amount, amount.end) if amount else None
        quantity = self._with_unit(text, amount, beside_time=beside_time)
        if amount.then and not (quantity.unit and quantity.unit.seconds > SECOND):
            return None
        may_go_on = quantity.unit is not None and (quantity.unit.seconds > SECOND or quantity.unit is _FOOT)
        if may_go_on and not amount.fraction and not amount.then:
            quantity = self._with_smaller(text, quantity)
        if quantity.unit is None and amount.fraction:
            noun = self._wording.agreement.noun(text, amount.end, whole=amount.whole)
            if noun:
                return Quantity(amount, noun[1], thing=noun[0])
        return quantity

    def _amount(self, text: str, position: int) -> Amount | None:
        if found := _ALWAYS.match(text, position):
            return Amount(found.end(), "24", best="7")
        if found := _OUT_OF.match(text, position):
            is_of_unit = self._unit(text, found.end()) is not None
            return None if is_of_unit else Amount(found.end(), found["mark"], best=found["best"])
        if found := _FRACTION.match(text, position):
            fraction = VULGAR.get(found["fraction"], found["fraction"])
            if fraction in self._wording.fractions:
                return Amount(found.end(), whole=found["whole"] or "", fraction=fraction)
        if found := _CLOCK.match(text, position):
            return Amount(found.end(), found["first"], then=found["then"])
        number = _NUMBER.match(text, position)
        return Amount(number.end(), number[0]) if number else None

    def _with_unit(self, text: str, amount: Amount, *, beside_time: bool) -> Quantity:
        if self._wording.is_joined and (joined := _JOINED.match(text, amount.end)):
            unit = self._units.get(joined["written"])
            if unit and joined["written"] not in (unit.one, unit.many):
                return Quantity(amount, joined.end(), unit, is_joined=True)
        if unit := self._marked(text, amount.end):
            return Quantity(amount, _end_of_mark(text, amount.end), unit)
        found = self._unit(text, amount.end, beside_time=beside_time)
        if not found:
            return Quantity(amount, amount.end)
        unit, written, end, stop = found
        return Quantity(amount, end, unit, written, stop=stop)

    def _unit(self, text: str, position: int, *, beside_time: bool = False) -> tuple[Unit, str, int, bool] | None:
        found = _UNIT.match(text, position)
        if not found:
            return None
        written = found["written"]
        unit = self._units.get(written) or self._units.get(written.replace("\u00a0", " ").replace("\u202f", " "))
        if unit is None and len(written) > 1 and written.isupper():
            unit = self._units.get(written.casefold()) or self._units.get(written.capitalize())
        if unit is None and written == "m" and beside_time:
            unit = self._times[MINUTE]
        if unit is None and written == "m":
            unit = self._minute_before_seconds(text, found.end())
        if unit is None or (written in "xX×" and _Parser._is_joint(text, position)):
            return None
        return unit, written, found.end(), bool(found["stop"])

    @staticmethod
    def _is_joint(text: str, position: int) -> bool:
        joint = _JOINT.match(text, position)
        return bool(
            joint and joint["cross"] and joint.end() < len(text) and text[joint.end()] in f"0123456789{_ANY_VULGAR}"
        )

    def _minute_before_seconds(self, text: str, position: int) -> Unit | None:
        """Minutes, where ``m`` has seconds after it: "1m30s"; else it may be metres."""
        number = _NUMBER.match(text, _end_of_space(text, position))
        unit = self._unit(text, number.end()) if number else None
        return self._times[MINUTE] if unit and unit[0].seconds == SECOND else None

    def _marked(self, text: str, position: int) -> Unit | None:
        """The unit of a prime or what stands for one, unless it closes a quotation."""
        mark = _MARK.match(text, position)
        if not mark or _closes_quotation(text[:position], mark[0]):
            return None
        inches = _INCHES.match(text, mark.end()) if mark["single"] else None
        end = inches.end() if inches else mark.end()
        if self._wording.has_inches and (_FAR.match(text, end) or _MOVES.search(text[:position].casefold())):
            return _INCH if mark["double"] else _FOOT
        return self._times[SECOND if mark["double"] else MINUTE]

    def _with_smaller(self, text: str, quantity: Quantity) -> Quantity:
        """A time with the smaller ones after it, as in "1h30m", "1 h 30 min" and "1h30"."""
        assert quantity.unit  # noqa: S101 - the caller has looked
        number = _NUMBER.match(text, _end_of_space(text, quantity.end))
        found = self._unit(text, number.end(), beside_time=True) if number else None
        mark = self._marked(text, number.end()) if number and not found else None
        if number and mark and quantity.unit is _FOOT:
            inches = Quantity(Amount(number.end(), number[0]), _end_of_mark(text, number.end()), _INCH)
            return Quantity(quantity.amount, inches.end, _FOOT, smaller=(inches,))
        if number and mark and mark.seconds:
            found = (mark, "", _end_of_mark(text, number.end()), False)
        if number and found and 0 < found[0].seconds < quantity.unit.seconds:
            after = Quantity(
                Amount(number.end(), number[0].lstrip("0") or "0"), found[2], found[0], found[1], stop=found[3]
            )
            after = self._with_smaller(text, after) if found[0].seconds > SECOND else after
            return Quantity(quantity.amount, after.end, quantity.unit, quantity.written, (after,), stop=after.stop)
        if quantity.unit is _FOOT:
            return quantity
        is_apart = self._wording.is_hour_bare and quantity.unit.seconds == HOUR
        bare = _BARE.match(text, quantity.end) or (_BARE_APART.match(text, quantity.end) if is_apart else None)
        if not bare or quantity.stop or self._unit(text, bare.end()) or not _END.match(text, bare.end()):
            return quantity
        smaller = self._times[MINUTE if quantity.unit.seconds == HOUR else SECOND]
        amount = Amount(bare.end(), bare["number"].lstrip("0") or "0")
        after = Quantity(amount, bare.end(), smaller, is_bare=self._wording.is_hour_bare)
        return Quantity(quantity.amount, after.end, quantity.unit, quantity.written, (after,))

    def _kind(self, joint: re.Match[str], found: list[Quantity], after: Quantity, before: str) -> JointKind | None:
        """What a sign between two quantities means; None where that cannot be told."""
        first = found[-1]
        if joint["cross"]:
            return "times"
        if joint["slash"]:
            return "then" if first.unit and after.unit else None
        is_apart = joint.end() - joint.start() > 1
        if first.unit and not after.unit:
            return None
        if first.unit and after.unit and first.unit is not after.unit:
            if first.unit.seconds and after.unit.seconds:
                return "to" if first.value < after.value else None
            return None if is_apart else "to"
        if first.unit is None and is_apart and self._is_label(before):
            return None
        return "to" if _is_range(first, after, is_apart=is_apart) else None

    def _is_label(self, before: str) -> bool:
        found = _LABEL.search(before)
        return bool(found and found["word"].casefold() in self._wording.labels) or before.endswith(("#", "# "))

    def _each(self, text: str, last: Quantity, *, is_times: bool, is_alone: bool) -> tuple[int, bool, Unit | None]:
        """Where the phrase ends, whether it counts by something, and by which unit."""
        per = _PER.match(text, last.end)
        if not per or last.amount.best:
            return last.end, False, None
        noun = per["noun"]
        is_known = noun.casefold() in self._wording.each
        if per["space"] and not is_known:
            return last.end, False, None
        unit = self._units.get(noun)
        if unit and noun not in ("x", "X"):
            return per.end(), True, unit
        return per.end() - len(noun), True, None


def _is_time(quantity: Quantity) -> bool:
    return bool(quantity.unit and quantity.unit.seconds)


def _says_more(quantity: Quantity) -> bool:
    amount = quantity.amount
    return bool(quantity.unit or amount.fraction or amount.best)


def _is_range(first: Quantity, after: Quantity, *, is_apart: bool) -> bool:
    """Whether a dash means "to": not between falling numbers without a unit, nor in a telephone number."""
    low, high = first.amount, after.amount
    if low.best or high.best or low.then or high.then:
        return False
    longest = max(len(low.number), len(high.number))
    if low.number and high.number and len(low.number) != len(high.number) and longest > _LONGEST_IN_RANGE:
        return False
    if low.value < high.value:
        return True
    return bool(after.unit) and not is_apart and low.value > high.value and longest <= _LONGEST_IN_RANGE


def _closes_quotation(before: str, mark: str) -> bool:
    if mark == '"':
        return before.count('"') % 2 == 1
    if mark == "”":
        return before.count("“") + before.count("„") > before.count("”")
    if mark in ("'", "’"):
        opened = _OPENED.search(before)
        return opened is not None
    return False


_OPENED: Final = Pattern(r"(?:^|[\s(])['‘‚](?!\s)(?:[^'’]|(?<=\w)['’](?=\w))*$")


def _end_of_mark(text: str, position: int) -> int:
    found = _MARK.match(text, position)
    return found.end() if found else position


def _end_of_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position
