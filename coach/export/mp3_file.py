"""A programme as an MP3 with chapters, tags and words."""

from typing import BinaryIO

from coach.export.edition import Edition, Progress
from coach.export.encoded_sounds import EncodedSounds
from coach.export.encoding import encode_continuously
from coach.export.mp3 import assembled, write_mp3
from coach.export.tags import id3, made_by
from coach.units import samples_of
from coach.voice.cache import Cache, cache_folder


def write(edition: Edition, file: BinaryIO, on_progress: Progress) -> None:
    """See :data:`coach.export.formats.Write`."""
    file.write(id3(edition.about(), edition.cover(), made_by("LAME")))
    write_sound(edition, file, on_progress)


def write_sound(edition: Edition, file: BinaryIO, on_progress: Progress) -> None:
    """The stream alone, without tags."""
    samples = samples_of(edition.timeline.length)
    if edition.has_bed:
        write_mp3(encode_continuously(edition.pcm(on_progress)), samples, file)
        return
    cache = Cache(cache_folder())
    with EncodedSounds(cache.encoded) as sounds:
        events = edition.events(on_progress)
        write_mp3(assembled(events, edition.sound_of, edition.identity, sounds), samples, file)
    if sounds.added:
        cache.trim()
