"""What is peculiar to playing clip by clip, on a clock and a library made of cardboard, so that every time is exact."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pytest

from coach.errors import OutputError
from coach.player import Playable, State
from coach.player import _simpleaudio_output as simpleaudio_output
from coach.player._simpleaudio_output import SimpleaudioOutput
from coach.session import Command
from tests.player.programmes import programme

FRAME_S = 1152 / 44_100
CLOSE = 0.011
"""The output looks every 10 ms."""
TOLD = 0.02
"""Of a silence that is cut off, up to 20 ms come again."""


@dataclass
class Clock:
    """Time that passes only where the output waits. ``plan`` holds what happens when; ``jump`` is time lost without a wait."""

    now_s: float = 0.0
    plan: list[tuple[float, Callable[[], object]]] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.now_s += seconds
        while self.plan and self.plan[0][0] <= self.now_s:
            self.plan.pop(0)[1]()

    def jump(self, seconds: float) -> None:
        self.now_s += seconds


@dataclass
class Closing:
    """The flag the output waits on, by the clock."""

    clock: Clock

    def wait(self, seconds: float) -> bool:
        self.clock.sleep(seconds)
        return False

    def is_set(self) -> bool:
        return False

    def set(self) -> None: ...


@dataclass
class Play:
    clock: Clock
    ends_s: float

    def is_playing(self) -> bool:
        return self.clock.now_s < self.ends_s

    def stop(self) -> None:
        self.ends_s = min(self.ends_s, self.clock.now_s + 0.2)


@dataclass
class Library:
    """Plays sounds that last ``extra_s`` longer than they are; ``fails_at`` is the number of the first that it refuses."""

    clock: Clock
    extra_s: float = 0.0
    fails_at: int = -1
    played: list[tuple[float, int]] = field(default_factory=list)

    def play_buffer(self, sound: bytes, channels: int, width: int, rate: int) -> Play:
        if len(self.played) == self.fails_at:
            raise RuntimeError("Error opening PCM device.")
        assert (channels, width, rate) == (1, 2, 44_100)
        self.played.append((self.clock.now_s, len(sound) // 2))
        return Play(self.clock, self.clock.now_s + len(sound) / 2 / rate + self.extra_s)

    @property
    def starts(self) -> list[float]:
        return [at_s for at_s, _ in self.played]


@dataclass
class Cardboard:
    clock: Clock
    library: Library
    output: SimpleaudioOutput

    def play(self, player: Playable) -> None:
        """The whole playback, then what a waiting caller would meet."""
        self.output._run(player)
        assert self.output.wait(0)


@pytest.fixture
def cardboard(monkeypatch: pytest.MonkeyPatch) -> Cardboard:
    clock = Clock()
    library = Library(clock)
    monkeypatch.setattr(simpleaudio_output, "time", clock)
    monkeypatch.setattr(simpleaudio_output, "_library", lambda: library)
    output = SimpleaudioOutput()
    monkeypatch.setattr(output, "_closing", Closing(clock))
    return Cardboard(clock, library, output)


def test_only_the_sound_of_a_clip_is_played_and_its_silence_waited_out(cardboard: Cardboard) -> None:
    cardboard.play(programme(10, -5, 20, shorter=300).session())
    assert [count for _, count in cardboard.library.played] == [10 * 1152 - 300, 20 * 1152 - 300]
    assert cardboard.library.starts == pytest.approx([0, 15 * FRAME_S])
    assert cardboard.clock.now_s == pytest.approx(35 * FRAME_S)


def test_lateness_is_made_up_for_in_the_next_gap(cardboard: Cardboard) -> None:
    cardboard.library.extra_s = 0.04
    cardboard.play(programme(10, 10, 10, -10, 10, -10, 10).session())
    # A clip of 261 ms is gone after 301 ms, which is noticed within 10 ms; so clips that touch begin late, later and later ...
    assert cardboard.library.starts[:3] == pytest.approx([0, 10 * FRAME_S + 0.045, 20 * FRAME_S + 0.09], abs=0.02)
    # ... and after a gap they are back in their places.
    assert cardboard.library.starts[3:] == pytest.approx([40 * FRAME_S, 60 * FRAME_S])


def test_drift_does_not_add_up_over_a_long_programme(cardboard: Cardboard) -> None:
    cardboard.library.extra_s = 0.03
    cardboard.play(programme(*[7, -11] * 300).session())
    assert cardboard.library.starts == pytest.approx([18 * FRAME_S * number for number in range(300)])


def test_a_clip_that_was_paused_is_said_again_from_its_start(cardboard: Cardboard) -> None:
    session = programme(100, -10, 5).session()
    cardboard.clock.plan = [(1.0, partial(session.do, Command.PAUSE)), (5.0, partial(session.do, Command.RESUME))]
    cardboard.play(session)
    starts = cardboard.library.starts
    assert len(starts) == 3
    assert starts[0] == 0
    assert starts[1] == pytest.approx(5.0, abs=CLOSE)
    assert starts[2] - starts[1] == pytest.approx(110 * FRAME_S)


def test_a_silence_that_was_paused_goes_on(cardboard: Cardboard) -> None:
    session = programme(5, -400, 5).session()
    paused_s, resumed_s = 8.0, 20.0
    cardboard.clock.plan = [
        (paused_s, partial(session.do, Command.PAUSE)),
        (resumed_s, partial(session.do, Command.RESUME)),
    ]
    cardboard.play(session)
    assert cardboard.library.starts == pytest.approx([0, 405 * FRAME_S + resumed_s - paused_s], abs=TOLD + 2 * CLOSE)


def test_a_silence_paused_twice_goes_on_twice(cardboard: Cardboard) -> None:
    session = programme(-400, 5).session()
    cardboard.clock.plan = [
        (3.0, partial(session.do, Command.PAUSE)),
        (4.0, partial(session.do, Command.RESUME)),
        (6.0, partial(session.do, Command.PAUSE)),
        (9.0, partial(session.do, Command.RESUME)),
    ]
    cardboard.play(session)
    assert cardboard.library.starts == pytest.approx([400 * FRAME_S + 1.0 + 3.0], abs=2 * TOLD + 4 * CLOSE)


def test_stopping_the_session_stops_the_clip(cardboard: Cardboard) -> None:
    session = programme(400, 5).session()
    cardboard.clock.plan = [(1.0, partial(session.do, Command.QUIT))]
    cardboard.play(session)
    assert session.state is State.STOPPED
    assert len(cardboard.library.played) == 1
    assert cardboard.clock.now_s == pytest.approx(1.2, abs=2 * CLOSE)


@pytest.mark.parametrize(("early_s", "lost"), [(0.05, False), (0.2, True)])
def test_a_clip_that_ends_clearly_too_early_was_cut_off(cardboard: Cardboard, early_s: float, *, lost: bool) -> None:
    cardboard.library.extra_s = -early_s
    session = programme(40).session()
    if lost:
        with pytest.raises(OutputError, match="was disconnected"):
            cardboard.play(session)
    else:
        cardboard.play(session)


def test_a_clip_that_never_ends_means_a_hanging_device(cardboard: Cardboard) -> None:
    cardboard.library.extra_s = 1e9
    with pytest.raises(OutputError, match="was disconnected"):
        cardboard.play(programme(40).session())
    assert cardboard.clock.now_s == pytest.approx(40 * FRAME_S + 2.0, abs=0.05)


def test_a_device_that_cannot_be_opened_again_was_lost(cardboard: Cardboard) -> None:
    cardboard.library.fails_at = 1
    with pytest.raises(OutputError, match="was disconnected"):
        cardboard.play(programme(5, -5, 5).session())


def test_after_the_process_was_stopped_what_follows_is_not_rushed(cardboard: Cardboard) -> None:
    cardboard.clock.plan = [(1.0, lambda: cardboard.clock.jump(3600))]
    cardboard.play(programme(5, -100, 5, -100, 5).session())
    first, second, third = cardboard.library.starts
    assert first == 0
    # The silence under way goes on where it was.
    assert second == pytest.approx(3600 + 105 * FRAME_S, abs=TOLD + CLOSE)
    assert third - second == pytest.approx(105 * FRAME_S)


def test_a_clip_during_which_the_process_was_stopped_is_not_taken_for_lost(cardboard: Cardboard) -> None:
    session = programme(100).session()
    cardboard.clock.plan = [(1.0, lambda: cardboard.clock.jump(3600))]
    cardboard.play(session)
    assert session.state is State.FINISHED


def test_the_position_follows_the_clock_within_a_piece(cardboard: Cardboard) -> None:
    session = programme(50, -50).session()
    seen: list[int] = []
    cardboard.clock.plan = [(at_s, lambda: seen.append(cardboard.output.position())) for at_s in (0.5, 1.0, 2.0)]
    cardboard.play(session)
    assert seen == pytest.approx([22_050, 44_100, 88_200], abs=441)
    assert cardboard.output.position() == 100 * 1152


def test_what_is_played_is_the_sound(cardboard: Cardboard, monkeypatch: pytest.MonkeyPatch) -> None:
    made = programme(3, shorter=7)
    played: list[bytes] = []
    play_buffer = cardboard.library.play_buffer

    def keeping(sound: bytes, channels: int, width: int, rate: int) -> Play:
        played.append(sound)
        return play_buffer(sound, channels, width, rate)

    monkeypatch.setattr(cardboard.library, "play_buffer", keeping)
    cardboard.play(made.session())
    assert np.array_equal(np.frombuffer(played[0], "<i2"), made.clips[0][1])
