"""A programme as a FLAC: every sample as it was rendered, in a third of the space, with chapters, tags and words."""

from typing import Any, BinaryIO

from mutagen.flac import FLAC
from pedalboard.io import AudioFile

from coach.files._about import about_of, cover_of
from coach.files._vorbis import comments, picture
from coach.programme import Programme
from coach.progress import Progress
from coach.units import SAMPLE_RATE


class FlacWriter:
    """See :class:`coach.files.Writer`."""

    def check(self) -> None:
        """Nothing is needed."""

    def write(self, programme: Programme, file: BinaryIO, on_progress: Progress) -> None:
        """The sound, its tags, chapters and cover."""
        with AudioFile(file, "w", samplerate=SAMPLE_RATE, num_channels=1, bit_depth=16, format="flac") as stream:
            for pcm in programme.pcm(on_progress):
                stream.write(pcm[None])
        file.seek(0)
        tags: Any = FLAC(file)
        if tags.tags is None:
            tags.add_tags()
        tags.tags.extend(comments(about_of(programme), "libFLAC"))
        tags.add_picture(picture(cover_of(programme)))
        file.seek(0)
        tags.save(file)
