"""A programme as an M4B, the audiobook of Apple's: AAC in MP4, with chapters that players list, tags, words and cover.

ffmpeg encodes and lays out the file; it states the encoder's delay in an edit list, so that players begin at the first sample.
The chapters are in it twice, because some players read only the one (a track of texts, QuickTime) and some only the other (Nero).
"""

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO, Final

from mutagen.mp4 import MP4, MP4Cover

from coach.files import _ffmpeg as ffmpeg
from coach.files._about import About, about_of, cover_of, made_by
from coach.files._scratch import scratch
from coach.files._tags import iso639_2
from coach.programme import Programme
from coach.progress import Progress
from coach.units import SAMPLE_RATE, samples_of

ENCODER: Final = "aac"
"""ffmpeg's own: every ffmpeg has it, and it is the same on every system."""

BIT_RATE_KBPS: Final = 64
"""For mono, as audiobooks are sold. What is changed is 32 dB below the sound; in our MP3 of 96 it is 25 dB."""

_SEARCH: Final = "fast"
"""How the encoder looks for what to leave out. Measured on routines, its default at 80 kbit/s changes the sound by 7 dB more in all
bands up to 12 kHz, takes twice as long, and lifts a peak of -1.5 dBTP to -0.5."""

_AUDIOBOOK: Final = 2
"""The ``stik`` by which Apple's players tell an audiobook from a song."""
_SPECIAL: Final = re.compile(r"([=;#\\\n])")


class M4bWriter:
    """See :class:`coach.files.Writer`."""

    def check(self) -> None:
        """An ffmpeg with the encoder."""
        _program()

    def write(self, programme: Programme, file: BinaryIO, on_progress: Progress) -> None:
        """The sound, its tags, chapters and cover."""
        program = _program()
        about = about_of(programme)
        language = iso639_2(about.language, "T")
        with scratch() as chapters, scratch() as made:
            chapters.file.write("\n".join(_chapters(about)).encode())
            chapters.file.seek(0)
            arguments = [
                *("-f", "s16le", "-ar", str(SAMPLE_RATE), "-ac", "1", "-i", "pipe:0"),
                *("-f", "ffmetadata", "-i", chapters.name, "-map", "0:a", "-map_chapters", "1"),
                *("-c:a", ENCODER, "-aac_coder", _SEARCH, "-b:a", f"{BIT_RATE_KBPS}k"),
                *("-metadata:s:a:0", f"language={language}"),
                # Without a date or a version inside, the same programme gives the same bytes.
                *("-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "ipod", "-brand", "M4B ", made.name),
            ]
            sound = (pcm.astype("<i2", copy=False).tobytes() for pcm in programme.pcm(on_progress))
            ffmpeg.encode(program, arguments, sound, (chapters, made))
            _tag(made.file, about, cover_of(programme))
            made.file.seek(0)
            shutil.copyfileobj(made.file, file)


def _program() -> str:
    return ffmpeg.find(ENCODER, "An M4B file")


def _chapters(about: About) -> Iterator[str]:
    """As ffmpeg reads them: https://ffmpeg.org/ffmpeg-formats.html, "Metadata"."""
    yield ";FFMETADATA1"
    starts = [samples_of(frames) for frames in (*(chapter.at for chapter in about.chapters), about.length)]
    for chapter, (start, end) in zip(about.chapters, pairwise(starts), strict=True):
        yield f"[CHAPTER]\nTIMEBASE=1/{SAMPLE_RATE}\nSTART={start}\nEND={end}"
        yield "title=" + _SPECIAL.sub(r"\\\1", chapter.title)
    yield ""


def _tag(file: BinaryIO, about: About, cover: bytes) -> None:
    file.seek(0)
    tags = MP4(file)
    # Players of audiobooks show the album where others show the title.
    tags["\xa9nam"] = tags["\xa9alb"] = [about.title]
    tags["\xa9lyr"] = [about.lyrics]
    tags["\xa9too"] = [made_by(f"ffmpeg {ENCODER}")]
    if about.summary:
        tags["\xa9cmt"] = tags["desc"] = [about.summary]
    tags["stik"] = [_AUDIOBOOK]
    tags["covr"] = [MP4Cover(cover, MP4Cover.FORMAT_PNG)]
    file.seek(0)
    tags.save(file)
