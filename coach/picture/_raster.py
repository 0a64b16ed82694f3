"""From SVG to PNG, by resvg, with a font that comes along: what it draws depends on no font of the system, unless asked for.

The font is Nunito, for letters of Latin, Cyrillic and Vietnamese; others are looked for among the system's fonts.
"""

from functools import cache
from html import escape
from typing import Final
from unicodedata import east_asian_width

from coach._installed import installed_version

FAMILY: Final = "Nunito"
_WIDE_FAMILIES: Final = ("Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", "Noto Sans CJK SC")
_OTHER_FAMILIES: Final = ("Helvetica Neue", "Segoe UI", "Noto Sans", "DejaVu Sans", "Liberation Sans")
"""Of macOS, Windows, Linux; without serifs. The first that is there is taken, and any font for what it lacks."""

_NO_CHARACTER: Final = "\U0010fffd"
"""The last character for private use: what a font shows for it is what it shows for everything that it lacks."""


def png_of(svg: str, width: int, *, system_fonts: bool = False) -> bytes:
    """The picture as a PNG, ``width`` pixels wide."""
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        skip_system_fonts=not system_fonts,
        font_files=[_font()],
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )


def drawn_by() -> str:
    """What turns drawings into pixels, with its version."""
    return f"resvg_py {installed_version('resvg_py')}"


def family_of(text: str) -> str:
    """What to ask for as ``font-family`` where the system's fonts are needed."""
    has_wide = any(east_asian_width(letter) == "W" for letter in text)
    return ", ".join((*(_WIDE_FAMILIES if has_wide else ()), *_OTHER_FAMILIES, FAMILY))


def has_glyphs(text: str, *, system_fonts: bool) -> bool:
    """Whether every character of a text can be drawn, as far as can be seen: whether none looks like one that no font has."""
    return all(_drawn(letter, system_fonts) != _drawn(_NO_CHARACTER, system_fonts) for letter in sorted(set(text)))


@cache
def _font() -> str:
    import fontpkg

    return str(fontpkg.path(FAMILY))


@cache
def _drawn(letter: str, system_fonts: bool) -> bytes:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><text x=".5" y="1.4" font-size="1">{escape(letter)}</text></svg>'
    return png_of(svg, 30, system_fonts=system_fonts)
