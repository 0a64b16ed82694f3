"""Meters that are not ours: loudness and peaks of sound, as ffmpeg's EBU R 128 filter finds them."""

import re
import subprocess
from dataclasses import dataclass

import numpy as np

from coach.sound import Pcm
from coach.units import SAMPLE_RATE
from tests.needs import require


@dataclass(frozen=True, slots=True)
class Reading:
    """Integrated loudness, and the highest peak, between samples too (four times oversampled)."""

    lufs: float
    peak_dbtp: float


def reading_of(pcm: Pcm) -> Reading:
    """Measure mono sound at the project's rate, to a tenth."""
    require("ffmpeg")
    source = ["-f", "s16le", "-ar", str(SAMPLE_RATE), "-ac", "1", "-i", "-"]
    measured = subprocess.run(
        ["ffmpeg", "-hide_banner", "-nostats", *source, "-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"],
        input=np.asarray(pcm, "<i2").tobytes(),
        capture_output=True,
        check=True,
    )
    summary = measured.stderr.decode().rpartition("Summary:")[2]
    lufs, peak = re.search(r"I:\s+(\S+) LUFS", summary), re.search(r"Peak:\s+(\S+) dBFS", summary)
    if lufs is None or peak is None:
        raise ValueError(f"ffmpeg measured nothing: {summary}")
    return Reading(float(lufs[1]), float(peak[1]))
