"""Sound handed out, moment by moment: what a session does between two commands. No lock of its own: :class:`Session` has one."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from coach.player.playable import Piece, State
from coach.session.mixing import FADE, Mixer
from coach.session.playhead import Playhead
from coach.session.sounds import Sounds
from coach.session.steps import steps_of
from coach.sound.bed import Bed
from coach.sound.ducking import AHEAD, LONGEST, Ahead
from coach.sound.render import Pcm, at_gain
from coach.timeline.model import Clip, Event
from coach.timeline.moments import Moment
from coach.units import SAMPLE_RATE, Samples

SILENCE_AT_ONCE: Final = SAMPLE_RATE
"""How much of a silence is given to outputs that play piece by piece; they look at all of what they are given."""

_DURING_WORDS: Final = Ahead(0, AHEAD)


class Delivery:
    """Moments as sound, cut off and begun anew without a click. Not for several threads at once.

    Args:
        moments: what happens, in order; at least one.
        sounds: where the sound comes from.
        start: the moment to begin with.
        before: moments that come before that one.
        volume_db: how much louder or softer than the programme is.
        on_step: called when another step begins.
        bed: sound to be heard under everything; not by outputs that take piece by piece.

    """

    def __init__(
        self,
        moments: Sequence[Moment],
        sounds: Sounds,
        *,
        start: int,
        before: Sequence[Moment],
        volume_db: float,
        on_step: Callable[[], None],
        bed: Bed | None,
    ) -> None:
        self.steps = steps_of(moments)
        self.head = Playhead(moments, sounds, start, before)
        self.mixer = Mixer(volume_db)
        self.error: Exception | None = None
        self.position = 0
        """Samples of the programme handed out so far."""
        self._bed = bed
        self._on_step = on_step
        self._state = State.PLAYING
        self._is_interrupted = False
        self._piece: Piece | None = None
        self._step = -1
        """The step that is known to the outside."""

    @property
    def state(self) -> State:
        """See :class:`coach.player.playable.Playable`."""
        if self._state is not State.PLAYING:
            return self._state
        if self._is_interrupted:
            return State.INTERRUPTED
        return State.WAITING if self.head.is_waiting_for_sound else State.PLAYING

    @property
    def is_playing(self) -> bool:
        """Whether it would play if it could: it is neither paused nor over."""
        return self._state is State.PLAYING

    @property
    def is_over(self) -> bool:
        """Whether nothing more will ever be handed out."""
        return self._state.is_over

    def read(self, count: int) -> Pcm:
        """See :class:`coach.player.playable.Playable`."""
        out = np.zeros(count, np.int16)
        is_ready = self._ready() is not None
        tail = self.mixer.tail(count)
        filled = len(tail)
        out[:filled] = self._over_bed(tail, _DURING_WORDS)
        self.position += filled
        while is_ready and filled < count:
            piece = self.head.samples(min(count - filled, LONGEST))
            out[filled : filled + len(piece)] = self._over_bed(piece, self.head.ahead() if self._bed else None)
            filled += len(piece)
            self._move(len(piece))
            is_ready = filled < count and self._ready() is not None
        if not self.is_over:
            # While words are waited for, the bed stays down for them; while paused it is silent.
            out[filled:] = self._over_bed(out[filled:], _DURING_WORDS if self.is_playing else None)
        return self.mixer.finish(out)

    def take(self, volume_db: float) -> Piece | None:
        """See :class:`coach.player.playable.Playable`. Sounds are as much softer as asked, never louder."""
        event = self._ready()
        if event is None:
            self._piece = None
        elif self._piece is None or self._piece.event is not event:
            is_sound = isinstance(event, Clip)
            rest = self.head.samples(self.head.current.left if is_sound else SILENCE_AT_ONCE)
            self._piece = Piece(event, at_gain(rest, min(0.0, volume_db)) if is_sound else rest)
        return self._piece

    def done(self, piece: Piece, played: Samples | None = None) -> None:
        """See :class:`coach.player.playable.Playable`."""
        if piece is self._piece:
            is_whole = played is None or played >= len(piece.pcm)
            if is_whole or not isinstance(piece.event, Clip):
                self._move(len(piece.pcm) if played is None else played)
            self._piece = None

    def interrupt(self, unheard: Samples) -> None:
        """There is no device, and the last ``unheard`` samples were handed out in vain: back to the start of what was cut off."""
        if self.head.rewind_unheard(unheard) and self._state is State.FINISHED:
            self._state = State.PLAYING
        if self._state is State.PAUSED:
            self.head.hold()
        self._piece = None
        self._is_interrupted = True

    def restore(self) -> None:
        """There is a device again."""
        self._is_interrupted = False

    def pause(self) -> bool:
        """Fall silent, if it plays; whether it did. What is cut off will begin anew."""
        if not self.is_playing:
            return False
        self._cut()
        self.head.hold()
        self._state = State.PAUSED
        return True

    def resume(self) -> bool:
        """Go on, if it is paused; whether it was."""
        if self._state is not State.PAUSED:
            return False
        self._state = State.PLAYING
        return True

    def stop(self) -> bool:
        """End it: True."""
        self._state = State.STOPPED
        self._piece = None
        return True

    def go(self, index: int) -> None:
        """Play from a moment on."""
        self._cut()
        self.head.go(index)
        self._state = State.PLAYING

    def _ready(self) -> Event | None:
        """The event to hand out from; None if there is nothing to hand out now. Ends the session if there never will be."""
        if self.is_over or self._is_interrupted:
            return None
        was = self.head.current
        try:
            event = self.head.ready(playing=self.is_playing)
        except Exception as error:  # it belongs to whoever waits for the end, not to the thread that happens to pull
            self._state, self.error = State.STOPPED, error
            return None
        if self.head.current is not was and isinstance(was.event, Clip) and was.into:
            self.mixer.cut(self.head.samples_at(was, FADE))
        if event is None and self.is_playing and self.head.is_at_end:
            self._state = State.FINISHED
        if event is not None and (step := self.steps.number_at(self.head.index)) != self._step:
            self._step = step
            self._on_step()
        return event

    def _over_bed(self, pcm: Pcm, ahead: Ahead | None) -> Pcm:
        return pcm if self._bed is None else self._bed.under(pcm, ahead)

    def _move(self, count: int) -> None:
        self.position += count
        self.head.move(count, playing=self.is_playing)

    def _cut(self) -> None:
        """Let the sound under way, if there is one, fall silent; it will begin anew."""
        current = self.head.current
        if isinstance(current.event, Clip) and current.into:
            self.mixer.cut(self.head.samples(FADE))
        self.head.rewind()
        self._piece = None
