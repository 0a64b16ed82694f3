"""A programme as Opus in Ogg: the smallest file that sounds good, with chapters, tags, words and cover. Sources: RFC 6716, RFC 7845."""

import base64
import shutil
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

import numpy as np
import soxr
from mutagen.oggopus import OggOpus

from coach.files import _ffmpeg as ffmpeg
from coach.files._about import about_of, cover_of
from coach.files._scratch import scratch
from coach.files._vorbis import comments, picture
from coach.programme import Programme
from coach.progress import Progress
from coach.sound import Pcm
from coach.units import SAMPLE_RATE

ENCODER: Final = "libopus"
"""The reference encoder; ffmpeg's own is experimental."""

RATE: Final = 48_000
"""Opus knows no 44 100 Hz. The sound is resampled as everywhere else here, and not as this or that ffmpeg does it."""

BIT_RATE_KBPS: Final = 32
"""For mono. RFC 6716, 2.1.1, has 28 to 40 for speech of full bandwidth; who asks for Opus wants a small file."""

HEADROOM_DB: Final = 0.1
"""How much softer the sound is given to the encoder. At this rate it lifts a peak of -1.5 dBTP to -0.95 (the worst of six programmes);
directories of podcasts ask for -1. It also makes the whole 0.2 LU softer, and this is the limit: -19 may end up as -19.5."""


class OpusWriter:
    """See :class:`coach.files.Writer`."""

    def check(self) -> None:
        """An ffmpeg with the encoder."""
        _program()

    def write(self, programme: Programme, file: BinaryIO, on_progress: Progress) -> None:
        """The sound, its tags, chapters and cover."""
        program = _program()
        with scratch() as made:
            arguments = [
                *("-f", "f32le", "-ar", str(RATE), "-ac", "1", "-i", "pipe:0"),
                # "voip" would favour words over everything else, and thin out chimes and beds.
                *("-c:a", ENCODER, "-b:a", f"{BIT_RATE_KBPS}k", "-vbr", "on", "-application", "audio"),
                # Without a version or a random number inside, the same programme gives the same bytes.
                *("-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "opus", made.name),
            ]
            ffmpeg.encode(program, arguments, _resampled(programme.pcm(on_progress)), (made,))
            _tag(made.file, programme)
            made.file.seek(0)
            shutil.copyfileobj(made.file, file)


def _program() -> str:
    return ffmpeg.find(ENCODER, "An Opus file")


def _resampled(blocks: Iterable[Pcm]) -> Iterator[bytes]:
    """At :data:`RATE`, softer by the headroom, as 32-bit floating point, so that nothing is rounded twice."""
    stream = soxr.ResampleStream(SAMPLE_RATE, RATE, 1, dtype="float32")
    scale = np.float32(10 ** (-HEADROOM_DB / 20) / 32_768)
    for pcm in blocks:
        yield stream.resample_chunk(pcm * scale).astype("<f4", copy=False).tobytes()
    yield stream.resample_chunk(np.zeros(0, np.float32), last=True).astype("<f4", copy=False).tobytes()


def _tag(file: BinaryIO, programme: Programme) -> None:
    file.seek(0)
    tags: Any = OggOpus(file)
    tags.tags.clear()
    tags.tags.extend(comments(about_of(programme), f"ffmpeg {ENCODER}"))
    tags["METADATA_BLOCK_PICTURE"] = [base64.b64encode(picture(cover_of(programme)).write()).decode("ascii")]
    file.seek(0)
    tags.save(file)
