"""Telling what is said to the reader of an article from what is said to the hands: sentences, remarks, asides."""

import re
from collections.abc import Callable
from typing import Final

from coach.importer._lexicon import lexicons
from coach.script import can_be_said, collapse

_SENTENCE_GAP: Final = re.compile(r"(?<=[.!?\u2026])[\"'\u201d\u2019)\]]*(\s+)(?=[^a-z0-9\s])")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|approx|ca|vs|dr|mr|mrs|ms|st|no|z\.\s?b|d\.\s?h|bzw|usw)|\b[A-Z])\.$", re.IGNORECASE
)
_REMARK: Final = re.compile(r"(?<!\S)\([^()]*\)(?=[\s.,;:!?\u2026]|$)")


def sentences(text: str) -> list[str]:
    """The sentences of a text, white space made single. Nothing but white space is lost."""
    text = collapse(text)
    last = next((at for at in range(len(text) - 1, -1, -1) if text[at].isalnum()), -1)
    found, start = [], 0
    for gap in _SENTENCE_GAP.finditer(text):
        sentence = text[start : gap.start(1)]
        if can_be_said(sentence) and gap.end(1) <= last and not _ABBREVIATION.search(sentence[-8:]):
            found.append(sentence)
            start = gap.end(1)
    return [*found, text[start:]] if text[start:] else found


def without_remarks(text: str, keep: Callable[[str], bool]) -> tuple[str, list[str]]:
    """The text without what stands in round brackets, and what stood there; remarks that ``keep`` is true of stay."""
    remarks: list[str] = []

    def take(found: re.Match[str]) -> str:
        if keep(found[0]) or not can_be_said(found[0]):
            return found[0]
        remarks.append(found[0][1:-1].strip())
        return ""

    rest = re.sub(r"\s+([.,;:!?])", r"\1", collapse(_REMARK.sub(take, text))) if _REMARK.search(text) else text
    return rest.strip(), remarks


def is_aside_talk(text: str) -> bool:
    """Whether a text in any language gives a credit, a link, or sends its reader to another article."""
    return any(words.has("talk", text) for words in lexicons())
