"""PCM blocks to an MP3 stream of constant bit rate, by LAME, block by block, with the header that makes it gapless."""

from collections.abc import Iterable
from typing import BinaryIO, Final

import lameenc

from coach.export.info_frame import info_frame
from coach.sound.render import Pcm
from coach.units import SAMPLE_RATE, Samples

BIT_RATE_KBPS: Final = 96
"""Podcast directories ask for 96 to 128 kbit/s for mono speech."""

QUALITY: Final = 4
"""LAME's effort, 0 best to 9 fastest."""


def write_mp3(blocks: Iterable[Pcm], file: BinaryIO) -> Samples:
    """Encode mono PCM blocks and write the stream at the file's position; return the number of samples encoded.

    Memory does not grow with length. The first frame is written last, because it states the length of all: the file must seek.
    A player that honours it gives back exactly the samples that went in.
    """
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(BIT_RATE_KBPS)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    start = file.tell()
    file.write(info_frame(BIT_RATE_KBPS, audio_bytes=0, samples=Samples(0)))
    samples = written = 0
    for pcm in blocks:
        samples += len(pcm)
        written += file.write(encoder.encode(pcm.tobytes()))
    written += file.write(encoder.flush())
    end = file.tell()
    file.seek(start)
    file.write(info_frame(BIT_RATE_KBPS, audio_bytes=written, samples=Samples(samples)))
    file.seek(end)
    return Samples(samples)
