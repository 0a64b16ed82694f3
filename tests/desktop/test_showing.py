"""What a desktop is shown of a session."""

from dataclasses import replace

import pytest

from coach.desktop._showing import Showing, has_jumped, showing_of
from coach.player import State
from coach.session import View
from coach.timeline import Kind

VIEW = View(
    state=State.PLAYING,
    trouble=None,
    section="Legs, right leg",
    step="Milking",
    next_step="Rolling",
    kind=Kind.FOR,
    in_wait=False,
    step_gone_s=12.3456,
    step_left_s=17.6544,
    gone_s=100.0,
    left_s=200.0,
    is_exact=True,
    pace=1.0,
    volume_db=-6.0,
)


def test_a_step_is_a_track_in_microseconds() -> None:
    showing = showing_of(VIEW, 4, "Infant massage")
    assert showing.volume == pytest.approx(0.501, abs=0.001)  # half the amplitude is -6.02 dB
    assert showing == Showing(
        status="Playing",
        track="/coach/step/5",
        title="Milking",
        section="Legs, right leg",
        routine="Infant massage",
        number=5,
        length_us=30_000_000,
        position_us=12_346_000,
        volume=showing.volume,
    )


@pytest.mark.parametrize(
    ("state", "in_wait", "status"),
    [
        (State.PLAYING, False, "Playing"),
        (State.WAITING, False, "Playing"),
        (State.PLAYING, True, "Paused"),
        (State.PAUSED, False, "Paused"),
        (State.INTERRUPTED, False, "Paused"),
        (State.STOPPED, False, "Stopped"),
        (State.FINISHED, False, "Stopped"),
    ],
)
def test_the_button_shown_is_the_one_that_does_something(state: State, in_wait: bool, status: str) -> None:
    assert showing_of(replace(VIEW, state=state, in_wait=in_wait), 0, "").status == status


@pytest.mark.parametrize(
    ("moved_s", "passed_s", "jumped"), [(1.0, 1.0, False), (1.0, 0.5, False), (-3.0, 1.0, True), (5.0, 1.0, True)]
)
def test_a_position_jumps_when_it_is_not_where_the_clock_says(moved_s: float, passed_s: float, jumped: bool) -> None:
    before = showing_of(VIEW, 0, "")
    now = showing_of(replace(VIEW, step_gone_s=VIEW.step_gone_s + moved_s), 0, "")
    assert has_jumped(before, now, passed_s) is jumped


def test_in_a_pause_a_position_stays() -> None:
    paused = showing_of(replace(VIEW, state=State.PAUSED), 0, "")
    assert not has_jumped(paused, paused, 60.0)


def test_another_step_begins_elsewhere() -> None:
    assert has_jumped(showing_of(VIEW, 0, ""), showing_of(VIEW, 1, ""), 0.0)
