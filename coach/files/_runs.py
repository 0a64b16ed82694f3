"""A timeline divided into sound and the silences in between, each on whole frames as all events are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from coach.files._frames import TAIL
from coach.timeline import Clip, Event
from coach.units import Frames

APART: Final = TAIL
"""Clips with less silence than this between them are one sound: the first would still be heard in what is put in for the second."""


@dataclass(frozen=True, slots=True)
class SilentRun:
    """So many frames of digital silence."""

    frames: Frames


@dataclass(frozen=True, slots=True)
class SoundRun:
    """Events that begin and end with a clip, one right after the other."""

    events: tuple[Event, ...]

    @property
    def frames(self) -> Frames:
        """Its length."""
        return Frames(sum(event.length for event in self.events))


Run = SilentRun | SoundRun


def runs(events: Iterable[Event]) -> Iterator[Run]:
    """Divide events into runs. After a sound comes a silence of at least :data:`APART` frames, or the end with less."""
    sound: list[Event] = []
    gaps: list[Event] = []
    for event in events:
        if not isinstance(event, Clip):
            gaps.append(event)
            continue
        if sound and _frames(gaps) < APART:
            sound += gaps
        else:
            yield from _stretches(sound, gaps)
            sound = []
        sound.append(event)
        gaps = []
    yield from _stretches(sound, gaps)


def _stretches(sound: list[Event], gaps: list[Event]) -> Iterator[Run]:
    if sound:
        yield SoundRun(tuple(sound))
    if gaps:
        yield SilentRun(_frames(gaps))


def _frames(events: list[Event]) -> Frames:
    return Frames(sum(event.length for event in events))
