"""What an MP3 says about itself: ID3v2.3, which every player reads.

Sources: ID3 tag version 2.3.0, and ID3v2 Chapter Frame Addendum 1.0 for CTOC and CHAP, both of id3.org.
"""

from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Final

import langcodes
from mutagen.id3 import CHAP, COMM, CTOC, ID3, TIT2, TLAN, TLEN, TSSE, USLT, CTOCFlags, Encoding

from coach import __version__
from coach.timeline.model import Marker
from coach.units import Frames, samples_of, samples_to_ms

_ALL: Final = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
_NO_OFFSET: Final = 0xFFFFFFFF
"""Chapters are found by time, not by byte."""


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
    """The whole tag, as it stands before the first frame of the stream."""
    language = iso639_2(about.language)
    tags = ID3()
    tags.add(TIT2(encoding=Encoding.UTF16, text=about.title))
    tags.add(TLAN(encoding=Encoding.LATIN1, text=language))
    tags.add(TLEN(encoding=Encoding.LATIN1, text=str(samples_to_ms(samples_of(about.length)))))
    tags.add(TSSE(encoding=Encoding.LATIN1, text=f"coach {__version__}, LAME"))
    tags.add(USLT(encoding=Encoding.UTF16, lang=language, desc="", text=about.lyrics))
    if about.summary:
        tags.add(COMM(encoding=Encoding.UTF16, lang=language, desc="", text=about.summary))
    ends = [*(marker.at for marker in about.chapters), about.length]
    names = [f"chapter{number}" for number in range(len(about.chapters))]
    tags.add(CTOC(element_id="chapters", flags=_ALL, child_element_ids=names, sub_frames=[]))
    for name, marker, (start, end) in zip(names, about.chapters, pairwise(ends), strict=True):
        tags.add(
            CHAP(
                element_id=name,
                start_time=samples_to_ms(samples_of(start)),
                end_time=samples_to_ms(samples_of(end)),
                start_offset=_NO_OFFSET,
                end_offset=_NO_OFFSET,
                sub_frames=[TIT2(encoding=Encoding.UTF16, text=marker.title)],
            )
        )
    file = BytesIO()
    tags.save(file, v2_version=3, padding=lambda _: 0)
    return file.getvalue()


def iso639_2(tag: str) -> str:
    """The three-letter code that ID3 asks for, in its bibliographic form, or ``und`` where the language has none."""
    try:
        return langcodes.Language.get(tag).to_alpha3(variant="B")
    except LookupError:
        return "und"
