"""Sound devices by the command line: which there are, choosing one, and what happens when it goes away."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.cli.helpers import COACH, LIMIT_S, coach
from tests.rig import Rig

pytestmark = pytest.mark.needs("sound server")

SCRIPT = """---
title: Counted
language: en-US
---

## Part

- One, two, three.
"""


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    folder = tmp_path / "rig"
    folder.mkdir()
    with Rig(folder) as made:
        made.plug_in("head", "Headphones")
        yield made


def test_devices_are_listed_for_people_and_for_programs(rig: Rig) -> None:
    shown = coach("devices", env=rig.env).stdout.splitlines()
    assert shown[:3] == ["PulseAudio", "  Null Output (default)", "  Headphones"]
    told = json.loads(coach("devices", "--json", env=rig.env).stdout)
    assert told[:2] == [
        {
            "output": "miniaudio",
            "system": "PulseAudio",
            "name": name,
            "full_name": f"PulseAudio: {name}",
            "default": is_default,
        }
        for name, is_default in [("Null Output", True), ("Headphones", False)]
    ]
    assert [entry["default"] for entry in told].count(True) == 1


def test_a_device_that_is_not_there_is_refused_at_once_with_those_that_are(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "counted.md").write_text(SCRIPT)
    done = coach("play", tmp_path / "counted.md", "--device", "gramophone", env=rig.env)
    assert done.returncode == 4
    assert "no sound device called 'gramophone'" in done.stderr
    assert "PulseAudio: Null Output; PulseAudio: Headphones" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_device_can_be_ones_own_default(rig: Rig, tmp_path: Path) -> None:
    env = rig.env | {"COACH_CONFIG": str(tmp_path / "config.toml")}
    assert coach("config", "device", "headph", env=env).returncode == 0
    with rig.record() as aloud, rig.record("head") as head:
        done = coach("voices", "--say", "Hello.", "--voice", "pyttsx3", env=env)
        assert done.returncode == 0, done.stderr
        assert head.wait_more(4410).any()
        assert not aloud.samples.any()


def test_a_device_that_goes_away_is_waited_for(rig: Rig, tmp_path: Path) -> None:
    (tmp_path / "counted.md").write_text(SCRIPT)
    env = os.environ | rig.env
    with rig.record() as recording:
        process = subprocess.Popen(
            [*COACH, "play", str(tmp_path / "counted.md")],
            env=env,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            recording.wait_until(lambda heard: int(np.count_nonzero(heard)) > 20_000)
            rig.restart()
            with rig.record() as again:
                again.wait_until(lambda heard: int(np.count_nonzero(heard)) > 20_000)
                assert process.poll() is None
            process.terminate()
            _, said = process.communicate(timeout=LIMIT_S)
        finally:
            process.kill()
            process.wait()
    assert process.returncode == 128 + signal.SIGTERM, said
    assert "Traceback" not in said
