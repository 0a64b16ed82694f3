"""How a playback ended: the thread that plays tells the one that waits."""

import time
from collections.abc import Callable
from threading import Event, Lock
from typing import Final

LOOK_S: Final = 0.1
"""How often a waiting thread checks that all is well, in seconds; also how soon it can react to Ctrl-C."""


class Ending:
    """One outcome: over, or an error. The first one is kept."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._told = Event()
        self._fault: Exception | None = None

    def over(self, fault: Exception | None = None) -> None:
        """The playback is over, because of the error ``fault`` if given. No effect if it was already over."""
        with self._lock:
            if not self._told.is_set():
                self._fault = fault
                self._told.set()

    def wait(self, timeout_s: float | None, look: Callable[[], None]) -> bool:
        """Wait until over, calling ``look`` now and then; False after ``timeout_s`` seconds. Raises the error."""
        deadline_s = None if timeout_s is None else time.monotonic() + timeout_s
        while True:
            look()
            left_s = LOOK_S if deadline_s is None else deadline_s - time.monotonic()
            if self._told.wait(max(0.0, min(LOOK_S, left_s))):
                if self._fault is not None:
                    raise self._fault
                return True
            if left_s <= LOOK_S and deadline_s is not None:
                return False
