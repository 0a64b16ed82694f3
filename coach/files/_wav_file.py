"""A programme as a WAV: plain samples for an editor, with the chapters as markers.

Source: "Multimedia Programming Interface and Data Specifications 1.0" (IBM and Microsoft, 1991) for RIFF, ``cue`` and ``adtl``. The ID3 tag
in a chunk of its own is custom. RIFF's own INFO has no place for most of it, and readers take its letters for different ones.
"""

import struct
import wave
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO, Final

from coach.errors import Code, ExportError
from coach.files._about import About, about_of, cover_of, made_by
from coach.files._tags import id3
from coach.programme import Programme
from coach.progress import Progress
from coach.timeline import Marker
from coach.units import SAMPLE_RATE, Samples, clock, samples_of

_SAMPLE_BYTES: Final = 2
_MOST_BYTES: Final = 2**32 - 1
"""A RIFF file states its length, less eight bytes, in 32 bits."""
_HEADER_BYTES: Final = 44
_RIFF_LENGTH_AT: Final = 4


class WavWriter:
    """See :class:`coach.files.Writer`."""

    def check(self) -> None:
        """Nothing is needed."""

    def write(self, programme: Programme, file: BinaryIO, on_progress: Progress) -> None:
        """Raises ExportError if the programme is too long for a WAV."""
        length = samples_of(programme.timeline().length)
        more = _description(about_of(programme), cover_of(programme))
        _check_length(length, len(more))
        with wave.open(file, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(_SAMPLE_BYTES)
            sound.setframerate(SAMPLE_RATE)
            sound.setnframes(length)
            for pcm in programme.pcm(on_progress):
                sound.writeframesraw(pcm.tobytes())
        file.write(more)
        end = file.tell()
        file.seek(_RIFF_LENGTH_AT)
        file.write(struct.pack("<I", end - 8))
        file.seek(end)


def _check_length(length: Samples, more: int) -> None:
    most = Samples((_MOST_BYTES - _HEADER_BYTES - more) // _SAMPLE_BYTES)
    if length > most:
        raise ExportError(
            f"A WAV file can hold at most {clock(most / SAMPLE_RATE)}, and this lasts {clock(length / SAMPLE_RATE)}",
            "Export a FLAC instead: it is lossless too.",
            code=Code.TOO_LONG,
        )


def _description(about: About, cover: bytes) -> bytes:
    """The chunks after the sound."""
    return (
        _chunk(b"cue ", struct.pack("<I", len(about.chapters)), *_points(about.chapters))
        + _chunk(b"LIST", b"adtl", *_labels(about.chapters))
        # The chapters are written once: ffmpeg would list them twice.
        + _chunk(b"id3 ", id3(replace(about, chapters=()), cover, made_by()))
    )


def _points(chapters: Sequence[Marker]) -> list[bytes]:
    """Where each chapter starts, by its number and its sample."""
    starts = [samples_of(chapter.at) for chapter in chapters]
    return [struct.pack("<II4sIII", number, at, b"data", 0, 0, at) for number, at in enumerate(starts, 1)]


def _labels(chapters: Sequence[Marker]) -> list[bytes]:
    numbers = [struct.pack("<I", number) for number in range(1, len(chapters) + 1)]
    return [_chunk(b"labl", number, _ended(chapter.title)) for number, chapter in zip(numbers, chapters, strict=True)]


def _ended(text: str) -> bytes:
    """UTF-8, which today's readers take it for, and a zero as the format asks."""
    return text.encode() + b"\0"


def _chunk(name: bytes, *parts: bytes) -> bytes:
    """A name, the length of what follows, and that, filled up to an even length."""
    body = b"".join(parts)
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
