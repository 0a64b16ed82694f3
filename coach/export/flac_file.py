"""A programme as a FLAC: every sample as it was rendered, in a third of the space, with chapters, tags and words."""

from typing import Any, BinaryIO

from mutagen.flac import FLAC
from pedalboard.io import AudioFile

from coach.export.edition import Edition, Progress
from coach.export.vorbis import comments, picture
from coach.units import SAMPLE_RATE


def write(edition: Edition, file: BinaryIO, on_progress: Progress) -> None:
    """See :data:`coach.export.formats.Write`."""
    with AudioFile(file, "w", samplerate=SAMPLE_RATE, num_channels=1, bit_depth=16, format="flac") as stream:
        for pcm in edition.pcm(on_progress):
            stream.write(pcm[None])
    file.seek(0)
    tags: Any = FLAC(file)
    if tags.tags is None:
        tags.add_tags()
    tags.tags.extend(comments(edition.about(), "libFLAC"))
    tags.add_picture(picture(edition.cover()))
    file.seek(0)
    tags.save(file)
