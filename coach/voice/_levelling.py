"""One loudness for all speech, whichever engine spoke: measured as ITU-R BS.1770 says, reached by gain, with a limiter for the peaks.

A clip is measured as it will be heard, between silences. BS.1770 measures in blocks of 400 ms, so this way every clip has blocks,
however short, and a programme made of such clips has the loudness of its clips. It also suits the ear: the loudest moments of single
words come nearer to those of sentences than if words were measured said over and over; docs/sound.md has the figures.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.units import SAMPLE_RATE

TARGET_LUFS: Final = -19.0
"""For one channel: as loud as the -16 LUFS that are asked of programmes in stereo, which is what a mono file is played as."""

CEILING_DBTP: Final = -1.5
"""No peak, between samples either, is above this. Players ask for -1; the rest is for what encoders add."""

_MOST_GAIN_DB: Final = 20.0
"""What is still softer after this is not speech, and the noise of an engine is not to become as loud as that."""

_MOST_LIMITED_DB: Final = 6.0
"""What a peak may lose at most: a sentence that would have to lose more, because of one loud word, stays a little softer than others."""

_BETWEEN_S: Final = 0.4
"""One block of the measure."""

_RELEASE_MS: Final = 50.0
_LOOKAHEAD_MS: Final = 5.0
"""The limiter's gain comes down before a peak and goes up after it so slowly that neither is heard, and within a syllable."""

_NEAR_ENOUGH_LU: Final = 0.05
_ROUNDS: Final = 8
"""Taking peaks away makes a clip softer, by up to 1.7 LU among what was measured; about half of what is missing is left after a round."""

Sound = NDArray[np.float32]


def integrated_lufs(pcm: Sound) -> float:
    """The integrated loudness of mono sound at the project's rate, as heard between silences; minus infinity for silence."""
    import loudness  # here, and below, because only workers need it

    silence = np.zeros(round(_BETWEEN_S * SAMPLE_RATE), np.float32)
    return float(loudness.integrated_loudness(np.concatenate([silence, pcm, silence]), SAMPLE_RATE))


def at_target(pcm: Sound) -> Sound:
    """Mono sound at the project's rate, made as loud as all speech is; no part of it against another, but for peaks over the ceiling."""
    if not np.any(pcm):
        return pcm
    peak_db = 20 * math.log10(float(np.abs(pcm).max()))
    most_db = min(_MOST_GAIN_DB, CEILING_DBTP + _MOST_LIMITED_DB - peak_db)
    gain_db = min(TARGET_LUFS - integrated_lufs(pcm), most_db)
    for _ in range(_ROUNDS):
        levelled = _limited(pcm * np.float32(10 ** (gain_db / 20)))
        missing_lu = TARGET_LUFS - integrated_lufs(levelled)
        if abs(missing_lu) < _NEAR_ENOUGH_LU or (gain_db >= most_db and missing_lu > 0):
            break
        gain_db = min(gain_db + missing_lu, most_db)
    return levelled


def _limited(pcm: Sound) -> Sound:
    from pedalboard import BrickwallLimiter

    limiter = BrickwallLimiter(CEILING_DBTP, _RELEASE_MS, _LOOKAHEAD_MS, true_peak=True)
    return np.asarray(limiter(pcm, SAMPLE_RATE), np.float32)
