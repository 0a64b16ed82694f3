"""An hour of a programme, with commands, lost devices, words that are late and kills at random: no word of it is lost.

Every word is heard whole at least once, unless the listener has gone past it. The clock is the count of samples.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import pytest

from coach.player import State
from coach.session import Command, Transport
from coach.session._mixing import FADE
from coach.session._step_index import StepIndex
from coach.sound import Pcm
from coach.timeline import Kind, Moment, Place, Sound, Work
from coach.units import SAMPLE_RATE, Samples
from tests.session.fakes import Ready, rest, session_of, sound_of, words

BLOCK = SAMPLE_RATE // 4
HOUR = 3600 * SAMPLE_RATE
LONGEST = 5 * HOUR
"""Going back often makes a session longer than its programme, but not endless."""

COMMANDS = (
    *(Command.PAUSE, Command.RESUME, Command.TOGGLE, Command.READY, Command.SAY_AGAIN, Command.AGAIN, Command.PREVIOUS),
    *(Command.FASTER, Command.SLOWER, Command.LONGER, Command.TIME_LEFT),
)


def programme(minutes: int) -> tuple[Moment, ...]:
    """So many minutes, about: three sections of steps, each with words, a hold and a pause, every fourth of them with a wait."""
    moments: list[Moment] = []
    length_s = Fraction(0)
    number = 0
    while length_s < 60 * minutes:
        number += 1
        place = Place(number % 3, f"Section {number % 3}", number, f"Step {number}")
        moments += [
            words(f"Words of step {number}.", place),
            rest(2, place),
            Work(Kind.HOLD, Fraction(15), place),
            words(f"Half way through {number}.", place),
            rest(20, place, Kind.WAIT) if number % 4 == 0 else rest(5, place),
            words(f"That was {number}.", place),
            rest(3, place),
        ]
        length_s += 15 + 5 + 5 + Fraction(1, 20) * 50
    return tuple(moments)


@dataclass
class Ear:
    """Tells from what is heard which words were heard whole: words have no silent sample, but for what a cut before them fades into."""

    sounds: dict[str, Pcm]
    whole: set[str] = field(default_factory=set)
    _now: list[Pcm] = field(default_factory=list)

    def hear(self, pcm: Pcm) -> None:
        """The next samples."""
        edges = np.flatnonzero(np.diff(np.concatenate([[0], pcm != 0, [0]]).astype(np.int8)))
        if not len(edges) or edges[0] > 0:
            self._end()
        for start, end in edges.reshape(-1, 2):
            self._now.append(pcm[start:end])
            if end < len(pcm):
                self._end()

    def forget(self, unheard: int) -> None:
        """So many of the last samples were never heard: the device had gone."""
        if self._now and unheard:
            self._now = [np.concatenate(self._now)[:-unheard]]
        self._end()

    def _end(self) -> None:
        if self._now:
            heard = np.concatenate(self._now).tobytes()
            self._now.clear()
            missing = self.sounds.keys() - self.whole
            self.whole |= {text for text in missing if self.sounds[text][FADE:].tobytes() in heard}


class Listener:
    """Somebody who presses everything, beside a device that goes away and an engine that is late."""

    def __init__(self, seed: int, minutes: int, commands: Sequence[Command]) -> None:
        self._chance = random.Random(seed)
        self._commands = commands
        self.moments = programme(minutes)
        self._sounds = Ready()
        spoken = [moment.source for moment in self.moments if isinstance(moment, Sound)]
        self.words = {source.text: source for source in spoken if hasattr(source, "text")}
        self._ear = Ear({text: sound_of(source) for text, source in self.words.items()})
        self.gone_past: set[str] = set()
        self.session = session_of(*self.moments, sounds=self._sounds)

    def listen(self) -> None:
        """To the end, however long that takes."""
        read = 0
        while not self.session.state.is_over:
            self._hear()
            read += BLOCK
            assert read < LONGEST, "it never ends"
            if self._chance.random() < 0.02:
                self._disturb()
            elif self.session.state is State.PAUSED and self._chance.random() < 0.3:
                self.session.do(Command.RESUME)
        self._ear.hear(np.zeros(1, np.int16))

    def missing(self) -> set[str]:
        return self.words.keys() - self._ear.whole - self.gone_past

    def _hear(self) -> None:
        before = self.session.position
        pcm = self.session.read(BLOCK)
        self._ear.hear(pcm[: self.session.position - before] if self.session.state.is_over else pcm)

    def _disturb(self) -> None:
        act = self._chance.choice(("command",) * 12 + ("late", "lost", "killed"))
        match act:
            case "command":
                self._press(self._chance.choice(self._commands))
            case "late":
                to_come = sorted(set(self._texts(range(self.session.status().index + 1, len(self.moments)))))
                late = self._chance.sample(to_come, len(to_come) // 2)  # what is being said is there
                self._sounds.withheld = {self.words[text] for text in late}
                for _ in range(self._chance.randrange(30)):
                    self._hear()
                self._sounds.withheld.clear()
            case "lost":
                unheard = Samples(self._chance.randrange(BLOCK))
                self.session.interrupt(unheard)
                self._ear.forget(unheard)
                for _ in range(self._chance.randrange(30)):
                    self._hear()
                self.session.restore()
            case "killed":
                self._ear.forget(0)
                status, steps = self.session.status(), StepIndex.of(self.moments)
                self.session = Transport(lambda _: self.moments, self._sounds, start=steps.start(status.step))

    def _press(self, command: Command) -> None:
        before = self.session.status().index
        self.session.do(command)
        after = self.session.status().index
        if command in (Command.NEXT, Command.READY):
            self.gone_past |= set(self._texts(range(before, after)))

    def _texts(self, indexes: range) -> Iterator[str]:
        for index in indexes:
            moment = self.moments[index]
            if isinstance(moment, Sound) and hasattr(moment.source, "text"):
                yield moment.source.text


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "minutes"), [(0, 60), (1, 10)])
def test_no_word_is_lost(seed: int, minutes: int) -> None:
    listener = Listener(seed, minutes, COMMANDS)
    listener.listen()
    assert listener.session.state is State.FINISHED
    assert listener.session.error is None
    assert listener.missing() == set()
    assert len(listener.gone_past) < len(listener.words) / 10, "only waits that were ended are gone past"


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4])
def test_only_what_the_listener_goes_past_is_not_heard(seed: int) -> None:
    listener = Listener(seed, 20, (*COMMANDS, Command.NEXT))
    listener.listen()
    assert listener.missing() == set()
    assert listener.gone_past


def test_the_ear_hears_what_is_lost() -> None:
    """A sentence without its last sample has not been heard whole."""
    sound = sound_of(words("One two three.").source)
    for count, whole in ((len(sound), {"x"}), (len(sound) - 1, set())):
        ear = Ear({"x": sound})
        for part in np.array_split(np.concatenate([np.zeros(50), sound[:count], np.zeros(50)]).astype(np.int16), 7):
            ear.hear(part)
        assert ear.whole == whole
