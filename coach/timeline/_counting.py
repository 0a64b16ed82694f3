"""The words for numbers: what :mod:`coach.timeline._spoken_quantities` understood, as people say it."""

import re
from typing import Final

from coach.timeline._patterns import Pattern
from coach.timeline._sentences import ends_sentence
from coach.timeline._spoken_quantities import Phrase, WrittenQuantity, phrases
from coach.timeline._vocabulary import HOUR, MINUTE, SECOND, Wording

_DECADE: Final = Pattern(r"(?:[2-9]0|[0-9]{3}0)$")
_AGES: Final = Pattern(
    r"(?:\b(?:the|her|his|their|my|your|our|its|those|one's|early|mid|late)|['’]s)[\s-]$", re.IGNORECASE
)
"""Words after which "30s" may be the thirties."""
_SHORTENED: Final = Pattern(r"(?:^|[\s(–—-])['‘’]$")
"""The apostrophe of "the '90s"."""
_CLOSED: Final = Pattern(r"(?<=\w)['’](?!\w)|[.,!?]['’]")
_SMALL: Final = (
    "and|or|to|but|when|who|that|are|were|is|was|with|often|may|can|do|have|had|you|your|it|as|if|for|in|on|at"
)
_NO_NOUN: Final = Pattern(rf"\s*(?:$|[^\w\s/])|\s+(?:{_SMALL}|of\s+(?:your|her|his|their|my|our|life|the))\b")
"""What follows the thirties, and no "30s plank"."""
_LIST: Final = Pattern(r"\s*(?:,\s*)?(?:and|or|to)?\s*$")
_NEAR: Final = 120
"""Characters before a number that tell how it is said."""
_COUNTED_BEFORE: Final = Pattern(r"[0-9]\s+[^\W\d_]+\s*$")
_NEXT: Final = Pattern(r"\s+(?P<word>[^\W\d_]+\.?)")


def with_numbers_said(text: str, wording: Wording, language: str) -> str:
    """The text with what it counts written out; the very same if there is nothing to say otherwise."""
    said: list[str] = []
    end, last_decade = 0, -1
    for phrase in phrases(text, wording):
        if wording.has_decades and _is_decade(text, phrase, last_decade):
            last_decade = phrase.end
            continue
        said += [text[end : phrase.start], _phrase(text, phrase, wording, language)]
        end = phrase.end
    return "".join([*said, text[end:]]) if said else text


def _is_decade(text: str, phrase: Phrase, last: int) -> bool:
    """Whether "30s" are the thirties: in her 30s, the 1990s, in their 20s and 30s."""
    quantity = phrase.quantities[-1]
    number = quantity.amount.number
    if quantity.written != "s" or text[quantity.amount.end] != "s" or not _DECADE.match(number):
        return False
    if len(number) > len("90"):
        return True
    before = text[max(0, phrase.start - _NEAR) : phrase.start]
    if last >= 0 and _LIST.match(text[last : phrase.start]):
        return True
    if _SHORTENED.search(before) and not _CLOSED.search(text, phrase.end):
        return True
    return bool(_AGES.search(before) and _NO_NOUN.match(text, phrase.end))


def _phrase(text: str, phrase: Phrase, wording: Wording, language: str) -> str:
    before = text[max(0, phrase.start - _NEAR) : phrase.start]
    last = phrase.quantities[-1]
    if phrase.is_times and _is_bare(phrase) and not _counts(text, phrase.end, wording):
        said = _times(last.amount.number, wording, before)
    else:
        said = (_cross(wording, before) if phrase.is_times else "") + _joined(phrase, wording, before)
    if phrase.is_each:
        return f"{said} {wording.per} {phrase.each.one if phrase.each else ''}"
    return f"{said}." if last.stop and ends_sentence(text, phrase.end, language) else said


def _joined(phrase: Phrase, wording: Wording, before: str) -> str:
    said = ""
    for index, quantity in enumerate(phrase.quantities):
        if _is_once(phrase, index):
            said += f"{_times('1', wording, before)} "
            continue
        if index and not _is_once(phrase, index - 1):
            said += _joint(phrase, index - 1, wording)
        said += _quantity(quantity, wording, before, is_low=_is_low(phrase, index))
    return said


def _is_bare(phrase: Phrase) -> bool:
    """Whether it is a single number and nothing else."""
    last = phrase.quantities[-1]
    return not (phrase.joints or last.unit or last.amount.fraction or last.amount.best)


def _counts(text: str, end: int, wording: Wording) -> bool:
    """Whether the noun that a number counts comes after it: "x 10 breaths"."""
    following = _NEXT.match(text, end)
    return bool(following and following["word"].casefold() in wording.repeated)


def _cross(wording: Wording, before: str) -> str:
    """A cross before what is counted: "3 sets times 10 reps", but "squats 10 reps"."""
    return f"{wording.times} " if _COUNTED_BEFORE.search(before) else ""


def _is_low(phrase: Phrase, index: int) -> bool:
    """Whether a quantity is counted by the unit of the next."""
    return index < len(phrase.joints) and phrase.quantities[index].unit is None


def _is_once(phrase: Phrase, index: int) -> bool:
    """Whether it is the one of "1 x 10", which is one time and no number."""
    quantity, unit = phrase.quantities[index], phrase.quantities[-1].unit
    is_counted = index == 0 and phrase.joints[:1] == ("times",) and not (unit and unit.is_length)
    return is_counted and quantity.amount.number == "1" and quantity.unit is None


def _times(number: str, wording: Wording, before: str) -> str:
    unit = next(unit for unit in wording.units if "x" in unit.written)
    return wording.agreement.counted(number, unit.counted, before)


def _joint(phrase: Phrase, index: int, wording: Wording) -> str:
    match phrase.joints[index]:
        case "to":
            return f" {wording.to} "
        case "then":
            return ", "
        case "times":
            unit = phrase.quantities[-1].unit
            return f" {wording.by if unit and unit.is_length else wording.times} "


def _quantity(quantity: WrittenQuantity, wording: Wording, before: str, *, is_low: bool) -> str:
    amount, agreement = quantity.amount, wording.agreement
    thing = quantity.unit.counted if quantity.unit else quantity.thing
    if amount.best:
        return f"{amount.number} {wording.out_of} {amount.best}" if amount.best != "7" else "24 7"
    if amount.fraction:
        return agreement.part(amount.whole, amount.fraction, wording.fractions[amount.fraction], thing, before)
    if thing is None or is_low:
        return amount.number
    if quantity.is_joined:
        return f"{amount.number}-{thing.many if wording.is_joined_many else thing.one}"
    said = agreement.counted(amount.number, thing, before)
    if amount.then.strip("0") and quantity.unit:
        said += f" {_rest_of_clock(amount.then, quantity.unit.seconds, wording, before)}"
    for smaller in quantity.smaller:
        said += f" {smaller.amount.number if smaller.is_bare else _quantity(smaller, wording, before, is_low=False)}"
    return said


def _rest_of_clock(number: str, seconds: int, wording: Wording, before: str) -> str:
    """What stands after the colon in "1:30 min" or "1:30 h"."""
    smaller = MINUTE if seconds == HOUR else SECOND
    unit = next(unit for unit in wording.units if unit.seconds == smaller)
    return wording.agreement.counted(str(int(number)), unit.counted, before)
