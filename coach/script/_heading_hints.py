"""Attributes in the wrong brackets after a heading, where they are part of its title: ``## Legs (repeat=3)``, ``## Legs (3x)``."""

import re
from typing import Final

from coach.script._attributes import SECTION_ATTRIBUTES
from coach.script._codes import ScriptCode
from coach.script._meant_attributes import meant_attribute
from coach.script._source import InlineText, Problems
from coach.script._speakable import brief, plain

_ROUND: Final = re.compile(r"\(([^()\[\]{}]{1,80})\)(?=[^\w]*$)", re.MULTILINE)
_SIGNED: Final = re.compile(rf"\s*(?:{'|'.join(SECTION_ATTRIBUTES)})\s*[:=].*")
_ROUNDS: Final = re.compile(r"\s*(?:[x×]\s*[0-9]{1,2}|[0-9]{1,2}\s*(?:[x×]|times|rounds|sets|mal|fois|veces))\s*")
_ALONE: Final = ("optional",)


def look_at_heading(text: InlineText, problems: Problems) -> None:
    """Note what was probably meant as attributes, and would be said with the title."""
    for found in _ROUND.finditer(text.content):
        if write := meant_in_braces(found[1]):
            what = "this is a part of the title, and nothing follows from it"
            hint = f"did you mean {brief(write)}? Attributes stand in braces"
            problems.hint(text.at(*found.span()), what, hint, ScriptCode.WRONG_BRACKETS, write)


def meant_in_braces(inside: str) -> str | None:
    """The attribute that words in other brackets were meant as, in its braces; None for other words."""
    words = plain(inside)
    if not (_SIGNED.fullmatch(words) or _ROUNDS.fullmatch(words) or words.strip() in _ALONE):
        return None
    meant = meant_attribute(inside, SECTION_ATTRIBUTES)
    return f"{{{meant}}}" if meant else None
