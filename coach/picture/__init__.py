"""A timeline drawn: a strip, a cover, a line of characters. Pure; no file is written here."""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.picture._cover import cover_key as cover_key
    from coach.picture._cover import cover_png as cover_png
    from coach.picture._line import ASCII as ASCII
    from coach.picture._line import BLOCKS as BLOCKS
    from coach.picture._line import key as key
    from coach.picture._line import line as line
    from coach.picture._raster import png_of as png_of
    from coach.picture._strip import WIDTH as WIDTH
    from coach.picture._strip import strip_svg as strip_svg

__all__ = [
    "ASCII",
    "BLOCKS",
    "WIDTH",
    "cover_key",
    "cover_png",
    "key",
    "line",
    "png_of",
    "strip_svg",
]

__getattr__ = face(
    __name__,
    {
        "_cover": (
            "cover_key",
            "cover_png",
        ),
        "_line": (
            "ASCII",
            "BLOCKS",
            "key",
            "line",
        ),
        "_raster": ("png_of",),
        "_strip": (
            "WIDTH",
            "strip_svg",
        ),
    },
)
