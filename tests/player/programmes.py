"""Made-up programmes whose sound can be told apart in a recording, and ways to find it there."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event as Flag

import numpy as np

from coach.sound.render import Block, Pcm, render
from coach.timeline.model import Clip, Event, Gap, Kind, Place, Source, Utterance
from coach.units import SAMPLE_RATE, Frames, Samples, samples_of
from tests.rig import PATIENCE_S

PLACE = Place(section=0, section_title="Legs", step=0, step_title="Milking")


@dataclass(frozen=True)
class Programme:
    """Events, the sound of their clips, and what should be heard."""

    events: tuple[Event, ...]
    sounds: dict[Source, Pcm]

    def blocks(self, block: int = 9216) -> Iterator[Block]:
        return render(self.events, self.sounds.__getitem__, Samples(block))

    @property
    def clips(self) -> list[tuple[int, Pcm]]:
        """Where each clip should begin, in samples, and its sound."""
        return [(samples_of(e.start), self.sounds[e.source]) for e in self.events if isinstance(e, Clip)]

    @property
    def expected(self) -> Pcm:
        """The whole programme, put together here by hand and not by what is tested."""
        last = self.events[-1]
        whole = np.zeros(samples_of(Frames(last.start + last.length)), np.int16)
        for start, sound in self.clips:
            whole[start : start + len(sound)] = sound
        return whole


def programme(*lengths: int, shorter: int = 0) -> Programme:
    """A programme of clips of noise (positive lengths) and gaps (negative), in frames.

    No sample of a clip is 0, so that every silent sample in a recording is known to be none of theirs; the sound of a clip ends
    ``shorter`` samples before its last frame does.
    """
    noise = np.random.default_rng(len(lengths))
    events: list[Event] = []
    sounds: dict[Source, Pcm] = {}
    at = 0
    for number, length in enumerate(lengths):
        frames = Frames(abs(length))
        if length > 0:
            source = Utterance(f"Words number {number}.", "voice", 100)
            count = samples_of(frames) - shorter
            sounds[source] = (noise.integers(100, 9000, count) * noise.choice([-1, 1], count)).astype(np.int16)
            events.append(Clip(Frames(at), frames, Kind.SPEECH, PLACE, source))
        else:
            events.append(Gap(Frames(at), frames, Kind.PAUSE, PLACE))
        at += frames
    return Programme(tuple(events), sounds)


def find(sound: Pcm, heard: Pcm, after: int = 0) -> int:
    """Where ``sound`` stands in ``heard`` sample by sample, at or after a position; -1 if nowhere."""
    starts = np.flatnonzero(heard[after : len(heard) - len(sound) + 1] == sound[0]) + after
    return next((int(at) for at in starts if np.array_equal(heard[at : at + len(sound)], sound)), -1)


def frames_in(seconds: float) -> int:
    """About so many seconds, in frames."""
    return round(seconds * SAMPLE_RATE / 1152)


def eventually(happened: Callable[[], bool]) -> bool:
    """Whether something happens before patience runs out."""
    deadline_s = time.monotonic() + PATIENCE_S
    never = Flag()
    while not happened():
        if time.monotonic() > deadline_s:
            return False
        never.wait(0.005)
    return True
