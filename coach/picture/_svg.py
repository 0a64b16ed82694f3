"""SVG as a tree of the standard library's elements, which escapes every text and attribute by itself."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from coach.picture._shapes import Figure, Point

_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0, section 2.2, allows in no document, not even escaped."""


def document(width: float, height: float, attributes: Mapping[str, str]) -> Element:
    """An empty picture that grows and shrinks with the room it is given."""
    return Element("svg", {"xmlns": _NAMESPACE, "viewBox": f"0 0 {number(width)} {number(height)}", **attributes})


def add(parent: Element, tag: str, text: str = "", **attributes: str | float) -> Element:
    """A new element in ``parent``. In names of attributes, underscores stand for hyphens."""
    made = {
        name.rstrip("_").replace("_", "-"): value if isinstance(value, str) else number(value)
        for name, value in attributes.items()
    }
    element = SubElement(parent, tag, made)
    if text:
        element.text = clean(text)
    return element


def add_figure(
    parent: Element, figure: Figure, place: Callable[[Point], Point], colour: str, attributes: Mapping[str, str]
) -> None:
    """A figure as one path, each of its points put where ``place`` says; nothing if it has none."""
    if not figure.lines:
        return
    path = "".join(_subpath(map(place, line)) for line in figure.lines)
    look = {"fill": colour if figure.is_filled else "none"}
    if figure.thick:
        look |= {"stroke": colour, **_round(figure.thick)}
    SubElement(parent, "path", {"d": path, **look, **attributes})


def _round(thick: float) -> dict[str, str]:
    return {"stroke-width": number(thick), "stroke-linecap": "round", "stroke-linejoin": "round"}


def written(picture: Element) -> str:
    """The picture as text."""
    return tostring(picture, encoding="unicode")


def clean(text: str) -> str:
    """The text without what no XML document may hold."""
    return _NOT_XML.sub("", text)


def number(value: float) -> str:
    """A number to a tenth, as short as it can be written."""
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def _subpath(points: Iterable[Point]) -> str:
    return "M" + " ".join(f"{number(x)} {number(y)}" for x, y in points)
