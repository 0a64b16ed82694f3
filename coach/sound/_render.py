"""The block generator: a timeline's events and their clips in, blocks of PCM out. Live sound and every export come from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from coach.timeline import Clip, Event, Source
from coach.units import FRAME_SAMPLES, Samples, samples_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coach.sound._pcm import Pcm

Load = Callable[[Source], "Pcm"]
"""Where the sound of a clip comes from."""

DEFAULT_BLOCK: Final = Samples(8 * FRAME_SAMPLES)


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive samples of one event; ``offset`` is where in the event they begin. A block never spans two events."""

    event: Event
    offset: Samples
    pcm: Pcm


def render(events: Iterable[Event], load: Load, block: Samples = DEFAULT_BLOCK) -> Iterator[Block]:
    """Give the events' samples in order, in blocks of at most ``block`` samples.

    Lazy: an event is asked for only when the one before has been handed out, so that sound can begin before the end is known.
    """
    if block < 1:
        raise ValueError(f"a block holds at least 1 sample, not {block}")
    import numpy as np  # here, and below, because an export of what is kept renders nothing

    silence = np.zeros(block, np.int16)
    silence.flags.writeable = False
    for event in events:
        sound = at_gain(load(event.source), event.gain_db) if isinstance(event, Clip) else silence[:0]
        length = samples_of(event.length)
        if len(sound) > length:
            raise ValueError(f"{len(sound)} samples of sound do not fit the {length} of their clip: {event}")
        for offset in range(0, length, block):
            count = min(block, length - offset)
            piece = sound[offset : offset + count]
            yield Block(event, Samples(offset), piece if len(piece) == count else _padded(piece, silence[:count]))


def at_gain(sound: Pcm, gain_db: float) -> Pcm:
    """The sound made louder or softer, rounded to whole numbers and never beyond what they hold."""
    if gain_db == 0:
        return sound
    return whole_numbers(sound * 10 ** (gain_db / 20))


def whole_numbers(sound: NDArray[np.floating]) -> Pcm:
    """Samples in whole numbers, each to the nearest, and never beyond what 16 bits hold. Overwrites what it is given."""
    import numpy as np

    np.rint(sound, out=sound)
    np.clip(sound, -32768, 32767, out=sound)
    return sound.astype(np.int16)


def _padded(piece: Pcm, silence: Pcm) -> Pcm:
    import numpy as np

    return np.concatenate([piece, silence[len(piece) :]]) if len(piece) else silence
