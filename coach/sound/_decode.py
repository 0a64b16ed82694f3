"""A short sound file of any kind as PCM at the project's rate."""

from pathlib import Path
from typing import Final

import miniaudio
import numpy as np
import soxr

from coach.errors import Code, SoundError
from coach.sound._render import Pcm
from coach.units import SAMPLE_RATE

LONGEST_S: Final = 60
"""A chime is a short sound; a longer file is most likely a mistake, and would be held in memory whole."""

FADE_SAMPLES: Final = 132
"""3 ms at both ends, so that a file cut carelessly does not click."""


def decode(path: Path) -> Pcm:
    """A sound file as mono PCM at the project's rate, faded 3 ms at both ends. Raises SoundError."""
    try:
        info = miniaudio.get_file_info(str(path))
        if info.duration > LONGEST_S:
            raise SoundError(
                f"{path} lasts {info.duration:.0f} s",
                f"A chime can last at most {LONGEST_S} s. Shorten it.",
                code=Code.SOUND_UNUSABLE,
                path=str(path),
            )
        # Decoded at its own rate and resampled by soxr: the decoder's own resampler is a crude one.
        sound = miniaudio.decode_file(str(path), nchannels=1, sample_rate=info.sample_rate)
    except (miniaudio.MiniaudioError, OSError) as error:
        raise SoundError(
            f"{path} cannot be read as a sound ({error})",
            "Use a WAV, FLAC, MP3 or Ogg Vorbis file.",
            code=Code.SOUND_UNREADABLE,
            path=str(path),
        ) from error
    samples = np.frombuffer(sound.samples, np.int16).astype(np.float32)
    if len(samples) == 0:
        hint = "Use a WAV, FLAC, MP3 or Ogg Vorbis file with sound in it."
        raise SoundError(f"{path} has no sound in it", hint, code=Code.SOUND_UNUSABLE, path=str(path))
    if info.sample_rate != SAMPLE_RATE:
        samples = soxr.resample(samples, info.sample_rate, SAMPLE_RATE, quality="HQ")
    ramp = np.linspace(0.0, 1.0, min(FADE_SAMPLES, len(samples) // 2), dtype=np.float32)
    samples[: len(ramp)] *= ramp
    samples[len(samples) - len(ramp) :] *= ramp[::-1]
    return np.clip(np.rint(samples), -32768, 32767).astype(np.int16)
