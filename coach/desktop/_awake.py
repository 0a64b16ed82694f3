"""Keeps the machine awake while a session plays."""

import sys
from typing import Final

from coach.desktop._attendant import LOOK_S, Attendant, Attended, has_bus
from coach.player import State

_NOTE: Final = "coach could not keep this machine awake; it may go to sleep during a session"


class Awake(Attendant):
    """The machine stays awake while something plays; its screen may go dark and lock, since a session is listened to.

    While the session is paused, or has no sound device, nothing is asked for: a session that is forgotten in a pause must not empty
    the battery. Without a desktop session, a machine does not fall asleep by itself, so nothing is asked for either.
    """

    def __init__(self, live: Attended) -> None:
        super().__init__(live, "coach-awake")

    def attend(self) -> None:
        """See :class:`Attendant`."""
        if sys.platform == "linux" and not has_bus():
            return
        while not self._over.is_set() and self.trouble is None:
            if self._plays():
                self._stay()
            else:
                self._over.wait(LOOK_S)

    def _stay(self) -> None:
        """Until it no longer plays. wakepy wants this on one thread, and tries each way that the platform knows."""
        from wakepy import keep

        with keep.running(on_fail="pass") as mode:
            if not mode.active:
                self.trouble = _NOTE
                return
            while self._plays() and not self._over.wait(LOOK_S):
                pass

    def _plays(self) -> bool:
        return self._live.status().state in (State.PLAYING, State.WAITING)

    def _words_for(self, error: Exception) -> str:
        return _NOTE
