"""What an MP3 says about itself: ID3v2.3, which every player reads.

Sources: ID3 tag version 2.3.0, and ID3v2 Chapter Frame Addendum 1.0 for CTOC and CHAP, both of id3.org.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Final

import langcodes
from mutagen.id3 import CHAP, COMM, CTOC, ID3, TIT2, TLAN, TLEN, TSSE, USLT, CTOCFlags, Encoding, Frame

from coach import __version__
from coach.timeline.model import Marker
from coach.units import Frames, samples_of, samples_to_ms

_ALL: Final = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
_NO_OFFSET: Final = 0xFFFFFFFF
"""Chapters are found by time, not by byte."""
_HEADER_BYTES: Final = 10


@dataclass(frozen=True, slots=True)
class About:
    """What is told of a programme. ``language`` is a BCP 47 tag; the chapters are in order, the first at 0."""

    title: str
    language: str
    summary: str
    lyrics: str
    chapters: tuple[Marker, ...]
    length: Frames


def id3(about: About) -> bytes:
    """The whole tag, as it stands before the first frame of the stream; its chapters in the order of time.

    The library sorts frames of one kind by their size, and readers that skip the table of contents would show chapters in that
    order; so every frame is written by the library and they are put together here.
    """
    body = b"".join(_frame(frame) for frame in (*_description(about), *_chapters(about)))
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def _frame(frame: Frame) -> bytes:
    """One frame as the library writes it, without the header of the tag it was written in."""
    tags, file = ID3(), BytesIO()
    tags.add(frame)
    tags.save(file, v2_version=3, padding=lambda _: 0)
    return file.getvalue()[_HEADER_BYTES:]


def _description(about: About) -> Iterator[Frame]:
    language = iso639_2(about.language)
    yield TIT2(encoding=Encoding.UTF16, text=about.title)
    yield TLAN(encoding=Encoding.LATIN1, text=language)
    yield TLEN(encoding=Encoding.LATIN1, text=str(samples_to_ms(samples_of(about.length))))
    yield TSSE(encoding=Encoding.LATIN1, text=f"coach {__version__}, LAME")
    if about.summary:
        yield COMM(encoding=Encoding.UTF16, lang=language, desc="", text=about.summary)
    yield USLT(encoding=Encoding.UTF16, lang=language, desc="", text=about.lyrics)


def _chapters(about: About) -> Iterator[Frame]:
    names = [f"chapter{number}" for number in range(len(about.chapters))]
    ends = [*(marker.at for marker in about.chapters), about.length]
    yield CTOC(element_id="chapters", flags=_ALL, child_element_ids=names, sub_frames=[])
    for name, marker, (start, end) in zip(names, about.chapters, pairwise(ends), strict=True):
        yield CHAP(
            element_id=name,
            start_time=samples_to_ms(samples_of(start)),
            end_time=samples_to_ms(samples_of(end)),
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[TIT2(encoding=Encoding.UTF16, text=marker.title)],
        )


def iso639_2(tag: str) -> str:
    """The three-letter code that ID3 asks for, in its bibliographic form, or ``und`` where the language has none."""
    try:
        return langcodes.Language.get(tag).to_alpha3(variant="B")
    except LookupError:
        return "und"
