from collections.abc import Iterator
from threading import Thread

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import VoiceError
from coach.player.player import Piece, Player, State
from coach.sound.render import Block, Pcm
from tests.player.programmes import Programme, programme

FRAME = 1152
LENGTHS = st.lists(st.integers(-3, 3).filter(bool), min_size=1, max_size=5)
BLOCKS = st.integers(300, 4000)


def with_nothing_ready(blocks: Iterator[Block], dry: list[int]) -> Iterator[Block | None]:
    """The same blocks, with ``dry[n]`` times None before the n-th."""
    for number, block in enumerate(blocks):
        yield from [None] * (dry[number] if number < len(dry) else 0)
        yield block


def failing_after(blocks: Iterator[Block], error: Exception) -> Iterator[Block]:
    yield from blocks
    raise error


def only_sound(pcm: Pcm) -> Pcm:
    sound: Pcm = pcm[pcm != 0]
    return sound


@settings(deadline=None)
@given(LENGTHS, BLOCKS, st.lists(st.integers(0, 5000), max_size=20))
def test_reads_of_any_size_give_the_programme_and_then_silence(
    lengths: list[int], block: int, counts: list[int]
) -> None:
    made = programme(*lengths, shorter=100)
    player = Player(made.blocks(block))
    got = np.concatenate([player.read(count) for count in [*counts, len(made.expected), 7]])
    assert len(got) == sum(counts) + len(made.expected) + 7
    assert np.array_equal(got[: len(made.expected)], made.expected)
    assert not got[len(made.expected) :].any()
    assert player.state is State.FINISHED


@settings(deadline=None)
@given(
    LENGTHS,
    BLOCKS,
    st.lists(st.tuples(st.sampled_from(["read", "pause", "resume", "toggle"]), st.integers(1, 3000)), max_size=40),
)
def test_pauses_neither_lose_nor_double_a_sample(lengths: list[int], block: int, acts: list[tuple[str, int]]) -> None:
    made = programme(*lengths)
    player = Player(made.blocks(block))
    got: list[Pcm] = []
    for act, count in acts:
        if act == "read":
            paused, before = player.state is State.PAUSED, player.progress().position
            pcm = player.read(count)
            moved = player.progress().position - before
            assert len(pcm) == count
            assert not (paused and (moved or pcm.any()))
            got.append(pcm[:moved])
        else:
            {"pause": player.pause, "resume": player.resume, "toggle": player.toggle}[act]()
    player.resume()
    rest = player.read(len(made.expected))
    whole = np.concatenate([*got, rest])[: len(made.expected)]
    assert np.array_equal(whole, made.expected)


@settings(deadline=None)
@given(LENGTHS, BLOCKS, st.lists(st.integers(0, 3), max_size=10), st.integers(100, 3000))
def test_a_source_with_nothing_ready_delays_the_sound_and_changes_nothing(
    lengths: list[int], block: int, dry: list[int], count: int
) -> None:
    made = programme(*lengths)
    player = Player(with_nothing_ready(made.blocks(block), dry))
    got: list[Pcm] = []
    while not player.state.is_over:
        before = player.progress().position
        pcm = player.read(count)
        got.append(pcm[: player.progress().position - before])
    assert np.array_equal(np.concatenate(got), made.expected)


@settings(deadline=None)
@given(LENGTHS, BLOCKS, st.lists(st.sampled_from(["take", "done", "pause", "resume", "read"]), max_size=40))
def test_pieces_and_reads_mixed_give_every_sample_once(lengths: list[int], block: int, acts: list[str]) -> None:
    made = programme(*lengths, shorter=100)
    player = Player(made.blocks(block))
    got: list[Pcm] = []
    piece: Piece | None = None
    for act in acts:
        if act == "take":
            piece = player.take()
            assert (piece is None) == (player.state is not State.PLAYING)
        elif act == "done" and piece is not None:
            before = player.progress().position
            player.done(piece)
            got.append(piece.pcm if player.progress().position > before else piece.pcm[:0])
        elif act == "read":
            before = player.progress().position
            pcm = player.read(500)
            got.append(pcm[: player.progress().position - before])
        elif act == "pause":
            player.pause()
        elif act == "resume":
            player.resume()
    player.resume()
    got.append(player.read(len(made.expected)))
    assert np.array_equal(np.concatenate(got)[: len(made.expected)], made.expected)


def test_pieces_are_whole_events_in_order() -> None:
    made = programme(3, -2, 1, shorter=100)
    player = Player(made.blocks(1000))
    pieces = []
    while piece := player.take():
        pieces.append(piece)
        player.done(piece)
    assert [piece.event for piece in pieces] == list(made.events)
    assert [len(piece.pcm) for piece in pieces] == [3 * FRAME, 2 * FRAME, FRAME]
    assert np.array_equal(np.concatenate([piece.pcm for piece in pieces]), made.expected)
    assert player.state is State.FINISHED


def test_a_piece_is_given_again_until_it_is_done() -> None:
    player = Player(programme(2, 1).blocks())
    first = player.take()
    assert first is not None
    player.pause()
    assert player.take() is None
    player.resume()
    assert player.take() is first
    player.done(first)
    second = player.take()
    assert second is not None
    assert second is not first
    player.done(first)  # not the one last taken
    assert player.take() is second


def test_a_long_silence_taken_as_a_piece_holds_no_memory() -> None:
    hour = 60 * 60 * 44_100 // FRAME
    piece = Player(programme(-hour).blocks()).take()
    assert piece is not None
    assert piece.pcm.shape == (hour * FRAME,)
    assert piece.pcm.strides == (0,)


def test_a_piece_is_not_given_before_all_of_it_is_ready() -> None:
    made = programme(2)
    player = Player(with_nothing_ready(made.blocks(FRAME), [0, 2]))
    assert player.take() is None
    assert player.state is State.WAITING
    assert player.progress().position == 0
    assert player.take() is None
    piece = player.take()
    assert piece is not None
    assert np.array_equal(piece.pcm, made.expected)


def test_progress_tells_the_event_and_how_far_into_it() -> None:
    made = programme(2, -1, 1)
    player = Player(made.blocks(1000))
    assert player.progress().event is None
    player.read(100)
    progress = player.progress()
    assert (progress.state, progress.event, progress.into, progress.position) == (
        State.PLAYING,
        made.events[0],
        100,
        100,
    )
    player.read(2 * FRAME)
    progress = player.progress()
    assert (progress.event, progress.into, progress.position) == (made.events[1], 100, 2 * FRAME + 100)
    player.read(9 * FRAME)
    progress = player.progress()
    assert (progress.state, progress.event, progress.into, progress.position) == (
        State.FINISHED,
        made.events[2],
        FRAME,
        4 * FRAME,
    )


def test_progress_of_pieces_moves_when_they_are_done() -> None:
    made = programme(2, -1)
    player = Player(made.blocks())
    first = player.take()
    assert first is not None
    assert (player.progress().event, player.progress().into, player.progress().position) == (made.events[0], 0, 0)
    player.done(first)
    assert (player.progress().into, player.progress().position) == (2 * FRAME, 2 * FRAME)


def test_waiting_ends_when_a_block_is_ready_and_silence_stands_in_until_then() -> None:
    made = programme(1)
    player = Player(with_nothing_ready(made.blocks(), [1]))
    assert not player.read(500).any()
    assert player.progress().state is State.WAITING
    assert np.array_equal(player.read(FRAME), made.expected)
    assert player.progress().state is State.PLAYING


def test_a_waiting_player_can_be_paused() -> None:
    player = Player(with_nothing_ready(programme(1).blocks(), [1]))
    player.read(1)
    player.toggle()
    assert player.state is State.PAUSED
    assert not player.read(FRAME).any()
    player.toggle()
    assert player.read(FRAME).all()


def test_stop_silences_for_good() -> None:
    player = Player(programme(2, 2).blocks())
    piece = player.take()
    assert piece is not None
    player.stop()
    player.resume()
    player.toggle()
    player.done(piece)
    assert player.state is State.STOPPED
    assert player.error is None
    assert player.take() is None
    assert not player.read(FRAME).any()
    assert player.progress().position == 0


def test_stop_after_the_end_leaves_it_finished() -> None:
    player = Player(programme(1).blocks())
    player.read(2 * FRAME)
    player.stop()
    player.pause()
    assert player.state is State.FINISHED


def test_an_error_of_the_source_ends_the_playback_after_all_before_it_and_is_kept() -> None:
    made, error = programme(2), VoiceError("The voice failed")
    player = Player(failing_after(made.blocks(), error))
    assert np.array_equal(player.read(2 * FRAME), made.expected)
    assert player.error is None
    assert not player.read(10).any()
    assert player.state is State.STOPPED
    assert player.error is error


def test_a_source_that_fails_inside_an_event_gives_what_there_was_as_a_piece() -> None:
    made, error = programme(2), VoiceError("The voice failed")
    first_block = [next(made.blocks(1000))]
    player = Player(failing_after(iter(first_block), error))
    piece = player.take()
    assert piece is not None
    assert np.array_equal(piece.pcm, made.expected[:1000])
    player.done(piece)
    assert player.take() is None
    assert player.error is error


@pytest.mark.parametrize("made", [programme(400, -10, 300), programme(1)])
def test_commands_from_another_thread_disturb_nothing(made: Programme) -> None:
    player = Player(made.blocks(1000))
    got: list[Pcm] = []

    def pull() -> None:
        while not player.state.is_over:
            got.append(player.read(441))

    puller = Thread(target=pull)
    puller.start()
    while puller.is_alive():
        player.toggle()
        player.progress()
        if player.state is State.PAUSED:
            player.resume()
    puller.join()
    assert np.array_equal(only_sound(np.concatenate(got)), only_sound(made.expected))
