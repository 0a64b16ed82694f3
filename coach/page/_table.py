"""The timeline as a page needs it: which step, words and work there are at any position of the sound.

Positions are frames, as everywhere; the page turns them into seconds. This is all that it knows of a programme: what it shows
follows from the position of the sound alone, so that the two cannot drift apart.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from coach.timeline import FINISHED, Beats, Clip, Cycles, Event, Gap, Kind, Place, Rest, Timeline, Work
from coach.units import Frames


@dataclass(frozen=True, slots=True)
class PageStep:
    """A run of events in one place, from ``at`` on; ``chapter`` counts from 0. At the end only its chime is heard."""

    at: Frames
    chapter: int
    name: str
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class SpokenSpan:
    """A sentence, while it is said, or the word of a phase as long as that lasts."""

    at: Frames
    end: Frames
    text: str


@dataclass(frozen=True, slots=True)
class Effort:
    """Time in which the listener does something, all of it: to hold, to keep moving, to get ready, or so many ``times``."""

    at: Frames
    end: Frames
    kind: Kind
    times: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Everything in the order of time."""

    length: Frames
    steps: tuple[PageStep, ...]
    words: tuple[SpokenSpan, ...]
    efforts: tuple[Effort, ...]

    @classmethod
    def of(cls, timeline: Timeline) -> "Table":
        """The table of a timeline that knows its moments."""
        words = (
            SpokenSpan(event.start, _end_of_words(event, following), event.text)
            for event, following in pairwise((*timeline.events, None))
            if isinstance(event, Clip) and event.kind is Kind.SPEECH and not event.is_count
        )
        return cls(timeline.length, tuple(_steps(timeline.events)), tuple(words), tuple(_efforts(timeline)))


def _end_of_words(clip: Clip, following: Event | None) -> Frames:
    """Where words end; those of a phase stay as long as it lasts."""
    is_phase = clip.is_phase and isinstance(following, Gap) and following.beat == clip.beat
    last = following if is_phase and following else clip
    return Frames(last.start + last.length)


def _steps(events: Iterable[Event]) -> Iterator[PageStep]:
    chapters: dict[int, int] = {}
    for place, run in groupby(events, lambda event: event.place):
        chapter = chapters.setdefault(place.section, len(chapters))
        yield from _steps_in(place, chapter, tuple(run))


def _steps_in(place: Place, chapter: int, run: tuple[Event, ...]) -> Iterator[PageStep]:
    """The step that a run of events is; the chime at the very end, which stands in the place of its section, is one of its own."""
    name = place.step_title or place.section_title  # a step need not have a word
    last = run[-1]
    has_end = isinstance(last, Clip) and last.source == FINISHED
    if not has_end or len(run) > 1:
        yield PageStep(run[0].start, chapter, name)
    if has_end:
        yield PageStep(last.start, chapter, name, is_end=True)


def _efforts(timeline: Timeline) -> Iterator[Effort]:
    """What is said inside timed work cuts it into several events; as a moment it is still whole."""
    for moment, events in timeline.by_moment():
        start, end = events[0].start, Frames(events[-1].start + events[-1].length)
        match moment:
            case Work(kind):
                yield Effort(start, end, kind)
            case Rest(Kind.WAIT):
                yield Effort(start, end, Kind.WAIT)
            case Beats(sounds=sounds):
                yield Effort(start, end, Kind.REPEAT, len(sounds))
            case Cycles(times=times):
                yield Effort(start, end, Kind.REPEAT, times)
