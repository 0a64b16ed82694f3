"""The usual output: miniaudio calls for samples while it plays. All that is peculiar about that library is dealt with here.

The figures were measured on a null sink of PulseAudio 16 with miniaudio 1.71 (its C library 0.11.25); ``docs/outputs.md`` has them all.
"""

import os
import sys
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Any, Final

import miniaudio
from miniaudio import Backend

from coach.errors import OutputError
from coach.player._bounded_call import BoundedCalls, within
from coach.player._devices import ANSWER_S, Device, devices_of, quietly, real_backends
from coach.player._ending import LOOK_S, Ending
from coach.player._output import device_gone, device_lost, no_answer, no_device
from coach.player._playable import Playable, State
from coach.player._punctuality import Punctuality
from coach.sound import Pcm
from coach.units import SAMPLE_RATE, Samples

PERIOD_MS: Final = {Backend.PULSEAUDIO: 100}
"""How much is asked for at a time, in ms. PulseAudio keeps one such period, so a command is heard within 160 ms."""

OTHER_PERIOD_MS: Final = 50
"""The same for all others, which keep three periods (ALSA: four): a command is heard within 200 ms."""

KEPT_S: Final = {Backend.PULSEAUDIO: 0.06, Backend.NULL: 0.0}
"""How long after it was asked for a sample is heard, in seconds."""

OTHER_KEPT_S: Final = 0.15

LONG_PERIOD_MS: Final = {Backend.PULSEAUDIO: 300}
"""What is asked for at a time once this machine has been late, in ms: a command is heard within 550 ms then."""

OTHER_LONG_PERIOD_MS: Final = 100

LONG_KEPT_S: Final = {Backend.PULSEAUDIO: 0.24, Backend.NULL: 0.0}
"""The same as ``KEPT_S``, of long periods."""

OTHER_LONG_KEPT_S: Final = 0.2

LATE: Final = 1 / 3
"""Later by so much of what a device keeps, an answer is late: the rest is left, so nothing was missing yet."""

TAIL: Final = Samples(SAMPLE_RATE // 2)
"""Silence handed out after the last sample before it counts as heard. What the systems keep is less than half of it."""

QUIET_S: Final = 1.0
"""Without being asked for samples for so long, in seconds, the device counts as lost: PulseAudio's backend tells in no other way."""

CLOSE_S: Final = 1.0
"""How long closing may take, in seconds, before it is left to itself; ordinarily 40 ms, with a frozen server half a minute and more."""

REAL_TIME: Final = 5
"""The real-time priority of the thread that hands out sound: what PulseAudio asks for itself."""

FIRST: Final = -11
"""Where that is not granted, the thread's nice value: what sound servers ask for themselves. Linux has one for each thread."""

_KEPT_CHUNKS: Final = 32

_BOUNDED: Final = BoundedCalls(at_once=4)
"""For opening. A frozen server is tried again every few seconds, so there is a bound on the tries that wait for it."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """One answer to the device: from ``start`` of the programme, ``count`` samples of it, given at ``at_s`` on the monotonic clock."""

    at_s: float
    start: int
    count: int


class MiniaudioOutput:
    """An :class:`coach.player.AudioOutput` on the system's default device, or on one ``device`` and no other.

    ``backends`` are tried in turn; by default all that the system may have, but never the one that only pretends (``NULL``).
    """

    def __init__(self, backends: Sequence[Backend] | None = None, device: Device | None = None) -> None:
        if device is not None:
            backends = [device.backend]
        self._backends = tuple(backends) if backends is not None else real_backends()
        self._wanted = device
        self._ending = Ending()
        self._player: Playable | None = None
        self._device: Any = None
        self._closed = False
        self._kept_s = 0.0
        self._punctuality = Punctuality(inf)
        self._is_long = False
        self._turn = 0
        """Which of the devices opened one after the other is given sound; all before it are given silence."""
        self._turn_open = 0
        """The one that is open; behind ``_turn`` until a device with a longer queue is open."""
        self._silent = 0
        """Samples of silence since the last sound."""
        self._tail = 0
        self._start = 0
        self._lost_s: float | None = None
        """When the device was last known to be there, on the monotonic clock, once it is lost."""
        self._asked = 0
        self._chunks: tuple[_Chunk, ...] = ()
        self._seen = 0
        self._quiet_s = 0.0
        self._looked_s = 0.0

    @property
    def name(self) -> str:
        """See :class:`coach.player.AudioOutput`."""
        return "miniaudio"

    @property
    def backend(self) -> str:
        """The name of the backend in use, such as ``PulseAudio``; empty while closed."""
        return "" if self._device is None else str(self._device.backend)

    def start(self, player: Playable) -> None:
        """See :class:`coach.player.AudioOutput`."""
        if self._player is not None or self._closed:
            raise ValueError("an output plays once")
        self._player = player
        self._start = player.position
        try:
            self._device = self._open(player)
        except Exception:
            self.close()
            raise
        self._looked_s = time.monotonic()

    def wait(self, timeout_s: float | None = None) -> bool:
        """See :class:`coach.player.AudioOutput`."""
        return self._ending.wait(timeout_s, self._look)

    def position(self) -> Samples:
        """See :class:`coach.player.AudioOutput`; right to about 50 ms, counted from when the device asked.

        What it asked for last before it was lost, and what it still kept then, counts as not heard.
        """
        chunks, lost_s = self._chunks, self._lost_s
        now_s = (time.monotonic() if lost_s is None else lost_s) - self._kept_s
        heard = chunks[0].start if chunks else self._start
        for chunk in chunks:
            if chunk.at_s <= now_s:
                heard = chunk.start + min(chunk.count, int((now_s - chunk.at_s) * SAMPLE_RATE))
        return Samples(heard)

    def close(self) -> None:
        """See :class:`coach.player.AudioOutput`."""
        self._closed = True
        self._ending.over()
        device, self._device = self._device, None
        if device is not None:
            device.stop_callback = None
            with suppress(TimeoutError):
                within(CLOSE_S, lambda: _dispose(device))

    def _open(self, player: Playable) -> Any:
        """The first backend's device that opens and starts; a list given to the library would not fall through."""
        for backend in self._backends:
            try:
                with quietly(backend), suppress(miniaudio.MiniaudioError):
                    return _BOUNDED.within(ANSWER_S, partial(self._started, backend, player), _dispose)
            except TimeoutError:
                raise no_answer() from None
        raise no_device() if self._wanted is None else device_gone(self._wanted.name)

    def _started(self, backend: Backend, player: Playable) -> Any:
        self._backends = (backend,)  # if it is opened again, it is on the same sound system
        period_ms, kept_s = _queue(backend, is_long=self._is_long)
        device = _opened(backend, self._handle(), period_ms)
        device.stop_callback = self._lose
        self._kept_s = kept_s
        # A longer queue than the long one would make commands late instead.
        self._punctuality = Punctuality(LATE * kept_s if kept_s and not self._is_long else inf)
        try:
            device.start(self._primed(player, self._turn))
        except miniaudio.MiniaudioError:
            _dispose(device)
            raise
        return device

    def _handle(self) -> Any:
        """The library's own name for the device that is wanted, which may be another one since it was last there."""
        wanted = self._wanted
        if wanted is None:
            return None
        there = next((device for device in devices_of(wanted.backend) if device.name == wanted.name), None)
        if there is None:
            raise miniaudio.MiniaudioError(f"{wanted.name} is not there")
        return there.handle

    def _primed(self, player: Playable, turn: int) -> Generator[bytes, int, None]:
        feed = self._feed(player, turn)
        next(feed)  # the library sends a number at once, which a generator cannot take before its first yield
        return feed

    def _feed(self, player: Playable, turn: int) -> Generator[bytes, int, None]:
        opener = threading.get_native_id()
        count = yield b""
        # From here on it is the device's thread; but if a backend asked while it was opened, the opener's, who starts others.
        if threading.get_native_id() != opener:
            go_first()
        while True:
            count = yield self._answer(player, turn, count)

    def _answer(self, player: Playable, turn: int, count: int) -> bytes:
        """So many samples as bytes. Never raises: nothing good comes of an exception in a C callback."""
        # A frozen server that was left behind may ask again; what it asks for is another output's by now.
        if self._closed or turn != self._turn:
            return bytes(2 * count)
        try:
            start = player.position
            pcm = player.read(count)
            moved = player.position - start
            now_s = time.monotonic()
            self._chunks = (*self._chunks[1 - _KEPT_CHUNKS :], _Chunk(now_s, start, moved))
            self._asked += 1
            self._note_end(player, count - moved)
            self._note_lateness(now_s, pcm)
            return pcm.tobytes()
        except Exception as error:  # reported to whoever waits
            self._ending.over(error)
            return bytes(2 * count)

    def _note_end(self, player: Playable, silence: int) -> None:
        state, error = player.state, player.error
        if state is State.FINISHED or error is not None:
            self._tail += silence
            if self._tail >= TAIL:
                self._ending.over(error)
        elif state is State.STOPPED:
            self._ending.over()

    def _note_lateness(self, now_s: float, pcm: Pcm) -> None:
        """After a late answer, give up this device for one with a longer queue, once nothing but silence is on its way to it."""
        self._punctuality.answered(now_s, len(pcm))
        self._silent = 0 if pcm.any() else self._silent + len(pcm)
        # The last sound may be at the end of an answer, which the device begins to play only now.
        if self._punctuality.is_late and self._silent >= self._kept_s * SAMPLE_RATE + len(pcm):
            self._turn += 1
            self._punctuality = Punctuality(inf)

    def _lengthen(self) -> None:
        """Go on with a longer queue, on the same sound system. A device that does not open again is lost."""
        given_up, player = self._device, self._player
        self._turn_open, self._is_long = self._turn, True
        if given_up is None or player is None:
            return
        given_up.stop_callback = None
        self._device = None
        try:
            self._device = self._open(player)
        except OutputError:
            self._lose()
        finally:
            with suppress(TimeoutError):
                within(CLOSE_S, lambda: _dispose(given_up))

    def _lose(self) -> None:
        """The device has gone; the library calls it when one stopped of itself (ALSA's backend does that, PulseAudio's does not)."""
        if self._lost_s is None:
            self._lost_s = self._chunks[-1].at_s if self._chunks else time.monotonic()
        self._ending.over(device_lost())

    def _look(self) -> None:
        """Notice a device that no longer asks for sound.

        Counts time by looks, so that a process that was itself stopped for an hour counts one look, not an hour.
        """
        if self._turn != self._turn_open:
            self._lengthen()
        now_s = time.monotonic()
        asked = self._asked
        self._quiet_s = 0.0 if asked != self._seen else self._quiet_s + min(now_s - self._looked_s, LOOK_S)
        self._seen, self._looked_s = asked, now_s
        if self._device is not None and self._quiet_s >= QUIET_S:
            self._lose()


def go_first() -> None:
    """Let this thread go before others on a busy machine, where the system permits it, so that a device never waits for sound.

    In real time if the user may do that, as members of Debian's group ``pipewire`` may; what this thread starts may not.
    """
    if sys.platform != "linux":  # elsewhere the number of a thread would be taken for that of some process
        return
    thread = threading.get_native_id()
    try:
        os.sched_setscheduler(thread, os.SCHED_RR | os.SCHED_RESET_ON_FORK, os.sched_param(REAL_TIME))
    except OSError:
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, FIRST)


def _queue(backend: Backend, *, is_long: bool) -> tuple[int, float]:
    """What a device is to ask for at a time, in ms, and how long after that a sample is heard, in seconds."""
    if is_long:
        return LONG_PERIOD_MS.get(backend, OTHER_LONG_PERIOD_MS), LONG_KEPT_S.get(backend, OTHER_LONG_KEPT_S)
    return PERIOD_MS.get(backend, OTHER_PERIOD_MS), KEPT_S.get(backend, OTHER_KEPT_S)


def _opened(backend: Backend, handle: Any, period_ms: int) -> Any:
    """A device on that backend. Raises MiniaudioError, leaving nothing open.

    The constructor forgets its context when it fails, and with it three file descriptors; so the object is made first.
    """
    device = miniaudio.PlaybackDevice.__new__(miniaudio.PlaybackDevice)
    try:
        device.__init__(
            nchannels=1,
            sample_rate=SAMPLE_RATE,
            buffersize_msec=period_ms,
            device_id=handle,
            backends=[backend],
            app_name="coach",
        )
    except miniaudio.MiniaudioError:
        _dispose(device)
        raise
    return device


def _dispose(device: Any) -> None:
    """Close a device and its context, which the library leaves open: a client of the server and three descriptors each."""
    device.close()
    context = getattr(device, "_context", None)
    if context is not None:
        device._context = None  # noqa: SLF001 -- there is no public way to the context
        miniaudio.lib.ma_context_uninit(context)
