"""Counting what is ready, for whoever wants to be told."""

import threading
from collections.abc import Collection

from coach.progress import Progress


class Tally:
    """So many things, of which some are still to come. Told of each from any thread, it reports counts that never go back."""

    def __init__(self, total: int, missing: Collection[str], report: Progress | None) -> None:
        self._total = total
        self._missing = set(missing)
        self._report = report
        self._lock = threading.Lock()

    def report(self) -> None:
        """Tell the counts as they are."""
        with self._lock:
            self._tell()

    def done(self, key: str) -> None:
        """One thing is there, if it was missing at all."""
        with self._lock:
            if key in self._missing:
                self._missing.remove(key)
                self._tell()

    def _tell(self) -> None:
        if self._report:
            self._report(self._total - len(self._missing), self._total)
