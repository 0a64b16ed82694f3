"""The first frame of an MP3 stream of constant bit rate: silent, and telling players how long the rest is and what to cut off.

Sources: ISO/IEC 11172-3 for the frame; the Xing header and LAME's extension of it ("MP3 Info Tag revision 1") as the LAME project
documents them. The encoder library at hand writes none, and without one a player starts 1105 samples late and guesses the length.
"""

import struct
from typing import Final

from coach.files._frames import ENCODER_DELAY, frame_bytes, header
from coach.units import Frames, Samples, samples_of

_SIDE_INFO_BYTES: Final = 17
_LOWPASS_UNKNOWN: Final = 0
_ENCODER: Final = b"LAME3.100"


def info_frame(bit_rate_kbps: int, *, frames: Frames, audio_bytes: int, samples: Samples) -> bytes:
    """The frame for a mono stream at the project's rate with ``frames`` others, which take ``audio_bytes`` and hold ``samples`` of sound.

    A player cuts off the encoder's delay and its own decoder's at the beginning, and at the end what is stated here less the latter.
    Its checksum covers the 190 bytes before the checksum.
    """
    length = frame_bytes(bit_rate_kbps)
    padding = max(0, samples_of(frames) - ENCODER_DELAY - samples)
    toc = bytes(percent * 256 // 100 for percent in range(100))
    # All four fields: frames, bytes, table of contents, quality.
    xing = b"Info" + struct.pack(">III", 0x0F, frames, audio_bytes + length) + toc + struct.pack(">I", 0)
    lame = (
        _ENCODER
        + bytes((0x01, _LOWPASS_UNKNOWN))  # revision 0 of the tag, constant bit rate
        + bytes(8)  # no peak and no replay gain stated
        + bytes((0, min(bit_rate_kbps, 255)))
        + (ENCODER_DELAY << 12 | min(padding, 0xFFF)).to_bytes(3, "big")
        + bytes(4)  # noise shaping, gain, preset: not stated
        + struct.pack(">I", audio_bytes + length)
        + bytes(2)  # the checksum of the music is not stated: players don't ask for it
    )
    covered = header(bit_rate_kbps, padded=False) + bytes(_SIDE_INFO_BYTES) + xing + lame
    return (covered + struct.pack(">H", crc16(covered))).ljust(length, b"\0")


def crc16(data: bytes) -> int:
    """CRC-16/ARC: polynomial 0x8005 taken from the low bit, starting from 0. LAME's tag uses it; the standard library has only others."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
