"""Keeps a session playing on whatever device there is: opens it, notices when it is gone, and tries again until it is back."""

import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Final

from coach.errors import OutputError
from coach.player import AudioOutput, State, device_lost
from coach.session._transport import Transport
from coach.units import Samples

RETRY_S: Final = 1.0
"""How long to wait between two attempts to open a device, in seconds."""

AWAY_S: Final = 3.0
"""A check this late, in seconds, means that the machine slept or the process was stopped: the interrupted sentence is said again."""

CLOSE_S: Final = 1.2
"""How long closing is waited for, in seconds: a little more than an output takes at most to close a device that hangs."""

_LOOK_S: Final = 0.1


def now_s() -> float:
    """Seconds that also count while the machine sleeps, where the platform has such a clock; elsewhere the time of day."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.time()


class Loudspeaker:
    """An audio output for a session, one after the other if need be.

    Closing an output whose sound system hangs may take a second, and opening one five: that happens on a thread of its own.

    Args:
        transport: what is played.
        make_output: gives a new output each time.
        clock: seconds that also pass while the machine sleeps.
        closing: set by :meth:`close`; the time between two tries is waited out on it.

    """

    def __init__(
        self,
        transport: Transport,
        make_output: Callable[[], AudioOutput],
        *,
        clock: Callable[[], float] = now_s,
        closing: Event | None = None,
    ) -> None:
        self._transport = transport
        self._make_output = make_output
        self._output = make_output()
        self._over = Event()
        self._clock = clock
        self._closing = closing or Event()
        self._opened_s = 0.0
        self._trouble: OutputError | None = None
        self._error: Exception | None = None
        self._thread = Thread(target=self._run, name="coach-loudspeaker", daemon=True)

    @property
    def trouble(self) -> OutputError | None:
        """Why nothing is heard at the moment, if that is a matter of the device."""
        return self._trouble

    def start(self) -> None:
        """Begin to play. Raises OutputError if there is no device now."""
        self._output.start(self._transport)
        self._opened_s = self._clock()
        self._thread.start()

    def wait(self, timeout_s: float) -> bool:
        """Whether the session is over, after at most so many seconds. Raises what ended it, if that was an error."""
        if self._over.wait(timeout_s):
            if self._error is not None:
                raise self._error
            return True
        # Ending it while there is no device does not wait for the next attempt to fail.
        return self._trouble is not None and self._transport.state.is_over

    def close(self) -> None:
        """Silence. Does not raise; returns within about a second, even if the sound system hangs."""
        self._closing.set()
        if self._thread.is_alive():
            self._thread.join(CLOSE_S)
        else:
            self._output.close()

    def _run(self) -> None:
        try:
            while not self._play():
                self._reopen()
        except Exception as error:  # raised by wait
            self._error = error
        finally:
            self._over.set()
            self._output.close()

    def _play(self) -> bool:
        """Play until the session is over: True; or the device has gone: False."""
        looked_s = self._clock()
        try:
            while not self._closing.is_set():
                if self._output.wait(_LOOK_S) or self._is_ended():
                    return True
                if self._clock() - looked_s > AWAY_S:
                    raise device_lost()
                looked_s = self._clock()
        except OutputError as error:
            self._transport.interrupt(Samples(max(0, self._transport.position - self._output.position())))
            self._trouble = error
            self._output.close()
            return False
        return True

    def _is_ended(self) -> bool:
        """Whether the listener has ended it: a device that is just freezing would not notice."""
        return self._transport.state is State.STOPPED and self._transport.error is None

    def _reopen(self) -> None:
        """Try until there is a device, or until none is needed any more."""
        if self._clock() - self._opened_s < RETRY_S:  # one that is gone as soon as it is there
            self._closing.wait(RETRY_S)
        while not self._closing.is_set() and not self._transport.state.is_over:
            try:
                self._output = self._make_output()
                self._output.start(self._transport)
            except OutputError as error:
                self._trouble = error
                self._output.close()
                self._closing.wait(RETRY_S)
            else:
                self._opened_s = self._clock()
                self._trouble = None
                self._transport.restore()
                return
        self._closing.set()
