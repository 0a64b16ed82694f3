"""What a FLAC or Opus file says about itself: comments and a picture, in the form that both share with Ogg Vorbis.

Sources: the Ogg Vorbis comment field recommendations and the chapter extension, both of xiph.org; RFC 9639, 8.8 for the picture.
"""

import struct
from collections.abc import Iterator
from typing import Final

from mutagen.flac import Picture
from mutagen.id3 import PictureType

from coach.files._about import About, made_by
from coach.units import Samples, samples_of, samples_to_ms

_PNG_SIZE: Final = slice(16, 24)
"""Where a PNG states its width and height: in its first chunk, IHDR."""


def comments(about: About, encoder: str) -> Iterator[tuple[str, str]]:
    """Names and values; a chapter is a number with the time where it starts, and the same number with its name."""
    yield "TITLE", about.title
    yield "LANGUAGE", about.language
    yield "ENCODER", made_by(encoder)
    if about.summary:
        yield "DESCRIPTION", about.summary
    yield "LYRICS", about.lyrics
    for number, chapter in enumerate(about.chapters):
        yield f"CHAPTER{number:03}", _time(samples_of(chapter.at))
        yield f"CHAPTER{number:03}NAME", chapter.title


def picture(png: bytes) -> Picture:
    """A front cover."""
    cover = Picture()
    cover.type, cover.mime, cover.data = PictureType.COVER_FRONT, "image/png", png
    cover.width, cover.height = struct.unpack(">II", png[_PNG_SIZE])
    cover.depth = 24
    return cover


def _time(at: Samples) -> str:
    """``hh:mm:ss.mmm``."""
    seconds, ms = divmod(samples_to_ms(at), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{ms:03}"
