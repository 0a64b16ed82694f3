"""What every audio output promises, tried on a fake, on real ones without a device, and on real ones whose sound is recorded."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from coach.errors import OutputError, VoiceError
from coach.player.output import AudioOutput
from coach.player.player import State
from coach.player.prefetch import Prefetch
from coach.sound.render import Block, Pcm
from tests.player.programmes import Programme, eventually, find, frames_in, programme
from tests.player.stages import KINDS, ON_RIG, Stage, stage
from tests.rig import PATIENCE_S

SECOND = 44_100
SPACING = SECOND // 4
"""How far from its place a clip may begin on an output that cannot stream, in samples."""

MARKS = {name: [pytest.mark.sound_server] for name in ON_RIG}
on_all = pytest.mark.parametrize(
    "staged", [pytest.param(name, marks=MARKS.get(name, [])) for name in KINDS], indirect=True
)
on_devices = pytest.mark.parametrize(
    "staged", [pytest.param(name, marks=MARKS[name]) for name in ON_RIG], indirect=True
)


@pytest.fixture
def staged(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    with stage(request.param, tmp_path, monkeypatch) as made:
        yield made
        if made.rig is not None:
            made.rig.thaw()
            made.rig.kill()
            assert eventually(lambda: not any(thread.name == "coach-aside" for thread in threading.enumerate()))


def sounding(count: int) -> Callable[[Pcm], bool]:
    """A condition on what is heard: at least so many samples of sound."""
    return lambda heard: int(np.count_nonzero(heard)) >= count


def wait_over(output: AudioOutput) -> None:
    assert output.wait(PATIENCE_S), "the playback did not end"


def prompt(work: Callable[[], None]) -> None:
    """Do something that must not hang the caller; a frozen sound server would hold it for half a minute."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(PATIENCE_S / 2)
    assert not thread.is_alive()


def check_heard(made: Programme, heard: Pcm, *, streams: bool) -> None:
    """All of the programme is in the recording, in order, in its places, and nothing else is."""
    clips = made.clips
    if streams:
        origin = find(clips[0][1], heard) - clips[0][0]
        placed = np.zeros_like(heard)
        placed[origin : origin + len(made.expected)] = made.expected[: len(heard) - origin]
        assert np.array_equal(heard, placed)
        return
    # No sample of a clip is 0. A busy machine may put a moment of silence into a clip here, but no sample is lost, doubled or moved.
    assert np.array_equal(heard[heard != 0], np.concatenate([sound for _, sound in clips]))
    firsts = np.cumsum([0, *(len(sound) for _, sound in clips[:-1])])
    found = np.flatnonzero(heard)[firsts]
    off = [at - start - (found[0] - clips[0][0]) for at, (start, _) in zip(found, clips, strict=True)]
    assert max(map(abs, off)) < SPACING, off


@on_all
def test_all_is_heard_once_in_order_whole_and_in_its_place(staged: Stage) -> None:
    made = programme(-3, 12, -6, 5, 2, -12, 1, -8, 12, shorter=200)
    with Prefetch(made.blocks()) as ready, closing(staged.make()) as output:
        player = staged.player(ready)
        output.start(player)
        positions = [0]
        while not output.wait(0.02):
            positions.append(output.position())
        # Closed at once, so that what was not heard before it was called over is not heard at all.
    assert player.state is State.FINISHED
    heard = staged.heard.wait_more(SECOND // 4) if staged.rig else staged.heard.samples
    check_heard(made, heard, streams=staged.streams)
    assert output.wait(0)
    assert [*positions, output.position()] == sorted([*positions, len(made.expected)])


@on_all
def test_a_pause_silences_and_resuming_goes_on(staged: Stage) -> None:
    made = programme(frames_in(0.8), -4, 3)
    first = made.clips[0][1]
    with Prefetch(made.blocks()) as ready, closing(staged.make()) as output:
        player = staged.player(ready)
        output.start(player)
        staged.heard.wait_until(sounding(SECOND // 4))
        player.pause()
        at = len(staged.heard)
        heard = staged.heard.wait_until(
            lambda heard: len(heard) > at + staged.within + SECOND // 8 and not heard[-SECOND // 8 :].any()
        )
        assert np.flatnonzero(heard)[-1] - at < staged.within
        before = heard[heard != 0]
        assert 0 < len(before) < len(first)
        player.resume()
        wait_over(output)
    assert player.state is State.FINISHED
    heard = staged.heard.wait_more(SECOND // 4) if staged.rig else staged.heard.samples
    sound = heard[heard != 0]
    again = before if not staged.streams else before[:0]
    assert np.array_equal(sound, np.concatenate([again, made.expected[made.expected != 0]]))
    assert np.array_equal(sound[: len(before)], first[: len(before)])


@on_all
def test_stopping_the_player_ends_the_playback(staged: Stage) -> None:
    made = programme(frames_in(60))
    with Prefetch(made.blocks()) as ready, closing(staged.make()) as output:
        player = staged.player(ready)
        output.start(player)
        staged.heard.wait_until(lambda heard: bool(heard.any()))
        assert not output.wait(0)
        player.stop()
        wait_over(output)
        assert player.state is State.STOPPED


@on_all
def test_closing_while_it_plays_silences_it_and_is_harmless_again(staged: Stage) -> None:
    with Prefetch(programme(frames_in(60)).blocks()) as ready:
        output = staged.make()
        output.start(staged.player(ready))
        staged.heard.wait_until(lambda heard: bool(heard.any()))
        prompt(output.close)
        prompt(output.close)
        assert output.wait(0)
    count = len(staged.heard)
    if staged.rig:
        staged.heard.wait_until(lambda heard: len(heard) > SECOND // 2 and not heard[-SECOND // 2 :].any())
    else:
        assert len(staged.heard) == count


@on_all
def test_a_failing_source_is_heard_to_its_end_and_reported_as_its_own_error(staged: Stage) -> None:
    made = programme(5, -3, 8)

    def failing() -> Iterator[Block]:
        yield from made.blocks()
        raise VoiceError("The voice failed")

    with Prefetch(failing()) as ready, closing(staged.make()) as output:
        output.start(staged.player(ready))
        for _ in range(2):
            with pytest.raises(VoiceError, match="The voice failed"):
                output.wait(PATIENCE_S)
    heard = staged.heard.wait_more(SECOND // 4) if staged.rig else staged.heard.samples
    check_heard(made, heard, streams=staged.streams)


@on_all
def test_an_output_plays_once(staged: Stage) -> None:
    output = staged.make()
    player = staged.player(iter([]))
    output.start(player)
    with pytest.raises(ValueError, match="plays once"):
        output.start(player)
    wait_over(output)
    output.close()
    with pytest.raises(ValueError, match="plays once"):
        output.start(player)


@on_all
def test_an_output_never_started_can_be_closed(staged: Stage) -> None:
    output = staged.make()
    output.close()
    assert output.wait(0)
    assert output.position() == 0


@on_devices
def test_no_device_is_told_at_the_start_and_leads_to_export(staged: Stage) -> None:
    assert staged.rig is not None
    staged.rig.kill()
    output = staged.make()
    with pytest.raises(OutputError, match="No sound device found") as caught:
        output.start(staged.player(programme(9).blocks()))
    assert "coach export" in caught.value.hint
    prompt(output.close)


@on_devices
def test_a_device_lost_while_playing_is_reported(staged: Stage) -> None:
    assert staged.rig is not None
    with Prefetch(programme(frames_in(3), -9, frames_in(60)).blocks()) as ready:
        output = staged.make()
        output.start(staged.player(ready))
        staged.heard.wait_until(sounding(SECOND // 4))
        staged.rig.kill()
        for _ in range(2):
            with pytest.raises(OutputError, match="went away") as caught:
                output.wait(PATIENCE_S)
        assert caught.value.hint
        prompt(output.close)


@on_devices
def test_a_frozen_sound_server_is_reported_and_closing_does_not_hang(staged: Stage) -> None:
    assert staged.rig is not None
    with Prefetch(programme(frames_in(1), -9, frames_in(60)).blocks()) as ready:
        output = staged.make()
        output.start(staged.player(ready))
        staged.heard.wait_until(sounding(SECOND // 4))
        staged.rig.freeze()
        with pytest.raises(OutputError, match="went away"):
            output.wait(PATIENCE_S)
        prompt(output.close)


@on_devices
def test_it_plays_again_when_the_device_has_come_back(staged: Stage) -> None:
    assert staged.rig is not None
    staged.rig.restart()
    made = programme(10)
    with staged.rig.record() as recording, Prefetch(made.blocks()) as ready, closing(staged.make()) as output:
        output.start(staged.player(ready))
        wait_over(output)
        check_heard(made, recording.wait_more(SECOND // 4), streams=staged.streams)
