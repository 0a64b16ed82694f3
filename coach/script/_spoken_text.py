"""Characters in words that are spoken but that a voice says wrongly: nobody sees them, or they only look like letters."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from coach.script._codes import ScriptCode
from coach.script._routine import Location
from coach.script._source import Problems, Source
from coach.script._speakable import INVISIBLE, brief, shown

_STYLED: Final = re.compile(
    "[\u2102\u210a-\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2139\u2145-\u2149\u2460-\u249b\u249c-\u24ff\u2776-\u2793\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    "\U0001d400-\U0001d7ff\U0001f110-\U0001f12f\U0001f130-\U0001f169\U0001f170-\U0001f189]"
    "[\u2102\u210a-\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2139\u2145-\u2149\u2460-\u249b\u249c-\u24ff\u2776-\u2793\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    "\U0001d400-\U0001d7ff\U0001f110-\U0001f12f\U0001f130-\U0001f169\U0001f170-\U0001f189 ]*"
)
"""Letters and digits in circles, in bold or script type made of characters of their own, or as wide as Chinese ones."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_LOOK_ALIKE: Final = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd\u03b9",
    "aeopcyxijsdABEKMHOPCTYXIJSABEZHIKMNOPTYXovi",
)
"""Letters of the Cyrillic and the Greek script that look like Latin ones."""

_NEGATIVE: Final = re.compile("[\u2776-\u2793\U0001f150-\U0001f169\U0001f170-\U0001f189]")
_STRUCK: Final = re.compile(r"(?<![~\\])~~(?=[^\s~])(.*?[^\s~\\])~~(?!~)", re.DOTALL)
_TILDES: Final = re.compile(r"(?<![~\w\\])~(?=[^\W\d_])([^~\n]{0,80}\w[.,!?]?)~(?![~\w])")
_COMMENT: Final = re.compile(r"(?<![%\\])%%(?!%)(.*?)%%|<!--(.*?)(?:-->|$)", re.DOTALL)

Place = Callable[[int, int], Location]
"""The place in a script of the characters from one offset to another."""


def look_at_text(source: Source, at: Location, problems: Problems) -> None:
    """Note what is wrong with, or odd about, a text of the front matter that stands at one place."""
    text = at.source_line[at.column - 1 : at.column - 1 + at.width]

    def place(start: int, end: int) -> Location:
        return source.location(at.line, at.column + start, end - start)

    look_at_characters(text, place, problems)
    for struck in _STRUCK.finditer(text):
        hint = f"take it out, or take the ~~ away: {brief(struck[1], 40)}"
        problems.hint(place(*struck.span()), "struck text is spoken here", hint, ScriptCode.STRUCK_TEXT, "")
    for comment in _COMMENT.finditer(text):
        words = (comment[1] or comment[2] or "").strip()
        hint = f"take it out, or write # {brief(words, 40)} on a line of its own"
        problems.hint(place(*comment.span()), "this comment is spoken here", hint, ScriptCode.COMMENT, "")


def look_at_characters(text: str, place: Place, problems: Problems) -> None:
    """Note characters that are invisible, or only styled as letters; ``place`` gives their places from their offsets."""
    for hidden in INVISIBLE.finditer(text):
        what = f"an invisible character stands here: {_named(hidden[0])}"
        problems.hint(place(*hidden.span()), what, "take it out", ScriptCode.INVISIBLE_CHARACTER, "")
    for start, end in _styled(text):
        words = text[start:end]
        ordinary = unicodedata.normalize("NFKC", words)
        what = f"a voice may spell out styled letters, or leave them out: {shown(words)}"
        write = None if _NEGATIVE.search(words) else ordinary
        hint = f"write {brief(ordinary)}" if write else "write them as ordinary letters or digits"
        problems.hint(place(start, end), what, hint, ScriptCode.STYLED_LETTERS, write)
    for word in _WORD.finditer(text):
        latin = word[0].translate(_LOOK_ALIKE)
        if latin != word[0] and latin.isascii() and any(letter.isascii() for letter in word[0]):
            strange = next(letter for letter in word[0] if not letter.isascii())
            what = f"a voice reads {shown(word[0])} wrongly: one letter only looks Latin, and is {_named(strange)}"
            problems.hint(place(*word.span()), what, f"write {brief(latin)}", ScriptCode.STYLED_LETTERS, latin)
    for struck in _TILDES.finditer(text):
        hint = f"take it out, or take the ~ away: {brief(struck[1], 40)}"
        problems.hint(place(*struck.span()), "text between tildes is spoken here", hint, ScriptCode.STRUCK_TEXT, "")


def note_struck(words: str, at: Location, problems: Problems) -> None:
    """Note text that is struck out: nobody can hear that."""
    hint = f"take it out, or take the ~~ away: {brief(words, 40)}"
    problems.add(at, "struck text would be spoken", hint, ScriptCode.STRUCK_TEXT, "")


def _styled(text: str) -> Iterator[tuple[int, int]]:
    # Wide letters and digits are ordinary ones beside Chinese, Japanese and Korean.
    wide_is_usual = re.search("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]", text) is not None
    for found in _STYLED.finditer(text):
        words = found[0].rstrip()
        if not (wide_is_usual and all("\uff00" <= letter <= "\uffef" or letter == " " for letter in words)):
            yield found.start(), found.start() + len(words)


def _named(character: str) -> str:
    return f"{unicodedata.name(character, 'a control character').lower()} (U+{ord(character):04X})"
