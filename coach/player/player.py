"""The player: what is handed out next, and the commands that change it. No device, clock, keyboard or thread of its own."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

import numpy as np

from coach.sound.render import Block, Pcm
from coach.timeline.model import Event
from coach.units import Samples, samples_of


class State(StrEnum):
    """What a player is doing. ``WAITING``: it would play, but its source has nothing ready yet."""

    PLAYING = "playing"
    WAITING = "waiting"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will ever be handed out."""
        return self in (State.FINISHED, State.STOPPED)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a player is.

    ``event`` is the one last handed out from (None before the first), ``into`` the samples of it handed out, and ``position``
    those of the whole programme. Silence handed out while paused or waiting is not counted. What is heard comes later than
    what is handed out; :meth:`coach.player.output.AudioOutput.position` knows by how much.
    """

    state: State
    event: Event | None
    into: Samples
    position: Samples


@dataclass(frozen=True, slots=True)
class Piece:
    """What one event has to say, for outputs that play clip by clip; compared by identity of the taking, not by content."""

    event: Event
    pcm: Pcm


class Player:
    """Hands out a programme in one of two ways, and takes commands from any thread.

    Streaming outputs call :meth:`read` for so many samples. Outputs that can only play one sound at a time call :meth:`take`,
    play it, and call :meth:`done`. Either way every sample of the programme is handed out once, in order, whatever the sizes
    asked for and however often it is paused.

    ``blocks`` may give None where nothing is ready yet (:class:`coach.player.prefetch.Prefetch` does); the player then waits
    without moving on. Its ``next`` is called with the player's lock held, so it should not take long: put a slow source behind
    a prefetcher. An exception it raises ends the playback and is kept in :attr:`error`; it is never raised from here, where
    an audio thread would meet it.
    """

    def __init__(self, blocks: Iterator[Block | None]) -> None:
        self._blocks = blocks
        self._lock = Lock()
        self._state = State.PLAYING
        self._starved = False
        self._ended = False
        self._error: Exception | None = None
        self._ahead: deque[Block] = deque()
        """Blocks got from the source and not wholly handed out; of the first, ``_used`` samples are."""
        self._used = 0
        self._piece: Piece | None = None
        self._event: Event | None = None
        self._into = 0
        self._position = 0

    @property
    def state(self) -> State:
        """What the player is doing now."""
        with self._lock:
            return self._state_now()

    @property
    def error(self) -> Exception | None:
        """What the source raised, if that is why the player stopped."""
        with self._lock:
            return self._error if self._state is State.STOPPED else None

    def progress(self) -> Progress:
        """How far the player is, all of one moment."""
        with self._lock:
            return Progress(self._state_now(), self._event, Samples(self._into), Samples(self._position))

    def pause(self) -> None:
        """Hand out silence from now on, without moving on. Without effect unless playing."""
        with self._lock:
            self._pause()

    def resume(self) -> None:
        """Go on at the very sample where it paused. Without effect unless paused."""
        with self._lock:
            self._resume()

    def toggle(self) -> None:
        """Pause if playing, resume if paused."""
        with self._lock:
            if self._state is State.PAUSED:
                self._resume()
            else:
                self._pause()

    def stop(self) -> None:
        """End for good; only silence from now on. Without effect once finished."""
        with self._lock:
            if not self._state.is_over:
                self._stop()

    def read(self, count: int) -> Pcm:
        """The next ``count`` samples, always exactly so many.

        Silence stands in while paused or waiting, after the last sample, and once stopped. Never raises for what the source does.
        """
        out = np.zeros(count, np.int16)
        filled = 0
        with self._lock:
            while filled < count and self._has_block():
                block = self._ahead[0]
                piece = block.pcm[self._used : self._used + count - filled]
                out[filled : filled + len(piece)] = piece
                filled += len(piece)
                self._move(block.event, block.offset + self._used, len(piece))
        return out

    def take(self) -> Piece | None:
        """The whole of the event that comes next, or None: paused, waiting, or over (:attr:`state` tells which).

        Until :meth:`done`, taking again gives the same piece, so that it can be played again after a pause. If part of the event
        has been handed out by :meth:`read`, it is the rest of it.
        """
        with self._lock:
            if self._state is not State.PLAYING:
                return None
            if self._piece is None and self._has_block() and self._gather():
                event = self._ahead[0].event
                self._piece = Piece(
                    event, _joined([self._ahead[0].pcm[self._used :], *(b.pcm for b in list(self._ahead)[1:])])
                )
                self._event, self._into = event, self._ahead[0].offset + self._used
            return self._piece

    def done(self, piece: Piece) -> None:
        """Move on: ``piece`` has been played to its end. Without effect if it is not the piece last taken."""
        with self._lock:
            if piece is self._piece:
                first = self._ahead[0]
                self._move(first.event, first.offset + self._used, len(piece.pcm))

    def _state_now(self) -> State:
        return State.WAITING if self._starved and self._state is State.PLAYING else self._state

    def _pause(self) -> None:
        if self._state is State.PLAYING:
            self._state = State.PAUSED

    def _resume(self) -> None:
        if self._state is State.PAUSED:
            self._state = State.PLAYING

    def _stop(self) -> None:
        self._state = State.STOPPED
        self._piece = None
        self._ahead.clear()

    def _has_block(self) -> bool:
        """Whether there is something to hand out now; ends the playback if there never will be."""
        if self._state is not State.PLAYING:
            return False
        if not self._ahead and not self._pull() and self._ended:
            self._state = State.FINISHED if self._error is None else State.STOPPED
        return bool(self._ahead)

    def _gather(self) -> bool:
        """Get the rest of the first block's event; False while some of it is not ready. A source that ends early ends the event."""
        length = samples_of(self._ahead[0].event.length)
        while (last := self._ahead[-1]).offset + len(last.pcm) < length:
            if not self._pull():
                return self._ended
        return True

    def _pull(self) -> bool:
        """Get one more block; False if none is ready or none is left."""
        if self._ended:
            return False
        block = None
        try:
            block = next(self._blocks)
        except StopIteration:
            self._ended = True
        except (
            Exception
        ) as error:  # it belongs to whoever waits for the playback, not to the thread that happens to pull
            self._ended, self._error = True, error
        self._starved = block is None and not self._ended
        if block is not None:
            self._ahead.append(block)
        return block is not None

    def _move(self, event: Event, start: int, count: int) -> None:
        """Count ``count`` samples from ``start`` of ``event`` as handed out."""
        self._piece = None
        self._event, self._into = event, start + count
        self._position += count
        self._used += count
        while self._ahead and self._used >= len(self._ahead[0].pcm):
            self._used -= len(self._ahead.popleft().pcm)


def _joined(parts: list[Pcm]) -> Pcm:
    """One array of all parts. Pure silence, which may be an hour of holding still, takes no memory."""
    if any(part.any() for part in parts):
        return np.concatenate(parts)
    return np.broadcast_to(np.int16(0), (sum(map(len, parts)),))
