"""Putting an MP3 stream together from sounds that were encoded apart and one silent frame, as if it had been encoded in one go.

Most of a programme is digital silence, which need not be encoded to know how it comes out. And as every event stands on the grid of
frames, a sound's frames are the same wherever the sound stands. Why frames can be put together (sources: ISO/IEC 11172-3, 2.4.1.7 and
2.4.3.4, for what a frame holds and how it is decoded; tests/files/test_frames.py for what decoders make of it):

- A frame's main data may begin in frames before it (the bit reservoir), as far back as its own ``main_data_begin`` says. A fresh encoder
  has nothing to reach back into, so the first frame of a sound says 0; so does the silent frame. No frame reaches over a seam.
- A frame's sound overlaps with that of the frame before. At a seam that must be silence on both sides. A sound encoded by itself begins
  with the encoder's own silence, and comes out :data:`DELAY` samples late: its n frames are heard in n + :data:`TAIL` frames, and after
  those nothing of it is left. So a sound takes the place of that many frames, and silence must follow it for so long.
- A stream of constant bit rate has frames of two lengths, in a pattern that keeps the average. The silent frame exists in both, and is
  taken in the one that the average needs. Players that seek by counting bytes find their place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle, islice
from typing import Final

from coach.units import FRAME_SAMPLES, SAMPLE_RATE, Frames

ENCODER_DELAY: Final = 576
"""Samples that LAME puts before the first (its ENCDELAY)."""

DECODER_DELAY: Final = 529
"""Samples that a decoder adds by its filters: 528 and 1."""

TAIL: Final = Frames(2)
"""Frames in which the end of a sound is still heard: both delays are 1105 samples, and the filters ring on for some 240 more."""

_HEADER: Final = bytes((0xFF, 0xFB))
"""Synchronisation, MPEG-1 Layer III, without a checksum."""

_MONO_ORIGINAL: Final = 0xC4
_PADDED: Final = 0x02
_HEADER_BYTES: Final = 4
_SIDE_INFO_BYTES: Final = 17

BIT_RATES_KBPS: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""MPEG-1 Layer III, by the index that stands in a frame's header."""


def header(bit_rate_kbps: int, *, padded: bool) -> bytes:
    """The four bytes that begin a mono frame at the project's rate."""
    return _HEADER + bytes((BIT_RATES_KBPS.index(bit_rate_kbps) << 4 | (_PADDED if padded else 0), _MONO_ORIGINAL))


def frame_bytes(bit_rate_kbps: int) -> int:
    """The length of an unpadded frame; a padded one has a byte more (2.4.3.1)."""
    return FRAME_SAMPLES // 8 * bit_rate_kbps * 1000 // SAMPLE_RATE


def silent_frame(bit_rate_kbps: int, *, padded: bool) -> bytes:
    """A frame of digital silence that needs no other frame: no main data at all, which stands for spectra of zeros."""
    length = frame_bytes(bit_rate_kbps) + padded
    return (header(bit_rate_kbps, padded=padded) + bytes(_SIDE_INFO_BYTES)).ljust(length, b"\0")


@dataclass(frozen=True, slots=True)
class Encoded:
    """Whole frames: so many of them, one after the other."""

    data: bytes
    frames: Frames


def cut(stream: bytes, most: Frames, bit_rate_kbps: int) -> tuple[Encoded, bytes]:
    """The whole frames at the beginning of a stream, at ``most`` so many, and the bytes after them.

    Raises:
        ValueError: the stream holds something else.

    """
    starts = {header(bit_rate_kbps, padded=padded): frame_bytes(bit_rate_kbps) + padded for padded in (False, True)}
    at = frames = 0
    while frames < most and len(stream) - at >= _HEADER_BYTES:
        start = stream[at : at + _HEADER_BYTES]
        if start not in starts:
            raise ValueError(f"no frame of this kind at byte {at}: {start.hex()}")
        if at + starts[start] > len(stream):
            break
        at, frames = at + starts[start], frames + 1
    return Encoded(stream[:at], Frames(frames)), stream[at:]


class Stream:
    """The frames so far: how many there are and what they take."""

    def __init__(self, bit_rate_kbps: int) -> None:
        self._bytes_a_frame = Fraction(FRAME_SAMPLES // 8 * bit_rate_kbps * 1000, SAMPLE_RATE)
        self._silent = tuple(silent_frame(bit_rate_kbps, padded=padded) for padded in (False, True))
        self._pattern = tuple(self._nearest(Frames(at), self._due(Frames(at))) for at in range(self._period))
        """The silent frames at the bit rate, from any whole number of periods on."""
        self.frames = Frames(0)
        self.bytes = 0

    def add(self, encoded: Encoded) -> bytes:
        """Encoded frames, counted."""
        self.frames = Frames(self.frames + encoded.frames)
        self.bytes += len(encoded.data)
        return encoded.data

    def silence(self, frames: Frames) -> Iterator[bytes]:
        """So many silent frames, counted, each in the length that brings the whole nearest to its bit rate."""
        while frames > 0 and self.bytes != self._due(self.frames):
            yield self.add(Encoded(self._nearest(self.frames, self.bytes), Frames(1)))
            frames = Frames(frames - 1)
        if frames > 0:
            begin = self.frames % self._period
            self.frames = Frames(self.frames + frames)
            self.bytes = self._due(self.frames)
            yield from islice(cycle(self._pattern), begin, begin + frames)

    @property
    def _period(self) -> int:
        """After so many frames the pattern of lengths repeats."""
        return self._bytes_a_frame.denominator

    def _due(self, frames: Frames) -> int:
        """What so many frames take at the bit rate."""
        return int(frames * self._bytes_a_frame)

    def _nearest(self, frames: Frames, taken: int) -> bytes:
        """The silent frame that, after so many frames that took so many bytes, comes nearest to the bit rate."""
        return self._silent[self._due(Frames(frames + 1)) - taken >= len(self._silent[1])]
