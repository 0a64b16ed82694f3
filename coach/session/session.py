"""The session: what the listener's commands change of the sound that is handed out. No device, clock, keyboard or thread of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from threading import Lock
from typing import Final

from coach.player.playable import Piece, State
from coach.session.command import Command
from coach.session.delivery import Delivery
from coach.session.sounds import Sounds
from coach.session.steps import words_before
from coach.sound.bed import Bed
from coach.sound.render import Pcm, at_gain
from coach.timeline.model import Event, Jingle, Place
from coach.timeline.moments import Moment
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
        self._on_change = on_change
        self._moments_at = moments_at
        self._sounds = sounds
        self._tempo = tempo
        self._volume_db = volume_db
        self._signal_db = signal_db
        self._delivery = Delivery(
            moments_at(tempo), sounds, start=start, before=before, volume_db=volume_db, on_step=on_change, bed=bed
        )
        self._lock = Lock()

    @property
    def state(self) -> State:
        """See :class:`coach.player.playable.Playable`."""
        with self._lock:
            return self._delivery.state

    @property
    def error(self) -> Exception | None:
        """See :class:`coach.player.playable.Playable`."""
        with self._lock:
            return self._delivery.error

    @property
    def position(self) -> Samples:
        """See :class:`coach.player.playable.Playable`."""
        with self._lock:
            return Samples(self._delivery.position)

    def read(self, count: int) -> Pcm:
        """See :class:`coach.player.playable.Playable`."""
        with self._lock:
            return self._delivery.read(count)

    def take(self) -> Piece | None:
        """See :class:`coach.player.playable.Playable`. A change of volume is heard from the next sound on, signals are not heard."""
        with self._lock:
            return self._delivery.take(self._volume_db)

    def done(self, piece: Piece, played: Samples | None = None) -> None:
        """See :class:`coach.player.playable.Playable`."""
        with self._lock:
            self._delivery.done(piece, played)

    def status(self) -> Status:
        """Where the session is."""
        with self._lock:
            head, steps = self._delivery.head, self._delivery.steps
            step = steps.number_at(head.index)
            return Status(
                state=self._delivery.state,
                index=head.index,
                event=head.current.event,
                left=head.spot.all_left,
                step=step,
                place=steps.places[step],
                next_place=steps.places[step + 1] if step + 1 < len(steps.places) else None,
                tempo=self._tempo,
                volume_db=self._volume_db,
            )

    def do(self, command: Command) -> bool:
        """Obey; whether there was anything to do. ``TIME_LEFT`` needs words, so it is not done here but with :meth:`say`."""
        delivery, head = self._delivery, self._delivery.head
        acts: dict[Command, Callable[[], bool]] = {
            Command.TOGGLE: lambda: delivery.resume() or self._ready_now() or delivery.pause(),
            Command.PAUSE: delivery.pause,
            Command.RESUME: lambda: delivery.resume() or self._ready_now(),
            Command.READY: self._ready_now,
            Command.NEXT: lambda: self._ready_now() or self._go_steps(1),
            Command.PREVIOUS: lambda: self._go_steps(-1),
            Command.AGAIN: lambda: self._go_steps(0),
            Command.SAY_AGAIN: self._say_again,
            Command.FASTER: lambda: self._signal(self._retime(self._faster()), MORE),
            Command.SLOWER: lambda: self._signal(self._retime(self._slower()), LESS),
            Command.LONGER: lambda: self._signal(head.hold_longer(LONGER_S), MORE),
            Command.LOUDER: lambda: self._signal(self._change_volume(VOLUME_STEP_DB), MORE),
            Command.SOFTER: lambda: self._signal(self._change_volume(-VOLUME_STEP_DB), LESS),
            Command.QUIT: delivery.stop,
        }
        with self._lock:
            return command in acts and not delivery.is_over and acts[command]()

    def say(self, moments: Sequence[Moment]) -> None:
        """Say what is not part of the programme as soon as it is ready: before the sentence under way, or over a silence."""
        with self._lock:
            self._delivery.head.say(moments)

    def interrupt(self, unheard: Samples) -> None:
        """See :meth:`coach.session.delivery.Delivery.interrupt`."""
        with self._lock:
            self._delivery.interrupt(unheard)

    def restore(self) -> None:
        """There is a device again."""
        with self._lock:
            self._delivery.restore()

    def _ready_now(self) -> bool:
        head = self._delivery.head
        if self._delivery.is_playing and head.is_in_wait:
            self._delivery.go(head.index + 1)
            return True
        return False

    def _go_steps(self, by: int) -> bool:
        steps = self._delivery.steps
        self._delivery.go(steps.start(max(0, steps.number_at(self._delivery.head.index) + by)))
        return True

    def _say_again(self) -> bool:
        head = self._delivery.head
        run = words_before(head.moments, head.index)
        if not run:
            return self._signal(False, MORE)
        if head.index in run:
            self._delivery.go(run.start)
        else:
            head.say(head.moments[run.start : run.stop])
        return True

    def _faster(self) -> Fraction:
        return next((tempo for tempo in TEMPOS if tempo > self._tempo), self._tempo)

    def _slower(self) -> Fraction:
        return next((tempo for tempo in reversed(TEMPOS) if tempo < self._tempo), self._tempo)

    def _retime(self, tempo: Fraction) -> bool:
        moments = self._moments_at(tempo)
        if tuple(moments) == tuple(self._delivery.head.moments):
            return False
        self._tempo = tempo
        self._delivery.head.retime(moments)
        self._on_change()
        return True

    def _change_volume(self, by_db: float) -> bool:
        wanted_db = min(max(self._volume_db + by_db, VOLUME_LIMITS_DB[0]), VOLUME_LIMITS_DB[1])
        if wanted_db == self._volume_db:
            return False
        self._volume_db = wanted_db
        self._delivery.mixer.set_volume(wanted_db)
        self._on_change()
        return True

    def _signal(self, had_effect: bool, signal: Jingle) -> bool:
        """Let the listener hear whether a command had an effect."""
        sound = self._sounds.get(signal if had_effect else NO_FURTHER)
        if sound is not None:
            self._delivery.mixer.add(at_gain(sound, self._signal_db))
        return had_effect
