"""What takes time is done before the sound is locked: an output that asks for sound is never kept waiting for it.

Nothing here is measured by a clock. The lock knows whether it is held, and whoever would take time looks at that.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from threading import Event, Lock, Thread
from types import TracebackType
from typing import overload

import numpy as np
import pytest

from coach.folders import shipped
from coach.player import Playable, State
from coach.programme import Programme
from coach.session import Command, Live, Transport
from coach.session._transport import TEMPOS
from coach.sound import Chimes, Pcm
from coach.timeline import Choices, Kind, Moment, Place, Rest, Work
from tests.fakes import ToneVoice
from tests.player.fakes import FakeOutput
from tests.player.programmes import find
from tests.rig import PATIENCE_S
from tests.session.fakes import STEP_ONE, STEP_TWO, Ready, play, rest, sound_of, words
from tests.timeline.helpers import routine, section, step

SECOND = 44_100
FASTER = TEMPOS[TEMPOS.index(Fraction(1)) + 1]
HELLO, GOODBYE = words("Hello there."), words("Goodbye.")

MANY = 5000
"""Moments of a long routine."""

FEW = 150
"""Moments that a command, or a second of sound, may look at: a minute ahead, and what is under way."""


class WatchedLock:
    """A lock that knows whether it is held. Whoever takes it twice gets an error, where a real one would wait for ever."""

    def __init__(self) -> None:
        self.is_held = False
        self._lock = Lock()

    def __enter__(self) -> None:
        if not self._lock.acquire(timeout=PATIENCE_S):
            raise AssertionError("the sound is locked, and stays so")
        self.is_held = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.is_held = False
        self._lock.release()


class Watched(Sequence[Moment]):
    """Moments that count how many of them are looked at while the sound is locked."""

    def __init__(self, moments: Sequence[Moment], lock: WatchedLock) -> None:
        self._moments = moments
        self._lock = lock
        self.seen = 0

    def __len__(self) -> int:
        return len(self._moments)

    @overload
    def __getitem__(self, index: int) -> Moment: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Moment]: ...
    def __getitem__(self, index: int | slice) -> Moment | Sequence[Moment]:
        found = self._moments[index]
        self._count(len(found) if isinstance(found, Sequence) else 1)
        return found

    def __iter__(self) -> Iterator[Moment]:
        for moment in self._moments:
            self._count(1)
            yield moment

    def _count(self, number: int) -> None:
        if self._lock.is_held:
            self.seen += number


def of_one_step() -> list[Moment]:
    """Sentences and pauses, all in one place: whatever is searched for in its step is far away."""
    return [words(f"Sentence number {number:04}.") if number % 2 else rest(3) for number in range(MANY)]


def of_words_alone() -> list[Moment]:
    """Sentences in one place, with no time given anywhere."""
    return [words(f"Sentence number {number:04}.") for number in range(MANY)]


def of_many_steps() -> list[Moment]:
    """A sentence and a hold for each step."""
    places = [Place(0, "Legs", number // 2, f"Step {number // 2}") for number in range(MANY)]
    return [
        Work(Kind.HOLD, Fraction(5), place) if number % 2 else words(f"Sentence number {number:04}.", place)
        for number, place in enumerate(places)
    ]


def of_holds_after_words() -> list[Moment]:
    """Nothing but silence for as long as can be seen: the words before it are far away."""
    return [HELLO, *(Work(Kind.HOLD, Fraction(5), STEP_ONE) for _ in range(MANY - 1))]


@pytest.mark.slow
@pytest.mark.parametrize("make", [of_one_step, of_words_alone, of_many_steps, of_holds_after_words])
@pytest.mark.parametrize("command", Command)
def test_no_command_looks_at_more_than_a_few_moments_while_the_sound_is_locked(
    command: Command, make: Callable[[], list[Moment]]
) -> None:
    lock = WatchedLock()
    made = make()
    watched: list[Watched] = []
    prepared_while_locked: list[bool] = []

    def moments_at(tempo: Fraction) -> Watched:
        prepared_while_locked.append(lock.is_held)
        kept = [
            Work(moment.kind, moment.length_s / tempo, moment.place) if isinstance(moment, Work) else moment
            for moment in made
        ]
        watched.append(Watched(kept, lock))
        return watched[-1]

    def time_left() -> Sequence[Moment]:
        prepared_while_locked.append(lock.is_held)
        return (words("Minutes left."),)

    transport = Transport(moments_at, Ready(), start=MANY // 2, time_left=time_left, lock=lock)
    transport.read(SECOND)
    transport.do(command)
    transport.read(SECOND)
    transport.status()
    assert sum(moments.seen for moments in watched) <= FEW
    assert not any(prepared_while_locked)


def test_what_the_lock_counts_is_counted() -> None:
    lock = WatchedLock()
    moments = Watched(of_one_step(), lock)
    assert len(list(moments)) == MANY
    assert moments.seen == 0
    with lock:
        assert list(moments[10:20]) == [moments[number] for number in range(10, 20)]
        assert len(list(moments)) == MANY
    assert moments.seen == 20 + MANY


def test_in_a_long_routine_the_bed_and_a_session_that_waits_look_no_further_than_they_must() -> None:
    lock = WatchedLock()
    made = of_one_step()
    sounds = Ready([made[MANY // 2 + 11].source])  # type: ignore[union-attr]  # every second one is a sentence
    moments = Watched(made, lock)
    transport = Transport(lambda _: moments, sounds, start=MANY // 2, lock=lock)
    for _ in range(3):
        transport.read(100)
        assert transport.state is State.WAITING
    assert moments.seen <= 3 * FEW


class Meanwhile:
    """A transport with something happening to it while what another pace needs is being made."""

    def __init__(self, *made: Moment, happening: Callable[[Transport], object]) -> None:
        self.lock = WatchedLock()
        self.told = 0
        self._made = made
        self._happening = happening
        self.transport = Transport(
            self._moments_at, Ready(), time_left=self._time_left, on_change=self._tell, lock=self.lock
        )

    def _moments_at(self, tempo: Fraction) -> tuple[Moment, ...]:
        if tempo != 1:
            self._happening(self.transport)
        return tuple(
            rest(moment.length_s / tempo, moment.place) if isinstance(moment, Rest) else moment for moment in self._made
        )

    def _time_left(self) -> tuple[Moment, ...]:
        self._happening(self.transport)
        return (words("Minutes left."),)

    def _tell(self) -> None:
        self.told += 1


def test_sound_goes_on_while_another_pace_is_made() -> None:
    heard: list[Pcm] = []
    stage = Meanwhile(HELLO, rest(11), GOODBYE, happening=lambda transport: heard.append(transport.read(SECOND)))
    assert stage.transport.do(Command.FASTER)
    assert np.array_equal(heard[0][:20_000], sound_of(HELLO.source)[:20_000])
    gap = find(sound_of(GOODBYE.source), play(stage.transport))
    assert gap == pytest.approx((len(sound_of(HELLO.source)) + 11 * SECOND - SECOND) / 1.1, abs=SECOND // 10)


@pytest.mark.parametrize("command", [Command.FASTER, Command.TIME_LEFT])
def test_who_ends_it_meanwhile_has_ended_it(command: Command) -> None:
    stage = Meanwhile(HELLO, rest(5), happening=lambda transport: transport.do(Command.QUIT))
    stage.transport.read(1000)
    told = stage.told
    assert not stage.transport.do(command)
    assert stage.transport.state is State.STOPPED
    assert stage.transport.status().tempo == 1
    assert stage.told == told
    assert not stage.transport.read(SECOND).any()


def test_who_pauses_meanwhile_has_paused_and_goes_on_at_the_other_pace() -> None:
    stage = Meanwhile(rest(11), GOODBYE, happening=lambda transport: transport.do(Command.PAUSE))
    assert stage.transport.do(Command.FASTER)
    assert stage.transport.state is State.PAUSED
    stage.transport.do(Command.RESUME)
    assert find(sound_of(GOODBYE.source), play(stage.transport)) == pytest.approx(10 * SECOND, abs=1152)


def test_who_goes_to_another_step_meanwhile_is_there_at_the_other_pace() -> None:
    stage = Meanwhile(HELLO, rest(11, STEP_TWO), GOODBYE, happening=lambda transport: transport.do(Command.NEXT))
    stage.transport.read(100)
    assert stage.transport.do(Command.FASTER)
    assert stage.transport.status().place == STEP_TWO
    stage.transport.read(700)  # the end of what was cut off
    assert find(sound_of(GOODBYE.source), play(stage.transport)) == pytest.approx(10 * SECOND, abs=1152)


def test_what_fails_meanwhile_changes_nothing_and_can_be_asked_for_again() -> None:
    faults = [MemoryError()]

    def fail_once(_: Transport) -> None:
        if faults:
            raise faults.pop()

    stage = Meanwhile(HELLO, rest(11), GOODBYE, happening=fail_once)
    before = stage.transport.read(1000)
    with pytest.raises(MemoryError):
        stage.transport.do(Command.FASTER)
    assert stage.transport.status().tempo == 1
    assert np.array_equal(np.concatenate([before, stage.transport.read(1000)]), sound_of(HELLO.source)[:2000])
    assert stage.transport.do(Command.FASTER)
    assert stage.transport.status().tempo == FASTER


def test_two_requests_from_two_threads_are_two_steps() -> None:
    second: list[Thread] = []

    def ask_again(transport: Transport) -> None:
        if not second:
            second.append(Thread(target=transport.do, args=[Command.FASTER]))
            second[0].start()
            Event().wait(0.1)  # for the other one to come as far as it can; whatever it does then, two are two

    stage = Meanwhile(rest(11), GOODBYE, happening=ask_again)
    assert stage.transport.do(Command.FASTER)
    second[0].join(PATIENCE_S)
    assert stage.transport.status().tempo == TEMPOS[TEMPOS.index(FASTER) + 1]


class PulledByHand(FakeOutput):
    """Asks for sound when the test does."""

    def start(self, player: Playable) -> None:
        self.player = player


class ReadWhileMade(Programme):
    """A programme that is asked for sound while it is made anew for another pace."""

    output: PulledByHand
    read: list[Pcm]

    def at_tempo(self, tempo: Fraction) -> Programme:
        made = super().at_tempo(tempo)
        # On another thread, as outputs do, so that a sound that is locked is a failure here and not a standstill.
        puller = Thread(target=lambda: self.read.append(self.output.player.read(441)), daemon=True)
        puller.start()
        puller.join(PATIENCE_S)
        assert not puller.is_alive(), "the sound is locked"
        return made


@pytest.mark.slow
@pytest.mark.parametrize("command", [Command.FASTER, Command.SLOWER])
def test_a_long_routine_is_made_anew_while_an_output_gets_its_sound(command: Command) -> None:
    steps = [step("Words.", name=f"Step {number}") for number in range(MANY // 4)]
    programme = ReadWhileMade(routine(section(*steps)), Choices("tone"), ToneVoice(), Chimes([shipped("audio_cues")]))
    assert len(programme.moments) >= MANY
    programme.output, programme.read = PulledByHand(), []
    with Live(programme, lambda: programme.output) as live:
        live.start()
        live.do(command)
        assert [len(pcm) for pcm in programme.read] == [441]
        assert live.status().tempo != 1
