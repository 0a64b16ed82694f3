"""The last touch to sound that is handed out: cuts without a click, signals mixed in, and the listener's volume."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.sound import Pcm
from coach.units import SAMPLE_RATE, Samples

FADE: Final = Samples(SAMPLE_RATE * 15 // 1000)
"""How long a sound that is cut off takes to fall silent: 15 ms, too short to be a delay and long enough not to click."""

RAMP: Final = Samples(SAMPLE_RATE * 50 // 1000)
"""How long a change of volume takes."""

KNEE: Final = 0.7
"""Louder than full scale is not possible: above this share of it, sound made louder is rounded off instead of cut off."""

_KNEE_FROM: Final = 1.4
"""The gain from which on the knee is where it is; between 1 and this it comes down from full scale, so that nothing jumps."""

_FULL: Final = 32767.0


class Mixer:
    """Adds what is not part of the programme: the end of a sound cut off, signals, and volume."""

    def __init__(self, gain_db: float = 0.0) -> None:
        self._tail = np.zeros(0, np.int16)
        self._over: list[NDArray[np.float64]] = []
        """Sounds under way that are added, from the next sample on."""
        self._next: NDArray[np.float64] | None = None
        """A sound to add that has not begun."""
        self._volume = self._wanted = _factor(gain_db)

    def add(self, pcm: Pcm) -> None:
        """Let a short sound be heard on top, from now on, instead of any before it.

        A key that is held down comes thirty times a second: its signals added up would be far louder than all else.
        """
        self._over = [sound[:FADE] * np.linspace(1, 0, FADE)[: len(sound)] for sound in self._over]
        self._next = pcm.astype(np.float64)

    def cut(self, rest: Pcm) -> None:
        """Let a sound that is cut off fall silent before anything else is heard; ``rest`` is what would have come of it."""
        rest = rest[:FADE]
        self._tail = np.rint(rest * np.linspace(1, 0, FADE)[: len(rest)]).astype(np.int16)

    def tail(self, count: int) -> Pcm:
        """At most ``count`` samples of a sound that was cut off, to be heard before all else."""
        piece, self._tail = self._tail[:count], self._tail[count:]
        return piece

    def set_volume(self, gain_db: float) -> None:
        """Make everything from now on louder or softer."""
        self._wanted = _factor(gain_db)

    def finish(self, pcm: Pcm) -> Pcm:
        """The block as it is to be heard. With nothing to add it is the block itself, untouched."""
        if not len(pcm):
            return pcm
        if self._next is not None:
            self._over.append(self._next)
            self._next = None
        if not self._over and self._volume == self._wanted == 1.0:
            return pcm
        mixed = pcm.astype(np.float64)
        for number, sound in enumerate(self._over):
            count = min(len(sound), len(mixed))
            mixed[:count] += sound[:count]
            self._over[number] = sound[count:]
        self._over = [sound for sound in self._over if len(sound)]
        return _to_pcm(mixed, self._gains(len(mixed)))

    def _gains(self, count: int) -> NDArray[np.float64]:
        """The volume for each sample, on its way to the one that is wanted."""
        gains = np.full(count, self._wanted)
        if self._volume != self._wanted:
            ramp = np.linspace(self._volume, self._wanted, RAMP)[:count]
            gains[: len(ramp)] = ramp
            self._volume = float(gains[-1]) if count < RAMP else self._wanted
        return gains


def _factor(gain_db: float) -> float:
    return float(10 ** (gain_db / 20))


def _to_pcm(mixed: NDArray[np.float64], gains: NDArray[np.float64]) -> Pcm:
    """Whole numbers after a gain; what a gain above 1 lifts over the knee bends towards full scale (a tanh: it has no corner)."""
    share = np.abs(mixed) * gains / _FULL
    knee = 1 - (1 - KNEE) * np.clip((gains - 1) / (_KNEE_FROM - 1), 0, 1)
    room = np.maximum(1 - knee, 1e-9)
    bent = np.where(share > knee, knee + room * np.tanh((share - knee) / room), share)
    return np.rint(np.sign(mixed) * bent * _FULL).astype(np.int16)
