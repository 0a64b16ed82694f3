"""How an MP3 says what is in it: ID3v2.3, which every player reads.

Sources: ID3 tag version 2.3.0, and ID3v2 Chapter Frame Addendum 1.0 for CTOC and CHAP, both of id3.org.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Final, Literal

from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    ID3,
    TIT2,
    TLAN,
    TLEN,
    TSSE,
    USLT,
    CTOCFlags,
    Encoding,
    Frame,
    PictureType,
)

from coach.files._about import About
from coach.units import samples_of, samples_to_ms

_ALL: Final = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
_NO_OFFSET: Final = 0xFFFFFFFF
"""Chapters are found by time, not by byte."""
_HEADER_BYTES: Final = 10


def id3(about: About, cover: bytes, made_by: str) -> bytes:
    """The whole tag, as it stands before the first frame of the stream; its chapters in the order of time. ``cover`` is a PNG.

    The library sorts frames of one kind by their size, and readers that skip the table of contents would show chapters in that
    order; so every frame is written by the library and they are put together here.
    """
    body = b"".join(_frame(frame) for frame in (*_description(about, made_by), *_chapters(about), _picture(cover)))
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + size + body


def _frame(frame: Frame) -> bytes:
    """One frame as the library writes it, without the header of the tag it was written in."""
    tags, file = ID3(), BytesIO()
    tags.add(frame)
    tags.save(file, v2_version=3, padding=lambda _: 0)
    return file.getvalue()[_HEADER_BYTES:]


def _description(about: About, made_by: str) -> Iterator[Frame]:
    language = iso639_2(about.language)
    yield TIT2(encoding=Encoding.UTF16, text=about.title)
    yield TLAN(encoding=Encoding.LATIN1, text=language)
    yield TLEN(encoding=Encoding.LATIN1, text=str(samples_to_ms(samples_of(about.length))))
    yield TSSE(encoding=Encoding.LATIN1, text=made_by)
    if about.summary:
        yield COMM(encoding=Encoding.UTF16, lang=language, desc="", text=about.summary)
    yield USLT(encoding=Encoding.UTF16, lang=language, desc="", text=about.lyrics)


def _chapters(about: About) -> Iterator[Frame]:
    names = [f"chapter{number}" for number in range(len(about.chapters))]
    ends = [*(marker.at for marker in about.chapters), about.length]
    if names:
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


def _picture(cover: bytes) -> Frame:
    return APIC(encoding=Encoding.LATIN1, mime="image/png", type=PictureType.COVER_FRONT, desc="", data=cover)


_OFTEN: Final[dict[str, dict[Literal["B", "T"], str]]] = {
    "de": {"B": "ger", "T": "deu"},
    "en": {"B": "eng", "T": "eng"},
    "es": {"B": "spa", "T": "spa"},
    "fr": {"B": "fre", "T": "fra"},
}
"""The codes of the languages that routines come in."""


def iso639_2(tag: str, form: Literal["B", "T"] = "B") -> str:
    """The three-letter code of a language, or ``und`` where it has none: bibliographic as ID3 asks, or terminological as MP4 does."""
    if codes := _OFTEN.get(tag.partition("-")[0].lower()):
        return codes[form]
    import langcodes  # loading its tables takes as long as writing all of a short file

    try:
        return langcodes.Language.get(tag).to_alpha3(variant=form)
    except LookupError:
        return "und"
