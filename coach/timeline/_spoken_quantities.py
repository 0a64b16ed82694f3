"""Numbers as people write them, understood: amounts, their units, and the signs between them. A grammar of a few rules, without words.

    phrase   = ["x"] quantity (joint quantity)* ["/" noun]        3 x 10-12 reps/side
    quantity = amount [unit smaller*]                             1 h 30 min
    amount   = number | [number] fraction | number "/" 10 | clock  1 1/2, 3/10, 1:30
    joint    = "-" | "x" | "/"                                    to, times, and then

What does not fit is no phrase, and stays as it is written. :mod:`coach.timeline._counting` has the words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from coach.timeline._agreement import Counted
from coach.timeline._patterns import Pattern
from coach.timeline._primes import FOOT, INCH, is_before_thing, prime_at
from coach.timeline._vocabulary import HOUR, MINUTE, SECOND, Unit, Wording

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
_UNIT: Final = Pattern(rf"{GAP}?(?P<written>[^\W\d_]++(?!['’][^\W\d_])|°{GAP}?[CF]|[℃℉×])(?!_)(?P<stop>\.(?![0-9]))?")
_JOINED: Final = Pattern(r"-(?P<written>[^\W\d_]+)(?![^\W])(?P<stop>\.(?=-))?")
_JOINT: Final = Pattern(rf"(?P<dash>[–—-]|{GAP}(?:[–—-]|--){GAP})|(?P<cross>{GAP}?[xX×*]{GAP}?)|(?P<slash>/)")
_NEXT_TIMES: Final = Pattern(rf"{GAP}[xX×*]$")
"""After a full stop a cross just before a number begins anew: "30 sec. x10"."""
_BARE: Final = Pattern("(?P<number>[0-9]{2})(?![0-9])")
_BARE_MINUTES: Final = Pattern("(?P<number>[0-9]{1,2})(?![0-9])")
_BARE_APART: Final = Pattern(rf"{GAP}(?P<number>[0-9]{{2}})(?![0-9])")
_SPACE: Final = Pattern(GAP)
_PER: Final = Pattern(rf"(?P<space>{GAP}?)/{GAP}?(?={_LETTER})(?P<noun>[^\W\d_]*)")
_LABEL: Final = Pattern(r"(?P<word>[^\W\d_]+)[ \u00a0]$")

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
class WrittenQuantity:
    """An amount with its unit, if it has one, and smaller ones after it.

    ``thing`` is the noun that a fraction is of, where it is no unit. ``is_bare`` is for minutes after hours that are written without a
    unit, ``is_joined`` for a unit after a hyphen; ``stop`` is whether a full stop stood after the unit.
    """

    amount: Amount
    end: int
    unit: Unit | None = None
    written: str = ""
    smaller: tuple["WrittenQuantity", ...] = ()
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
    quantities: tuple[WrittenQuantity, ...]
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


@dataclass(frozen=True, slots=True)
class _Found:
    """A unit in a text: where it ends, how it is written, and whether a full stop follows, which then belongs to it."""

    unit: Unit
    end: int
    written: str = ""
    stop: bool = False


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
        while (joint := _JOINT.match(text, found[-1].end)) and not (found[-1].stop and _NEXT_TIMES.match(joint[0])):
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
        if (
            first.written == getattr(first.unit, "one", None)
            and first.amount.number == "1"
            and self._is_label(text[:start])
        ):
            return None
        phrase = Phrase(start, end, tuple(found), tuple(joints), is_times, is_each, each)
        return phrase if is_times or is_each or joints or _says_more(found[0]) else None

    def _quantity(self, text: str, position: int, *, beside_time: bool = False) -> WrittenQuantity | None:
        amount = self._amount(text, position)
        if amount is None or amount.best:
            return WrittenQuantity(amount, amount.end) if amount else None
        quantity = self._with_unit(text, amount, beside_time=beside_time)
        if amount.then and not (quantity.unit and quantity.unit.seconds > SECOND):
            return None
        unit = quantity.unit
        if unit and (unit.seconds > SECOND or unit is FOOT) and not amount.fraction and not amount.then:
            return self._with_smaller(text, quantity, unit)
        if quantity.unit is None and amount.fraction:
            noun = self._wording.agreement.noun(text, amount.end, whole=amount.whole)
            if noun:
                return WrittenQuantity(amount, noun[1], thing=noun[0])
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

    def _with_unit(self, text: str, amount: Amount, *, beside_time: bool) -> WrittenQuantity:
        if self._wording.is_joined and (joined := _JOINED.match(text, amount.end)):
            unit = self._units.get(joined["written"])
            is_short = unit and (len(joined["written"]) > 1 or unit.seconds > 0)
            if unit and is_short and joined["written"] not in (unit.one, unit.many):
                return WrittenQuantity(amount, joined.end(), unit, is_joined=True)
        found = self._unit_or_prime(text, amount.end, beside_time=beside_time)
        if not found:
            return WrittenQuantity(amount, amount.end)
        is_joined = found.unit is INCH and is_before_thing(text, found.end)
        return WrittenQuantity(amount, found.end, found.unit, found.written, is_joined=is_joined, stop=found.stop)

    def _unit_or_prime(self, text: str, position: int, *, beside_time: bool) -> _Found | None:
        prime = prime_at(text, position, self._wording)
        return _Found(*prime) if prime else self._unit(text, position, beside_time=beside_time)

    def _unit(self, text: str, position: int, *, beside_time: bool = False) -> _Found | None:
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
        if written in (unit.one, unit.many):  # no short form: a full stop is that of the sentence
            return _Found(unit, found.end("written"), written)
        return _Found(unit, found.end(), written, stop=bool(found["stop"]))

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
        return self._times[MINUTE] if unit and unit.unit.seconds == SECOND else None

    def _with_smaller(self, text: str, quantity: WrittenQuantity, unit: Unit) -> WrittenQuantity:
        """A quantity of a unit with the smaller ones after it, as in "1h30m", "1 h 30 min" and "1h30", if there are any."""
        number = _NUMBER.match(text, _end_of_space(text, quantity.end))
        found = self._unit_or_prime(text, number.end(), beside_time=True) if number else None
        if number and found and (0 < found.unit.seconds < unit.seconds or (unit is FOOT and found.unit is INCH)):
            smaller = WrittenQuantity(_amount_of(number), found.end, found.unit, found.written, stop=found.stop)
            if found.unit.seconds > SECOND:
                smaller = self._with_smaller(text, smaller, found.unit)
        elif bare := self._bare(text, quantity, unit):
            amount = _amount_of(bare, "number")
            below = self._times[MINUTE if unit.seconds == HOUR else SECOND]
            smaller = WrittenQuantity(amount, amount.end, below, is_bare=self._wording.is_hour_bare)
        else:
            return quantity
        return replace(quantity, end=smaller.end, smaller=(smaller,), stop=smaller.stop)

    def _bare(self, text: str, quantity: WrittenQuantity, unit: Unit) -> re.Match[str] | None:
        """The minutes after hours, or seconds after minutes, that have no unit of their own."""
        if not unit.seconds or quantity.stop:
            return None
        is_apart = self._wording.is_hour_bare and unit.seconds == HOUR
        together = _BARE_MINUTES if unit.seconds == HOUR else _BARE
        bare = together.match(text, quantity.end) or (_BARE_APART.match(text, quantity.end) if is_apart else None)
        is_last = bare and not self._unit(text, bare.end()) and _END.match(text, bare.end())
        return bare if is_last else None

    def _kind(
        self, joint: re.Match[str], found: list[WrittenQuantity], after: WrittenQuantity, before: str
    ) -> JointKind | None:
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

    def _each(
        self, text: str, last: WrittenQuantity, *, is_times: bool, is_alone: bool
    ) -> tuple[int, bool, Unit | None]:
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


def _is_time(quantity: WrittenQuantity) -> bool:
    return bool(quantity.unit and quantity.unit.seconds)


def _says_more(quantity: WrittenQuantity) -> bool:
    amount = quantity.amount
    return bool(quantity.unit or amount.fraction or amount.best)


def _is_range(first: WrittenQuantity, after: WrittenQuantity, *, is_apart: bool) -> bool:
    """Whether a dash means "to": not between falling numbers without a unit, nor in a telephone number."""
    low, high = first.amount, after.amount
    if low.then or high.then or "7" in (low.best, high.best):
        return False
    if low.best or high.best:
        return not (low.fraction or high.fraction) and low.best in ("", high.best) and low.value < high.value
    longest = max(len(low.number), len(high.number))
    if low.number and high.number and len(low.number) != len(high.number) and longest > _LONGEST_IN_RANGE:
        return False
    if low.value < high.value:
        return True
    return bool(after.unit) and not is_apart and low.value > high.value and longest <= _LONGEST_IN_RANGE


def _amount_of(found: re.Match[str], group: int | str = 0) -> Amount:
    """A smaller amount, of which a zero in front is not said."""
    return Amount(found.end(), found[group].lstrip("0") or "0")


def _end_of_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position
