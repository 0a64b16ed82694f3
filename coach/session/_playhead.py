"""The playhead: where a session is among its moments, what comes next, and whether the sound of it is there."""

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from typing import Final

import numpy as np

from coach.errors import CoachError
from coach.session._interjection import Interjection
from coach.session._position import Position, at_another_pace, lengthened
from coach.session._sounds import Sounds
from coach.sound import AHEAD, Ahead, Pcm, at_gain
from coach.timeline import BREATH_S, Clip, Event, Grid, Kind, Moment, Rest, Source, exact_length_s, is_open, sources
from coach.units import SAMPLE_RATE, Samples, samples_of

FIRST_S: Final = 60
"""How much of a session must be ready before it begins, in seconds."""

AGAIN_S: Final = 10
"""How much must be ready before it continues after it had to wait, in seconds."""

_REMEMBERED: Final = 8
"""How many sounds are remembered as begun: more than a device that goes away can leave unheard."""

_BREATH: Final = Samples(int(BREATH_S * SAMPLE_RATE))


@dataclass(frozen=True, slots=True)
class _Begun:
    """Where everything was when a sound began; ``end`` is how much will have been handed out when it ends, in samples."""

    end: int
    position: Position
    interjection: Interjection
    longer_s: dict[int, Fraction]


class Playhead:
    """A place in the moments, and interjections before the programme continues there.

    ``before`` is said before the programme begins. Not for several threads at once.
    """

    def __init__(self, moments: Sequence[Moment], sounds: Sounds, start: int, before: Sequence[Moment]) -> None:
        self.moments = moments
        self._sounds = sounds
        self._grid = Grid(self._measure)
        self.position = Position(start)
        self._handed_out = 0
        self._begun: deque[_Begun] = deque(maxlen=_REMEMBERED)
        """The sounds begun last. Forgotten when a command changes what comes next."""
        self._interjection = Interjection(tuple(before))
        self._is_held_back = bool(before)
        """Whether what comes before the programme has not begun."""
        self._needed_s = FIRST_S
        """How much must be ready before anything more is handed out, in seconds; 0 while it flows."""
        self._longer_s: dict[int, Fraction] = {}
        self._plan()

    @property
    def index(self) -> int:
        """The moment under way, or the last one if all is over."""
        return min(self.position.index, len(self.moments) - 1)

    @property
    def is_at_end(self) -> bool:
        """Whether nothing is left."""
        return not self.position.events and self._next_index >= len(self.moments)

    @property
    def is_in_wait(self) -> bool:
        """Whether the listener is being waited for, in silence or while something is repeated."""
        event = self.position.event
        return self._is_in_open or (event is not None and event.kind is Kind.WAIT)

    @property
    def left(self) -> Samples:
        """Samples of the moment under way that are still to come; of one that lasts until the listener is ready, all of them."""
        whole = self.position.whole if self._is_in_open else ()
        return Samples(sum(samples_of(event.length) for event in whole)) if whole else self.position.all_left

    @property
    def _is_in_open(self) -> bool:
        """Whether a moment is under way that lasts until the listener is ready."""
        return self.position.begun and is_open(self.moments[self.position.index])

    @property
    def _next_index(self) -> int:
        """The moment to begin when nothing of this one is left: this one again, while the listener is not ready."""
        return self.position.index if self._is_in_open else self.position.next_index

    @property
    def current(self) -> Position:
        """Where in an interjection it is, if there is one; else where in the programme."""
        return self._interjection.position if self._interjection.is_under_way else self.position

    def ready(self, *, playing: bool) -> Event | None:
        """The event to hand out from, begun if need be; None if it is not ready or nothing is left. Raises what sounds raise.

        While not ``playing`` only interjections asked for since then are given.
        """
        may_go_on = playing and not self._is_held_back
        if not self._begin_interjection(playing=playing) and not (may_go_on and self._begin_moment()):
            return None
        event = self.current.event
        # Even what has begun may have been forgotten again, before it was gone back to.
        is_lacking = isinstance(event, Clip) and self._sounds.get(event.source) is None
        return None if is_lacking else event

    def samples(self, count: int) -> Pcm:
        """At most ``count`` samples of the current event, from where it is."""
        return self.samples_at(self.current, count)

    def samples_at(self, position: Position, count: int) -> Pcm:
        """At most ``count`` samples of a position's event, from there."""
        count = min(count, position.left)
        event = position.event
        if isinstance(event, Clip) and (sound := self._sounds.get(event.source)) is not None:
            piece = at_gain(sound[position.into : position.into + count], event.gain_db)
            return piece if len(piece) == count else np.concatenate([piece, np.zeros(count - len(piece), np.int16)])
        return np.broadcast_to(np.int16(0), (count,))

    def ahead(self) -> Ahead:
        """How far it is to the next words, and to the end; for the bed."""
        events = chain(
            self.current.events,
            self._interjection.to_come,
            self.position.events if self._interjection.is_under_way else (),
            self._to_come(),
        )
        words: int | None = None
        at = -self.current.into
        for event in events:
            if event is None or event.kind is Kind.SPEECH:
                words = max(0, at) if words is None else words
            at += samples_of(event.length) if event is not None else AHEAD
            if at >= AHEAD:
                return Ahead(AHEAD if words is None else words, AHEAD)
        return Ahead(AHEAD if words is None else words, at)

    def _to_come(self) -> Iterator[Event | None]:
        """The events of the moments that follow; None where one is not ready, so that anything may come."""
        grid = copy(self._grid)
        for index in range(self._next_index, len(self.moments)):
            moment, is_ready = self.moments[index], False
            with suppress(CoachError):
                is_ready = self._is_ready(moment)
            if not is_ready:
                yield None
                return
            yield from grid.place(moment)

    def move(self, count: int, *, playing: bool) -> None:
        """So many samples of the current event have been handed out."""
        self._remember()
        self._handed_out += count
        if not self._interjection.is_under_way:
            # In a wait that lasts as long as it takes, time stands still.
            self.position = self.position if self._stands_still else self.position.moved(count)
            return
        self._interjection = self._interjection.moved(count)
        event = self.position.event
        if playing and event is not None and not isinstance(event, Clip) and not self._stands_still:
            # Hands keep working while something is said over a silence; only its last breath is kept.
            self.position = self.position.moved(max(0, min(count, self.position.left - _BREATH)))

    @property
    def _stands_still(self) -> bool:
        return self._is_in_open and isinstance(self.moments[self.position.index], Rest)

    def rewind(self) -> None:
        """Back to the start of the sound under way; a silence stays where it is."""
        self.position, self._interjection = self.position.rewound(), self._interjection.rewound()

    def rewind_unheard(self, unheard: Samples) -> bool:
        """Back to the start of the first sound of which the end is among the last ``unheard`` samples; whether there was one.

        If there is none, back to the start of the sound under way.
        """
        heard = self._handed_out - unheard
        cut_off = next((begun for begun in self._begun if begun.end > heard), None)
        if cut_off is not None:
            self.position, self._longer_s = cut_off.position, dict(cut_off.longer_s)
            self._interjection = replace(cut_off.interjection, asked=self._interjection.asked)
            self._begun.clear()
            self._plan()
        self.rewind()
        return cut_off is not None

    def go(self, index: int) -> None:
        """To the beginning of a moment; interjections are dropped."""
        self.position, self._interjection, self._is_held_back = Position(index), Interjection(), False
        self._begun.clear()
        self._grid = Grid(self._measure)
        self._plan()

    def say(self, moments: Sequence[Moment]) -> None:
        """Interject something as soon as it is ready."""
        self._interjection = self._interjection.asking(moments)
        self._plan()

    def hold(self) -> None:
        """Leave an interjection for when it plays again: a pause means that too."""
        if self._interjection.is_under_way:
            self._interjection = self._interjection.held()
            self._begun.clear()

    def retime(self, moments: Sequence[Moment]) -> None:
        """Continue at another pace: the same moments, with other lengths."""
        if self.position.begun and self.position.event is not None:
            self.position = at_another_pace(
                self.position, self.moments[self.position.index], moments[self.position.index]
            )
        self._begun.clear()
        self.moments = moments
        self._plan()

    def hold_longer(self, index: int, by_s: Fraction) -> bool:
        """Make a moment longer, that under way or one to come; False if nothing is left of it that could be longer."""
        if index == self.position.index and self.position.begun:
            longer = lengthened(self.position, self.moments[index], by_s)
            self.position = longer or self.position
            self._begun.clear()
            return longer is not None
        self._longer_s[index] = self._longer_s.get(index, Fraction(0)) + by_s
        return True

    def _begin_moment(self) -> bool:
        """Make sure that the position has an event; False if it is not ready, or nothing is left."""
        while self.position.event is None:
            index = self._next_index
            if index >= len(self.moments) or not self._has_ahead(index):
                return False
            whole = tuple(self._grid.place(self.moments[index]))
            self.position = Position(index, whole, Samples(0), whole, begun=True)
            if extra_s := self._longer_s.pop(index, None):
                self.position = lengthened(self.position, self.moments[index], extra_s) or self.position
            self._plan()
        return True

    def _remember(self) -> None:
        """If what is being handed out is the beginning of a sound, keep where that is."""
        current = self.current
        if isinstance(current.event, Clip) and not current.into:
            self._begun.append(
                _Begun(self._handed_out + current.left, self.position, self._interjection, dict(self._longer_s))
            )

    def _has_ahead(self, index: int) -> bool:
        """Whether what comes next is ready: all of the next moment, and more of what follows at the start or after having waited."""
        if not self._is_ready(self.moments[index]):
            self._needed_s = self._needed_s or AGAIN_S
            return False
        if self._needed_s and not self._is_ready_for(index, self._needed_s):
            return False
        self._needed_s = 0
        return True

    def _is_ready_for(self, index: int, needed_s: int) -> bool:
        """Whether so many seconds from a moment on are ready, or as much as can ever be: an error is raised when its turn comes."""
        ahead_s = Fraction(0)
        with suppress(CoachError):
            for number in range(index, len(self.moments)):
                if not self._is_ready(self.moments[number]):
                    return False
                ahead_s += exact_length_s(self.moments[number], self._measure)
                if ahead_s >= needed_s:
                    break
        return True

    def _begin_interjection(self, *, playing: bool) -> bool:
        """Whether there is an interjection, begun or continued if need be."""
        interjection = self._interjection
        if (
            interjection.may_begin
            and (playing or not self._is_held_back)
            and all(map(self._is_ready, interjection.asked))
        ):
            grid = Grid(self._measure)
            self._interjection = interjection.begun(
                tuple(event for moment in interjection.asked for event in grid.place(moment))
            )
            self._is_held_back = False
            self.position = self.position.rewound()
            self._begun.clear()
        elif playing:
            self._interjection = interjection.resumed()
        return self._interjection.is_under_way

    def _is_ready(self, moment: Moment) -> bool:
        return all(self._sounds.get(source) is not None for source in sources(moment))

    def _measure(self, source: Source) -> Samples:
        sound = self._sounds.get(source)
        if sound is None:
            raise LookupError(f"placed before it was ready: {source}")
        return Samples(len(sound))

    def _plan(self) -> None:
        self._sounds.plan(self.moments, self.position.index, self._interjection.needed)
