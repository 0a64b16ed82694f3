"""A short sound file of any kind as PCM at the project's rate."""

from pathlib import Path
from typing import Final

import numpy as np
import soxr

from coach.errors import Code, SoundError
from coach.sound._pcm import Pcm
from coach.sound._sound_file import SampleType
from coach.sound._sound_reader import SoundReader, UnreadableSoundError
from coach.units import SAMPLE_RATE

LONGEST_S: Final = 60
"""A chime is a short sound; a longer file is most likely a mistake, and would be held in memory whole."""

FADE_SAMPLES: Final = 132
"""3 ms at both ends, so that a file cut carelessly does not click."""


def decode(path: Path, reader: SoundReader) -> Pcm:
    """A sound file as mono PCM at the project's rate, faded 3 ms at both ends. Raises SoundError."""
    try:
        facts, chunks = reader.read(path, SampleType.INT16)
        if facts.duration_s > LONGEST_S:
            raise _too_long(path, f"lasts {facts.duration_s:.0f} s")
        parts, most = list[Pcm](), facts.rate * LONGEST_S
        for chunk in chunks:
            parts.append(chunk)
            most -= len(chunk)
            if most < 0:  # which is not what it says of itself
                raise _too_long(path, f"lasts longer than {LONGEST_S} s")
    except UnreadableSoundError as error:
        raise SoundError(
            f"{path} cannot be read as a sound ({error})",
            "Use a WAV, FLAC, MP3 or Ogg Vorbis file.",
            code=Code.SOUND_UNREADABLE,
            path=str(path),
        ) from error
    samples = np.concatenate([np.zeros(0, np.int16), *parts]).astype(np.float32)
    if len(samples) == 0:
        hint = "Use a WAV, FLAC, MP3 or Ogg Vorbis file with sound in it."
        raise SoundError(f"{path} has no sound in it", hint, code=Code.SOUND_UNUSABLE, path=str(path))
    if facts.rate != SAMPLE_RATE:
        samples = soxr.resample(samples, facts.rate, SAMPLE_RATE, quality="HQ")
    ramp = np.linspace(0.0, 1.0, min(FADE_SAMPLES, len(samples) // 2), dtype=np.float32)
    samples[: len(ramp)] *= ramp
    samples[len(samples) - len(ramp) :] *= ramp[::-1]
    return np.clip(np.rint(samples), -32768, 32767).astype(np.int16)


def _too_long(path: Path, what: str) -> SoundError:
    hint = f"A chime can last at most {LONGEST_S} s. Shorten it."
    return SoundError(f"{path} {what}", hint, code=Code.SOUND_UNUSABLE, path=str(path))
