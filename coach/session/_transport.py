"""The transport of a session: play, pause, stop and seek; pace, volume and words in between. No device, clock, keyboard or own thread.

:mod:`coach.session._transitions` has its table of states.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from fractions import Fraction
from threading import Lock
from typing import Final

from coach.player import Piece, State
from coach.session._command import Command
from coach.session._deck import Deck
from coach.session._mixing import Mixer
from coach.session._playhead import Playhead
from coach.session._sounds import Sounds
from coach.session._step_index import StepIndex
from coach.session._transitions import Mode, Trigger, after
from coach.sound import Bed, Pcm, at_gain
from coach.timeline import Event, Jingle, Moment, Place
from coach.units import Samples

MORE: Final = Jingle("more")
LESS: Final = Jingle("less")
NO_FURTHER: Final = Jingle("no-further")
SIGNALS: Final = (MORE, LESS, NO_FURTHER)
"""Soft sounds that tell hands without eyes that a command was understood; the last one, that there is nothing to do for it."""

TEMPO_LIMITS: Final = (Fraction(1, 2), Fraction(2))
TEMPOS: Final = (TEMPO_LIMITS[0], *(Fraction(11, 10) ** step for step in range(-6, 7)), TEMPO_LIMITS[1])
"""How much faster and slower than written a session can become: always the same ones, so that as many steps lead back as away."""

VOLUME_STEP_DB: Final = 3.0
VOLUME_LIMITS_DB: Final = (-30.0, 9.0)

LONGER_S: Final = Fraction(15)
"""What "hold longer" adds, in seconds."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where a session is, all of one moment.

    ``index`` is the moment, ``event`` what happens in it, and ``left`` the samples of the moment still to come; of one that lasts until
    the listener is ready, all. ``in_wait`` is whether the listener is waited for. ``step`` counts
    the steps, ``place`` and ``next_place`` are this one and the one that follows. ``tempo`` and ``volume_db`` are relative to what
    the session was made of.
    """

    state: State
    index: int
    event: Event | None
    left: Samples
    step: int
    place: Place
    next_place: Place | None
    tempo: Fraction
    volume_db: float
    in_wait: bool = False


class Transport:
    """A :class:`coach.player.Playable` that takes commands. Methods may be called from any thread.

    A sentence that is cut off, by a pause or because something else is to be said first, is said again from its start; a silence
    goes on where it was.

    Two locks. That of the sound is held by whoever hands out sound or changes what comes next, never for longer than it takes to move
    a few things about: an output asks for sound 50 ms before it is heard. What takes longer is made before: at another pace all moments
    of a routine are others, and only exchanging them needs the lock of the sound. Meanwhile the other lock has a second request for
    another pace wait for the first, so that two requests are two steps; nothing else waits for that one.

    Args:
        moments_at: what happens, in order, at a tempo; as many moments, in the same places, at every tempo. At least one. It may take
            its time, and what it raises is raised by :meth:`do`.
        sounds: where the sound comes from.
        start: the moment to begin with.
        before: moments that come before that one, such as the lead-in.
        tempo: what to begin with.
        volume_db: how much louder or softer than the programme is.
        signal_db: how much louder or softer signals are than they are made.
        time_left: words that answer how long it still takes. It may take its time, too.
        on_change: called when another step has begun, and when tempo or volume have changed; from the thread that did it, with the
            sound locked, so it must return at once and not call back.
        bed: sound to be heard under everything; not by outputs that take piece by piece.
        lock: that of the sound.

    """

    def __init__(
        self,
        moments_at: Callable[[Fraction], Sequence[Moment]],
        sounds: Sounds,
        *,
        start: int = 0,
        before: Sequence[Moment] = (),
        tempo: Fraction = Fraction(1),
        volume_db: float = 0.0,
        signal_db: float = 0.0,
        time_left: Callable[[], Sequence[Moment]] = tuple,
        on_change: Callable[[], None] = lambda: None,
        bed: Bed | None = None,
        lock: AbstractContextManager[object] | None = None,
    ) -> None:
        self._moments_at = moments_at
        self._time_left = time_left
        self._on_change = on_change
        self._sounds = sounds
        self._tempo = tempo
        self._volume_db = volume_db
        self._signal_db = signal_db
        moments = moments_at(tempo)
        self._steps = StepIndex.of(moments)
        self._head = Playhead(moments, sounds, start, before)
        self._mixer = Mixer(volume_db)
        self._deck = Deck(self._head, self._mixer, bed)
        self._mode = Mode.WAITING
        self._told_step = -1
        """The step that is known to the outside."""
        self._lock = lock or Lock()
        self._preparing = Lock()
        self._prepared: Mapping[Command, Callable[[], bool]] = {
            Command.FASTER: lambda: self._change_tempo(_faster, MORE),
            Command.SLOWER: lambda: self._change_tempo(_slower, LESS),
            Command.TIME_LEFT: self._tell_time_left,
        }
        """What these do takes time; they lock the sound themselves when they have done it."""
        self._at_once: Mapping[Command, Callable[[], bool]] = {
            Command.TOGGLE: lambda: self._go(Trigger.PLAY) or self._end_wait() or self._pause(),
            Command.PAUSE: self._pause,
            Command.RESUME: lambda: self._go(Trigger.PLAY) or self._end_wait(),
            Command.READY: self._end_wait,
            Command.NEXT: lambda: self._end_wait() or self._go_steps(1),
            Command.PREVIOUS: lambda: self._go_steps(-1),
            Command.AGAIN: lambda: self._go_steps(0),
            Command.SAY_AGAIN: self._say_again,
            Command.LONGER: self._hold_longer,
            Command.LOUDER: lambda: self._change_volume(VOLUME_STEP_DB, MORE),
            Command.SOFTER: lambda: self._change_volume(-VOLUME_STEP_DB, LESS),
            Command.QUIT: self._stop,
        }
        """What these do takes no time; the sound is locked in the meantime."""

    @property
    def state(self) -> State:
        """See :class:`coach.player.Playable`."""
        with self._lock:
            return self._mode.state

    @property
    def error(self) -> Exception | None:
        """See :class:`coach.player.Playable`."""
        with self._lock:
            return self._deck.error

    @property
    def position(self) -> Samples:
        """See :class:`coach.player.Playable`."""
        with self._lock:
            return Samples(self._deck.position)

    def read(self, count: int) -> Pcm:
        """See :class:`coach.player.Playable`."""
        with self._lock:
            pcm = self._deck.read(count, self._mode)
            self._take_note()
            return pcm

    def take(self) -> Piece | None:
        """See :class:`coach.player.Playable`. A change of volume is heard from the next sound on, signals are not heard."""
        with self._lock:
            piece = self._deck.take(self._volume_db, self._mode)
            self._take_note()
            return piece

    def done(self, piece: Piece, played: Samples | None = None) -> None:
        """See :class:`coach.player.Playable`."""
        with self._lock:
            self._deck.done(piece, played, self._mode)

    def status(self) -> Status:
        """Where the session is."""
        with self._lock:
            state, steps, tempo, volume_db = self._mode.state, self._steps, self._tempo, self._volume_db
            index, event, left, in_wait = (
                self._head.index,
                self._head.current.event,
                self._head.left,
                self._head.is_in_wait,
            )
        step = steps.number_at(index)
        return Status(
            state=state,
            index=index,
            event=event,
            left=left,
            step=step,
            place=steps.places[step],
            next_place=steps.places[step + 1] if step + 1 < len(steps.places) else None,
            tempo=tempo,
            volume_db=volume_db,
            in_wait=in_wait,
        )

    def do(self, command: Command) -> bool:
        """Obey; whether there was anything to do. Once it is over there is not."""
        if command in self._prepared:
            return self._prepared[command]()
        with self._lock:
            return not self._mode.is_over and self._at_once[command]()

    def say(self, moments: Sequence[Moment]) -> None:
        """Say what is not part of the programme as soon as it is ready: before the sentence under way, or over a silence."""
        with self._lock:
            self._head.say(moments)

    def interrupt(self, unheard: Samples) -> None:
        """There is no device, and the last ``unheard`` samples were handed out in vain: back to the start of what was cut off."""
        with self._lock:
            is_back_at_a_sound = self._head.rewind_unheard(unheard)
            self._go(Trigger.UNHEARD if is_back_at_a_sound else Trigger.LOST)
            if self._mode is Mode.PAUSED_INTERRUPTED:
                self._head.hold()
            self._deck.drop()

    def restore(self) -> None:
        """There is a device again."""
        with self._lock:
            self._go(Trigger.BACK)

    def _go(self, trigger: Trigger) -> bool:
        """To the mode that follows; whether it is another one."""
        was, self._mode = self._mode, after(self._mode, trigger)
        return self._mode is not was

    def _take_note(self) -> None:
        """Of what the deck has come upon."""
        if self._deck.found is not None:
            self._go(self._deck.found)
        if self._deck.sounding >= 0 and (step := self._steps.number_at(self._deck.sounding)) != self._told_step:
            self._told_step = step
            self._on_change()

    def _change_tempo(self, another: Callable[[Fraction], Fraction], signal: Jingle) -> bool:
        with self._preparing:  # nobody else changes tempo and moments in the meantime
            if self.state.is_over:
                return False
            tempo = another(self._tempo)
            moments = self._moments_at(tempo)
            # Where the limits of pace are reached, another tempo changes nothing.
            is_change = tempo != self._tempo and tuple(moments) != tuple(self._head.moments)
            steps = StepIndex.of(moments) if is_change else self._steps
            with self._lock:
                if self._mode.is_over:
                    return False
                if is_change:
                    self._tempo, self._steps = tempo, steps
                    self._head.retime(moments)
                    self._on_change()
                return self._signal(is_change, signal)

    def _tell_time_left(self) -> bool:
        if self.state.is_over:
            return False
        words = self._time_left()
        with self._lock:
            if words and not self._mode.is_over:
                self._head.say(words)
                return True
            return False

    def _pause(self) -> bool:
        if not self._go(Trigger.PAUSE):
            return False
        self._deck.cut()
        self._head.hold()
        return True

    def _stop(self) -> bool:
        self._deck.drop()
        return self._go(Trigger.STOP)

    def _end_wait(self) -> bool:
        if self._mode.is_running and self._head.is_in_wait:
            return self._seek(self._head.index + 1)
        return False

    def _go_steps(self, by: int) -> bool:
        return self._seek(self._steps.start(max(0, self._steps.number_at(self._head.index) + by)))

    def _seek(self, index: int) -> bool:
        self._deck.cut()
        self._head.go(index)
        self._go(Trigger.SEEK)
        return True

    def _say_again(self) -> bool:
        run = self._steps.words_before(self._head.index)
        if not run:
            return self._signal(False, MORE)
        if self._head.index in run:
            return self._seek(run.start)
        self._head.say(self._head.moments[run.start : run.stop])
        return True

    def _hold_longer(self) -> bool:
        work = self._steps.work_from(self._head.index)
        return self._signal(work is not None and self._head.hold_longer(work, LONGER_S), MORE)

    def _change_volume(self, by_db: float, signal: Jingle) -> bool:
        wanted_db = min(max(self._volume_db + by_db, VOLUME_LIMITS_DB[0]), VOLUME_LIMITS_DB[1])
        is_change = wanted_db != self._volume_db
        if is_change:
            self._volume_db = wanted_db
            self._mixer.set_volume(wanted_db)
            self._on_change()
        return self._signal(is_change, signal)

    def _signal(self, had_effect: bool, signal: Jingle) -> bool:
        """Let the listener hear whether a command had an effect."""
        sound = self._sounds.get(signal if had_effect else NO_FURTHER)
        if sound is not None:
            self._mixer.add(at_gain(sound, self._signal_db))
        return had_effect


def _faster(tempo: Fraction) -> Fraction:
    return next((faster for faster in TEMPOS if faster > tempo), tempo)


def _slower(tempo: Fraction) -> Fraction:
    return next((slower for slower in reversed(TEMPOS) if slower < tempo), tempo)
