"""Sound handed out from the playhead on, in either of the ways in which outputs take it."""

from typing import Final

import numpy as np

from coach.player import Piece
from coach.session._mixing import FADE, Mixer
from coach.session._playhead import Playhead
from coach.session._transitions import Mode, Trigger
from coach.sound import AHEAD, LONGEST, Ahead, Bed, Pcm, at_gain
from coach.timeline import Clip, Event
from coach.units import SAMPLE_RATE, Samples

SILENCE_AT_ONCE: Final = SAMPLE_RATE
"""How much of a silence is given to outputs that play piece by piece; they look at all of what they are given."""

_DURING_WORDS: Final = Ahead(0, AHEAD)


class Deck:
    """Turns moments into blocks or pieces of sound, and cuts them off without a click. Not for several threads at once.

    It is given the mode the transport is in, and reports through ``found`` what it came upon.

    Args:
        head: where sound is taken from; moved on as sound is handed out.
        mixer: the last touch to blocks.
        bed: sound to be heard under everything; not by outputs that take piece by piece.

    """

    def __init__(self, head: Playhead, mixer: Mixer, bed: Bed | None) -> None:
        self.position = 0
        """Samples of the programme handed out so far."""
        self.found: Trigger | None = None
        """What was found when sound was last asked for: READY, LACKING, END or FAULT; None if the mode allows no sound."""
        self.error: Exception | None = None
        """What FAULT means."""
        self.sounding = -1
        """The moment that sound was last handed out in; -1 before the first."""
        self._head = head
        self._mixer = mixer
        self._bed = bed
        self._piece: Piece | None = None

    def read(self, count: int, mode: Mode) -> Pcm:
        """The next ``count`` samples, always exactly so many; filled with silence where there is nothing to play."""
        out = np.zeros(count, np.int16)
        is_ready = self._ready(mode) is not None
        tail = self._mixer.tail(count)
        filled = len(tail)
        out[:filled] = self._over_bed(tail, _DURING_WORDS)
        self.position += filled
        while is_ready and filled < count:
            piece = self._head.samples(min(count - filled, LONGEST))
            out[filled : filled + len(piece)] = self._over_bed(piece, self._head.ahead() if self._bed else None)
            filled += len(piece)
            self._move(len(piece), mode)
            is_ready = filled < count and self._ready(mode) is not None
        if not mode.is_over and self.found not in (Trigger.END, Trigger.FAULT):
            # While words are waited for, the bed stays down for them; while paused it is silent.
            out[filled:] = self._over_bed(out[filled:], _DURING_WORDS if mode.is_running else None)
        return self._mixer.finish(out)

    def take(self, volume_db: float, mode: Mode) -> Piece | None:
        """See :class:`coach.player.Playable`. Sounds are as much softer as asked, never louder."""
        event = self._ready(mode)
        if event is None:
            self._piece = None
        elif self._piece is None or self._piece.event is not event:
            is_sound = isinstance(event, Clip)
            rest = self._head.samples(self._head.current.left if is_sound else SILENCE_AT_ONCE)
            self._piece = Piece(event, at_gain(rest, min(0.0, volume_db)) if is_sound else rest)
        return self._piece

    def done(self, piece: Piece, played: Samples | None, mode: Mode) -> None:
        """See :class:`coach.player.Playable`."""
        if piece is self._piece:
            is_whole = played is None or played >= len(piece.pcm)
            if is_whole or not isinstance(piece.event, Clip):
                self._move(len(piece.pcm) if played is None else played, mode)
            self._piece = None

    def cut(self) -> None:
        """Let the sound under way, if there is one, fall silent; it will start over."""
        current = self._head.current
        if isinstance(current.event, Clip) and current.into:
            self._mixer.cut(self._head.samples(FADE))
        self._head.rewind()
        self.drop()

    def drop(self) -> None:
        """Whatever becomes of the piece that was taken last does not count."""
        self._piece = None

    def _ready(self, mode: Mode) -> Event | None:
        """The event to hand out from; None if there is nothing to hand out now, and then :attr:`found` tells why."""
        self.found = None
        if mode.is_over or not mode.has_device:
            return None
        was = self._head.current
        try:
            event = self._head.ready(playing=mode.is_running)
        except Exception as error:  # it belongs to whoever waits for the end, not to the thread that happens to pull
            self.found, self.error = Trigger.FAULT, error
            return None
        if self._head.current is not was and isinstance(was.event, Clip) and was.into:
            self._mixer.cut(self._head.samples_at(was, FADE))
        if event is not None:
            self.found, self.sounding = Trigger.READY, self._head.index
        else:
            self.found = Trigger.END if mode.is_running and self._head.is_at_end else Trigger.LACKING
        return event

    def _over_bed(self, pcm: Pcm, ahead: Ahead | None) -> Pcm:
        return pcm if self._bed is None else self._bed.under(pcm, ahead)

    def _move(self, count: int, mode: Mode) -> None:
        self.position += count
        self._head.move(count, playing=mode.is_running)
