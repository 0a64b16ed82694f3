"""Words a minute, measured: what an engine's own speed knob must be set to for a rate that was asked for.

A rate is the words of a passage, divided by the length of its finished clips. No engine's knob means that.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from coach.units import SAMPLE_RATE, Samples
from coach.voice._verify import words_in

PASSAGE: Final = (
    "Sit down where your back is held, and let your shoulders drop.",
    "Warm a little oil between your palms.",
    "Hold the ankle with one hand, and slide the other up to the hip and down again.",
    "Make small circles with both thumbs along the outside of the thigh.",
    "Now bend the knee, and rock it softly from side to side.",
)
"""Instructions as routines give them, a sentence each, because a sentence is what becomes a clip.

Pages of other instructions, the routines that ship among them, come out within 4 % of what this passage says. Prose of longer
words comes out slower, and so do clips of several sentences, by the silence between them.
"""

FASTEST_WPM: Final = 600.0
"""No voice speaks faster; what a clip must last at least while its rate is not known yet."""

_SAME: Final = 1.005
"""Rates less than half a percent apart are the same: the knob has stopped doing anything."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Measured points of (setting, words a minute), both strictly ascending; at least one."""

    points: tuple[tuple[float, float], ...]

    @property
    def slowest_wpm(self) -> float:
        """The slowest that the voice can speak."""
        return self.points[0][1]

    @property
    def fastest_wpm(self) -> float:
        """The fastest that the voice can speak."""
        return self.points[-1][1]

    def nearest_wpm(self, rate_wpm: float) -> float:
        """The rate that will be heard when this one is asked for."""
        return min(max(rate_wpm, self.slowest_wpm), self.fastest_wpm)

    def setting(self, rate_wpm: float) -> float:
        """The engine's setting for a rate, on the straight line between the points around it."""
        rate_wpm = self.nearest_wpm(rate_wpm)
        after = max(1, bisect_left([wpm for _, wpm in self.points], rate_wpm))
        if after >= len(self.points):
            return self.points[-1][0]
        (low, low_wpm), (high, high_wpm) = self.points[after - 1 : after + 1]
        return low + (high - low) * (rate_wpm - low_wpm) / (high_wpm - low_wpm)


def rate_wpm(texts: Iterable[str], lengths: Iterable[Samples]) -> float:
    """Words a minute of texts whose finished clips have these lengths."""
    return sum(map(words_in, texts)) * 60 * SAMPLE_RATE / sum(lengths)


def calibrated(settings: Sequence[float], rates: Sequence[float]) -> Calibration:
    """A calibration from what was measured at ascending settings.

    Settings that change nothing, at either end or anywhere, are left out: of those at the slow end the last stays, since the
    knob works from there on, and elsewhere the first.
    """
    rising = list(zip(settings, accumulate(rates, max), strict=True))
    kept = [[point for point in rising if point[1] <= rising[0][1] * _SAME][-1]]
    for point in rising:
        if point[1] > kept[-1][1] * _SAME:
            kept.append(point)
    return Calibration(tuple(kept))


def from_table(table: object) -> Calibration | None:
    """A calibration as it was kept; None if that is not one."""
    try:
        points = tuple((float(setting), float(wpm)) for setting, wpm in table)  # type: ignore[attr-defined]  # if not, TypeError
    except (TypeError, ValueError):
        return None
    rising = all(a[0] < b[0] and 0 < a[1] < b[1] for a, b in pairwise(points))
    return Calibration(points) if points and rising else None
