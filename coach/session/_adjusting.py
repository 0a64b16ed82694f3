"""A saved session, a little otherwise than it was: as when it is resumed on another evening."""

from dataclasses import dataclass, replace
from fractions import Fraction

from coach.session._saved import Saved
from coach.session._transport import TEMPOS, VOLUME_LIMITS_DB, VOLUME_STEP_DB
from coach.timeline import Loudness


@dataclass(frozen=True, slots=True)
class Adjustments:
    """What is to be otherwise; None and 0 leave it as it was.

    ``pace`` and ``loudness`` take the place of what was wished. ``tempo_steps`` and ``volume_steps`` are as many presses of the
    keys for faster and louder, or for slower and softer if they are negative.
    """

    pace: Fraction | None = None
    loudness: Loudness | None = None
    tempo_steps: int = 0
    volume_steps: int = 0


def adjusted(saved: Saved, adjustments: Adjustments) -> Saved:
    """The session adjusted. A pace that is given is the pace: what had been made faster or slower since counts no more."""
    wishes = saved.wishes
    tempo = saved.tempo
    if adjustments.pace is not None:
        wishes, tempo = replace(wishes, pace=adjustments.pace), Fraction(1)
    if adjustments.loudness is not None:
        wishes = replace(wishes, loudness=adjustments.loudness)
    low, high = VOLUME_LIMITS_DB
    volume_db = min(high, max(low, saved.volume_db + adjustments.volume_steps * VOLUME_STEP_DB))
    return replace(saved, wishes=wishes, tempo=_stepped(tempo, adjustments.tempo_steps), volume_db=volume_db)


def _stepped(tempo: Fraction, steps: int) -> Fraction:
    for _ in range(abs(steps)):
        beyond = [one for one in TEMPOS if (one > tempo if steps > 0 else one < tempo)]
        if beyond:
            tempo = min(beyond, key=lambda one: abs(one - tempo))
    return tempo
