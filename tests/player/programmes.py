"""Made-up programmes whose sound can be told apart in a recording, and ways to find it there."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event as Flag

import numpy as np

from coach.session import Transport
from coach.sound import Pcm
from coach.timeline import Kind, Moment, Place, Rest, Sound, Source, Utterance
from coach.units import SAMPLE_RATE, Frames, exact_s, samples_of
from tests.rig import PATIENCE_S

PLACE = Place(section=0, section_title="Legs", step=0, step_title="Milking")


@dataclass(frozen=True)
class Programme:
    """What happens, one after the other; the sound of its clips; and what should be heard.

    ``lengths`` are those of its moments in frames: clips where they are positive, gaps where they are negative.
    """

    lengths: tuple[int, ...]
    moments: tuple[Moment, ...]
    sounds: dict[Source, Pcm]

    def session(self, fault: Exception | None = None, kind: type[Transport] = Transport) -> Transport:
        """The programme as outputs get it; with a ``fault``, that is what comes after its end."""
        missing = Utterance("Words that cannot be had.", "voice", 100)
        last: tuple[Moment, ...] = (Sound(missing, PLACE),) if fault else ()
        return kind(lambda _: self.moments + last, AtHand(self.sounds, fault))

    @property
    def clips(self) -> list[tuple[int, Pcm]]:
        """Where each clip should begin, in samples, and its sound."""
        starts = [samples_of(Frames(sum(map(abs, self.lengths[:number])))) for number in range(len(self.lengths))]
        return [
            (start, self.sounds[moment.source])
            for start, moment in zip(starts, self.moments, strict=True)
            if isinstance(moment, Sound)
        ]

    @property
    def expected(self) -> Pcm:
        """The whole programme, put together here by hand and not by what is tested."""
        whole = np.zeros(samples_of(Frames(sum(map(abs, self.lengths)))), np.int16)
        for start, sound in self.clips:
            whole[start : start + len(sound)] = sound
        return whole


class AtHand:
    """:class:`coach.session._sounds.Sounds` that has everything, or raises ``fault`` for what it has not."""

    def __init__(self, sounds: dict[Source, Pcm], fault: Exception | None = None) -> None:
        self._sounds = sounds
        self._fault = fault

    def get(self, source: Source) -> Pcm | None:
        if source not in self._sounds and self._fault is not None:
            raise self._fault
        return self._sounds.get(source)

    def plan(self, moments: Sequence[Moment], index: int, first: Sequence[Moment] = ()) -> None:
        pass


def programme(*lengths: int, shorter: int = 0, gap: Kind = Kind.PAUSE) -> Programme:
    """A programme of clips of noise (positive lengths) and gaps (negative), in frames.

    No sample of a clip is 0, so that every silent sample in a recording is known to be none of theirs; the sound of a clip ends
    ``shorter`` samples before its last frame does.
    """
    noise = np.random.default_rng(len(lengths))
    moments: list[Moment] = []
    sounds: dict[Source, Pcm] = {}
    for number, length in enumerate(lengths):
        frames = Frames(abs(length))
        if length > 0:
            source = Utterance(f"Words number {number}.", "voice", 100)
            count = samples_of(frames) - shorter
            sounds[source] = (noise.integers(100, 9000, count) * noise.choice([-1, 1], count)).astype(np.int16)
            moments.append(Sound(source, PLACE))
        else:
            moments.append(Rest(gap, exact_s(frames), PLACE))
    return Programme(lengths, tuple(moments), sounds)


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
