"""Some samples as a sound file with nothing else in it: no tags, no chapters."""

import wave
from collections.abc import Callable
from typing import BinaryIO, Final

from coach.files._encoding import encode_continuously
from coach.files._mp3_stream import write_mp3
from coach.sound import Pcm
from coach.units import SAMPLE_RATE, Samples

WriteSound = Callable[[Pcm, BinaryIO], None]
"""Writes samples at the project's rate to an empty file that can seek."""


def _wav(pcm: Pcm, file: BinaryIO) -> None:
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(pcm.itemsize)
        sound.setframerate(SAMPLE_RATE)
        sound.writeframes(pcm.astype("<i2", copy=False).tobytes())


def _mp3(pcm: Pcm, file: BinaryIO) -> None:
    write_mp3(encode_continuously([pcm]), Samples(len(pcm)), file)


def _flac(pcm: Pcm, file: BinaryIO) -> None:
    from pedalboard.io import AudioFile

    with AudioFile(file, "w", samplerate=SAMPLE_RATE, num_channels=1, bit_depth=16, format="flac") as stream:
        stream.write(pcm[None])


BARE_SOUNDS: Final[dict[str, WriteSound]] = {".wav": _wav, ".mp3": _mp3, ".flac": _flac}
"""What writes them, by the extension of a file's name."""
