"""Reading back what was exported, with programs that are not ours."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np

from coach.programme.folders import shipped
from coach.programme.programme import Programme
from coach.script.model import Hold, Item, Pause, Prompt, Repeat, Routine, Section, Step
from coach.sound.chimes import Chimes
from coach.sound.render import Pcm
from coach.timeline.settings import Choices
from tests.fakes import ToneVoice
from tests.rig import require
from tests.timeline.helpers import seconds


def a_step(name: str, *items: Item) -> Step:
    return Step((Prompt(f"Words about {name} for you. And more of them."), *items), name)


ROUTINE = Routine(
    title="Füße & légs — a test",
    language="de-AT",
    parts=(
        Section("Settle in", (a_step("Warmth", Pause(seconds(1))),)),
        Section(
            "Strokes",
            (a_step("Milking", Repeat(3, seconds(1))), a_step("Rest", Hold(seconds(5)))),
            sides=("right", "left"),
        ),
    ),
    summary="A short routine for tests.",
    safety=("Stop if it hurts.",),
)


def programme_of(routine: Routine = ROUTINE) -> Programme:
    return Programme(routine, Choices("tone"), ToneVoice(), Chimes([shipped("audio_cues")]))


def pcm_of(programme: Programme) -> Pcm:
    return np.concatenate([block.pcm for block in programme.render(programme.timeline())])


def decode_by_ffmpeg(path: Path) -> tuple[Pcm, str]:
    """The samples, and whatever ffmpeg complained about."""
    require("ffmpeg")
    done = subprocess.run(["ffmpeg", "-v", "warning", "-i", path, "-f", "s16le", "-"], capture_output=True, check=True)
    return np.frombuffer(done.stdout, np.int16), done.stderr.decode()


def decode_by_mpg123(path: Path) -> tuple[Pcm, str]:
    """The samples, and whatever mpg123 complained about."""
    require("mpg123")
    done = subprocess.run(["mpg123", "-q", "-s", path], capture_output=True, check=True)
    return np.frombuffer(done.stdout, np.int16), done.stderr.decode()


def ffprobe(path: Path) -> Any:
    require("ffprobe")
    asked = ["-show_format", "-show_streams", "-show_chapters", "-of", "json"]
    done = subprocess.run(["ffprobe", "-v", "error", *asked, path], capture_output=True, check=True)
    return json.loads(done.stdout)
