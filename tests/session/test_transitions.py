"""Every cell of the table of states, walked with a real transport that is brought to the state and has the trigger happen to it."""

from collections.abc import Callable
from itertools import product

import pytest

from coach.errors import VoiceError
from coach.player import State
from coach.session import Command, Transport
from coach.session import _transitions as transitions
from coach.session._transitions import TRANSITIONS, Mode, Trigger
from coach.units import Samples
from tests.session.fakes import Ready, rest, words

SECOND = 44_100
SENTENCES = (words("First."), words("And second."))
BAD = words("Bad.")


def table() -> dict[tuple[Mode, Trigger], Mode]:
    """What the docstring says: for each mode and trigger the mode that follows, the same one for a dot."""
    lines = [line.split() for line in str(transitions.__doc__).splitlines() if line.strip()]
    (header,) = [cells for cells in lines if cells[0] == "Trigger"]
    rows = [cells for cells in lines if len(cells) == len(header) and cells[0] in Trigger.__members__]
    return {
        (Mode[mode], Trigger[row[0]]): Mode[mode if cell == "." else cell]
        for row in rows
        for mode, cell in zip(header[1:], row[1:], strict=True)
    }


class Stage:
    """A transport over two sentences with a second of silence between them, and what can befall it."""

    def __init__(self) -> None:
        self.sounds = Ready()
        self.transport = Transport(lambda _: (SENTENCES[0], rest(1), SENTENCES[1]), self.sounds)

    def read(self, seconds: int) -> None:
        self.transport.read(seconds * SECOND)

    def lack(self) -> None:
        """No sound is there when it is asked for."""
        self.sounds.withheld = {moment.source for moment in SENTENCES}
        self.read(10)

    def be_ready(self) -> None:
        """Every sound is there when a little is asked for."""
        self.sounds.withheld = set()
        self.transport.read(100)

    def end(self) -> None:
        """Nothing is left when more is asked for. Who has paused has not asked for more."""
        if self.transport.state in (State.PLAYING, State.WAITING, State.INTERRUPTED):
            self.transport.do(Command.NEXT)
        self.read(10)

    def fail(self) -> None:
        """What is asked for cannot be had; that goes for words on the side while paused."""
        self.sounds.faults[BAD.source] = VoiceError("The voice failed")
        self.transport.say([BAD])
        self.read(10)

    def mode(self) -> Mode:
        """What can be seen of it, and whether there is a device to go on with if it is paused."""
        state = self.transport.state
        if state is not State.PAUSED:
            return Mode(state.value)
        self.transport.do(Command.RESUME)
        return Mode.PAUSED_INTERRUPTED if self.transport.state is State.INTERRUPTED else Mode.PAUSED


def playing() -> Stage:
    """In the silence after the first sentence, whose end may still be on its way to a loudspeaker."""
    stage = Stage()
    stage.transport.read(SECOND // 2)
    return stage


def after(stage: Stage, *acts: Callable[[Stage], object]) -> Stage:
    for act in acts:
        act(stage)
    return stage


TRIGGERS: dict[Trigger, Callable[[Stage], object]] = {
    Trigger.PLAY: lambda stage: stage.transport.do(Command.RESUME),
    Trigger.PAUSE: lambda stage: stage.transport.do(Command.PAUSE),
    Trigger.SEEK: lambda stage: stage.transport.do(Command.AGAIN),
    Trigger.STOP: lambda stage: stage.transport.do(Command.QUIT),
    Trigger.LACKING: Stage.lack,
    Trigger.READY: Stage.be_ready,
    Trigger.END: Stage.end,
    Trigger.FAULT: Stage.fail,
    Trigger.LOST: lambda stage: stage.transport.interrupt(Samples(0)),
    Trigger.UNHEARD: lambda stage: stage.transport.interrupt(Samples(60 * SECOND)),
    Trigger.BACK: lambda stage: stage.transport.restore(),
}
pause, lose, stop = TRIGGERS[Trigger.PAUSE], TRIGGERS[Trigger.LOST], TRIGGERS[Trigger.STOP]
WAYS: dict[Mode, Callable[[], Stage]] = {
    Mode.PLAYING: playing,
    Mode.WAITING: lambda: after(playing(), Stage.lack),
    Mode.INTERRUPTED: lambda: after(playing(), lose),
    Mode.PAUSED: lambda: after(playing(), pause),
    Mode.PAUSED_INTERRUPTED: lambda: after(playing(), pause, lose),
    Mode.FINISHED: lambda: after(playing(), lambda stage: stage.read(10)),
    Mode.STOPPED: lambda: after(playing(), stop),
}


def test_the_table_that_is_read_is_the_one_that_is_obeyed() -> None:
    written = table()
    assert set(written) == set(product(Mode, Trigger))
    assert {cell: to for cell, to in written.items() if to is not cell[0]} == TRANSITIONS


@pytest.mark.parametrize("mode", Mode)
def test_there_is_a_way_to_every_mode(mode: Mode) -> None:
    assert WAYS[mode]().mode() is mode


@pytest.mark.parametrize(("mode", "trigger"), table(), ids=str)
def test_from_every_mode_a_transport_goes_where_the_table_says(mode: Mode, trigger: Trigger) -> None:
    assert after(WAYS[mode](), TRIGGERS[trigger]).mode() is table()[mode, trigger]


def test_it_begins_waiting() -> None:
    assert Stage().transport.state is State.WAITING


@pytest.mark.parametrize("command", Command)
def test_once_it_is_over_no_command_does_anything(command: Command) -> None:
    for mode in (Mode.FINISHED, Mode.STOPPED):
        stage = WAYS[mode]()
        assert not stage.transport.do(command)
        assert stage.mode() is mode
