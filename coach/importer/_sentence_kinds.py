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
LONGEST_SENTENCE: Final = 1000
"""Characters from which on a sentence is read in parts, at white space."""
_REMARK: Final = re.compile(r"(?<!\S)\([^()]*\)(?=[\s.,;:!?\u2026]|$)")

_PLACEHOLDER: Final = re.compile(
    r"\w\s*:\s*(?:_{3,}|\.{5,}|\u2026{2,})"
    r"|lorem ipsum|\b(?:dolor sit amet|consectetur|adipiscing|eiusmod tempor|ad minim veniam|aute irure)\b"
    r"|^\W*(?-i:TODO|TBD|TBC|FIXME|TKTK|XXX)(?=\s*(?:[:.!)\]\u2013\u2014-]|$)|\s+(?:add|insert|write|check|fix|replace)\b)"
    r"|^\W*(?:(?:insert|add|type|write|put|enter|paste) (?:\w+ ){0,3}|(?:your |the )?)"
    r"(?:text|photo|image|picture|video|link|title|caption|logo|name|description|content|heading|quote) (?:goes )?here\W*$"
    r"|^\W*(?:(?:your|sample|dummy|placeholder|example) text|placeholder|platzhalter\w*"
    r"|beispieltext|mustertext|texto de (?:ejemplo|relleno)"
    r"|texte? (?:d['\u2019]exemple|fictif))\W*$"
    r"|^\W*(?:fügen? (?:sie )?)?hier (?:\w+ ){0,3}\w*(?:text|bild|foto|video|link|titel|überschrift) ein(?:fügen|setzen|tragen)?\W*$"
    r"|^\W*(?:insér|insèr|ajout|écri|sais|mett)\w+ (?:\w+ ){0,3}(?:texte|photo|image|vidéo|lien|titre) ici\W*$"
    r"|^\W*(?:insert|añad|escrib|agreg|introdu)\w+ (?:\w+ ){0,3}(?:texto|foto|imagen|vídeo|video|enlace|título) aquí\W*$",
    re.IGNORECASE,
)
"""What a template holds until somebody writes there; templates are often in another language than the article."""


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
    if text[start:]:
        found.append(text[start:])
    return [part for sentence in found for part in _short(sentence)]


def _short(sentence: str) -> list[str]:
    """A sentence, or parts of one that is longer than any that is meant for hands: what looks for doses and sides looks everywhere."""
    parts = []
    while len(sentence) > LONGEST_SENTENCE and (cut := sentence.rfind(" ", 1, LONGEST_SENTENCE)) > 0:
        parts.append(sentence[:cut])
        sentence = sentence[cut + 1 :]
    return [*parts, sentence]


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


def is_placeholder(text: str) -> bool:
    """Whether a sentence only stands where something is still to be written: "Insert text here", "TODO: add photo"."""
    return _PLACEHOLDER.search(text) is not None


def is_aside_talk(text: str) -> bool:
    """Whether a text in any language gives a credit, a link, holds a place, or sends its reader to another article."""
    return is_placeholder(text) or any(words.has("talk", text) for words in lexicons())
