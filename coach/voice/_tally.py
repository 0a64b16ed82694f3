"""Counts what is ready, and reports it."""

import threading
from collections.abc import Collection

from coach.progress import Progress


class Tally:
    """A number of things, some of which are still missing. May be called from any thread; the counts it reports never go back."""

    def __init__(self, total: int, missing: Collection[str], report: Progress | None) -> None:
        self._total = total
        self._missing = set(missing)
        self._report = report
        self._lock = threading.Lock()

    def report(self) -> None:
        """Report the current counts."""
        with self._lock:
            self._tell()

    def done(self, key: str) -> None:
        """Note that one thing is there, if it was missing."""
        with self._lock:
            if key in self._missing:
                self._missing.remove(key)
                self._tell()

    def _tell(self) -> None:
        if self._report:
            self._report(self._total - len(self._missing), self._total)
