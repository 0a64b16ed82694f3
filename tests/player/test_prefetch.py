import subprocess
import sys
from collections.abc import Iterator
from threading import Event as Flag

import numpy as np
import pytest

from coach.errors import VoiceError
from coach.player.player import Player, State
from coach.player.prefetch import Prefetch
from coach.sound.render import Block, Pcm
from coach.units import Samples
from tests.player.programmes import eventually, frames_in, programme
from tests.rig import PATIENCE_S

BLOCK = 9216


class Gated:
    """A source that stops before one of its blocks until it is let go on."""

    def __init__(self, blocks: Iterator[Block], before: int) -> None:
        self._blocks = blocks
        self._before = before
        self.reached = Flag()
        self.gate = Flag()
        self.closed = Flag()

    def __iter__(self) -> Iterator[Block]:
        try:
            for number, block in enumerate(self._blocks):
                if number == self._before:
                    self.reached.set()
                    assert self.gate.wait(PATIENCE_S)
                yield block
        finally:
            self.closed.set()


def all_of(ready: Prefetch) -> Pcm:
    """All samples, waited for."""
    got: list[Pcm] = []

    def ended() -> bool:
        try:
            while block := next(ready):
                got.append(block.pcm)
        except StopIteration:
            return True
        return False

    assert eventually(ended)
    return np.concatenate(got)


@pytest.mark.parametrize("ahead", [1, 5000, 88_200])
def test_gives_the_same_blocks(ahead: int) -> None:
    made = programme(9, -20, 3, 5, shorter=50)
    with Prefetch(made.blocks(1000), Samples(ahead)) as ready:
        assert np.array_equal(all_of(ready), made.expected)


def test_never_fetches_more_than_its_bound_and_a_block() -> None:
    made = programme(-400)
    taken = 0
    most = 0

    def counted() -> Iterator[Block]:
        nonlocal most
        for number, block in enumerate(made.blocks(1000)):
            most = max(most, number - taken)
            yield block

    with Prefetch(counted(), Samples(10_000)) as ready:
        while taken * 1000 < len(made.expected):
            if next(ready) is not None:
                taken += 1
    # Ten blocks fill the queue, the eleventh waits to be put there, and one may have been taken but not yet counted.
    assert 10 <= most <= 12


def test_a_clip_begins_only_when_enough_of_it_is_ready() -> None:
    source = Gated(programme(frames_in(2)).blocks(BLOCK), before=2)
    with Prefetch(source) as ready:
        assert source.reached.wait(PATIENCE_S)
        assert next(ready) is None  # two blocks are 0.42 s, and half a second is wanted
        source.gate.set()
        blocks: list[Block | None] = []
        assert eventually(lambda: blocks.append(next(ready)) or blocks[-1] is not None)  # type: ignore[func-returns-value]  # a loop body
        assert blocks[-1] is not None
        assert blocks[-1].offset == 0


def test_a_short_event_begins_at_once_though_the_next_is_not_ready() -> None:
    made = programme(2, 90)
    source = Gated(made.blocks(BLOCK), before=1)
    with Prefetch(source) as ready:
        assert source.reached.wait(PATIENCE_S)
        block = next(ready)
        assert block is not None
        assert block.event == made.events[0]
        assert next(ready) is None
        source.gate.set()


def test_a_clip_that_has_begun_goes_on_while_there_is_anything_of_it() -> None:
    source = Gated(programme(frames_in(2)).blocks(BLOCK), before=3)
    with Prefetch(source) as ready:
        assert source.reached.wait(PATIENCE_S)
        blocks = [next(ready) for _ in range(4)]
        assert [block and block.offset for block in blocks] == [0, BLOCK, 2 * BLOCK, None]
        source.gate.set()


def test_an_error_comes_after_all_that_was_before_it() -> None:
    made = programme(3)

    def failing() -> Iterator[Block]:
        yield from made.blocks(1000)
        raise VoiceError("The voice failed")

    with Prefetch(failing()) as ready:
        player = Player(ready)
        got: list[Pcm] = []
        assert eventually(lambda: got.append(player.read(500)) or player.state.is_over)  # type: ignore[func-returns-value]  # a loop body
    heard = np.concatenate(got)
    assert np.array_equal(heard[heard != 0], made.expected)
    assert player.state is State.STOPPED
    assert isinstance(player.error, VoiceError)


def test_closing_ends_a_thread_that_waits_for_room() -> None:
    with Prefetch(programme(-frames_in(60)).blocks()) as ready:
        pass
    ready.thread.join(PATIENCE_S)
    assert not ready.thread.is_alive()
    with pytest.raises(StopIteration):
        next(ready)


def test_closing_does_not_wait_for_a_slow_source_and_closes_it_when_it_comes_back() -> None:
    source = Gated(programme(9).blocks(1000), before=1)
    ready = Prefetch(source)
    assert source.reached.wait(PATIENCE_S)
    ready.close()
    ready.close()
    assert ready.thread.is_alive()
    source.gate.set()
    ready.thread.join(PATIENCE_S)
    assert not ready.thread.is_alive()
    assert source.closed.is_set()


def test_a_source_that_never_comes_back_does_not_hold_up_the_exit() -> None:
    code = """
import threading
from coach.player.prefetch import Prefetch
asked = threading.Event()
def never():
    asked.set()
    threading.Event().wait()
    yield
Prefetch(never())
asked.wait()
"""
    assert subprocess.run([sys.executable, "-c", code], timeout=PATIENCE_S, check=False).returncode == 0
