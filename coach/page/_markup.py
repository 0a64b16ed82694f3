"""Pieces of HTML that cannot be mistaken for text: whatever a writer wrote becomes one only by being escaped.

Source: HTML Living Standard, 13.3 (serialising) and 4.12.1.3 (what may not stand in a script element).
"""

import html
import json
from collections.abc import Iterable, Mapping
from typing import Final, NewType

Markup = NewType("Markup", str)
"""HTML that may stand in a page as it is. Made by this module alone, so that the type checker finds text that was not escaped."""

NOTHING: Final = Markup("")

_CONTROLS: Final = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), 127) if chr(code) not in "\t\n"}
"""Control characters have no place in HTML: a parser drops some of them, and could join what they kept apart."""

_IN_JSON: Final = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})
"""Inside a JSON text these letters stand in strings only, where the escape means the same. Without ``<`` no element can end or begin."""


def text(words: str) -> Markup:
    """Words as they are, for an element or for an attribute in double quotes."""
    return Markup(html.escape(words.translate(_CONTROLS)))


def element(name: str, /, *children: Markup, **attributes: str) -> Markup:
    """An element with its children and its attributes; ``class_`` stands for ``class``, an underscore for a hyphen."""
    return Markup(f"<{name}{_written(attributes)}>{''.join(children)}</{name}>")


def void(name: str, /, **attributes: str) -> Markup:
    """An element that has no children and no end, such as a picture."""
    return Markup(f"<{name}{_written(attributes)}>")


def json_text(data: Mapping[str, object]) -> Markup:
    """Data as the text of a ``<script type="application/json">``, which no string in it can leave."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_IN_JSON))


def joined(pieces: Iterable[Markup]) -> Markup:
    """Pieces one after the other, each on a line of its own."""
    return Markup("\n".join(pieces))


def own(source: str) -> Markup:
    """Markup, style or script of our own: as it stands in a file of the package, or from what escapes a writer's words by itself."""
    return Markup(source)


def _written(attributes: Mapping[str, str]) -> str:
    return "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"' if value else f" {key}"
        for key, value in attributes.items()
    )
