"""A programme as an MP3 with chapters, tags and words."""

from typing import BinaryIO

from coach.export.edition import Edition, Progress
from coach.export.mp3 import write_mp3
from coach.export.tags import id3
from coach.voice.cache import Cache, cache_folder


def write(edition: Edition, file: BinaryIO, on_progress: Progress) -> None:
    """See :data:`coach.export.formats.Write`."""
    file.write(id3(edition.about()))
    cache = Cache(cache_folder())
    if write_mp3(edition.pcm(on_progress), file, cache.encoded):
        cache.trim()
