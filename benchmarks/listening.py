"""Whether an MP3 is what it should be, by programs that are not ours: how long it is, how much of it sounds, what its words are."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from coach.sound import Pcm
from coach.units import SAMPLE_RATE

_WINDOW: Final = SAMPLE_RATE // 10
_HEARD_DB: Final = -32.0
"""RMS of a window in which words or a chime are heard; a bed, at -38 dBFS, stays below."""
_AUDIBLE_DB: Final = -55.0
"""RMS of a window in which there is anything to be heard at all."""
_READ_BYTES: Final = 2 * _WINDOW * 600


@dataclass(frozen=True, slots=True)
class Sounding:
    """Of some sound, in seconds: in how much of it words or chimes are heard, and in how much anything at all."""

    heard_s: float
    audible_s: float


def sounding(blocks: Iterable[Pcm]) -> Sounding:
    """Listen to mono sound at the project's rate, in windows of a tenth of a second; an unfinished last one is left out."""
    heard = audible = 0
    for windows in _windows(blocks):
        level_db = 10 * np.log10(np.maximum(1e-12, np.mean((windows / 32768.0) ** 2, axis=1)))
        heard += int(np.count_nonzero(level_db > _HEARD_DB))
        audible += int(np.count_nonzero(level_db > _AUDIBLE_DB))
    return Sounding(heard * _WINDOW / SAMPLE_RATE, audible * _WINDOW / SAMPLE_RATE)


def sounding_of_file(path: Path) -> Sounding:
    """Listen to an MP3, decoded by ffmpeg."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-ac", "1", "-ar", str(SAMPLE_RATE), "-f", "s16le", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL) as decoder:
        assert decoder.stdout is not None  # noqa: S101 - it was asked for
        return sounding(np.frombuffer(data, "<i2") for data in iter(lambda: _read(decoder), b""))


@dataclass(frozen=True, slots=True)
class Probe:
    """What ffprobe says of a file: seconds, sample rate, channels, bits a second, and its lyrics."""

    duration_s: float
    sample_rate: int
    channels: int
    bit_rate: int
    lyrics: str


def probe(path: Path) -> Probe:
    """Ask ffprobe. Raises CalledProcessError if it cannot read the file."""
    command = [
        "ffprobe",
        "-v",
        "error",
        "-show_format",
        "-show_streams",
        "-select_streams",
        "a",
        "-of",
        "json",
        str(path),
    ]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    stream, tags = told["streams"][0], told["format"].get("tags", {})
    lyrics = next((text for name, text in tags.items() if name.lower().startswith("lyrics")), "")
    return Probe(
        float(told["format"]["duration"]),
        int(stream["sample_rate"]),
        int(stream["channels"]),
        int(stream["bit_rate"]),
        lyrics,
    )


def _read(decoder: "subprocess.Popen[bytes]") -> bytes:
    assert decoder.stdout is not None  # noqa: S101 - it was asked for
    return decoder.stdout.read(_READ_BYTES)


def _windows(blocks: Iterable[Pcm]) -> Iterator["np.ndarray[tuple[int, int], np.dtype[np.int16]]"]:
    """The same sound, cut into whole windows, many at a time."""
    left: list[Pcm] = []
    samples = 0
    for block in blocks:
        left.append(block)
        samples += len(block)
        if samples >= _READ_BYTES // 2:
            joined = np.concatenate(left)
            whole = len(joined) // _WINDOW * _WINDOW
            yield joined[:whole].reshape(-1, _WINDOW)
            left, samples = [joined[whole:]], len(joined) - whole
    if left:
        joined = np.concatenate(left)
        yield joined[: len(joined) // _WINDOW * _WINDOW].reshape(-1, _WINDOW)
