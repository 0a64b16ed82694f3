"""Letters and digits in disguise, as the ones they look like; and characters that nobody sees, which would part a word. Pure.

Compatibility normalisation (NFKC, Unicode Standard Annex 15) would also turn "²" into "2" and "½" into "1⁄2", so it is done only to
characters that are letters or digits in another style: bold, script, full width, circled and the like.
"""

import unicodedata
from functools import lru_cache
from typing import Final

from coach.timeline._patterns import Pattern

_INVISIBLE: Final = Pattern(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u20dd-\u20e0]"
)
_LATIN: Final = "[0-9A-Za-z\u00bc-\u00be\u00c0-\u024f]"
_JOINERS: Final = Pattern(f"(?<![\u0250-\U0010ffff])[\u200c\u200d]+|[\u200c\u200d]+(?={_LATIN})")
"""They shape words in other scripts, and pictures; after anything Latin, or before, they do nothing."""

_STYLED: Final = Pattern(
    "[\u2100-\u214f\u2460-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf\ufb00-\ufb06\uff01-\uff5e\u1d00-\u1d22\u0262\u026a\u0274\u0276\u0280"
    "\u028f\u0299\u029c\u029f\ua730\ua731\U0001d400-\U0001d7ff\U0001f100-\U0001f189\u2160-\u217f]+"
)
_KEPT: Final = frozenset("№℃℉℗℠™℡℻⅋⅌⅍℀℁℅℆℣")
"""Signs of that region that are words of their own, or are dealt with elsewhere."""


def plain_letters(text: str) -> str:
    """The text with each styled letter, digit and full-width mark as the plain one, and nothing invisible inside its words."""
    if text.isascii():
        return text
    visible = _JOINERS.sub("", _INVISIBLE.sub("", text))
    plain = _STYLED.sub(lambda found: _plain_run(found[0], found.string, found.start(), found.end()), visible)
    return _JOINERS.sub("", plain)  # beside a styled letter one was not yet seen to be idle


def _plain_run(run: str, text: str, start: int, end: int) -> str:
    """Some styled characters; a number apart from letters and digits beside it, as in "①Lie down"."""
    pieces = list(map(_plain, run))
    plain = ""
    for before, after, piece in zip(["", *run], run, pieces, strict=False):
        apart = before and (_is_circled(before) or _is_circled(after)) and plain[-1:].isalnum() and piece[:1].isalnum()
        plain += f" {piece}" if apart else piece
    if _is_circled(run[0]) and text[:start][-1:].isalnum():
        plain = f" {plain}"
    if _is_circled(run[-1]) and text[end:][:1].isalnum():
        plain = f"{plain} "
    return plain


@lru_cache(maxsize=512)
def _plain(character: str) -> str:
    if character in _KEPT:
        return character
    if _is_circled(character):
        return f"{unicodedata.numeric(character):g}"
    normal = unicodedata.normalize("NFKC", character)
    if normal != character:
        return normal.strip("()") if len(normal) > 1 and unicodedata.category(character) == "So" else normal
    name = unicodedata.name(character, "")
    _, is_letter, letter = name.rpartition("LATIN CAPITAL LETTER ")
    if is_letter and len(letter) == 1:
        return letter
    _, is_letter, letter = name.rpartition("LATIN LETTER SMALL CAPITAL ")
    return letter.lower() if is_letter and len(letter) == 1 else character


def _is_circled(character: str) -> bool:
    """Whether it is a number in one character: in a circle, in brackets, or Roman."""
    if unicodedata.category(character) not in ("No", "Nl"):
        return False
    return "FULL STOP" not in unicodedata.name(character, "") and unicodedata.numeric(character, -1) >= 0
