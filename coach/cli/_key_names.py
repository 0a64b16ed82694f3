"""What a terminal sends for a key, cut into single keys and named. Pure."""

import re
from functools import cache
from typing import Final

LONGEST: Final = 32
"""No key sends more characters than this; whatever is longer is not waited for."""

# Control sequences by ECMA-48, 5.4 and 8.3.143 (ESC O: single shift three); ESC [ [ A is what the Linux console sends for F1.
_WHOLE: Final = re.compile(r"\x1b\[\[.|\x1b\[(?!\[)[0-?]*[ -/]*[@-~]|\x1bO[^\x1b]|\x1b[^\x1b\[O]|[^\x1b]", re.DOTALL)
_BEGUN: Final = re.compile(r"\x1b(\[\[?|\[[0-?]*[ -/]*|O)?")

_NAMES: Final = {
    "c-m": "Enter",
    "c-j": "Enter",
    "c-i": "Tab",
    "c-h": "Backspace",
    "pageup": "PageUp",
    "pagedown": "PageDown",
}
_MODIFIERS: Final = {"c": "Ctrl", "s": "Shift"}
_NO_KEYS: Final = frozenset({"<ignore>", "<cursor-position-response>", "<vt100-mouse-event>", "<bracketed-paste>"})


def first_key(text: str) -> str:
    """What the first key in ``text`` sent; nothing if there is none or more of it may be on its way."""
    if whole := _WHOLE.match(text):
        return whole.group()
    if len(text) <= LONGEST and _BEGUN.fullmatch(text):
        return ""
    return "\x1b" if text.startswith("\x1b\x1b") else text[:LONGEST]


@cache
def name_of(sent: str) -> str:
    """A key's name: a character itself, ``space``, ``PageDown``, ``Ctrl-Right``, ``Alt-x``; else what it sends, as ``Esc[99~``."""
    from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES

    if sent == " ":
        return "space"
    if len(sent) == 1 and sent.isprintable():
        return sent
    known = ANSI_SEQUENCES.get(sent)
    if isinstance(known, str) and known.value not in _NO_KEYS:
        return named(known.value)
    rest = sent.removeprefix("\x1b")
    if sent != rest and len(rest) == 1 and rest.isprintable():
        return f"Alt-{'space' if rest == ' ' else rest}"
    return sent.replace("\x1b", "Esc").encode("unicode_escape").decode("ascii") if sent else ""


def named(value: str) -> str:
    """The name for what prompt_toolkit calls a key, such as ``c-s-right``."""
    if value in _NAMES:
        return _NAMES[value]
    *modifiers, key = value.rsplit("-", value.count("-")) if len(value) > 1 else [value]
    if not key:  # the key is a hyphen itself
        return value
    words = [_MODIFIERS.get(modifier, modifier) for modifier in modifiers]
    return "-".join([*words, _NAMES.get(key, key.capitalize())])
