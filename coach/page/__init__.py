"""A programme becomes a web page: one file that plays on any phone, with nothing to install and no network."""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.page._document import SoundInside as SoundInside
    from coach.page._document import document as document
    from coach.page._markup import NOTHING as NOTHING
    from coach.page._markup import Markup as Markup
    from coach.page._markup import element as element
    from coach.page._markup import joined as joined
    from coach.page._markup import own as own
    from coach.page._markup import text as text
    from coach.page._markup import void as void
    from coach.page._page_file import PageWriter as PageWriter
    from coach.page._page_phrases import shown_in as shown_in
    from coach.page._policy import hash_of as hash_of

__all__ = [
    "NOTHING",
    "Markup",
    "PageWriter",
    "SoundInside",
    "document",
    "element",
    "hash_of",
    "joined",
    "own",
    "shown_in",
    "text",
    "void",
]

__getattr__ = face(
    __name__,
    {
        "_document": ("SoundInside", "document"),
        "_markup": (
            "NOTHING",
            "Markup",
            "element",
            "joined",
            "own",
            "text",
            "void",
        ),
        "_page_file": ("PageWriter",),
        "_page_phrases": ("shown_in",),
        "_policy": ("hash_of",),
    },
)
