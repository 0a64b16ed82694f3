"""Taking out of words what nobody reads aloud: marks, pictures, arrows, addresses. The same in every language. Pure."""

import re
import unicodedata
from typing import Final

from coach.timeline._patterns import Pattern

SPACE: Final = "[ \u00a0\u2009\u202f]?"
"""A pattern: the space there may be between a number and what belongs to it."""

_ADDRESS: Final = Pattern(
    r"(?:(?:https?|ftp)://(?:[^\s/@]*@)?(?:www\.)*|(?<![\w.@/])(?:www\.)+)"
    r"(?P<host>[^\W_](?:[\w.-]*[^\W_])?)[^\s]*?(?=[.,;:!?)\]}\"'’”»]*(?:\s|$))",
    re.IGNORECASE,
)

_ARROWS: Final = Pattern(
    r"(?P<before>[.,;:!?])?(?:\s*(?:-+>|=+>|<-+(?![0-9])|[\u2190-\u21ff\u27f0-\u27ff\u2900-\u297f])\ufe0f?)+\s*"
    r"(?P<after>[.,;:!?)]|$)?"
)

_KEYCAP: Final = Pattern("(?<=[0-9])\ufe0f?\u20e3")

# One character that may be no word, with what only changes how the one before it looks.
_SYMBOL: Final = Pattern(
    "([^\\w\\s.,;:!?'\"()–—…\U000f0000-\U0010ffff-]|_)[\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f]*"
)
_MARKS: Final = frozenset("*_`^|\\•‣†‡¶¬¦")
_TONES: Final = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_READ: Final = frozenset("°№℃℉")
"""Symbols by their category that stand for words."""
_PICTURES: Final = frozenset({"So", "Co", "Cn"})
"""Categories of Unicode: other symbols, and characters that mean nothing to anyone but the font they come from."""

_IN_BRACKETS: Final = str.maketrans("[]{}", "()()")
_BARE_SIGN: Final = Pattern(rf"(?:[<>~]|(?<!\w)#)(?!{SPACE}[0-9])")

_EMPTIED: Final = Pattern(r"\(\s*\)|[¿¡]\s*[!?]+|^[\s.,;:!?]+")
_GAP_BEFORE_MARK: Final = Pattern(r"\s+([.,)])")


def without_symbols(text: str) -> str:
    """The text as words and punctuation; the very same if there is nothing else in it.

    An address becomes the name of its site; an arrow a comma; brackets and braces round brackets; marks of Markdown, bullets, emoji
    and other pictures go. Signs that voices read, such as ``%``, ``+`` or ``=``, stay; ``<``, ``>``, ``~`` and ``#`` before a number only
    (and ``#`` after a letter).
    """
    changed = _ADDRESS.sub(lambda found: found["host"], text)
    changed = _KEYCAP.sub("", changed)
    changed = _ARROWS.sub(_pause, changed)
    changed = _BARE_SIGN.sub(" ", _SYMBOL.sub(_word_or_space, changed)).translate(_IN_BRACKETS)
    return tidied(changed) if changed != text else text


def tidied(text: str) -> str:
    """The text without the gaps that something taken out has left."""
    text = _EMPTIED.sub(" ", text)
    text = _GAP_BEFORE_MARK.sub(r"\1", " ".join(text.split()))
    return text.replace("( ", "(")


def _pause(found: re.Match[str]) -> str:
    before, after = found["before"] or "", found["after"]
    if after is not None:
        return before + ("" if before and after != ")" else after)
    if not found.string[: found.start()].strip():
        return before
    return f"{before or ','} "


def _word_or_space(found: re.Match[str]) -> str:
    sign = found[1]
    if sign in _READ:
        return found[0]
    is_picture = sign in _MARKS or sign in _TONES or unicodedata.category(sign) in _PICTURES
    return " " if is_picture else found[0]
