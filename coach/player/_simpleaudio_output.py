"""The second output: one clip at a time on simpleaudio's simple functions, the gaps between them waited out on a clock.

The library can start a sound, stop it, and say whether it is still there; it cannot stream, and reports neither a position nor an error.
``docs/outputs.md`` says what follows from that. It is an extra, so it is imported only when this output is made.
"""

import time
from importlib import import_module
from threading import Event, Thread
from typing import Any, Final

import numpy as np

from coach.errors import Code, OutputError
from coach.player._bounded_call import without_chatter
from coach.player._ending import LOOK_S, Ending
from coach.player._output import device_lost, no_device
from coach.player._playable import Piece, Playable
from coach.sound import Pcm
from coach.units import SAMPLE_RATE, Samples

POLL_S: Final = 0.01
"""How often the clip, the clock and the commands are looked at, in seconds."""

EARLY_S: Final = 0.1
"""A clip that ends earlier than its length by more than this, in seconds, was cut off by a device that went away."""

LATE_S: Final = 2.0
"""A clip that is still there so long after its end, in seconds, hangs in a sound system that does not answer."""

SLACK_S: Final = 1.0
"""Lateness up to this, in seconds, is made up for in the gaps that follow; more, as after a suspended process, shifts all the rest."""

STOP_S: Final = 0.5
"""How long a stopped clip may take to fall silent, in seconds; ordinarily at most 0.3."""

TOLD: Final = Samples(SAMPLE_RATE // 50)
"""How much of a silence passes before it counts, in samples: a pause makes a silence longer by less than this."""

CLOSE_S: Final = 1.0
"""How long closing may take, in seconds, before the thread is left behind."""


class SimpleaudioOutput:
    """An :class:`coach.player.AudioOutput` that plays clip by clip.

    A clip begins at its absolute position on the monotonic clock, or when the one before has fallen silent if that is later, so lateness
    never adds up beyond the next gap. After a pause, a clip is played again from its start, and a silence continues where it was.
    """

    def __init__(self) -> None:
        self._library = _library()
        self._ending = Ending()
        self._closing = Event()
        self._player: Playable | None = None
        self._thread = Thread(target=lambda: None)
        self._span: tuple[float, int, int] | None = None
        """The piece being played: when it began on the monotonic clock, where in the programme, and its length in samples."""
        self._rest = 0
        """The position while no piece is being played."""

    @property
    def name(self) -> str:
        """See :class:`coach.player.AudioOutput`."""
        return "simpleaudio"

    def start(self, player: Playable) -> None:
        """See :class:`coach.player.AudioOutput`. A sound server that does not answer blocks the library, and with it this call."""
        if self._player is not None or self._closing.is_set():
            raise ValueError("an output plays once")
        self._player = player
        self._rest = player.position
        try:
            with without_chatter():
                self._let_end(self._play(np.zeros(SAMPLE_RATE // 100, np.int16)))
        except Exception as error:  # the library's own exception has no public name
            self.close()
            raise no_device() from error
        self._thread = Thread(target=self._run, args=(player,), name="coach-simpleaudio", daemon=True)
        self._thread.start()

    def wait(self, timeout_s: float | None = None) -> bool:
        """See :class:`coach.player.AudioOutput`."""
        return self._ending.wait(timeout_s, lambda: None)

    def position(self) -> Samples:
        """See :class:`coach.player.AudioOutput`; counted by the clock from when a clip was begun, right to about 50 ms."""
        span = self._span
        if span is None:
            return Samples(self._rest)
        begin_s, start, length = span
        return Samples(start + max(0, min(length, int((time.monotonic() - begin_s) * SAMPLE_RATE))))

    def close(self) -> None:
        """See :class:`coach.player.AudioOutput`. What the library has handed on already is heard: up to 0.3 s."""
        self._closing.set()
        self._ending.over()
        if self._thread.is_alive():
            self._thread.join(CLOSE_S)

    def _run(self, player: Playable) -> None:
        try:
            self._play_all(player)
        except Exception as error:  # raised again by wait
            self._ending.over(error)

    def _play_all(self, player: Playable) -> None:
        """Piece after piece. ``origin_s`` is when the programme would have begun had it never been paused."""
        origin_s: float | None = None
        while not self._closing.is_set():
            piece = player.take()
            if piece is None:
                if player.state.is_over:
                    self._ending.over(player.error)
                    return
                origin_s = None
                self._closing.wait(POLL_S)
                continue
            start = player.position
            due_s = time.monotonic()
            begin_s = due_s if origin_s is None else origin_s + start / SAMPLE_RATE
            if due_s - begin_s > SLACK_S:
                begin_s = due_s
            origin_s = begin_s - start / SAMPLE_RATE
            self._span = (begin_s, start, len(piece.pcm))
            self._perform(player, piece, begin_s)
            self._rest = player.position
            self._span = None

    def _perform(self, player: Playable, piece: Piece, begin_s: float) -> None:
        """Play a piece that began at ``begin_s``, or as much of it as nothing comes between, and tell the player."""
        sound = _without_tail(piece.pcm)
        if len(sound):
            if self._clip(player, piece, sound) and self._pass(player, piece, begin_s + len(piece.pcm) / SAMPLE_RATE):
                player.done(piece)
            return
        # A silence is reported bit by bit, so that one that is interrupted, or made longer or shorter, continues where it was.
        part = Samples(min(len(piece.pcm), TOLD))
        if self._pass(player, piece, begin_s + part / SAMPLE_RATE):
            player.done(piece, part)

    def _clip(self, player: Playable, piece: Piece, sound: Pcm) -> bool:
        """Play one sound to its end; False if something came between. Raises OutputError if the device went away."""
        length_s = len(sound) / SAMPLE_RATE
        try:
            play = self._play(sound)
        except Exception as error:  # the library's own exception has no public name
            raise device_lost() from error
        began_s = looked_s = time.monotonic()
        watched_s = 0.0
        while play.is_playing():
            if not self._may_go_on(player, piece):
                play.stop()
                self._let_end(play)
                return False
            # Counted by looks, so that a process that was itself stopped for an hour does not count that hour.
            now_s = time.monotonic()
            watched_s, looked_s = watched_s + min(now_s - looked_s, LOOK_S), now_s
            if watched_s > length_s + LATE_S:
                raise device_lost()
            self._closing.wait(POLL_S)
        if time.monotonic() - began_s < length_s - EARLY_S:
            raise device_lost()
        return True

    def _pass(self, player: Playable, piece: Piece, until_s: float) -> bool:
        """Let time pass; False if something came between."""
        while (left_s := until_s - time.monotonic()) > 0:
            if not self._may_go_on(player, piece):
                return False
            self._closing.wait(min(left_s, POLL_S))
        return True

    def _may_go_on(self, player: Playable, piece: Piece) -> bool:
        return not self._closing.is_set() and player.take() is piece

    def _play(self, sound: Pcm) -> Any:
        return self._library.play_buffer(sound.tobytes(), 1, sound.itemsize, SAMPLE_RATE)

    def _let_end(self, play: Any) -> None:
        """Wait until a short or stopped sound is gone, but not for ever."""
        deadline_s = time.monotonic() + STOP_S
        while play.is_playing() and time.monotonic() < deadline_s:
            time.sleep(POLL_S)


def _without_tail(pcm: Pcm) -> Pcm:
    """The sound without the silence at its end."""
    sounding = np.flatnonzero(pcm)
    return pcm[: sounding[-1] + 1] if len(sounding) else pcm[:0]


def _library() -> Any:
    try:
        return import_module("simpleaudio")
    except ImportError as error:
        raise OutputError(
            "The audio output simpleaudio is not installed",
            "In a clone of coach, install it with: pip install '.[simpleaudio]'. On Linux, this needs a C compiler and ALSA's headers.",
            code=Code.OUTPUT_NOT_INSTALLED,
            name="simpleaudio",
        ) from error
