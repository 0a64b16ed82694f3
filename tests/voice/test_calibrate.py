import pytest

from coach.units import Samples
from coach.voice._calibrate import Calibration, calibrated, from_table, rate_wpm


def test_words_a_minute_are_all_words_by_the_time_of_all_clips() -> None:
    # 3 + 1 words in 2 s + 1 s: 4 words in 3 s are 80 a minute.
    assert rate_wpm(["Hold it there.", "Rest"], [Samples(88_200), Samples(44_100)]) == 80


@pytest.mark.parametrize(
    ("asked", "setting"),
    [(100, 80), (110, 90), (120, 100), (150, 150), (180, 200)],
)
def test_a_setting_lies_on_the_line_between_the_points_around_it(asked: float, setting: float) -> None:
    curve = Calibration(((80, 100), (100, 120), (200, 180)))
    assert curve.setting(asked) == pytest.approx(setting)


def test_rates_out_of_reach_become_the_nearest_in_reach() -> None:
    curve = Calibration(((80, 100), (200, 180)))
    assert (curve.setting(60), curve.nearest_wpm(60)) == (80, 100)
    assert (curve.setting(999), curve.nearest_wpm(999)) == (200, 180)


def test_a_single_point_is_the_only_rate() -> None:
    curve = Calibration(((1.0, 130),))
    assert (curve.setting(60), curve.setting(130), curve.setting(200)) == (1.0, 1.0, 1.0)


def test_settings_that_change_nothing_are_the_floor_and_the_ceiling() -> None:
    curve = calibrated([40, 60, 80, 100, 120, 140], [91, 91.2, 91.1, 110, 130, 130.1])
    assert curve.points == ((80, 91.2), (100, 110), (120, 130))


def test_a_knob_that_wavers_still_gives_a_rising_curve() -> None:
    curve = calibrated([10, 20, 30, 40], [100, 120, 118, 140])
    assert curve.points == ((10, 100), (20, 120), (40, 140))


@pytest.mark.parametrize("table", [None, 3, [], [[1]], [["a", 2]], [[1, 100], [2, 90]], [[2, 90], [1, 100]], {"a": 1}])
def test_a_table_that_is_no_calibration_is_measured_again(table: object) -> None:
    assert from_table(table) is None


def test_a_calibration_comes_back_as_it_was_kept() -> None:
    assert from_table([[80, 91.5], [100, 110]]) == Calibration(((80, 91.5), (100, 110)))
