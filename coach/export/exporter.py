"""A programme as an MP3 with chapters, tags and words."""

from collections.abc import Callable, Iterator
from pathlib import Path

from coach.atomic import replacing
from coach.export.lyrics import lyrics
from coach.export.mp3 import write_mp3
from coach.export.tags import About, id3
from coach.programme.programme import Programme
from coach.sound.render import DEFAULT_BLOCK, Pcm
from coach.timeline.model import Timeline
from coach.units import Samples, samples_of


def export_mp3(
    programme: Programme,
    timeline: Timeline,
    path: Path,
    *,
    overwrite: bool = False,
    block: Samples = DEFAULT_BLOCK,
    on_progress: Callable[[Samples], None] | None = None,
) -> None:
    """Write the programme's timeline to ``path``; nothing is there until all is. ``on_progress`` is told how many samples are encoded.

    Raises:
        ExportError: the file cannot be written, or exists and may not be overwritten.
    """
    routine = programme.routine
    words = lyrics(timeline, programme.choices.messages)
    about = About(routine.title, routine.language, routine.summary, words, timeline.chapters(), timeline.length)

    def pcm_blocks() -> Iterator[Pcm]:
        for piece in programme.render(timeline, block):
            yield piece.pcm
            if on_progress:
                on_progress(Samples(samples_of(piece.event.start) + piece.offset + len(piece.pcm)))

    with replacing(path, overwrite=overwrite) as file:
        file.write(id3(about))
        write_mp3(pcm_blocks(), file)
