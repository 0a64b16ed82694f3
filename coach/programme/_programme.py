"""A routine and a voice put together: the story of the whole program on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from coach.cache import Cache
from coach.errors import Problem, VoiceError
from coach.programme._estimate import guessed_length
from coach.programme._nothing_left import nothing_left
from coach.progress import Progress, unreported
from coach.script import Routine
from coach.sound import DEFAULT_BLOCK, Block, Chimes, render
from coach.timeline import (
    Choices,
    Event,
    Messages,
    Moment,
    Reach,
    Reading,
    Sound,
    Source,
    Timeline,
    Utterance,
    build,
    exact_length_s,
    expand,
    left_out,
    moved,
    reach,
    share_of,
    spoken,
    words_db,
)
from coach.units import Samples, clock, samples_of

if TYPE_CHECKING:
    from coach.sound import Bed, Pcm


class Speaks(Protocol):
    """What a programme asks of a voice; :class:`coach.voice.Speaker` tells more of each."""

    def prefetch(self, utterances: Iterable[Utterance], on_progress: Progress | None = None) -> None:
        """Begin to speak in the background, in order."""
        ...

    def is_ready(self, utterance: Utterance) -> bool:
        """Whether the next two would return at once."""
        ...

    def measure(self, utterance: Utterance) -> Samples:
        """The length of an utterance, spoken first if need be. Raises VoiceError."""
        ...

    def clip(self, utterance: Utterance) -> Pcm:
        """The sound of an utterance, spoken first if need be. Raises VoiceError."""
        ...

    def identity(self, utterance: Utterance) -> str:
        """A name for the sound of an utterance that no other sound has, in any run of the program."""
        ...


class Programme:
    """A routine as one listener wants it: what will be said, when, and the sound of it.

    The speaker and the chimes are the caller's, who closes the speaker.
    """

    def __init__(
        self,
        routine: Routine,
        choices: Choices,
        speaker: Speaks,
        chimes: Chimes,
        *,
        share: Fraction = Fraction(0),
        bed: Path | None = None,
        block: Samples = DEFAULT_BLOCK,
        cache: Cache | None = None,
    ) -> None:
        self.routine = routine
        self.choices = choices
        self.share = share
        """How much of its room every silence uses to fit a time: see :func:`coach.timeline.moved`."""
        self.moments: Final[tuple[Moment, ...]] = tuple(moved(expand(routine, choices), share))
        """What happens, in order. At another pace there are as many, one for one, in the same places."""
        self.bed: Final = bed
        """The sound file that is heard under everything; None without one."""
        self.cache: Final = cache
        """Where sounds made of it may be kept for the next time; None keeps nothing."""
        self._block = block
        self._speaker = speaker
        self._chimes = chimes
        self._timeline: Timeline | None = None

    def with_choices(self, choices: Choices) -> Programme:
        """The same routine by the same voice, chosen otherwise."""
        return self._otherwise(choices, Fraction(0))

    def live(self) -> Programme:
        """The same programme for somebody who can answer; this one itself if its script has nothing that is only live or only in a file."""
        made = self._otherwise(replace(self.choices, is_live=True), self.share)
        return self if made.moments == self.moments else made

    def at_tempo(self, tempo: Fraction) -> Programme:
        """The same programme so many times as fast: words, pauses and timed work together."""
        choices = replace(self.choices, pace=self.choices.pace.times(tempo))
        return self._otherwise(choices, self.share)

    def reach(self) -> Reach:
        """How long it is and how short and long its silences can make it; every word is spoken first. Raises VoiceError."""
        self._speaker.prefetch(self._utterances())
        return reach(self.moments, self.measure)

    def fit(self, total_s: Fraction) -> Programme:
        """The programme with its silences moved so that it lasts ``total_s``. Raises FitError if they can't."""
        share = share_of(self.moments, self.measure, total_s)
        return self._otherwise(self.choices, share)

    def spoken_s(self) -> Fraction:
        """How long the words that take time of their own last, in exact seconds."""
        return sum((exact_length_s(moment, self.measure) for moment in self.moments if _is_speech(moment)), Fraction(0))

    def timeline(self, on_progress: Progress | None = None) -> Timeline:
        """When everything happens, exactly: every word is spoken first, and placed once. ``on_progress`` counts words spoken.

        Raises VoiceError, naming the step.
        """
        if self._timeline is None:
            self._speaker.prefetch(self._utterances(), on_progress)
            self._timeline = build(self.moments, self.measure)
        return self._timeline

    def estimate(self) -> Timeline:
        """About when everything happens, without speaking a word."""
        return build(self.moments, self.guess)

    def left_out(self, *, is_guess: bool = False) -> tuple[Problem, ...]:
        """A hint for each place of which something is not heard, or not when it was asked for.

        With ``is_guess`` by :meth:`guess`, without speaking a word; else raises as :meth:`timeline` does.
        """
        if not is_guess:
            self._speaker.prefetch(self._utterances())
        nothing = nothing_left(self.routine, self.choices.conditions)
        return (*nothing, *left_out(self.moments, self.guess if is_guess else self.measure))

    def guess(self, source: Source) -> Samples:
        """About how long words are, without speaking them; exactly how long a chime is. Raises NotFoundError, SoundError for a chime."""
        return guessed_length(source) if isinstance(source, Utterance) else self.measure(source)

    def is_spoken(self) -> bool:
        """Whether every word is there, so that :meth:`timeline` returns at once."""
        return all(self._speaker.is_ready(utterance) for utterance in self._utterances())

    @property
    def messages(self) -> Messages:
        """What the program says of its own, in the routine's language."""
        return self.choices.messages

    def render(self) -> Iterator[Block]:
        """The sound from beginning to end, in blocks of at most ``block`` samples; rendered each time it is asked for.

        Raises VoiceError, and SoundError or NotFoundError for a chime or the bed.
        """
        timeline = self.timeline()
        blocks = render(timeline.events, self.sound, self._block)
        bed = self.new_bed()
        if bed is None:
            return blocks
        from coach.sound import with_bed

        return with_bed(blocks, timeline, bed)

    def pcm(self, on_progress: Progress = unreported) -> Iterator[Pcm]:
        """The samples of :meth:`render`; ``on_progress`` counts them."""
        total = samples_of(self.timeline().length)
        for piece in self.render():
            yield piece.pcm
            on_progress(samples_of(piece.event.start) + piece.offset + len(piece.pcm), total)

    def sound_of(self, events: Iterable[Event]) -> Iterator[Pcm]:
        """The samples of consecutive events, without the bed. Raises VoiceError, SoundError, NotFoundError."""
        return (piece.pcm for piece in render(events, self.sound, self._block))

    def new_bed(self) -> Bed | None:
        """What is to be heard under everything, from its beginning; None without one. Raises SoundError, NotFoundError."""
        if self.bed is None:
            return None
        from coach.sound import Bed  # with all that resamples; most routines have none

        return Bed(self.bed, words_db(self.choices.loudness))

    def prefetch(self, utterances: Iterable[Utterance]) -> None:
        """Begin to speak in the background, in order."""
        self._speaker.prefetch(utterances)

    def utterance(self, text: str) -> Utterance:
        """Words that are not the routine's own, as this programme's voice says them."""
        return Reading.of(self.routine).utterance(text, self.choices.voice, self.choices.pace.rate_wpm())

    def lengths_s(self) -> tuple[float, ...]:
        """How long each moment lasts, in seconds: exactly where its words have been spoken, else about."""
        return tuple(float(exact_length_s(moment, self._known_or_guess)) for moment in self.moments)

    def __repr__(self) -> str:
        choices, placed = self.choices, self._timeline
        length = clock(placed.duration_s) if placed else "not timed yet"
        return f"<{type(self).__name__} {self.routine.title!r}: voice {choices.voice}, {choices.pace}, {length}>"

    def _otherwise(self, choices: Choices, share: Fraction) -> Programme:
        return Programme(
            self.routine, choices, self._speaker, self._chimes, share=share, bed=self.bed, block=self._block
        )

    def _utterances(self) -> Iterator[Utterance]:
        return (utterance for utterance, _ in spoken(self.moments))

    def measure(self, source: Source) -> Samples:
        """The length of a source, spoken first if need be. Raises VoiceError, naming the step; NotFoundError, SoundError for a chime."""
        if not isinstance(source, Utterance):
            return self._chimes.samples_of(source.name)
        try:
            return self._speaker.measure(source)
        except VoiceError as error:
            raise self._in_step(error, source) from error

    def sound(self, source: Source) -> Pcm:
        """The samples of a source, spoken first if need be. Raises VoiceError, naming the step; NotFoundError, SoundError for a chime."""
        if not isinstance(source, Utterance):
            return self._chimes.load(source.name)
        try:
            return self._speaker.clip(source)
        except VoiceError as error:
            raise self._in_step(error, source) from error

    def identity(self, source: Source) -> str:
        """A name for the sound of a source that no other sound has, ever. Raises NotFoundError, SoundError for a chime."""
        if isinstance(source, Utterance):
            return self._speaker.identity(source)
        return self._chimes.identity(source.name)

    def _known_or_guess(self, source: Source) -> Samples:
        is_known = not isinstance(source, Utterance) or self._speaker.is_ready(source)
        return self.measure(source) if is_known else self.guess(source)

    def _in_step(self, error: VoiceError, utterance: Utterance) -> VoiceError:
        where = next((where for words, where in spoken(self.moments) if words == utterance), None)
        if where is None:  # it is none of the routine's words
            return error
        return error.reworded(f"In '{where.section_title}', step '{where.step_title}': {error.what}")


def _is_speech(moment: Moment) -> bool:
    return isinstance(moment, Sound) and isinstance(moment.source, Utterance)
