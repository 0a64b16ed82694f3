"""One sound to be played to its end, with nothing to control."""

from threading import Lock

import numpy as np

from coach.player._playable import Piece, State
from coach.sound import Pcm
from coach.timeline import Gap, Kind, Place
from coach.units import Frames, Samples, whole_frames


class OneSound:
    """A :class:`coach.player.Playable` of some samples."""

    def __init__(self, pcm: Pcm) -> None:
        # Outputs that play piece by piece get an event; of this one, only its length matters.
        event = Gap(Frames(0), whole_frames(Samples(len(pcm))), Kind.SPEECH, Place(0, "", -1, ""))
        self._whole = Piece(event, pcm)
        self._position = 0
        self._lock = Lock()

    @property
    def state(self) -> State:
        """See :class:`coach.player.Playable`."""
        return State.FINISHED if self._position >= len(self._whole.pcm) else State.PLAYING

    @property
    def error(self) -> Exception | None:
        """None: nothing can fail."""
        return None

    @property
    def position(self) -> Samples:
        """See :class:`coach.player.Playable`."""
        return Samples(self._position)

    def read(self, count: int) -> Pcm:
        """See :class:`coach.player.Playable`."""
        with self._lock:
            piece = self._whole.pcm[self._position : self._position + count]
            self._position += len(piece)
            return np.concatenate([piece, np.zeros(count - len(piece), np.int16)])

    def take(self) -> Piece | None:
        """See :class:`coach.player.Playable`."""
        return None if self.state is State.FINISHED else self._whole

    def done(self, piece: Piece, played: Samples | None = None) -> None:
        """See :class:`coach.player.Playable`."""
        with self._lock:
            if piece is self._whole and (played is None or played >= len(piece.pcm)):
                self._position = len(piece.pcm)
