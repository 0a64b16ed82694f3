"""A programme's sound as an MP3 stream of constant bit rate, with the header that makes it gapless.

Where there is silence between sounds, these are encoded by themselves, and the silence is written down: see
:mod:`coach.files._frames`. SoundRun under everything leaves no silence; then all of it is encoded in one go.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from coach.files._encoded_sounds import EncodedSounds
from coach.files._encoding import BIT_RATE_KBPS
from coach.files._frames import TAIL, Encoded, Stream
from coach.files._info_frame import info_frame
from coach.files._runs import SilentRun, SoundRun, runs
from coach.timeline import Clip, Event, Source
from coach.units import Frames, Samples

if TYPE_CHECKING:
    from coach.sound import Pcm

Part = Encoded | Frames
"""Frames of a sound and of its tail; or a silence, so many frames long."""

Render = Callable[[tuple[Event, ...]], Iterable["Pcm"]]
"""Gives the samples of consecutive events."""


def write_mp3(parts: Iterable[Part], samples: Samples, file: BinaryIO) -> None:
    """Write a stream of so many samples, of whose last frame some may be left over, at the file's position.

    Memory does not grow with length. The first frame is written last, because it states the length of all: the file must seek.
    A player that honours it gives back exactly as many samples as went in, each in its place.
    """
    start = file.tell()
    file.write(info_frame(BIT_RATE_KBPS, frames=Frames(0), audio_bytes=0, samples=Samples(0)))
    stream = Stream(BIT_RATE_KBPS)
    file.writelines(_frames(parts, stream))
    end = file.tell()
    file.seek(start)
    file.write(info_frame(BIT_RATE_KBPS, frames=stream.frames, audio_bytes=stream.bytes, samples=samples))
    file.seek(end)


def assembled(
    events: Iterable[Event], render: Render, identity: Callable[[Source], str], sounds: EncodedSounds
) -> Iterator[Part]:
    """The parts of events between which there is silence, in order, some of them being encoded ahead."""
    ahead: deque[Future[Encoded] | Frames] = deque()
    for stretch in runs(events):
        if isinstance(stretch, SilentRun):
            ahead.append(stretch.frames)
        else:
            name = name_of(stretch, identity)
            ahead.append(sounds.frames_of(name, stretch.frames, partial(render, stretch.events)))
        while len(ahead) > sounds.most_ahead:
            yield _settled(ahead.popleft())
    yield from map(_settled, ahead)


def _settled(part: Future[Encoded] | Frames) -> Part:
    return part.result() if isinstance(part, Future) else part


def name_of(sound: SoundRun, identity: Callable[[Source], str]) -> str:
    """Tells a sound from all others: by its clips, how loud each is, and where in the sound it is."""
    return "\n".join(
        f"{identity(event.source)} {event.gain_db} dB, {event.length} frames"
        if isinstance(event, Clip)
        else f"silence, {event.length} frames"
        for event in sound.events
    )


def _frames(parts: Iterable[Part], stream: Stream) -> Iterator[bytes]:
    """The bytes of the parts. A silence after a sound is shorter by the tail of the sound, which stands in its place.

    So silence between sounds must be as long as a tail, which is what ``runs.APART`` is for. Only at the end may it be shorter.
    """
    tail = Frames(0)
    for part in parts:
        if isinstance(part, Encoded):
            if 0 < tail < TAIL:
                raise ValueError(f"a sound begins {tail} frames before the one ahead of it has died away")
            yield stream.add(part)
            tail = TAIL
        else:
            yield from stream.silence(Frames(part - tail))
            tail = Frames(max(0, tail - part))
    yield from stream.silence(Frames(TAIL - tail))
