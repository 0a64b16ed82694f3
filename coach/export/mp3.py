"""PCM blocks to an MP3 stream of constant bit rate, with the header that makes it gapless: sounds encoded, silences written down."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from typing import BinaryIO

from coach.export.encoding import BIT_RATE_KBPS, Encoding, Kept
from coach.export.frames import TAIL, Encoded, Stream
from coach.export.info_frame import info_frame
from coach.export.stretches import Silence, stretches
from coach.sound.render import Pcm
from coach.units import Frames, Samples, whole_frames

_Part = Future[Encoded] | Frames
"""Sound, when it is encoded, or so many frames of silence."""


def write_mp3(blocks: Iterable[Pcm], file: BinaryIO, kept: Kept | None = None) -> int:
    """Encode mono PCM blocks and write the stream at the file's position; return how many sounds were newly ``kept``.

    Memory does not grow with length. The first frame is written last, because it states the length of all: the file must seek.
    A player that honours it gives back exactly as many samples as went in, each in its place.
    """
    start = file.tell()
    file.write(info_frame(BIT_RATE_KBPS, frames=Frames(0), audio_bytes=0, samples=Samples(0)))
    stream, counted = Stream(BIT_RATE_KBPS), _Counted(blocks)
    with Encoding(kept) as encoding:
        file.writelines(_frames(_in_order(counted, encoding), stream))
        file.writelines(stream.silence(Frames(whole_frames(counted.samples) + TAIL - stream.frames)))
    end = file.tell()
    file.seek(start)
    file.write(info_frame(BIT_RATE_KBPS, frames=stream.frames, audio_bytes=stream.bytes, samples=counted.samples))
    file.seek(end)
    return encoding.added


class _Counted:
    """Blocks, and how many samples they held."""

    def __init__(self, blocks: Iterable[Pcm]) -> None:
        self._blocks = blocks
        self.samples = Samples(0)

    def __iter__(self) -> Iterator[Pcm]:
        for block in self._blocks:
            self.samples = Samples(self.samples + len(block))
            yield block


def _in_order(blocks: Iterable[Pcm], encoding: Encoding) -> Iterator[_Part]:
    """The parts of the stream in order, a few of them being encoded ahead."""
    ahead: deque[_Part] = deque()
    for stretch in stretches(blocks):
        ahead.append(stretch.frames if isinstance(stretch, Silence) else encoding.encode(stretch))
        while len(ahead) > encoding.most_at_once:
            yield ahead.popleft()
    yield from ahead


def _frames(parts: Iterable[_Part], stream: Stream) -> Iterator[bytes]:
    """The bytes of the parts. A silence after a sound is shorter by the tail of the sound, which stands in its place."""
    tail = Frames(0)
    for part in parts:
        if isinstance(part, Future):
            yield stream.add(part.result())
            tail = TAIL
        else:
            yield from stream.silence(Frames(part - tail))
            tail = Frames(0)
