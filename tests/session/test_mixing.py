"""The last touch to sound: signals on top of it, and volume that bends instead of clipping."""

import numpy as np
import pytest

from coach.session._mixing import FADE, RAMP, Mixer

FULL = 32767


def test_a_second_signal_fades_the_first_one_out() -> None:
    """In a straight line over 15 ms, and nothing of it comes after that."""
    mixer = Mixer()
    mixer.add(np.full(10 * FADE, 10_000, np.int16))
    mixer.finish(np.zeros(FADE, np.int16))
    mixer.add(np.zeros(1, np.int16))
    heard = mixer.finish(np.zeros(3 * FADE, np.int16))
    assert heard[0] == 10_000
    assert heard[FADE // 2] == pytest.approx(5_000, abs=20)
    assert np.abs(np.diff(heard[:FADE].astype(int), 2)).max() <= 1
    assert not heard[FADE - 1 :].any()


@pytest.mark.parametrize(
    ("gain", "knee"),
    [
        pytest.param(1.2, 0.85, id="half-way to the gain at which the knee is where it is"),
        pytest.param(1.4, 0.7, id="at that gain"),
        pytest.param(4.0, 0.7, id="far above it"),
    ],
)
def test_sound_made_louder_bends_from_the_knee_on(gain: float, knee: float) -> None:
    """Below the knee it is as much louder as was asked; above it less, and never more than full scale."""
    mixer = Mixer()
    mixer.set_volume(20 * np.log10(gain))
    mixer.finish(np.zeros(RAMP, np.int16))
    shares = np.array([knee - 0.02, knee + 0.05, knee + 0.14])
    heard = mixer.finish(np.rint(shares / gain * FULL).astype(np.int16)) / FULL
    assert heard[0] == pytest.approx(shares[0], abs=1e-3)
    # A tanh that leaves the straight line without a corner: source of the two values is its definition.
    room = 1 - knee
    assert heard[1:] == pytest.approx(knee + room * np.tanh((shares[1:] - knee) / room), abs=1e-3)
