"""'Repeat on the other leg': sentences that ask for the same once more on the other side, and the names of the sides."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_PARTS: Final = "side|leg|arm|hand|foot|knee|hip|thigh|calf|ankle|shoulder|elbow|wrist|thumb|ear|eye|cheek|buttock"
_PLURALS: Final = MappingProxyType({"feet": "foot", "calves": "calf"})
_GERMAN: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "bein": ("Bein", "rechtes", "linkes"),
        "knie": ("Knie", "rechtes", "linkes"),
        "ohr": ("Ohr", "rechtes", "linkes"),
        "arm": ("Arm", "rechter", "linker"),
        "fuß": ("Fuß", "rechter", "linker"),
        "seite": ("Seite", "rechte", "linke"),
        "hand": ("Hand", "rechte", "linke"),
        "hüfte": ("Hüfte", "rechte", "linke"),
        "schulter": ("Schulter", "rechte", "linke"),
        "wade": ("Wade", "rechte", "linke"),
    }
)
_GERMAN_PLURALS: Final = MappingProxyType(
    {"beine": "bein", "arme": "arm", "füße": "fuß", "füßen": "fuß", "hände": "hand"}
)

_AGAIN: Final = re.compile(
    r"\b(?:repeat(?:ing)?|the\ same|(?P<again>again)|switch|swap|change|do\ (?:this|it|these|all\ of\ this)|do\ (?=the\ other)"
    r"|wiederhol\w*|dasselbe|das\ gleiche|ebenso|genauso|wechsel\w*)\b",
    re.IGNORECASE,
)
_ENGLISH_SIDE: Final = re.compile(
    rf"\b(?:(?P<which>second|other|opposite|each|both|left|right)\s+(?P<part>(?:{_PARTS})s?|feet|calves)|(?:switch|swap|change)\s+"
    rf"(?P<changed>(?:{_PARTS})s|feet|calves))\b",
    re.IGNORECASE,
)
_GERMAN_SIDE: Final = re.compile(
    r"\b(?:(?P<which>ander|zweit|gegenüberliegend|beid|jed|link|recht)e?[nmrs]?\s+"
    rf"(?P<part>{'|'.join([*_GERMAN_PLURALS, *_GERMAN])})n?|(?:wechsel\w*)\s+(?:die|das|den)\s+(?P<changed>{'|'.join(_GERMAN)})n?)\b",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(
    rf"\b(?:(?:one|the\ first|first)\s+(?:of\ \w+\ )?(?:{_PARTS}|feet)|(?:right|left)\s+(?:{_PARTS})"
    rf"|(?:ein|eine|einem|einen|einer|das\ erste|rechte[nmrs]?|linke[nmrs]?)\s+(?:{'|'.join(_GERMAN)}))\b",
    re.IGNORECASE,
)

_NEAR: Final = 40
_NEAR_AGAIN: Final = 12
"""Characters between a side and the word that asks for the same again; a mere "again" often means something else."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The names of two sides, in the order in which they come, and how the article calls the part of the body."""

    names: tuple[str, str]
    part: str
    is_german: bool = False


def asks_for_other_side(sentence: str) -> Sides | None:
    """The sides that a sentence asks for by 'repeat on the second leg' and the like; None if it does not."""
    if (found := _ENGLISH_SIDE.search(sentence)) and _is_meant(sentence, found):
        part = (found["part"] or found["changed"]).lower()
        part = _PLURALS.get(part) or part.removesuffix("s")
        names = (f"right {part}", f"left {part}")
        return Sides(names[::-1] if (found["which"] or "").lower() == "right" else names, part)
    if (found := _GERMAN_SIDE.search(sentence)) and _is_meant(sentence, found):
        key = (found["part"] or found["changed"]).lower()
        known = _GERMAN.get(_GERMAN_PLURALS.get(key, key))
        if known is None:  # a pattern takes a few letters for others though they are not, such as a long s
            return None
        noun, right, left = known
        names = (f"{right} {noun}", f"{left} {noun}")
        return Sides(names[::-1] if (found["which"] or "").lower() == "recht" else names, noun, is_german=True)
    return None


def _is_meant(sentence: str, side: re.Match[str]) -> bool:
    """Whether a word for doing the same again stands near the side."""
    for again in _AGAIN.finditer(sentence):
        distance = max(side.start() - again.end(), again.start() - side.end())
        if distance <= (_NEAR_AGAIN if again["again"] else _NEAR):
            return True
    return False


def begins_one_side(text: str) -> bool:
    """Whether a step says that it is done on one side, as the first of those that are done for each."""
    return _FIRST.search(text) is not None
