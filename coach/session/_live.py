"""A live session put together: programme, read-ahead buffer, transport, loudspeaker; what a person can ask of it and what they can see."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from threading import Event
from types import TracebackType
from typing import Final, Self

from coach.player import AudioOutput, State
from coach.programme import Programme
from coach.session._command import Command
from coach.session._loudspeaker import Loudspeaker
from coach.session._moment_lengths import Durations
from coach.session._read_ahead import ReadAheadBuffer
from coach.session._transport import SIGNALS, Status, Transport
from coach.timeline import Kind, Moment, Rest, Sound, Utterance, at_loudness, chimes_db
from coach.units import clock, samples_to_s

AFTER_WORDS_S: Final = Fraction(1)
"""Silence after an interjection, in seconds."""

_ANSWERED_S: Final = 3600
"""The longest time left for which an answer is kept ready, in seconds; for a longer one, the voice takes a moment."""


@dataclass(frozen=True, slots=True)
class Start:
    """How a session begins.

    ``index`` is the moment to begin with, ``words`` what is said before it, and ``silence_s`` the time to get ready after that, in
    seconds. ``tempo`` and ``volume_db`` are relative to the programme.
    """

    index: int = 0
    words: str | None = None
    silence_s: Fraction = Fraction(0)
    tempo: Fraction = Fraction(1)
    volume_db: float = 0.0

    def __post_init__(self) -> None:
        if self.index < 0 or self.silence_s < 0 or self.tempo <= 0:
            raise ValueError(f"a session cannot begin like this: {self}")


@dataclass(frozen=True, slots=True)
class View:
    """What there is to see of a session at one moment; lengths in seconds.

    ``trouble`` tells why nothing is heard, if the device has gone. ``is_exact`` tells whether all lengths are known; before every
    word has been spoken some are guesses. ``pace`` is relative to the script as written. ``in_wait``: the listener is waited for.
    """

    state: State
    trouble: str | None
    section: str
    step: str
    next_step: str | None
    kind: Kind | None
    in_wait: bool
    step_gone_s: float
    step_left_s: float
    gone_s: float
    left_s: float
    is_exact: bool
    pace: float
    volume_db: float


class Live:
    """One live session. Use it as a context manager; methods may be called from any thread."""

    def __init__(self, programme: Programme, make_output: Callable[[], AudioOutput], start: Start = Start()) -> None:
        self._has_begun = False
        self._watching: list[Event] = []
        self._programme = programme
        self._programmes = {Fraction(1): programme}
        bed = programme.new_bed()  # before anything is begun that would have to be ended
        self._closing = ExitStack()
        self._read_ahead = self._closing.enter_context(
            ReadAheadBuffer(programme.sound, programme.prefetch, SIGNALS, self._asked_for_later)
        )
        self._transport = Transport(
            lambda tempo: self._at(tempo).moments,
            self._read_ahead,
            start=start.index,
            before=self._words(start.words, start.silence_s) if start.words else (),
            tempo=start.tempo,
            volume_db=start.volume_db,
            signal_db=chimes_db(programme.choices.loudness),
            time_left=self._time_left,
            on_change=self._tell,
            bed=bed,
        )
        self._durations = Durations(self._at(start.tempo))
        self._loudspeaker = Loudspeaker(self._transport, make_output)
        self._closing.callback(self._loudspeaker.close)

    def start(self) -> None:
        """Begin. Raises OutputError if there is no device, RuntimeError if it has begun already."""
        if self._has_begun:
            raise RuntimeError("this session has begun already; open another one to play again")
        self._loudspeaker.start()
        self._has_begun = True

    def wait(self, timeout_s: float) -> bool:
        """Whether it is over, after at most so many seconds. Raises CoachError if the voice failed."""
        return self._loudspeaker.wait(timeout_s)

    def do(self, command: Command) -> None:
        """Obey a command."""
        self._transport.do(command)

    def status(self) -> Status:
        """Where it is, in the terms of the programme's moments."""
        return self._transport.status()

    def view(self) -> View:
        """Where it is, for people."""
        status = self._transport.status()
        programme = self._at(status.tempo)
        durations = self._durations = self._durations.brought_up_to_date(programme)
        left_s = samples_to_s(status.left)
        first, last = durations.step_at(status.index)
        step_left_s = left_s + durations.between_s(status.index + 1, last)
        all_left_s = left_s + durations.from_s(status.index + 1)
        trouble = self._loudspeaker.trouble
        return View(
            state=status.state,
            trouble=trouble.what if trouble else None,
            section=status.place.section_title,
            step=status.place.step_title or status.place.section_title,
            next_step=(status.next_place.step_title or status.next_place.section_title) if status.next_place else None,
            kind=status.event.kind if status.event else None,
            in_wait=status.in_wait,
            step_gone_s=max(0.0, durations.between_s(first, last) - step_left_s),
            step_left_s=step_left_s,
            gone_s=max(0.0, durations.from_s(0) - all_left_s),
            left_s=all_left_s,
            is_exact=durations.is_exact,
            pace=float(programme.choices.pace.holds),
            volume_db=status.volume_db,
        )

    def watch(self) -> Event:
        """An event that is set whenever another step begins or tempo or volume change; whoever asked for it waits and clears it."""
        event = Event()
        self._watching.append(event)
        return event

    def close(self) -> None:
        """End it. Returns within seconds, whatever the sound system does."""
        self._transport.do(Command.QUIT)
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        view = self.view()
        return f"<Live {self._programme.routine.title!r}: {view.state} in {view.step!r}, {clock(view.left_s)} left>"

    def _time_left(self) -> tuple[Moment, ...]:
        return self._words(self._programme.choices.messages.time_left(self.view().left_s), AFTER_WORDS_S)

    def _tell(self) -> None:
        for event in self._watching:
            event.set()

    def _asked_for_later(self) -> Iterator[Utterance]:
        """The possible answers to how much time is left, so that they can be given at once; each is also cached for next time."""
        total_s = min(sum(self._programme.lengths_s()), _ANSWERED_S)
        for seconds in range(0, int(total_s) + 60, 30):
            yield self._programme.utterance(self._programme.choices.messages.time_left(seconds))

    def _at(self, tempo: Fraction) -> Programme:
        """The programme at a tempo. Only the transport asks for another one, and one thread at a time; views ask for what it has."""
        if tempo not in self._programmes:
            self._programmes[tempo] = self._programme.at_tempo(tempo)
        return self._programmes[tempo]

    def _words(self, text: str, silence_s: Fraction) -> tuple[Moment, ...]:
        place = self._programme.moments[0].place
        said = (Sound(self._programme.utterance(text), place), Rest(Kind.PAUSE, silence_s, place))
        return tuple(at_loudness(said, self._programme.choices.loudness))
