"""The loudspeaker with outputs that do what a script says, and no time passing: what it tells, tries and gives up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event

import numpy as np
import pytest

from coach.errors import OutputError, VoiceError
from coach.player import Playable, device_lost, no_device
from coach.session import Command, Transport
from coach.session import _loudspeaker as module
from coach.session._loudspeaker import AWAY_S, RETRY_S, Loudspeaker
from coach.sound import Pcm
from coach.units import Samples
from tests.player.programmes import Programme, programme
from tests.rig import PATIENCE_S

Act = Callable[["Room"], bool | None]


class NoTime(Event):
    """Waiting on it takes no time; how long it would have been is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout)
        return self.is_set()


class ScriptedOutput:
    """Does one act for every time it is waited for, and is over when none is left; a fault instead of acts makes it fail to start."""

    name = "scripted"

    def __init__(self, room: "Room", acts: list[Act] | Exception) -> None:
        self._room = room
        self._acts = acts
        self.closed = 0

    def start(self, player: Playable) -> None:
        self._room.started(player)
        if isinstance(self._acts, Exception):
            raise self._acts

    def wait(self, timeout_s: float | None = None) -> bool:
        assert not isinstance(self._acts, Exception)
        return bool(self._acts.pop(0)(self._room)) if self._acts else True

    def position(self) -> Samples:
        return Samples(self._room.session.position - self._room.unheard)

    def close(self) -> None:
        self.closed += 1


@dataclass
class Room:
    """A session, what is heard of it, and the outputs it gets one after the other."""

    session: Transport
    scripts: list[list[Act] | Exception]
    now_s: float = 0.0
    unheard: int = 0
    closing: NoTime = field(default_factory=NoTime)
    heard: list[Pcm] = field(default_factory=list)
    outputs: list[ScriptedOutput] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    troubles: list[str | None] = field(default_factory=list)
    speaker: Loudspeaker = field(init=False)

    def __post_init__(self) -> None:
        self.speaker = Loudspeaker(self.session, self._make, clock=lambda: self.now_s, closing=self.closing)

    def started(self, _player: Playable) -> None:
        self.states.append(self.session.state.value)
        with suppress(AttributeError):  # the first start is that of the loudspeaker being made
            self.troubles.append(self.speaker.trouble.what if self.speaker.trouble else None)

    def play(self) -> None:
        """From the beginning until it is over."""
        self.speaker.start()
        assert self.speaker._over.wait(PATIENCE_S)
        self.speaker.close()
        assert all(output.closed for output in self.outputs)

    @property
    def sound(self) -> Pcm:
        return np.concatenate(self.heard)

    def _make(self) -> ScriptedOutput:
        self.outputs.append(ScriptedOutput(self, self.scripts.pop(0)))
        return self.outputs[-1]


def read(count: int) -> Act:
    def act(room: Room) -> None:
        room.heard.append(room.session.read(count))

    return act


def do(command: Command) -> Act:
    def act(room: Room) -> None:
        room.session.do(command)

    return act


def later(seconds: float) -> Act:
    def act(room: Room) -> None:
        room.now_s += seconds

    return act


def lost(unheard: int = 0) -> Act:
    def act(room: Room) -> None:
        room.unheard = unheard
        raise device_lost()

    return act


def to_the_end(room: Room) -> bool:
    while not room.session.state.is_over:
        room.heard.append(room.session.read(4410))
    return True


@pytest.fixture
def made() -> Programme:
    return programme(20, -10, 20)


@contextmanager
def started(room: Room) -> Iterator[None]:
    room.speaker.start()
    try:
        yield
    finally:
        room.speaker.close()


def test_no_device_at_the_start_is_an_error_and_closing_is_harmless(made: Programme) -> None:
    room = Room(made.session(), [no_device()])
    with pytest.raises(OutputError, match="No sound device found"):
        room.speaker.start()
    room.speaker.close()
    assert [output.closed for output in room.outputs] == [1]


def test_a_device_that_goes_away_is_tried_again_every_second_until_it_is_back(made: Programme) -> None:
    away: list[list[Act] | Exception] = [no_device(), no_device(), no_device()]
    room = Room(made.session(), [[read(9000), later(2), lost()], *away, [to_the_end]])
    room.play()
    assert room.closing.waits == [RETRY_S] * 3
    assert room.states == ["waiting", *["interrupted"] * 4]
    lost_what, none_what = device_lost().what, no_device().what
    assert room.troubles == [None, lost_what, none_what, none_what, none_what]
    assert room.speaker.trouble is None
    first = made.clips[0][1]
    assert np.array_equal(room.heard[0], first[:9000])
    assert np.array_equal(np.concatenate(room.heard[1:])[: len(made.expected)], made.expected)


def test_what_was_not_heard_of_a_sentence_before_brings_it_back() -> None:
    made = programme(20, 20)
    room = Room(made.session(), [[read(20 * 1152 + 500), later(2), lost(unheard=501)], [to_the_end]])
    room.play()
    assert np.array_equal(np.concatenate(room.heard[1:])[: len(made.expected)], made.expected)


def test_the_end_of_the_last_sentence_is_not_lost() -> None:
    made = programme(20)
    room = Room(made.session(), [[read(40 * 1152), later(2), lost(unheard=100)], [to_the_end]])
    room.play()
    assert np.array_equal(np.concatenate(room.heard[1:])[: len(made.expected)], made.expected)


def test_a_silence_goes_on_with_what_was_left(made: Programme) -> None:
    room = Room(made.session(), [[read(24 * 1152), later(2), lost()], [to_the_end]])
    room.play()
    assert np.array_equal(room.sound[: len(made.expected)], made.expected)


@pytest.mark.parametrize("when", ["before", "while lost"])
def test_who_has_paused_stays_paused_until_going_on(made: Programme, when: str) -> None:
    def resume(room: Room) -> None:
        assert room.session.state == "paused"
        assert not room.session.read(44_100)[700:].any()
        room.session.do(Command.RESUME)

    acts: list[Act] = [read(9000), *([do(Command.PAUSE)] if when == "before" else []), later(2), lost()]
    room = Room(made.session(), [acts, no_device(), [resume, to_the_end]])
    if when == "while lost":
        room.closing.wait = lambda timeout=None: room.session.do(Command.PAUSE)  # type: ignore[method-assign]
    room.play()
    assert np.array_equal(np.concatenate(room.heard[1:])[: len(made.expected)], made.expected)


def test_a_command_given_while_there_is_no_device_counts(made: Programme) -> None:
    room = Room(made.session(), [[read(9000), later(2), lost()], no_device(), [to_the_end]])
    room.closing.wait = lambda timeout=None: room.session.do(Command.QUIT)  # type: ignore[method-assign]
    room.play()
    assert room.session.state == "stopped"
    assert len(room.outputs) == 2
    assert room.speaker.wait(0)


def test_who_quits_while_a_device_is_being_opened_does_not_wait_for_it(
    made: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CLOSE_S", 0.01)
    opening, gate = Event(), Event()

    def hang(room: Room, player: Playable) -> None:
        if room.session.state == "interrupted":
            opening.set()
            assert gate.wait(PATIENCE_S)

    monkeypatch.setattr(Room, "started", hang)
    room = Room(made.session(), [[read(9000), later(2), lost()], no_device()])
    try:
        room.speaker.start()
        assert opening.wait(PATIENCE_S)
        assert not room.speaker.wait(0)
        room.session.do(Command.QUIT)
        assert room.speaker.wait(0)
        room.speaker.close()  # returns, though the opening still hangs
        assert not room.speaker._over.is_set()
    finally:
        gate.set()
    assert room.speaker._over.wait(PATIENCE_S)


def test_who_quits_while_a_device_freezes_does_not_wait_until_that_is_noticed(made: Programme) -> None:
    room = Room(made.session(), [[do(Command.QUIT), *[lambda _: False] * 9]])
    room.play()
    assert len(room.outputs[0]._acts) == 9  # type: ignore[arg-type]  # acts


def test_a_fault_of_the_voice_ends_it_and_is_told_each_time(made: Programme) -> None:
    def fail(_room: Room) -> None:
        raise VoiceError("The voice failed")

    room = Room(made.session(), [[read(9000), fail]])
    with started(room):
        for _ in range(2):
            with pytest.raises(VoiceError, match="The voice failed"):
                room.speaker.wait(PATIENCE_S)
    assert len(room.outputs) == 1
    assert room.outputs[0].closed


def test_after_a_sleep_the_sentence_is_said_again_on_a_device_opened_anew(made: Programme) -> None:
    room = Room(made.session(), [[read(9000), later(3600)], [to_the_end]])
    room.play()
    assert room.closing.waits == []
    assert np.array_equal(np.concatenate(room.heard[1:])[: len(made.expected)], made.expected)


def test_a_machine_that_is_only_busy_is_not_taken_for_asleep(made: Programme) -> None:
    room = Room(made.session(), [[read(9000), *[later(AWAY_S - 0.1)] * 5, to_the_end]])
    room.play()
    assert len(room.outputs) == 1
    assert np.array_equal(room.sound[: len(made.expected)], made.expected)


def test_a_device_that_is_gone_as_soon_as_it_is_there_is_not_tried_without_a_break(made: Programme) -> None:
    gone: list[Act] = [lost()]
    room = Room(made.session(), [[*gone], [*gone], [*gone], [to_the_end]])
    room.play()
    assert room.closing.waits == [RETRY_S] * 3
    assert np.array_equal(room.sound[: len(made.expected)], made.expected)
