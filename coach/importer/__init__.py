"""How-to articles become draft scripts. A draft is a beginning: every guess in it is marked for its writer to check. Pure.

::

    decode(data, where)                        -> text, or ArticleError if it is not UTF-8 text
    draft_script(text, name, language)         -> the text of a script that coach.script.parse accepts
"""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.importer._decoding import MOST_BYTES as MOST_BYTES
    from coach.importer._decoding import decode as decode
    from coach.importer._draft import Written as Written
    from coach.importer._draft import draft_script as draft_script

__all__ = [
    "MOST_BYTES",
    "Written",
    "decode",
    "draft_script",
]

__getattr__ = face(
    __name__,
    {
        "_decoding": (
            "MOST_BYTES",
            "decode",
        ),
        "_draft": (
            "Written",
            "draft_script",
        ),
    },
)
