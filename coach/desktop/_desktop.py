"""Everything that accompanies a session on a desktop."""

import time
from types import TracebackType
from typing import Final, Self

from coach.desktop._attendant import Attended
from coach.desktop._awake import Awake
from coach.desktop._media_keys import MediaKeys

LEAVE_S: Final = 1.0
"""How long the end waits for them at most, in seconds: a desktop that hangs must not keep anybody."""


class Desktop:
    """Media keys, and a machine that stays awake, while a session plays; as a context manager.

    Entering and leaving do not raise, and neither waits for a desktop that does not answer.
    """

    def __init__(self, live: Attended, routine: str) -> None:
        self._keys = MediaKeys(live, routine)
        self._awake = Awake(live)

    @property
    def notes(self) -> tuple[str, ...]:
        """What did not work, for the listener."""
        return tuple(trouble for trouble in (self._keys.trouble, self._awake.trouble) if trouble)

    def __enter__(self) -> Self:
        for attendant in (self._awake, self._keys):
            attendant.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        attendants = (self._awake, self._keys)
        for attendant in attendants:
            attendant.end()
        end_s = time.monotonic() + LEAVE_S
        for attendant in attendants:
            attendant.join(max(0.0, end_s - time.monotonic()))
