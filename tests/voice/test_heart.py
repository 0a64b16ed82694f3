"""A worker that has nothing to do neither beats nor ends itself."""

import faulthandler
import time
from itertools import pairwise

import pytest

from coach.voice import _worker as worker
from coach.voice._channel import Message


def test_it_beats_only_while_there_is_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "BEAT_S", 0.005)
    armed: list[bool] = []
    monkeypatch.setattr(faulthandler, "dump_traceback_later", lambda *_, **__: armed.append(True))
    monkeypatch.setattr(faulthandler, "cancel_dump_traceback_later", lambda: armed.append(False))
    beats: list[Message] = []
    heart = worker._Heart(beats.append)
    for _ in range(20):
        with heart.beating(60.0):
            before = len(beats)
            while len(beats) < before + 2:
                time.sleep(0.001)
        after = len(beats)
        assert armed[-1] is False
        time.sleep(0.02)
        assert len(beats) == after
        assert armed[-1] is False
    assert all(later["used_s"] >= sooner["used_s"] for sooner, later in pairwise(beats))
