"""Make a clip of what an engine gave: the project's rate and loudness, no silence around it, ends at exactly zero.

With any change here, raise :data:`coach.voice.PROCESSING_VERSION`.
"""

from typing import Final

import numpy as np
import soxr
from numpy.typing import NDArray

from coach.units import SAMPLE_RATE
from coach.voice._levelling import at_target
from coach.voice._wavefile import RawSound

BEFORE_S: Final = 0.010
AFTER_S: Final = 0.060
"""Silence kept around the words: the same for every clip, so that written pauses come out as written."""

_FADE_S: Final = 0.003
"""Long enough that no click is heard, short enough to lie in the silence before the words."""

_FLOOR_BELOW_PEAK: Final = 10 ** (-50 / 20)
"""Sound less than 50 dB below the clip's peak is speech: under it lie an engine's noise and the last of its echoes."""

_SILENCE: Final = 10 ** (-60 / 20)
"""A clip with no sample over -60 dB of full scale holds no speech at all."""

_OFFSET: Final = 10 ** (-60 / 20)
"""A mean farther from zero than this is an offset worth taking away; nearer, it is what the words happen to sum to."""


def finish_clip(raw: RawSound) -> NDArray[np.int16]:
    """The finished clip: mono at the project's rate and loudness, shape ``(samples,)``. Breaths and pauses between the words stay.

    Silence gives the margins only.
    """
    pcm = _trimmed(_resampled(_centred(raw.pcm), raw.rate))
    _fade(pcm)
    # The limiter keeps zeros zero, so the ends stay as they were faded.
    return np.clip(np.rint(at_target(pcm) * 32768), -32768, 32767).astype(np.int16)


def is_silent(clip: NDArray[np.int16]) -> bool:
    """Whether a clip holds no speech."""
    return not np.any(np.abs(clip.astype(np.int32)) > _SILENCE * 32768)


def _centred(pcm: NDArray[np.float32]) -> NDArray[np.float32]:
    offset = float(pcm.mean(dtype=np.float64)) if len(pcm) else 0.0
    return pcm - np.float32(offset) if abs(offset) > _OFFSET else pcm


def _resampled(pcm: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    if rate == SAMPLE_RATE or not len(pcm):
        return pcm
    return np.asarray(soxr.resample(pcm, rate, SAMPLE_RATE, quality="HQ"), np.float32)


def _trimmed(pcm: NDArray[np.float32]) -> NDArray[np.float32]:
    """From the first to the last sample over the floor, with exactly the margins around them, of silence if need be."""
    before, after = round(BEFORE_S * SAMPLE_RATE), round(AFTER_S * SAMPLE_RATE)
    level = np.abs(pcm)
    peak = float(level.max(initial=0.0))
    loud = np.flatnonzero(level > peak * _FLOOR_BELOW_PEAK) if peak > _SILENCE else np.empty(0, np.intp)
    if not len(loud):
        return np.zeros(before + after, np.float32)
    begin, end = int(loud[0]) - before, int(loud[-1]) + 1 + after
    inside = pcm[max(begin, 0) : end]
    return np.pad(inside, (max(-begin, 0), max(end - len(pcm), 0)))


def _fade(pcm: NDArray[np.float32]) -> None:
    ramp = np.linspace(0, 1, min(round(_FADE_S * SAMPLE_RATE), len(pcm)), dtype=np.float32)
    pcm[: len(ramp)] *= ramp
    pcm[len(pcm) - len(ramp) :] *= ramp[::-1]
