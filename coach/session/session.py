"""The session: sound handed out, and what the listener's commands change of it. No device, clock, keyboard or thread of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from threading import Lock
from typing import Final

import numpy as np

from coach.player.playable import Piece, State
from coach.session.command import Command
from coach.session.mixing import FADE, Mixer
from coach.session.playhead import Playhead
from coach.session.sounds import Sounds
from coach.session.steps import steps_of, words_before
from coach.sound.bed import Bed
from coach.sound.ducking import AHEAD, LONGEST, Ahead
from coach.sound.render import Pcm, at_gain
from coach.timeline.model import Clip, Event, Jingle, Place
from coach.timeline.moments import Moment
from coach.units import SAMPLE_RATE, Samples

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

SILENCE_AT_ONCE: Final = SAMPLE_RATE
"""How much of a silence is given to outputs that play piece by piece; they look at all of what they are given."""

LONGER_S: Final = Fraction(15)
"""What "hold longer" adds, in seconds."""

_DURING_WORDS: Final = Ahead(0, AHEAD)


@dataclass(frozen=True, slots=True)
class Status:
    """Where a session is, all of one moment.

    ``index`` is the moment, ``event`` what is going on in it, and ``left`` the samples of the moment still to come. ``step`` counts
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


class Session:
    """A :class:`coach.player.playable.Playable` that takes commands. Methods may be called from any thread.

    A sentence that is cut off, by a pause or because something else is to be said first, is said again from its start; a silence
    goes on where it was.

    Args:
        moments_at: what happens, in order, at a tempo; as many moments, in the same places, at every tempo. At least one.
        sounds: where the sound comes from.
        start: the moment to begin with.
        before: moments that come before that one, such as the lead-in.
        tempo: what to begin with.
        volume_db: how much louder or softer than the programme is.
        signal_db: how much louder or softer signals are than they are made.
        on_change: called when another step begins, and when tempo or volume have changed; from the thread that did it, with the
            session locked, so it must return at once and not call back.
        bed: sound to be heard under everything; not by outputs that take piece by piece.

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
        on_change: Callable[[], None] = lambda: None,
        bed: Bed | None = None,
    ) -> None:
        self._bed = bed
        self._on_change = on_change
        self._moments_at = moments_at
        self._sounds = sounds
        self._tempo = tempo
        self._volume_db = volume_db
        moments = moments_at(tempo)
        self._steps = steps_of(moments)
        self._head = Playhead(moments, sounds, start, before)
        self._mixer = Mixer(volume_db)
        self._signal_db = signal_db
        self._lock = Lock()
        self._state = State.PLAYING
        self._is_interrupted = False
        self._error: Exception | None = None
        self._piece: Piece | None = None
        self._position = 0
        self._step = -1
        """The step that is known to the outside."""

    @property
    def state(self) -> State:
        """See :class:`coach.player.playable.Playable`."""
        with self._lock:
            return self._state_now()

    @property
    def error(self) -> Exception | None:
        """See :class:`coach.player.playable.Playable`."""
        with self._lock:
            return self._error

    @property
    def position(self) -> Samples:
        """See :class:`coach.player.playable.Playable`."""
        with self._lock:
            return Samples(self._position)

    def read(self, count: int) -> Pcm:
        """See :class:`coach.player.playable.Playable`."""
        out = np.zeros(count, np.int16)
        with self._lock:
            is_ready = self._ready() is not None
            tail = self._mixer.tail(count)
            filled = len(tail)
            out[:filled] = self._over_bed(tail, _DURING_WORDS)
            self._position += filled
            while is_ready and filled < count:
                piece = self._head.samples(min(count - filled, LONGEST))
                out[filled : filled + len(piece)] = self._over_bed(piece, self._head.ahead() if self._bed else None)
                filled += len(piece)
                self._move(len(piece))
                is_ready = filled < count and self._ready() is not None
            if not self._state.is_over:
                # While words are waited for, the bed stays down for them; while paused it is silent.
                out[filled:] = self._over_bed(out[filled:], _DURING_WORDS if self._state is State.PLAYING else None)
            return self._mixer.finish(out)

    def take(self) -> Piece | None:
        """See :class:`coach.player.playable.Playable`. A change of volume is heard from the next sound on, signals are not heard."""
        with self._lock:
            event = self._ready()
            if event is None:
                self._piece = None
            elif self._piece is None or self._piece.event is not event:
                is_sound = isinstance(event, Clip)
                rest = self._head.samples(self._head.current.left if is_sound else SILENCE_AT_ONCE)
                self._piece = Piece(event, at_gain(rest, min(0.0, self._volume_db)) if is_sound else rest)
            return self._piece

    def done(self, piece: Piece, played: Samples | None = None) -> None:
        """See :class:`coach.player.playable.Playable`."""
        with self._lock:
            if piece is self._piece:
                is_whole = played is None or played >= len(piece.pcm)
                if is_whole or not isinstance(piece.event, Clip):
                    self._move(len(piece.pcm) if played is None else played)
                self._piece = None

    def status(self) -> Status:
        """Where the session is."""
        with self._lock:
            head, places = self._head, self._steps.places
            step = self._steps.number_at(head.index)
            return Status(
                state=self._state_now(),
                index=head.index,
                event=head.current.event,
                left=head.spot.all_left,
                step=step,
                place=places[step],
                next_place=places[step + 1] if step + 1 < len(places) else None,
                tempo=self._tempo,
                volume_db=self._volume_db,
            )

    def do(self, command: Command) -> bool:
        """Obey; whether there was anything to do. ``TIME_LEFT`` needs words, so it is not done here but with :meth:`say`."""
        acts: dict[Command, Callable[[], bool]] = {
            Command.TOGGLE: lambda: self._resume() or self._ready_now() or self._pause(),
            Command.PAUSE: self._pause,
            Command.RESUME: lambda: self._resume() or self._ready_now(),
            Command.READY: self._ready_now,
            Command.NEXT: lambda: self._ready_now() or self._go_steps(1),
            Command.PREVIOUS: lambda: self._go_steps(-1),
            Command.AGAIN: lambda: self._go_steps(0),
            Command.SAY_AGAIN: self._say_again,
            Command.FASTER: lambda: self._signal(self._retime(self._faster()), MORE),
            Command.SLOWER: lambda: self._signal(self._retime(self._slower()), LESS),
            Command.LONGER: lambda: self._signal(self._head.hold_longer(LONGER_S), MORE),
            Command.LOUDER: lambda: self._signal(self._change_volume(VOLUME_STEP_DB), MORE),
            Command.SOFTER: lambda: self._signal(self._change_volume(-VOLUME_STEP_DB), LESS),
            Command.QUIT: self._stop,
        }
        with self._lock:
            return command in acts and not self._state.is_over and acts[command]()

    def say(self, moments: Sequence[Moment]) -> None:
        """Say what is not part of the programme as soon as it is ready: before the sentence under way, or over a silence."""
        with self._lock:
            self._head.say(moments)

    def interrupt(self, unheard: Samples) -> None:
        """There is no device, and the last ``unheard`` samples were handed out in vain: back to the start of what was cut off."""
        with self._lock:
            if self._head.rewind_unheard(unheard) and self._state is State.FINISHED:
                self._state = State.PLAYING
            if self._state is State.PAUSED:
                self._head.hold()
            self._piece = None
            self._is_interrupted = True

    def restore(self) -> None:
        """There is a device again."""
        with self._lock:
            self._is_interrupted = False

    def _state_now(self) -> State:
        if self._state is not State.PLAYING:
            return self._state
        if self._is_interrupted:
            return State.INTERRUPTED
        return State.WAITING if self._head.is_waiting_for_sound else State.PLAYING

    def _ready(self) -> Event | None:
        """The event to hand out from; None if there is nothing to hand out now. Ends the session if there never will be."""
        if self._state.is_over or self._is_interrupted:
            return None
        was = self._head.current
        try:
            event = self._head.ready(playing=self._state is State.PLAYING)
        except Exception as error:  # it belongs to whoever waits for the end, not to the thread that happens to pull
            self._state, self._error = State.STOPPED, error
            return None
        if self._head.current is not was and isinstance(was.event, Clip) and was.into:
            self._mixer.cut(self._head.samples_at(was, FADE))
        if event is None and self._state is State.PLAYING and self._head.is_at_end:
            self._state = State.FINISHED
        if event is not None and (step := self._steps.number_at(self._head.index)) != self._step:
            self._step = step
            self._on_change()
        return event

    def _over_bed(self, pcm: Pcm, ahead: Ahead | None) -> Pcm:
        return pcm if self._bed is None else self._bed.under(pcm, ahead)

    def _move(self, count: int) -> None:
        self._position += count
        self._head.move(count, playing=self._state is State.PLAYING)

    def _cut(self) -> None:
        """Let the sound under way, if there is one, fall silent; it will begin anew."""
        current = self._head.current
        if isinstance(current.event, Clip) and current.into:
            self._mixer.cut(self._head.samples(FADE))
        self._head.rewind()
        self._piece = None

    def _pause(self) -> bool:
        if self._state is State.PLAYING:
            self._cut()
            self._head.hold()
            self._state = State.PAUSED
            return True
        return False

    def _resume(self) -> bool:
        if self._state is State.PAUSED:
            self._state = State.PLAYING
            return True
        return False

    def _stop(self) -> bool:
        self._state = State.STOPPED
        self._piece = None
        return True

    def _ready_now(self) -> bool:
        if self._state is State.PLAYING and self._head.is_in_wait:
            self._go(self._head.index + 1)
            return True
        return False

    def _go_steps(self, by: int) -> bool:
        self._go(self._steps.start(max(0, self._steps.number_at(self._head.index) + by)))
        return True

    def _go(self, index: int) -> None:
        """Play from a moment on."""
        self._cut()
        self._head.go(index)
        self._state = State.PLAYING

    def _say_again(self) -> bool:
        run = words_before(self._head.moments, self._head.index)
        if not run:
            return self._signal(False, MORE)
        if self._head.index in run:
            self._go(run.start)
        else:
            self._head.say(self._head.moments[run.start : run.stop])
        return True

    def _faster(self) -> Fraction:
        return next((tempo for tempo in TEMPOS if tempo > self._tempo), self._tempo)

    def _slower(self) -> Fraction:
        return next((tempo for tempo in reversed(TEMPOS) if tempo < self._tempo), self._tempo)

    def _retime(self, tempo: Fraction) -> bool:
        moments = self._moments_at(tempo)
        if tuple(moments) == tuple(self._head.moments):
            return False
        self._tempo = tempo
        self._head.retime(moments)
        self._on_change()
        return True

    def _change_volume(self, by_db: float) -> bool:
        wanted_db = min(max(self._volume_db + by_db, VOLUME_LIMITS_DB[0]), VOLUME_LIMITS_DB[1])
        if wanted_db == self._volume_db:
            return False
        self._volume_db = wanted_db
        self._mixer.set_volume(wanted_db)
        self._on_change()
        return True

    def _signal(self, had_effect: bool, signal: Jingle) -> bool:
        """Let the listener hear whether a command had an effect."""
        sound = self._sounds.get(signal if had_effect else NO_FURTHER)
        if sound is not None:
            self._mixer.add(at_gain(sound, self._signal_db))
        return had_effect
