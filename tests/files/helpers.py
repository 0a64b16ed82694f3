"""Reading back what was exported, with programs that are not ours."""

import json
import struct
import subprocess
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from coach.folders import shipped
from coach.programme import Programme
from coach.script import Hold, Item, Pause, Prompt, Repeat, Routine, Section, Step
from coach.sound import DEFAULT_BLOCK, Chimes, Pcm
from coach.timeline import Choices
from coach.units import Samples
from tests.fakes import ToneVoice
from tests.needs import require
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


def programme_of(routine: Routine = ROUTINE, block: Samples = DEFAULT_BLOCK) -> Programme:
    return Programme(routine, Choices("tone"), ToneVoice(), Chimes([shipped("audio_cues")]), block=block)


def pcm_of(programme: Programme) -> Pcm:
    return np.concatenate([block.pcm for block in programme.render()])


def tiny_png(side: int = 8) -> bytes:
    """A square of one colour. Source: the PNG specification (W3C), 5 and 11.2."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x80\x20\x10" * side) * side
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def level_db(samples: Pcm) -> float:
    """RMS in dB below full scale."""
    return 20 * float(np.log10(max(1e-9, np.sqrt(np.mean(samples.astype(float) ** 2)) / 32_768)))


def decode_by_ffmpeg(path: Path) -> tuple[Pcm, str]:
    """The samples, and whatever ffmpeg complained about."""
    require("ffmpeg")
    done = subprocess.run(
        ["ffmpeg", "-v", "warning", "-i", path, "-f", "s16le", "-ar", "44100", "-"], capture_output=True, check=True
    )
    return np.frombuffer(done.stdout, np.int16), done.stderr.decode()


def decode_by_mpg123(path: Path) -> tuple[Pcm, str]:
    """The samples, and whatever mpg123 complained about."""
    require("mpg123")
    done = subprocess.run(["mpg123", "-q", "-s", path], capture_output=True, check=True)
    return np.frombuffer(done.stdout, np.int16), done.stderr.decode()


def ffprobe(path: Path) -> Any:
    require("ffmpeg")
    asked = ["-show_format", "-show_streams", "-show_chapters", "-of", "json"]
    done = subprocess.run(["ffprobe", "-v", "error", *asked, path], capture_output=True, check=True)
    return json.loads(done.stdout)


def true_peak_db(path: Path) -> float:
    """The highest point of the sound, between samples too, in dBTP (ITU-R BS.1770), as ffmpeg measures it."""
    require("ffmpeg")
    asked = ["-map", "0:a", "-af", "ebur128=peak=true", "-f", "null", "-"]
    done = subprocess.run(["ffmpeg", "-nostats", "-i", path, *asked], capture_output=True, text=True, check=True)
    summary = done.stderr[done.stderr.rindex("True peak") :].split()
    return float(summary[summary.index("Peak:") + 1])
