"""A machine is asked to stay awake while a session plays, and is let go."""

import gc
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from coach.desktop._attendant import LOOK_S
from coach.desktop._awake import Awake
from coach.session import Command
from tests.desktop.bus import Bus, eventually, sleepy_desktop
from tests.desktop.sessions import Attended
from tests.rig import PATIENCE_S

SUSPEND = 4
"""GNOME's flag for "the machine does not sleep"; 8 would keep the screen on."""


@pytest.fixture
def live() -> Attended:
    attended = Attended()
    attended.play(1)
    return attended


@contextmanager
def standing_by(live: Attended) -> Iterator[Awake]:
    awake = Awake(live)
    awake.start()
    try:
        yield awake
    finally:
        awake.end()
        awake.join(PATIENCE_S)
        assert not awake._thread.is_alive()


def test_it_is_asked_for_sleep_only_and_let_go_at_the_end(bus: Bus, live: Attended) -> None:
    with sleepy_desktop(bus) as desktop:
        with standing_by(live) as awake:
            eventually(lambda: desktop.asked == [("inhibit", SUSPEND)])
        assert desktop.asked == [("inhibit", SUSPEND), ("release", 1001)]
    assert awake.trouble is None


def test_in_a_pause_the_machine_may_sleep(bus: Bus, live: Attended) -> None:
    with sleepy_desktop(bus) as desktop, standing_by(live):
        eventually(lambda: len(desktop.asked) == 1)
        live.do(Command.PAUSE)
        eventually(lambda: desktop.asked == [("inhibit", SUSPEND), ("release", 1001)])
        live.do(Command.RESUME)
        eventually(lambda: desktop.asked == [("inhibit", SUSPEND), ("release", 1001), ("inhibit", SUSPEND)])


def test_nobody_to_ask_is_a_note_once(bus: Bus, live: Attended) -> None:
    with standing_by(live) as awake:
        awake.join(PATIENCE_S)
        assert not awake._thread.is_alive()
    assert awake.trouble is not None
    assert "keep this machine awake" in awake.trouble
    with warnings.catch_warnings():  # where nobody answers, wakepy leaves its connection to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def test_without_a_desktop_nobody_is_asked_and_nothing_is_said(live: Attended, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    with standing_by(live) as awake:
        awake.join(PATIENCE_S)
    assert awake.trouble is None


def test_it_asks_for_nothing_before_there_is_sound(bus: Bus) -> None:
    live = Attended()
    with sleepy_desktop(bus) as desktop, standing_by(live) as awake:
        awake.join(2 * LOOK_S)
        assert desktop.asked == []
        live.play(1)
        eventually(lambda: desktop.asked == [("inhibit", SUSPEND)])
