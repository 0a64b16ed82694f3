"""The block generator: the same samples whatever the size of the blocks."""

from collections.abc import Iterator

import numpy as np
import pytest

from coach.sound import Block, Pcm, at_gain, render
from coach.timeline import Clip, Event, Gap, Kind, Place, Source, Utterance
from coach.units import Frames, Samples

HERE = Place(1, "Part", 0, "Step")
RNG = np.random.default_rng(7)
SOUNDS: dict[Source, Pcm] = {
    Utterance(name, "voice", 120): RNG.integers(-30_000, 30_000, samples, dtype=np.int16)
    for name, samples in (("whole frames", 3 * 1152), ("part of a frame", 2 * 1152 + 1), ("tiny", 1))
}
FIRST, SECOND, THIRD = SOUNDS
EVENTS: tuple[Event, ...] = (
    Clip(Frames(0), Frames(3), Kind.SPEECH, HERE, FIRST),
    Gap(Frames(3), Frames(5), Kind.PAUSE, HERE),
    Clip(Frames(8), Frames(3), Kind.SPEECH, HERE, SECOND),
    Clip(Frames(11), Frames(1), Kind.SPEECH, HERE, THIRD),
    Gap(Frames(12), Frames(2), Kind.HOLD, HERE),
)


def expected() -> Pcm:
    """Built by hand: silence, and each sound laid where its clip starts."""
    samples = np.zeros(14 * 1152, np.int16)
    for start, source in ((0, FIRST), (8, SECOND), (11, THIRD)):
        samples[start * 1152 : start * 1152 + len(SOUNDS[source])] = SOUNDS[source]
    return samples


def blocks(size: int) -> Iterator[Block]:
    return render(EVENTS, SOUNDS.__getitem__, Samples(size))


@pytest.mark.parametrize("size", [1, 64, 1000, 1152, 65_536])
def test_every_block_size_gives_the_same_samples(size: int) -> None:
    assert np.array_equal(np.concatenate([block.pcm for block in blocks(size)]), expected())


@pytest.mark.parametrize("size", [64, 1000, 65_536])
def test_a_block_stays_within_one_event_and_says_where(size: int) -> None:
    for block in blocks(size):
        assert 0 < len(block.pcm) <= size
        start = block.event.start * 1152 + block.offset
        assert np.array_equal(block.pcm, expected()[start : start + len(block.pcm)])
        assert block.offset + len(block.pcm) <= block.event.length * 1152


def test_a_sound_is_loaded_only_when_its_turn_comes() -> None:
    loaded: list[Source] = []

    def load(source: Source) -> Pcm:
        loaded.append(source)
        return SOUNDS[source]

    stream = render(EVENTS, load, Samples(1152))
    next(stream)
    assert loaded == [FIRST]


def test_a_sound_longer_than_its_clip_is_refused_rather_than_cut() -> None:
    clip = Clip(Frames(0), Frames(2), Kind.SPEECH, HERE, FIRST)
    with pytest.raises(ValueError, match="do not fit"):
        list(render([clip], SOUNDS.__getitem__))


def test_a_block_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        next(render(EVENTS, SOUNDS.__getitem__, Samples(0)))


def test_a_sound_made_louder_is_held_at_full_scale_on_both_sides() -> None:
    """Ten times as loud by 20 dB. Beyond what 16 bits hold, it would turn over to the other side."""
    sound = np.array([0, 100, -100, 3276, -3276, 3277, -3277, 30_000, -30_000], np.int16)
    louder = [0, 1000, -1000, 32_760, -32_760, 32_767, -32_768, 32_767, -32_768]
    assert at_gain(sound, 20).tolist() == louder


def test_a_sound_made_softer_is_rounded_to_the_nearest_whole_number() -> None:
    assert at_gain(np.array([14, 15, 16, -14, -16], np.int16), -20).tolist() == [1, 2, 2, -1, -2]
