"""What an output plays: something that hands out sound, is notified when it was heard, and knows when it is over."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from coach.sound import Pcm
from coach.timeline import Event
from coach.units import Samples


class State(StrEnum):
    """What a playback is doing.

    ``WAITING``: it would play, but what comes next is not ready yet. ``INTERRUPTED``: it would play, but there is no device.
    """

    PLAYING = "playing"
    WAITING = "waiting"
    PAUSED = "paused"
    INTERRUPTED = "interrupted"
    FINISHED = "finished"
    STOPPED = "stopped"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will ever be handed out."""
        return self in (State.FINISHED, State.STOPPED)


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """What is left of one event, for outputs that play clip by clip; each taking is a piece of its own."""

    event: Event
    pcm: Pcm


class Playable(Protocol):
    """Sound for an output, in one of two ways.

    Streaming outputs call :meth:`read` for so many samples. Outputs that can only play one sound at a time call :meth:`take`,
    play it as long as taking again gives the same, and tell by :meth:`done` how far they came. Called from the output's threads;
    never raises: an exception ends the playback and is kept in :attr:`error`.
    """

    @property
    def state(self) -> State:
        """What the playback is doing now."""
        ...

    @property
    def error(self) -> Exception | None:
        """What ended it, if it was an exception."""
        ...

    @property
    def position(self) -> Samples:
        """Samples of the programme handed out so far; silence that fills in while it is paused or waits is not counted."""
        ...

    def read(self, count: int) -> Pcm:
        """The next ``count`` samples, always exactly so many; filled with silence where there is nothing to play."""
        ...

    def take(self) -> Piece | None:
        """The rest of the event that comes next (of a silence perhaps a part), or None; then :attr:`state` tells why.

        The same piece until it is done or a command changes what comes next.
        """
        ...

    def done(self, piece: Piece, played: Samples | None = None) -> None:
        """Move on: ``piece`` has been played to its end, or only ``played`` samples of it. A sound cut off is taken again whole."""
        ...
