"""LAME at work: a sound of its own by a fresh encoder, or sound without an end in sight, bit by bit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from coach._installed import installed_version
from coach.files._frames import TAIL, Encoded, cut
from coach.sound import whole_numbers
from coach.units import SAMPLE_RATE, Frames, Samples, samples_of, whole_frames

if TYPE_CHECKING:
    import lameenc

    from coach.sound import Pcm

BIT_RATE_KBPS: Final = 96
"""Podcast directories ask for 96 to 128 kbit/s for mono speech."""

QUALITY: Final = 4
"""LAME's effort, 0 best to 9 fastest."""

SCALE: Final = 0.95
"""LAME multiplies all it is given by this before it encodes, at any constant bit rate, and the library at hand cannot ask it not to."""

_AT_ONCE: Final = samples_of(Frames(512))
"""Sound without an end is handed to the encoder in parts of so many samples, 13 s: fewer cost time, more cost memory."""


def encoder_identity() -> str:
    """What decides the frames of a sound, apart from its samples."""
    return f"LAME by lameenc {installed_version('lameenc')}, {BIT_RATE_KBPS} kbit/s, quality {QUALITY}, {TAIL} frames of tail, level kept"


def encode(blocks: Iterable[Pcm]) -> Encoded:
    """A sound of whole frames, in blocks of any sizes, encoded by itself: its frames and those of its tail."""
    encoder = Encoder()
    parts = [encoder.feed(_made_up_for(block)) for block in blocks]
    parts.append(encoder.finish())
    return Encoded(b"".join(part.data for part in parts), Frames(sum(part.frames for part in parts)))


def encode_continuously(blocks: Iterable[Pcm]) -> Iterator[Encoded]:
    """Sound of any length, encoded in one go and given part by part, with its tail; the last frame is filled up with silence.

    One part is encoded while the next is asked for: the library works without holding Python's lock.
    """
    encoder = Encoder()
    with ThreadPoolExecutor(1, thread_name_prefix="coach-encoding") as pool:
        before = pool.submit(Encoded, b"", Frames(0))
        for part in _parts(blocks):
            this = pool.submit(encoder.feed, part)
            yield before.result()
            before = this
        yield before.result()
    yield encoder.finish()


class Encoder:
    """One stream of constant bit rate, mono, at the project's rate, from sound of which it takes a little: see :data:`SCALE`."""

    def __init__(self) -> None:
        self._encoder = _lame()
        self._rest = b""
        """The library gives bytes as they are settled, not frame by frame."""
        self._samples = Samples(0)
        self._given = Frames(0)

    def feed(self, pcm: Pcm) -> Encoded:
        """The whole frames that are settled when these samples are in."""
        self._samples = Samples(self._samples + len(pcm))
        return self._give(self._encoder.encode(pcm))

    def finish(self) -> Encoded:
        """The rest, with all of the tail; the last frame of the sound is filled up with silence."""
        fill = samples_of(whole_frames(self._samples)) - self._samples
        return self._give(self._encoder.encode(bytes(2 * (fill + samples_of(TAIL)))) + self._encoder.flush())

    def _give(self, data: bytes) -> Encoded:
        """What is whole, but never more than there are frames of sound so far, and of the tail."""
        most = Frames(whole_frames(self._samples) + TAIL - self._given)
        encoded, self._rest = cut(self._rest + data, most, BIT_RATE_KBPS)
        self._given = Frames(self._given + encoded.frames)
        return encoded


def _parts(blocks: Iterable[Pcm]) -> Iterator[Pcm]:
    """The same samples in fewer, longer blocks, as the encoder is to be given them: to make them takes no time from it."""
    held: list[Pcm] = []
    count = 0
    for block in blocks:
        held.append(block)
        count += len(block)
        if count >= _AT_ONCE:
            yield _made_up_for(_joined(held))
            held, count = [], 0
    if held:
        yield _made_up_for(_joined(held))


def _joined(blocks: list[Pcm]) -> Pcm:
    import numpy as np  # here, and below, because what is kept as frames is written without any sound

    return np.concatenate(blocks)


def _made_up_for(pcm: Pcm) -> Pcm:
    """As much louder as LAME makes it softer; where that would be more than full scale, full scale."""
    import numpy as np

    return whole_numbers(pcm * np.float32(1 / SCALE))


def _lame() -> lameenc.Encoder:
    import lameenc

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(BIT_RATE_KBPS)
    encoder.set_in_sample_rate(SAMPLE_RATE)
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    return encoder
