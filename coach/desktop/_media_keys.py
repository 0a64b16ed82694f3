"""Media keys, headsets and lock screens: a session as a media player among others, where the platform has MPRIS."""

import logging
from importlib.util import find_spec
from typing import TYPE_CHECKING

from coach.desktop._attendant import Attendant, Attended, has_bus

if TYPE_CHECKING:
    from coach.desktop._serving import Serving


class MediaKeys(Attendant):
    """Serves MPRIS on the session bus. Without a bus, or without the extra ``mpris``, it does nothing and says nothing."""

    def __init__(self, live: Attended, routine: str) -> None:
        super().__init__(live, "coach-media-keys")
        self._routine = routine
        self._serving: Serving | None = None

    def end(self) -> None:
        """See :class:`Attendant`."""
        super().end()
        if self._serving is not None:
            self._serving.end()

    def attend(self) -> None:
        """See :class:`Attendant`."""
        if not has_bus() or find_spec("dbus_fast") is None:
            return
        from coach.desktop._serving import Serving

        for name in ("asyncio", "dbus_fast"):  # what they log would be written across the screen
            logging.getLogger(name).addHandler(logging.NullHandler())
        self._serving = Serving(self._live, self._routine, self._over)
        self._serving.run()

    def _words_for(self, error: Exception) -> str:
        return f"media keys are not available: {super()._words_for(error)}"
