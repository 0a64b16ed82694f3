"""A programme as it goes into files: what every format is made from."""

from collections.abc import Callable, Iterator
from typing import Final

from coach.export.lyrics import lyrics
from coach.export.tags import About
from coach.programme.programme import Programme
from coach.script.model import Routine
from coach.sound.render import DEFAULT_BLOCK, Pcm, render
from coach.timeline.messages import Messages
from coach.timeline.model import Event, Source, Timeline
from coach.timeline.moments import Moment
from coach.units import Frames, Samples, samples_of

Progress = Callable[[Samples], None]
"""Told how many samples of the whole are done."""


class Edition:
    """A programme and its resolved timeline.

    Its sound is rendered anew, from the beginning, each time it is asked for; in blocks of at most ``block`` samples.
    """

    def __init__(self, programme: Programme, timeline: Timeline, block: Samples = DEFAULT_BLOCK) -> None:
        self.timeline: Final = timeline
        self._programme = programme
        self._block = block
        self._cover: bytes | None = None

    @property
    def routine(self) -> Routine:
        """What was authored."""
        return self._programme.routine

    @property
    def messages(self) -> Messages:
        """What the program says of its own, in the routine's language."""
        return self._programme.choices.messages

    @property
    def moments(self) -> tuple[Moment, ...]:
        """What happens, in order, before it is known when."""
        return self._programme.moments

    def scheduled(self) -> tuple[tuple[Moment, tuple[Event, ...]], ...]:
        """Each moment and its events in the timeline. Raises VoiceError."""
        return self._programme.scheduled()

    def guess(self, source: Source) -> Samples:
        """About how long words are, without speaking them; exactly how long a chime is. Raises NotFoundError, SoundError."""
        return self._programme.guess(source)

    def about(self) -> About:
        """What is told of the programme in the tags of a file."""
        routine, timeline = self.routine, self.timeline
        words = lyrics(timeline, self.messages)
        return About(routine.title, routine.language, routine.summary, words, timeline.chapters(), timeline.length)

    @property
    def has_bed(self) -> bool:
        """Whether there is sound under everything."""
        return self._programme.has_bed

    def events(self, on_progress: Progress) -> Iterator[Event]:
        """The events in order; each counts as done when the next is asked for."""
        for event in self.timeline.events:
            yield event
            on_progress(samples_of(Frames(event.start + event.length)))

    def identity(self, source: Source) -> str:
        """A name for the sound of a source that no other sound has. Raises NotFoundError, SoundError."""
        return self._programme.identity(source)

    def sound_of(self, events: tuple[Event, ...]) -> Iterator[Pcm]:
        """The sound of consecutive events, without what is under everything. Raises VoiceError, SoundError, NotFoundError."""
        return (piece.pcm for piece in render(events, self._programme.sound, self._block))

    def cover(self) -> bytes:
        """The picture of it: a square PNG; drawn once, however many files show it."""
        if self._cover is None:
            from coach.picture.cover import cover_png

            self._cover = cover_png(self.timeline, self.routine.title)
        return self._cover

    def pcm(self, on_progress: Progress = lambda _: None) -> Iterator[Pcm]:
        """The sound, block by block. Raises VoiceError, SoundError, NotFoundError."""
        for piece in self._programme.render(self.timeline, self._block):
            yield piece.pcm
            on_progress(Samples(samples_of(piece.event.start) + piece.offset + len(piece.pcm)))
