"""How loud a bed is at each sample: full in the silences, ducked under words, faded in and out. Pure.

A bed goes down before words begin, so that it is down when they do, and comes up slowly afterwards. It stays down through silences too
short to be worth coming up for, else it would pump between sentences. The gain is a straight line in decibels, sample by sample, so it
does not matter in which blocks it is asked for.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.units import SAMPLE_RATE, Samples

DUCKED_DB: Final = -10.0
"""How much softer a bed is under words."""

ATTACK: Final = Samples(SAMPLE_RATE // 2)
"""How long before words it begins to go down."""

RELEASE: Final = Samples(3 * SAMPLE_RATE // 2)
"""How long it takes to come up after words."""

SHORT: Final = Samples(3 * SAMPLE_RATE)
"""A silence between words no longer than this is not worth coming up for."""

FADE_IN: Final = Samples(4 * SAMPLE_RATE)
FADE_OUT: Final = Samples(6 * SAMPLE_RATE)
"""How long the bed takes to come at the beginning of a session, and to go at its end."""

LEAVE: Final = Samples(SAMPLE_RATE * 2 // 5)
COME_BACK: Final = Samples(3 * SAMPLE_RATE // 2)
"""How long it takes to fall silent when the listener pauses, and to be back afterwards."""

_FLOOR_DB: Final = -60.0
"""What a fade begins from and ends at; softer is silence."""

LONGEST: Final = Samples(SAMPLE_RATE)
"""The longest block that gains are asked for by those who don't see further than :data:`AHEAD`."""

AHEAD: Final = Samples(max(SHORT, FADE_OUT) + LONGEST)
"""How far ahead the words and the end must be known."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is ahead of a sample: ``words`` samples until words, 0 during them; ``end`` samples until the end of all.

    Anything from :data:`AHEAD` on is far enough not to matter.
    """

    words: int
    end: int


class Ducking:
    """The gain of a bed, for one block after the other."""

    def __init__(self) -> None:
        self._duck_db = 0.0
        self._away_db = 0.0
        self._faded_db = _FLOOR_DB
        self._position = 0

    @property
    def is_away(self) -> bool:
        """Whether it has fallen silent because of a pause."""
        return self._away_db <= _FLOOR_DB

    def gains(self, count: int, ahead: Ahead | None) -> NDArray[np.float64]:
        """The factor for each of the next ``count`` samples, in which words either go on or come nearer; None for a pause."""
        if not count:
            return np.zeros(0)
        if ahead is not None and (steady_db := self._steady_db(count, ahead)) is not None:
            self._position += count
            self._faded_db = 0.0
            return np.full(count, 10 ** (steady_db / 20))
        number = np.arange(1, count + 1)
        slope_db = _FLOOR_DB / LEAVE if ahead is None else -_FLOOR_DB / COME_BACK
        level_db = np.clip(self._away_db + slope_db * number, _FLOOR_DB, 0.0)
        self._away_db = float(level_db[-1])
        if ahead is not None:
            faded_db = self._fades_db(number, ahead.end)
            level_db = level_db + self._ducks_db(count, ahead.words) + faded_db
            self._faded_db = float(faded_db[-1])
            self._position += count
        else:
            # A pause takes no time of the programme: words and both fades stay where they were.
            level_db = level_db + self._duck_db + self._faded_db
        gains: NDArray[np.float64] = np.where(level_db <= _FLOOR_DB, 0.0, 10 ** (level_db / 20))
        return gains

    def _steady_db(self, count: int, ahead: Ahead) -> float | None:
        """The level of a block in which it stays as it is, as it does in most; None in others."""
        is_faded = self._position < FADE_IN or ahead.end - count < FADE_OUT
        if is_faded or self._away_db < 0:
            return None
        if self._duck_db <= DUCKED_DB and ahead.words <= SHORT:
            return DUCKED_DB
        return 0.0 if self._duck_db >= 0 and ahead.words - ATTACK >= count else None

    def _fades_db(self, number: NDArray[np.int_], end: int) -> NDArray[np.float64]:
        """In at the beginning, out at the end."""
        begun = np.clip((self._position + number) / FADE_IN, 0, 1)
        left = np.clip((end - number + 1) / FADE_OUT, 0, 1)
        return _FLOOR_DB * ((1 - begun) + (1 - left))

    def _ducks_db(self, count: int, words: int) -> NDArray[np.float64]:
        """Down for words and shortly before, up otherwise."""
        is_down = self._duck_db <= DUCKED_DB
        up = 0 if words == 0 or (is_down and words <= SHORT) else min(count, max(0, words - ATTACK))
        rising = np.minimum(0.0, self._duck_db - DUCKED_DB / RELEASE * np.arange(1, up + 1))
        top_db = float(rising[-1]) if up else self._duck_db
        falling = np.maximum(DUCKED_DB, top_db + DUCKED_DB / ATTACK * np.arange(1, count - up + 1))
        whole = np.concatenate([rising, falling])
        self._duck_db = float(whole[-1])
        return whole
