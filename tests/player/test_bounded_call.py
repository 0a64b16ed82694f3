import os
from threading import Event as Flag

import pytest

from coach.player._bounded_call import within, without_chatter
from tests.rig import PATIENCE_S


def test_gives_what_the_work_gives() -> None:
    assert within(PATIENCE_S, lambda: 7) == 7


def test_raises_what_the_work_raises() -> None:
    with pytest.raises(ZeroDivisionError):
        within(PATIENCE_S, lambda: 1 // 0)


def test_work_that_hangs_is_left_and_its_late_result_handed_over() -> None:
    gate, handed_over = Flag(), Flag()
    late: list[str] = []

    def work() -> str:
        gate.wait(PATIENCE_S)
        return "device"

    def too_late(result: str) -> None:
        late.append(result)
        handed_over.set()

    with pytest.raises(TimeoutError):
        within(0.01, work, too_late)
    assert late == []
    gate.set()
    assert handed_over.wait(PATIENCE_S)
    assert late == ["device"]


def test_a_result_in_time_is_not_handed_over_as_late() -> None:
    late: list[int] = []
    within(PATIENCE_S, lambda: 1, late.append)
    assert late == []


@pytest.mark.skipif("sys.platform != 'linux'", reason="only Linux's sound libraries chatter")
def test_chatter_is_kept_off_the_terminal_and_only_while_asked(capfd: pytest.CaptureFixture[str]) -> None:
    os.write(2, b"before ")
    with without_chatter():
        os.write(2, b"cannot find card '0'")
    os.write(2, b"after")
    assert capfd.readouterr().err == "before after"
