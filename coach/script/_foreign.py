"""What kind of file some bytes are, if they are no text: for a sentence that says so."""

from typing import Final

SOUND_FILE: Final = "a sound file"

_SIGNS: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a word processor's file or an archive"),
    (b"{\\rtf", "rich text"),
    (b"\xd0\xcf\x11\xe0", "a word processor's file"),
    (b"ID3", SOUND_FILE),
    (b"RIFF", SOUND_FILE),
    (b"fLaC", SOUND_FILE),
    (b"OggS", SOUND_FILE),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
"""How files of other kinds begin, each by its format's own specification."""


def foreign_kind(data: bytes) -> str:
    """What a file that begins like this is, such as "a PDF"; empty if it may be text."""
    return next((kind for sign, kind in _SIGNS if data.startswith(sign)), "")
