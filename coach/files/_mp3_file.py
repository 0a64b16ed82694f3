"""A programme as an MP3 with chapters, tags and words."""

from collections.abc import Iterator
from typing import BinaryIO

from coach.files._about import about_of, cover_of, made_by
from coach.files._encoded_sounds import EncodedSounds
from coach.files._encoding import encode_continuously
from coach.files._mp3_stream import assembled, write_mp3
from coach.files._tags import id3
from coach.programme import Programme
from coach.progress import Progress
from coach.timeline import Event, Timeline
from coach.units import samples_of


class Mp3Writer:
    """See :class:`coach.files.Writer`."""

    def check(self) -> None:
        """Nothing is needed."""

    def write(self, programme: Programme, file: BinaryIO, on_progress: Progress) -> None:
        """The tags, then the stream."""
        file.write(id3(about_of(programme), cover_of(programme), made_by("LAME")))
        write_stream(programme, file, on_progress)


def write_stream(programme: Programme, file: BinaryIO, on_progress: Progress) -> None:
    """The stream alone, without tags."""
    timeline = programme.timeline()
    samples = samples_of(timeline.length)
    if programme.bed is not None:
        write_mp3(encode_continuously(programme.pcm(on_progress)), samples, file)
        return
    cache = programme.cache
    with EncodedSounds(cache.encoded if cache else None) as sounds:
        events = _counted(timeline, on_progress)
        write_mp3(assembled(events, programme.sound_of, programme.identity, sounds), samples, file)
    if cache and sounds.added:
        cache.trim()


def _counted(timeline: Timeline, on_progress: Progress) -> Iterator[Event]:
    """The events in order; each counts as done when the next is asked for."""
    total = samples_of(timeline.length)
    for event in timeline.events:
        yield event
        on_progress(samples_of(event.start) + samples_of(event.length), total)
