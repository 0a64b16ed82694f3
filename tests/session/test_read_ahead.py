"""Sounds are made and read ahead on a thread, what is needed soonest first."""

from collections.abc import Iterable
from threading import Event

import pytest

from coach.errors import VoiceError
from coach.session._read_ahead import KEPT, ReadAheadBuffer
from coach.sound import Pcm
from coach.timeline import Jingle, Moment, Sound, Source, Utterance
from tests.player.programmes import eventually
from tests.session.fakes import STEP_ONE, sound_of, words

SIGNAL = Jingle("more")


class Voice:
    """A voice that says what it was asked, and waits where ``gates`` say so."""

    def __init__(self) -> None:
        self.loaded: list[Source] = []
        self.prefetched: list[list[Utterance]] = []
        self.gates: dict[Source, Event] = {}

    def load(self, source: Source) -> Pcm:
        self.loaded.append(source)
        if gate := self.gates.get(source):
            gate.wait(30)
        if isinstance(source, Utterance) and source.text == "Unspeakable.":
            raise VoiceError("The words cannot be spoken")
        return sound_of(source)

    def prefetch(self, utterances: Iterable[Utterance]) -> None:
        self.prefetched.append(list(utterances))


def test_what_is_needed_is_there_soonest_first() -> None:
    voice = Voice()
    moments = [words("One."), words("Two."), words("Three.")]
    with ReadAheadBuffer(voice.load, voice.prefetch, [SIGNAL]) as buffer:
        buffer.plan(moments, 1, [words("Before.")])
        assert eventually(lambda: buffer.get(moments[2].source) is not None)
        assert voice.loaded == [SIGNAL, words("Before.").source, moments[1].source, moments[2].source]
        assert buffer.get(moments[0].source) is None
        assert buffer.get(SIGNAL) is not None
        assert voice.prefetched == [[words("Before.").source, moments[1].source, moments[2].source]]


def test_a_newer_plan_goes_first() -> None:
    voice = Voice()
    moments: list[Moment] = [words(f"Number {number}.") for number in range(100)]
    first, far = words("Number 0.").source, words("Number 50.").source
    gate = voice.gates[first] = Event()
    with ReadAheadBuffer(voice.load, voice.prefetch) as buffer:
        buffer.plan(moments, 0)
        assert eventually(lambda: voice.loaded == [first])
        buffer.plan(moments, 50)
        gate.set()
        assert eventually(lambda: buffer.get(far) is not None)
        assert voice.loaded[:2] == [first, far]


def test_what_is_behind_is_forgotten_and_what_is_far_ahead_not_read_yet() -> None:
    voice = Voice()
    moments: list[Moment] = [
        Sound(Utterance(f"{number:04} {'x' * 195}", "voice", 120), STEP_ONE) for number in range(60)
    ]
    length = len(sound_of(moments[0].source))  # type: ignore[union-attr]  # all are sounds: 10 s each
    with ReadAheadBuffer(voice.load, voice.prefetch) as buffer:
        buffer.plan(moments, 0)
        assert eventually(lambda: len(voice.loaded) * length > KEPT)
        buffer.plan(moments, 30)
        assert eventually(lambda: buffer.get(moments[0].source) is None)  # type: ignore[union-attr]  # all are sounds
        assert buffer.get(moments[30].source) is not None  # type: ignore[union-attr]  # all are sounds
        assert len(voice.loaded) <= 2 * (KEPT // length + 2)


def test_a_fault_is_raised_where_the_sound_is_asked_for_and_what_follows_is_kept_ready() -> None:
    voice = Voice()
    bad, good = words("Unspeakable."), words("Good.")
    with ReadAheadBuffer(voice.load, voice.prefetch) as buffer:
        buffer.plan([bad, good], 0)
        assert eventually(lambda: buffer.get(good.source) is not None)
        with pytest.raises(VoiceError, match="cannot be spoken"):
            buffer.get(bad.source)


def test_words_that_may_be_asked_for_are_spoken_after_all_else() -> None:
    voice = Voice()
    later = [Utterance("Two minutes left.", "voice", 120)]
    with ReadAheadBuffer(voice.load, voice.prefetch, later=lambda: later) as buffer:
        buffer.plan([words("One.")], 0)
        assert eventually(lambda: voice.prefetched == [[words("One.").source, *later]])
        assert eventually(lambda: buffer.get(words("One.").source) is not None)
        assert buffer.get(later[0]) is None


def test_closing_does_not_wait_for_a_slow_voice() -> None:
    voice = Voice()
    gate = voice.gates[words("One.").source] = Event()
    buffer = ReadAheadBuffer(voice.load, voice.prefetch)
    buffer.plan([words("One."), words("Two.")], 0)
    assert eventually(lambda: len(voice.loaded) == 1)
    buffer.close()
    gate.set()
    buffer._thread.join(30)
    assert not buffer._thread.is_alive()
    assert len(voice.loaded) == 1
