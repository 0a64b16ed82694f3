"""What every audio output promises, tried on a fake, on real ones without a device, and on real ones whose sound is recorded."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from coach.errors import OutputError, VoiceError
from coach.player import AudioOutput, State
from coach.session import Command
from coach.sound import Pcm
from tests.player.programmes import Programme, eventually, find, frames_in, programme
from tests.player.stages import KINDS, ON_RIG, Stage, stage
from tests.rig import PATIENCE_S

SECOND = 44_100
SPACING = SECOND // 4
"""How far from its place a clip may begin on an output that cannot stream, in samples."""
RECORDER = SECOND // 10
"""What the recorder may have lost, in samples, when the server it records is killed."""

MARKS = {name: [pytest.mark.needs("sound server")] for name in ON_RIG}
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
            assert eventually(lambda: not any(thread.name == "coach-bounded-call" for thread in threading.enumerate()))


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


def check_cut_off(sound: Pcm, heard: Pcm, *, streams: bool) -> None:
    """What is heard is the beginning of a sound, which fades within 15 ms where the output can do that."""
    if not streams:
        heard = heard[heard != 0]
        assert 0 < len(heard) < len(sound)
        assert np.array_equal(heard, sound[: len(heard)])
        return
    begin, end = np.flatnonzero(heard)[[0, -1]]
    heard = heard[begin : end + 1]
    fade = SECOND * 15 // 1000
    # Where the fade began cannot be told to the sample, for its first and last samples may be the sound's own and 0.
    whole = next(
        (count for count in range(max(0, len(heard) - fade), len(heard)) if _fades(sound, heard, count, fade)), None
    )
    assert whole is not None
    assert 0 < whole < len(sound) - fade


def _fades(sound: Pcm, heard: Pcm, whole: int, fade: int) -> bool:
    rest = len(heard) - whole
    falling = sound[whole : len(heard)] * np.linspace(1, 0, fade)[:rest]
    return np.array_equal(heard[:whole], sound[:whole]) and bool(np.abs(heard[whole:] - falling).max() <= 1)


@pytest.mark.slow
@on_all
def test_all_is_heard_once_in_order_whole_and_in_its_place(staged: Stage) -> None:
    made = programme(-3, 12, -6, 5, 2, -12, 1, -8, 12, shorter=200)
    session = staged.session(made)
    with closing(staged.make()) as output:
        output.start(session)
        positions = [0]
        while not output.wait(0.02):
            positions.append(output.position())
        # Closed at once, so that what was not heard before it was called over is not heard at all.
    assert session.state is State.FINISHED
    heard = staged.heard.wait_more(SECOND // 4) if staged.rig else staged.heard.samples
    check_heard(made, heard, streams=staged.streams)
    assert output.wait(0)
    assert [*positions, output.position()] == sorted([*positions, len(made.expected)])


@pytest.mark.slow
@on_all
def test_a_pause_silences_and_resuming_says_the_sentence_again(staged: Stage) -> None:
    made = programme(frames_in(0.8), -4, 3)
    first = made.clips[0][1]
    session = staged.session(made)
    with closing(staged.make()) as output:
        output.start(session)
        staged.heard.wait_until(sounding(SECOND // 4))
        session.do(Command.PAUSE)
        at = len(staged.heard)
        paused = staged.heard.wait_until(
            lambda heard: len(heard) > at + staged.within + SECOND // 8 and not heard[-SECOND // 8 :].any()
        )
        assert np.flatnonzero(paused)[-1] - at < staged.within
        check_cut_off(first, paused, streams=staged.streams)
        session.do(Command.RESUME)
        wait_over(output)
    assert session.state is State.FINISHED
    heard = staged.heard.wait_more(SECOND // 4) if staged.rig else staged.heard.samples
    check_heard(made, heard[len(paused) :], streams=staged.streams)


@pytest.mark.slow
@on_all
def test_a_pause_in_a_silence_goes_on_where_it_was(staged: Stage) -> None:
    made = programme(4, -frames_in(1.2), 4)
    session = staged.session(made)
    with closing(staged.make()) as output:
        output.start(session)
        staged.heard.wait_until(
            lambda heard: sounding(len(made.clips[0][1]))(heard) and not heard[-SECOND // 2 :].any()
        )
        session.do(Command.PAUSE)
        staged.heard.wait_more(SECOND)
        session.do(Command.RESUME)
        wait_over(output)
    heard = staged.heard.wait_more(SECOND // 4) if staged.rig else staged.heard.samples
    sound = heard[heard != 0]
    assert np.array_equal(sound, made.expected[made.expected != 0])
    # The silence is as long as it should be and as the pause together, which began and ended some time after it was asked for.
    last = np.flatnonzero(heard)[-len(made.clips[1][1])]
    gap = last - np.flatnonzero(heard)[len(made.clips[0][1]) - 1] - 1
    written = made.clips[1][0] - len(made.clips[0][1])
    assert written + SECOND - staged.within < gap < written + SECOND + 2 * staged.within


@on_all
def test_stopping_the_session_ends_the_playback(staged: Stage) -> None:
    session = staged.session(programme(frames_in(60)))
    with closing(staged.make()) as output:
        output.start(session)
        staged.heard.wait_until(lambda heard: bool(heard.any()))
        assert not output.wait(0)
        session.do(Command.QUIT)
        wait_over(output)
        assert session.state is State.STOPPED


@on_all
def test_closing_while_it_plays_silences_it_and_is_harmless_again(staged: Stage) -> None:
    session = staged.session(programme(frames_in(60)))
    output = staged.make()
    output.start(session)
    staged.heard.wait_until(lambda heard: bool(heard.any()))
    prompt(output.close)
    prompt(output.close)
    assert output.wait(0)
    handed_out = session.position
    if staged.rig:
        staged.heard.wait_until(lambda heard: len(heard) > SECOND // 2 and not heard[-SECOND // 2 :].any())
    assert session.position == handed_out


@on_all
def test_a_failing_source_is_heard_to_its_end_and_reported_as_its_own_error(staged: Stage) -> None:
    made = programme(5, -3, 8)
    with closing(staged.make()) as output:
        output.start(staged.session(made, VoiceError("The voice failed")))
        for _ in range(2):
            with pytest.raises(VoiceError, match="The voice failed"):
                output.wait(PATIENCE_S)
    heard = staged.heard.wait_more(SECOND // 4) if staged.rig else staged.heard.samples
    check_heard(made, heard, streams=staged.streams)


@on_all
def test_an_output_plays_once_and_another_goes_on_from_there(staged: Stage) -> None:
    made = programme(-2)
    session = staged.session(made)
    output = staged.make()
    output.start(session)
    with pytest.raises(ValueError, match="plays once"):
        output.start(session)
    wait_over(output)
    output.close()
    with pytest.raises(ValueError, match="plays once"):
        output.start(session)
    with closing(staged.make()) as other:
        other.start(session)
        assert other.position() == len(made.expected)


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
        output.start(staged.session(programme(9)))
    assert "export a sound file" in caught.value.hint
    prompt(output.close)


@on_devices
def test_a_device_lost_while_playing_is_reported(staged: Stage) -> None:
    assert staged.rig is not None
    output = staged.make()
    output.start(staged.session(programme(frames_in(3), -9, frames_in(60))))
    staged.heard.wait_until(sounding(SECOND // 4))
    staged.rig.kill()
    for _ in range(2):
        with pytest.raises(OutputError, match="was disconnected") as caught:
            output.wait(PATIENCE_S)
    assert caught.value.hint
    prompt(output.close)


@on_devices
def test_what_was_not_heard_of_a_lost_device_does_not_count(staged: Stage) -> None:
    """Samples handed out to a device that was gone by then; at least all that was heard of them, which is what went to the recorder."""
    assert staged.rig is not None
    session = staged.session(programme(frames_in(60)))
    output = staged.make()
    output.start(session)
    staged.heard.wait_until(sounding(SECOND // 2))
    staged.rig.kill()
    with pytest.raises(OutputError, match="was disconnected"):
        output.wait(PATIENCE_S)
    output.close()
    if staged.streams:  # else a clip that was cut off counts for nothing: it is taken again whole
        assert session.position - SECOND // 2 < output.position() <= np.count_nonzero(staged.heard.samples) + RECORDER


@on_devices
def test_a_frozen_sound_server_is_reported_and_closing_does_not_hang(staged: Stage) -> None:
    assert staged.rig is not None
    session = staged.session(programme(frames_in(1), -9, frames_in(60)))
    output = staged.make()
    output.start(session)
    staged.heard.wait_until(sounding(SECOND // 4))
    staged.rig.freeze()
    with pytest.raises(OutputError, match="was disconnected"):
        output.wait(PATIENCE_S)
    handed_out = session.position
    prompt(output.close)
    staged.rig.thaw()
    assert eventually(lambda: not any(thread.name == "coach-bounded-call" for thread in threading.enumerate()))
    # The closed device asks for more before it ends, and gets nothing that another one should have had.
    assert session.position == handed_out


@on_devices
def test_it_plays_again_when_the_device_has_come_back(staged: Stage) -> None:
    assert staged.rig is not None
    staged.rig.restart()
    made = programme(10)
    with staged.rig.record() as recording, closing(staged.make()) as output:
        output.start(staged.session(made))
        wait_over(output)
        check_heard(made, recording.wait_more(SECOND // 4), streams=staged.streams)
