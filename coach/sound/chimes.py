"""Chimes by name: the family that ships, and a writer's own sound files, decoded to PCM."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import miniaudio
import numpy as np
import soxr

from coach.errors import NotFoundError, SoundError
from coach.sound.render import Pcm
from coach.units import SAMPLE_RATE

ENDINGS: Final = (".wav", ".flac", ".mp3", ".ogg")
"""The kinds of file that are read, in the order in which they are looked for."""

LONGEST_S: Final = 60
"""A chime is a short sound; a longer file is most likely a mistake, and would be held in memory whole."""

FADE_SAMPLES: Final = 132
"""3 ms at both ends, so that a file cut carelessly does not click."""


class Chimes:
    """Chimes found in ``folders``, looked through in order, each decoded once."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._decoded: dict[str, Pcm] = {}

    def load(self, name: str) -> Pcm:
        """The chime's samples. Raises NotFoundError if no folder holds it, SoundError if its file cannot be read."""
        if name not in self._decoded:
            self._decoded[name] = decode(self.find(name))
        return self._decoded[name]

    def find(self, name: str) -> Path:
        """The file of a chime, named with its ending or without. Raises NotFoundError."""
        names = [name] if name.lower().endswith(ENDINGS) else [name + ending for ending in ENDINGS]
        for folder in self._folders:
            for candidate in names:
                # The name must be that of a file right in the folder: a script is no way to reach other places.
                if Path(candidate).name == candidate and (folder / candidate).is_file():
                    return folder / candidate
        known = sorted({file.stem for folder in self._folders for file in _sound_files(folder)})
        raise NotFoundError(
            f"There is no chime named '{name}'",
            f"There are: {', '.join(known) or 'none'}. A sound file (WAV, FLAC, MP3, Ogg) beside the script works by its name.",
        )


def _sound_files(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if file.suffix.lower() in ENDINGS] if folder.is_dir() else []


def decode(path: Path) -> Pcm:
    """A sound file as mono PCM at the project's rate, faded 3 ms at both ends. Raises SoundError."""
    try:
        info = miniaudio.get_file_info(str(path))
        if info.duration > LONGEST_S:
            raise SoundError(
                f"{path} lasts {info.duration:.0f} s", f"A chime may last up to {LONGEST_S} s: cut it shorter."
            )
        # Decoded at its own rate and resampled by soxr: the decoder's own resampler is a crude one.
        sound = miniaudio.decode_file(str(path), nchannels=1, sample_rate=info.sample_rate)
    except (miniaudio.MiniaudioError, OSError) as error:
        raise SoundError(
            f"{path} cannot be read as a sound ({error})", "Use a WAV, FLAC, MP3 or Ogg Vorbis file."
        ) from error
    samples = np.frombuffer(sound.samples, np.int16).astype(np.float32)
    if len(samples) == 0:
        raise SoundError(f"{path} holds no sound", "Use a WAV, FLAC, MP3 or Ogg Vorbis file with sound in it.")
    if info.sample_rate != SAMPLE_RATE:
        samples = soxr.resample(samples, info.sample_rate, SAMPLE_RATE, quality="HQ")
    ramp = np.linspace(0.0, 1.0, min(FADE_SAMPLES, len(samples) // 2), dtype=np.float32)
    samples[: len(ramp)] *= ramp
    samples[len(samples) - len(ramp) :] *= ramp[::-1]
    return np.clip(np.rint(samples), -32768, 32767).astype(np.int16)
