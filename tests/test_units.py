"""Where one unit is turned into another."""

from fractions import Fraction

import pytest

from coach.units import Frames, Samples, clock, exact_s, nearest_frame, samples_of, samples_to_ms, whole_frames


@pytest.mark.parametrize(("samples", "frames"), [(0, 0), (1, 1), (1151, 1), (1152, 1), (1153, 2), (115200, 100)])
def test_whole_frames_are_the_fewest_that_hold_the_samples(samples: int, frames: int) -> None:
    assert whole_frames(Samples(samples)) == frames


@pytest.mark.parametrize(
    ("time_s", "frame"),
    [
        (Fraction(0), 0),
        (Fraction(1), 38),  # 44 100 / 1152 = 38.28
        (Fraction(576, 44_100), 1),  # half a frame goes to the later boundary
        (Fraction(575, 44_100), 0),
        (Fraction(3600), 137_813),  # 137 812.5 exactly
    ],
)
def test_a_time_is_rounded_to_the_nearest_frame(time_s: Fraction, frame: int) -> None:
    assert nearest_frame(time_s) == frame


def test_frames_have_an_exact_length_in_seconds() -> None:
    assert exact_s(Frames(1225)) == 32  # 1225 frames of 1152 samples are 1 411 200 samples
    assert samples_of(Frames(1225)) == 32 * 44_100


@pytest.mark.parametrize(("samples", "ms"), [(0, 0), (44_100, 1000), (22, 0), (23, 1), (1152, 26)])
def test_milliseconds_are_rounded_to_the_nearest(samples: int, ms: int) -> None:
    assert samples_to_ms(Samples(samples)) == ms


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (59.9, "0:59"), (60, "1:00"), (3599, "59:59"), (3600, "1:00:00"), (36_061, "10:01:01")],
)
def test_clock_reads_like_a_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text
