"""What a person should know about what the voice did, in sentences."""

import threading
from collections.abc import Collection

from coach.voice import _choose as choose
from coach.voice._calibrate import Calibration
from coach.voice._engine import VoiceInfo


class Notes:
    """Collects what came up, from any thread, and reports one of each kind."""

    def __init__(self, voice: VoiceInfo, language: str = "") -> None:
        self._voice = voice
        self._language = language
        self._lock = threading.Lock()
        self._asked: set[int] = set()
        self._calibration: Calibration | None = None
        self._unkept = ""
        self._unmeasured = ""

    def asked(self, rate_wpm: int) -> None:
        """A rate in words a minute was asked for."""
        with self._lock:
            self._asked.add(rate_wpm)

    def calibrated(self, calibration: Calibration) -> None:
        """The voice's rates are known."""
        with self._lock:
            self._calibration = calibration

    def measured_here(self) -> None:
        """The voice's rates did not come with the program."""
        with self._lock:
            self._unmeasured = (
                f"How fast {self._voice.full_name} speaks was not known yet, so it was measured on this machine. "
                "On another, a routine may last a little longer or shorter."
            )

    def unkept(self, folder: str, why: str) -> None:
        """Clips could not be kept in a folder."""
        with self._lock:
            self._unkept = f"Speech cannot be cached in {folder} ({why}), so it will be made again next time."

    def texts(self, rates_wpm: Collection[int] | None = None) -> tuple[str, ...]:
        """All notes there are by now; of rates, only those about some of ``rates_wpm``, if they are given."""
        with self._lock:
            asked = self._asked if rates_wpm is None else self._asked & set(rates_wpm)
            rates = _about_rates(self._voice.id, asked, self._calibration) if self._calibration else []
            return (*self._about_language(), *rates, *filter(None, (self._unmeasured, self._unkept)))

    def _about_language(self) -> list[str]:
        if not self._language or choose.speaks(self._voice, self._language):
            return []
        spoken = ", ".join(self._voice.languages[:3])
        return [
            f"The voice {self._voice.id} speaks {spoken}, and the words are in {self._language}: they may be hard to understand."
        ]


def _about_rates(voice: str, asked: set[int], calibration: Calibration) -> list[str]:
    slowest, fastest = round(calibration.slowest_wpm), round(calibration.fastest_wpm)
    notes = []
    if asked and (low := min(asked)) < slowest:
        notes.append(
            f"The voice {voice} cannot speak slower than {slowest} words a minute; it speaks at {slowest} instead of {low}."
        )
    if asked and (high := max(asked)) > fastest:
        notes.append(
            f"The voice {voice} cannot speak faster than {fastest} words a minute; it speaks at {fastest} instead of {high}."
        )
    return notes
