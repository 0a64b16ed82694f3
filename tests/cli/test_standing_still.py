"""Ctrl-Z and the shell's ``fg`` while a routine plays, and programs that are started so that they outlive their terminal."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.helpers import COACH
from tests.cli.terminal import ALTERNATE, running
from tests.rig import Rig

SCRIPT = """---
title: Tired hands
language: en-US
---

## Hands

- **Begin.** Sit down. [hold: 20s]
- **Stretch.** Open the hand. [hold: 600s]
"""

ROUND = """
"$@"
echo "ended with $?"
read -r _
fg >/dev/null
echo "over with $?"
"""
"""A shell with one job, which goes on with it when Enter is pressed."""


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    folder = tmp_path / "rig"
    folder.mkdir()
    with Rig(folder) as made:
        yield made


@pytest.mark.parametrize("stop", ["key", "signal"])
def test_the_terminal_is_given_back_and_the_session_goes_on(rig: Rig, tmp_path: Path, stop: str) -> None:
    script = tmp_path / "tired-hands.md"
    script.write_text(SCRIPT)
    shell = ["bash", "-mc", ROUND, "shell", *COACH]
    with running("play", script, env=rig.env, command=shell) as terminal:
        terminal.wait_for_text("next: Begin")
        if stop == "key":
            terminal.type("\x1a")
        else:
            os.kill(_child_of(terminal.process.pid), signal.SIGTSTP)
        terminal.wait_for_text(f"ended with {128 + signal.SIGTSTP}")
        assert terminal.is_given_back()
        terminal.type("\n")
        terminal.wait_for(
            lambda display: ALTERNATE in terminal.screen.mode and not any("Paused" in row for row in display)
        )
        terminal.type("q")
        terminal.wait_for_text("over with 0")
        assert terminal.is_given_back()
    assert "Traceback" not in terminal.shown


def _child_of(process: int) -> int:
    return int(Path(f"/proc/{process}/task/{process}/children").read_text().split()[0])


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no SIGHUP")
@pytest.mark.parametrize(("kind", "stays"), [("SIG_IGN", True), ("SIG_DFL", False)])
def test_what_was_started_to_outlive_its_terminal_does(kind: str, *, stays: bool) -> None:
    program = f"""
import signal
signal.signal(signal.SIGHUP, signal.{kind})
from coach.cli._exits import running
with running():
    print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN)
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout == f"{stays}\n"
