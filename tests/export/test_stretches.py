"""Samples are divided into sound and silence on the grid of frames, whatever the blocks they come in."""

from collections.abc import Iterator

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.export.stretches import APART, LONGEST, Silence, Sound, Stretch, stretches
from coach.sound.render import Pcm

FRAME = 1152


def a_programme(shape: list[int], left_over: int = 0) -> Pcm:
    """So many frames of sound, of silence, of sound and so on, and a few samples of sound more."""
    parts = [np.full(frames * FRAME, (index + 1) % 2 * (index + 1), np.int16) for index, frames in enumerate(shape)]
    return np.concatenate([*parts, np.full(left_over, 1, np.int16)])


def in_blocks(pcm: Pcm, sizes: list[int]) -> list[Pcm]:
    blocks, at = [], 0
    for size in sizes:
        blocks.append(pcm[at : at + size])
        at += size
    return [*blocks, pcm[at:]]


def samples_of(parts: list[Stretch]) -> Pcm:
    whole = [part.pcm if isinstance(part, Sound) else np.zeros(part.frames * FRAME, np.int16) for part in parts]
    return np.concatenate(whole) if whole else np.zeros(0, np.int16)


def shape_of(parts: list[Stretch]) -> list[int]:
    """Frames of each: sound counts up, silence down."""
    return [part.frames if isinstance(part, Sound) else -part.frames for part in parts]


def test_sound_and_silence_by_turns() -> None:
    assert shape_of(list(stretches([a_programme([3, 5, 1, 2, 4])]))) == [3, -5, 1, -2, 4]


def test_a_silence_at_either_end() -> None:
    assert shape_of(list(stretches([a_programme([0, 7, 2, 1])]))) == [-7, 2, -1]


def test_a_silence_too_short_for_a_seam_belongs_to_the_sound() -> None:
    assert APART == 2
    assert shape_of(list(stretches([a_programme([3, 1, 4, 2, 1])]))) == [8, -2, 1]


def test_the_last_frame_is_filled_up() -> None:
    (only,) = stretches([np.full(FRAME + 1, 9, np.int16)])
    assert isinstance(only, Sound)
    assert only.pcm.tolist() == [9] * (FRAME + 1) + [0] * (FRAME - 1)


def test_nothing_is_nothing() -> None:
    assert list(stretches([])) == []
    assert list(stretches([np.zeros(0, np.int16)])) == []


def test_sound_without_a_silence_comes_in_parts() -> None:
    parts = list(stretches(in_blocks(a_programme([2 * LONGEST + 5, 3]), [FRAME * 300] * 8)))
    assert shape_of(parts) == [LONGEST, LONGEST, 5, -3]
    assert [part.goes_on for part in parts if isinstance(part, Sound)] == [True, True, False]


def test_a_sound_is_given_before_what_comes_after_the_silence_is_asked_for() -> None:
    asked = []

    def blocks() -> Iterator[Pcm]:
        for number, shape in enumerate(([2], [0, 2], [1])):
            asked.append(number)
            yield a_programme(shape)

    first = next(stretches(blocks()))
    assert isinstance(first, Sound)
    assert asked == [0, 1]


@given(st.lists(st.integers(0, 6), max_size=8), st.integers(0, FRAME - 1), st.lists(st.integers(0, 5000), max_size=9))
def test_nothing_is_lost_and_blocks_do_not_matter(shape: list[int], left_over: int, sizes: list[int]) -> None:
    pcm = a_programme(shape, left_over)
    parts = list(stretches(in_blocks(pcm, sizes)))
    whole = samples_of(parts)
    assert np.array_equal(whole[: len(pcm)], pcm)
    assert not whole[len(pcm) :].any()
    assert len(whole) % FRAME == 0
    assert len(whole) - len(pcm) < FRAME
    assert shape_of(parts) == shape_of(list(stretches([pcm])))
    kinds = [type(part) for part in parts]
    assert all(kinds[index] is not kinds[index + 1] for index in range(len(kinds) - 1))
    assert all(part.frames >= APART for part in parts[1:-1] if isinstance(part, Silence))
