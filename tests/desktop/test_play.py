"""``coach play`` on a desktop of the test's own, with a loudspeaker that is a file; without words, because they take their time."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.helpers import COACH, LIMIT_S, coach
from tests.desktop.bus import Bus, eventually, sleepy_desktop
from tests.rig import Rig

ROUTINE = """---
title: Quiet hour
language: en-US
---

## Part

- **Milking.** Milk. [hold: 5m]
- **Turn over.** Turn. [wait: 5m]
- **Rolling.** Roll. [hold: 5m]
"""

BRIEF = """---
title: Brief
language: en-US
---

## Part

- **Stay.** Stay. [hold: 0.5s]
"""


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    folder = tmp_path / "rig"
    folder.mkdir()
    with Rig(folder) as made:
        yield made


def script(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "routine.md"
    path.write_text(text)
    return path


@contextmanager
def playing(rig: Rig, path: Path) -> Iterator["subprocess.Popen[str]"]:
    """The bus is in the environment already."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        [*COACH, "play", str(path), "--guidance", "silent"],
        env=os.environ | rig.env,
        stdin=quiet,
        stdout=quiet,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_client_works_it_and_the_machine_stays_awake_until_it_is_ended(bus: Bus, rig: Rig, tmp_path: Path) -> None:
    with sleepy_desktop(bus) as desktop, playing(rig, script(tmp_path, ROUTINE)) as process:
        eventually(lambda: bus.playerctl("status") == "Playing")
        eventually(lambda: desktop.asked == [("inhibit", 4)])
        assert bus.playerctl("metadata", "title") == "Before you begin"
        bus.playerctl("next")
        assert bus.playerctl("metadata", "title") == "Milking"
        assert bus.playerctl("metadata", "album") == "Quiet hour"
        bus.playerctl("play-pause")
        assert bus.playerctl("status") == "Paused"
        bus.playerctl("next")
        assert bus.playerctl("metadata", "title") == "Turn over"
        eventually(lambda: bus.playerctl("status") == "Paused")  # the chime of the step is over, and it waits
        bus.playerctl("play")
        assert bus.playerctl("metadata", "title") == "Rolling"
        eventually(lambda: desktop.asked[-1][0] == "inhibit")
        process.send_signal(signal.SIGTERM)
        assert process.wait(LIMIT_S) == 128 + signal.SIGTERM
        taken = [cookie for cookie, (what, _) in enumerate(desktop.asked, start=1001) if what == "inhibit"]
        assert [cookie for what, cookie in desktop.asked if what == "release"] == taken
        assert bus.playerctl("--list-all") == "No players found"
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_a_desktop_that_knows_no_request_to_stay_awake_is_a_note(bus: Bus, rig: Rig, tmp_path: Path) -> None:
    done = coach("play", script(tmp_path, BRIEF), "--guidance", "silent", env=rig.env)
    assert done.returncode == 0
    assert done.stderr.count("coach: note:") == 1
    assert "keep this machine awake" in done.stderr


def test_a_desktop_that_does_not_answer_holds_nothing_up(bus: Bus, rig: Rig, tmp_path: Path) -> None:
    bus.daemon.send_signal(signal.SIGSTOP)
    done = coach("play", script(tmp_path, BRIEF), "--guidance", "silent", env=rig.env)
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
