"""Made-up sessions whose sound can be told apart sample by sample."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from coach.session import Transport
from coach.session._transport import SIGNALS
from coach.sound import Pcm
from coach.timeline import Beats, Cycles, Kind, Moment, Place, Remainder, Rest, Sound, Source, Utterance, Work
from coach.units import SAMPLE_RATE

STEP_ONE = Place(0, "Legs", 0, "Milking")
STEP_TWO = Place(0, "Legs", 1, "Rolling")
STEP_THREE = Place(1, "Hips", 0, "Circles")


def words(text: str, place: Place = STEP_ONE) -> Sound:
    """Something said."""
    return Sound(Utterance(text, "voice", 120), place)


def rest(length_s: int | Fraction, place: Place = STEP_ONE, kind: Kind = Kind.PAUSE) -> Rest:
    """A silence."""
    return Rest(kind, Fraction(length_s), place)


def sound_of(source: Source) -> Pcm:
    """Noise of its own for every source, as long as its letters: 50 ms each, and never silent for a single sample."""
    text = source.text if isinstance(source, Utterance) else source.name
    noise = np.random.default_rng(list(text.encode()))
    count = len(text) * SAMPLE_RATE // 20
    sound: Pcm = (noise.integers(100, 9000, count) * noise.choice([-1, 1], count)).astype(np.int16)
    return sound


class Ready:
    """:class:`coach.session._sounds.Sounds` that has everything, but what is in ``withheld`` or raises what is in ``faults``.

    Signals are left out unless asked for, so that what is heard is the programme alone.
    """

    def __init__(self, withheld: Iterable[Source] = (), *, signals: bool = False) -> None:
        self.withheld = set(withheld)
        self.faults: dict[Source, Exception] = {}
        self.plans: list[tuple[int, tuple[Moment, ...]]] = []
        self._signals = signals

    def get(self, source: Source) -> Pcm | None:
        if source in self.faults:
            raise self.faults[source]
        if source in self.withheld or (source in SIGNALS and not self._signals):
            return None
        return sound_of(source)

    def plan(self, moments: Sequence[Moment], index: int, first: Sequence[Moment] = ()) -> None:
        self.plans.append((index, tuple(first)))


def session_of(
    *moments: Moment, sounds: Ready | None = None, at: Callable[[Moment, Fraction], Moment] | None = None
) -> Transport:
    """A session of these moments, begun; at another tempo its silences are as much shorter, or what ``at`` makes of them."""
    change = at or _shorter
    return Transport(lambda tempo: tuple(change(moment, tempo) for moment in moments), sounds or Ready())


def play(session: Transport, *, block: int = 4410) -> Pcm:
    """All that is heard until the end, or until it waits for something."""
    heard = [session.read(0)]
    while not session.state.is_over:
        before = session.position
        pcm = session.read(block)
        heard.append(pcm[: session.position - before])
        if session.position == before:
            break
    return np.concatenate(heard)


def _shorter(moment: Moment, tempo: Fraction) -> Moment:
    match moment:
        case Rest(length_s=length_s) | Work(length_s=length_s):
            return replace(moment, length_s=length_s / tempo)
        case Beats(every_s=every_s):
            return replace(moment, every_s=every_s / tempo)
        case Sound() | Cycles() | Remainder():
            return moment
