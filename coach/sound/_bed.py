"""A bed: continuous sound under everything, read from a file bit by bit and looped without a seam."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import soxr
from numpy.typing import NDArray

from coach.errors import Code, NotFoundError, SoundError
from coach.sound._ducking import AHEAD, Ahead, Ducking
from coach.sound._pcm import Pcm
from coach.sound._render import Block, whole_numbers
from coach.sound._sound_file import SampleType
from coach.sound._sound_reader import SoundReader, UnreadableSoundError
from coach.timeline import Event, Kind, Timeline
from coach.units import SAMPLE_RATE, Samples, samples_of

LEVEL_DBFS: Final = -38.0
"""The level of a bed in the silences, as RMS in dB below full scale: well under speech, which is at about -21."""

OVERLAP: Final = Samples(3 * SAMPLE_RATE)
"""How long the end of a bed and its beginning are heard together where it loops, in a crossfade."""

_SHORTEST: Final = Samples(3 * OVERLAP)
"""A bed has to be at least this long: a beginning and an end, each in a crossfade of its own, and as much between them heard alone."""

_LEAST_POWER: Final = 0.1
"""Two sounds may cancel each other in a crossfade. What is left is then made louder by no more than this: 10 dB, not without bound."""

_MEASURED: Final = Samples(60 * SAMPLE_RATE)
_FULL: Final = 32767.0

Floats = NDArray[np.float32]


class Bed:
    """A bed under one programme; for one block after the other, never back. At most a few seconds of it are in memory.

    Args:
        path: a WAV, FLAC, MP3 or Ogg Vorbis file, of at least three times :data:`OVERLAP`.
        gain_db: how much louder or softer than :data:`LEVEL_DBFS` it is.

    Raises:
        NotFoundError: there is no such file.
        SoundError: it cannot be read, is too short, or is silent.

    """

    def __init__(self, path: Path, gain_db: float = 0.0) -> None:
        self._gain = _gain_to_level(path) * 10 ** (gain_db / 20)
        self._sound = _Reader(_looped(path))
        self._ducking = Ducking()

    def under(self, pcm: Pcm, ahead: Ahead | None) -> Pcm:
        """The block with the bed under it. Words in it either go on through all of it, or don't begin before its end.

        Without ``ahead`` the listener has paused: the bed falls silent, and comes back afterwards.
        """
        if not len(pcm) or (ahead is None and self._ducking.is_away):
            return pcm
        gains = self._ducking.gains(len(pcm), ahead) * self._gain
        return whole_numbers(pcm + self._sound.read(len(pcm)) * gains.astype(np.float32))


def with_bed(blocks: Iterable[Block], timeline: Timeline, bed: Bed) -> Iterator[Block]:
    """The blocks of a whole timeline, from its beginning on, with a bed under them."""
    end = samples_of(timeline.length)
    next_words = AHEAD + end
    words_after: dict[Event, int] = {}
    for event in reversed(timeline.events):
        words_after[event] = next_words
        if event.kind is Kind.SPEECH:
            next_words = samples_of(event.start)
    for block in blocks:
        at = samples_of(block.event.start) + block.offset
        words = 0 if block.event.kind is Kind.SPEECH else words_after[block.event] - at
        yield replace(block, pcm=bed.under(block.pcm, Ahead(words, end - at)))


class _Reader:
    """Chunks of any size as blocks of the size asked for."""

    def __init__(self, chunks: Iterator[Floats]) -> None:
        self._chunks = chunks
        self._rest: Floats = np.zeros(0, np.float32)

    def read(self, count: int) -> Floats:
        """The next so many samples."""
        while len(self._rest) < count:
            self._rest = np.concatenate([self._rest, next(self._chunks)])
        first, self._rest = self._rest[:count], self._rest[count:]
        return first


def _looped(path: Path) -> Iterator[Floats]:
    """The file's samples without end: an equal-power crossfade leads from its last seconds to its first.

    Chunks are held back until there are :data:`_SHORTEST` samples: without the end, which the next round needs, that is a whole beginning.
    """
    end: Floats | None = None
    reader = SoundReader()
    while True:
        kept: list[Floats] = []
        count = whole = 0
        for chunk in _samples(path, reader):
            kept.append(chunk)
            count += len(chunk)
            whole += len(chunk)
            if count >= _SHORTEST:
                joined = np.concatenate(kept)
                first, kept, count = joined[:-OVERLAP], [joined[-OVERLAP:]], OVERLAP
                yield first if end is None else _joined(end, first)
                end = None
        if whole < _SHORTEST:  # it was longer when it was measured; looking for more of it would never end
            raise _too_short(path)
        last = np.concatenate(kept)
        yield last[:-OVERLAP]
        end = last[-OVERLAP:]


def _joined(end: Floats, first: Floats) -> Floats:
    """The beginning of a round with the end of the one before over it: an equal-power crossfade, corrected to an even level.

    The gains alone keep the power even where the two sounds have nothing in common, as with noise. The more alike they are, the more their
    amplitudes add up instead, or cancel; so the sum is divided by the root of the power that the two have together.
    """
    begin = first[:OVERLAP]
    alike = float(np.dot(begin, end) / max(1e-9, np.sqrt(np.dot(begin, begin) * np.dot(end, end))))
    rising = _rising()
    falling = rising[::-1]
    together = np.sqrt(np.maximum(_LEAST_POWER, 1 + 2 * alike * rising * falling))
    return np.concatenate([(begin * rising + end * falling) / together, first[OVERLAP:]])


@cache
def _rising() -> Floats:
    """The gain of what comes in an equal-power crossfade, a quarter of a sine. Backwards it is that of what goes: their squares make 1."""
    return np.sin(np.linspace(0, np.pi / 2, OVERLAP)).astype(np.float32)


def _samples(path: Path, reader: SoundReader) -> Iterator[Floats]:
    """One round of a file, mono at the project's rate. Raises SoundError."""
    try:
        facts, chunks = reader.read(path, SampleType.FLOAT32)
        for chunk in _at_our_rate(chunks, facts.rate):
            yield chunk * np.float32(_FULL)
    except UnreadableSoundError as error:
        hint = "It must be a WAV, FLAC, MP3 or Ogg Vorbis file."
        raise SoundError(f"The bed {path} cannot be read", hint, code=Code.SOUND_UNREADABLE, path=str(path)) from error


def _at_our_rate(chunks: Iterator[Floats], rate: int) -> Iterator[Floats]:
    if rate == SAMPLE_RATE:
        yield from chunks
        return
    resampler = soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32")
    for chunk in chunks:
        yield resampler.resample_chunk(chunk)
    yield resampler.resample_chunk(np.zeros(0, np.float32), last=True)


def _gain_to_level(path: Path) -> float:
    """The factor that brings a file to the level of a bed, by its first minute."""
    if not path.is_file():
        hint = "Give the path of a sound file, or the name of a bed."
        raise NotFoundError(f"The bed {path} does not exist", hint, code=Code.BED_NOT_FOUND, name=str(path))
    power, count = 0.0, 0
    with closing(SoundReader()) as reader:
        for chunk in _samples(path, reader):
            power, count = power + float(np.square(chunk).sum(dtype=np.float64)), count + len(chunk)
            if count >= _MEASURED:
                break
    if count < _SHORTEST:
        raise _too_short(path)
    if power == 0:
        raise SoundError(f"The bed {path} is silent", "Choose another file.", code=Code.SOUND_UNUSABLE, path=str(path))
    return float(10 ** (LEVEL_DBFS / 20) * _FULL / np.sqrt(power / count))


def _too_short(path: Path) -> SoundError:
    hint = f"A bed must last at least {_SHORTEST // SAMPLE_RATE} seconds."
    return SoundError(f"The bed {path} is too short", hint, code=Code.SOUND_UNUSABLE, path=str(path))
