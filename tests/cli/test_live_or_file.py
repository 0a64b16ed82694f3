"""What is only live, and what is only in a file, as the command line has it."""

import json
import subprocess
from functools import partial
from pathlib import Path

import pytest

from tests.cli.helpers import COACH, coach
from tests.cli.terminal import running

SCRIPT = """---
title: Ready
language: en-US
safety: [Stop if it hurts.]
---

## Part {repeat=2 announce=none}

- {if: live} **Live.** Press a key. [wait: any, file: 2s]
- {if: file} **File.** Two seconds. [pause: 2s exactly]
- {unless: last-round} **Rest.** [pause: 1s]
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "ready.md"
    path.write_text(SCRIPT)
    return path


def steps_shown(script: Path, *arguments: str) -> list[str]:
    shown = coach("show", script, "--json", "--voice", "pyttsx3", *arguments)
    assert shown.returncode == 0, shown.stderr
    steps = [event["step"] for event in json.loads(shown.stdout)["events"] if event["section"].startswith("Part")]
    return [step for step in dict.fromkeys(steps) if step]


@pytest.mark.slow
def test_show_is_a_file_unless_it_is_asked_for_what_is_played(script: Path) -> None:
    assert steps_shown(script)[:2] == ["File", "Rest"]
    assert steps_shown(script, "--live")[:2] == ["Live", "Rest"]


def test_a_transcript_is_a_file(script: Path) -> None:
    words = coach("transcript", script, "--voice", "pyttsx3").stdout
    assert "Two seconds." in words
    assert "Press a key." not in words


@pytest.mark.slow
def test_what_is_played_is_live(script: Path) -> None:
    command = [*COACH, "play", str(script), "--voice", "pyttsx3", "--device", "null"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as playing:
        try:
            assert playing.stderr
            first = next(line for line in playing.stderr if "Part (1 of 2)" in line)
        finally:
            playing.terminate()
    assert first.split(": ")[-1].strip() == "Live"


READY = """---
title: Ready
language: en-US
---

## Part

- **Breathe.** [beat: "In" 1s, 1s, repeat: until ready]
- **Tick.** [repeat: until ready every 1s]
- **Rest.** [wait: any]
- **Thanks.** [1s]
"""


@pytest.mark.slow
def test_whatever_lasts_until_the_listener_is_ready_ends_with_a_key(tmp_path: Path) -> None:
    path = tmp_path / "ready.md"
    path.write_text(READY)
    options = ("--voice", "pyttsx3", "--guidance", "silent", "--device", "null")
    with running("play", path, *options, env={"XDG_DATA_HOME": str(tmp_path)}) as terminal:
        for following in ("Tick", "Rest", "Thanks"):
            terminal.wait_for(partial(waits_before, following))
            terminal.type("x")
        assert terminal.wait() == 0


def waits_before(following: str, rows: list[str]) -> bool:
    """Whether the screen says that the listener is waited for, and what comes next."""
    text = "\n".join(rows)
    return f"next: {following}" in text and "Press any key when you are ready" in text
