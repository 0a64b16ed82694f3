"""A programme's samples divided, on the grid of frames, into sound and the silences in between."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np

from coach.sound.render import Pcm
from coach.units import FRAME_SAMPLES, Frames, Samples, samples_of, whole_frames

APART: Final = Frames(2)
"""Sounds with less silence than this between them are one stretch."""

LONGEST: Final = Frames(1024)
"""A stretch of sound longer than this, 27 s, is handed on in parts, so that sound without any silence is not held in memory."""


@dataclass(frozen=True, slots=True)
class Silence:
    """So many frames in which every sample is zero."""

    frames: Frames


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples that fill whole frames, shape ``(samples,)``. If it ``goes_on``, the next stretch is sound that follows without a break."""

    pcm: Pcm
    goes_on: bool

    @property
    def frames(self) -> Frames:
        """Its length in frames."""
        return whole_frames(Samples(len(self.pcm)))


Stretch = Silence | Sound


def stretches(blocks: Iterable[Pcm]) -> Iterator[Stretch]:
    """Divide mono samples, in blocks of any sizes, into stretches; the last frame is filled up with silence.

    After a sound that does not go on comes a silence of at least :data:`APART` frames, or the end with less. A sound is given as
    soon as that is known.
    """
    held: list[Pcm] = []
    silent = Frames(0)
    for pcm, is_sound in _runs(_whole_frames(blocks)):
        if not is_sound:
            silent = Frames(silent + len(pcm) // FRAME_SAMPLES)
            if held and silent >= APART:
                yield Sound(np.concatenate(held), goes_on=False)
                held = []
            continue
        if silent:
            if held:
                held.append(np.zeros(samples_of(silent), np.int16))
            else:
                yield Silence(silent)
        silent = Frames(0)
        held.append(pcm)
        if sum(map(len, held)) > samples_of(LONGEST):
            whole = np.concatenate(held)
            yield Sound(whole[: samples_of(LONGEST)], goes_on=True)
            held = [whole[samples_of(LONGEST) :]]
    if held:
        yield Sound(np.concatenate(held), goes_on=False)
    if silent:
        yield Silence(silent)


def _whole_frames(blocks: Iterable[Pcm]) -> Iterator[Pcm]:
    """The samples in blocks that are never empty and hold whole frames."""
    rest: Pcm = np.zeros(0, np.int16)
    for block in blocks:
        whole = np.concatenate([rest, block]) if len(rest) else block
        count = len(whole) // FRAME_SAMPLES * FRAME_SAMPLES
        rest = whole[count:]
        if count:
            yield whole[:count]
    if len(rest):
        yield np.pad(rest, (0, -len(rest) % FRAME_SAMPLES))


def _runs(blocks: Iterable[Pcm]) -> Iterator[tuple[Pcm, bool]]:
    """Each block cut where sound begins or ends, and whether there is sound in it."""
    for block in blocks:
        begin = 0
        sounds: list[bool] = np.any(block.reshape(-1, FRAME_SAMPLES), axis=1).tolist()
        for is_sound, run in groupby(sounds):
            end = begin + len(list(run)) * FRAME_SAMPLES
            yield block[begin:end], is_sound
            begin = end
