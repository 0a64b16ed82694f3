"""The samples of a sound file, as its decoder gives them: mono, at the file's own rate, bit by bit."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import miniaudio

RATES: Final = range(1_000, 768_001)
"""What a file may say of its rate, in Hz. What is beyond was not recorded by anything."""

_CHUNK_S: Final = 0.5


class SampleType(StrEnum):
    """What a sample is, by the name that NumPy has for it."""

    INT16 = "int16"
    FLOAT32 = "float32"


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """What a file says of itself: its rate in Hz, and how long it lasts in seconds."""

    rate: int
    duration_s: float


def facts_of(path: Path) -> SoundFacts:
    """What a file says of itself. Raises ValueError, which says what is wrong, or OSError."""
    try:
        info = miniaudio.get_file_info(str(path))
    except miniaudio.MiniaudioError as error:
        raise ValueError(str(error)) from error
    if info.sample_rate not in RATES:
        raise ValueError(f"it says that it has {info.sample_rate} samples a second")
    return SoundFacts(info.sample_rate, info.duration)


def chunks_of(path: Path, rate: int, sample_type: SampleType) -> Iterator[bytes]:
    """The samples, half a second at a time. Raises ValueError, OSError."""
    kind = miniaudio.SampleFormat.SIGNED16 if sample_type is SampleType.INT16 else miniaudio.SampleFormat.FLOAT32
    # Decoded at its own rate and resampled by soxr later: the decoder's own resampler is a crude one.
    try:
        for chunk in miniaudio.stream_file(str(path), kind, 1, rate, frames_to_read=round(rate * _CHUNK_S)):
            yield chunk.tobytes()
    except miniaudio.MiniaudioError as error:
        raise ValueError(str(error)) from error
