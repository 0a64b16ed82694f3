"""An engine of one's own: it beeps for as long as the words would take. Put your software for speech in its place.

Install it with ``pip install -e examples/a_voice``, and hear it with ``coach play hand-reset --voice beeping``. To hear it without
installing anything, run this file: ``python examples/a_voice/beeping_engine.py hand-reset beeps.wav``.
"""

import math
import sys
import wave
from array import array
from collections.abc import Sequence
from pathlib import Path

import coach

RATE = 22_050


class BeepingEngine:
    """See :class:`coach.Engine`."""

    name = "beeping"
    version = "1.0"
    """Whatever shapes the sound; under another version, everything is spoken again."""
    settings: Sequence[float] = (50, 100, 200)
    """Of its speed knob, which is in words a minute here; coach measures what comes of each."""

    def voices(self) -> tuple[coach.VoiceInfo, ...]:
        """Two voices, one low and one high."""
        return (
            coach.VoiceInfo("low", self.name, "Low beeps", ("en-US",)),
            coach.VoiceInfo("high", self.name, "High beeps", ("en-GB",)),
        )

    def speak(self, text: str, voice_id: str, setting: float, path: Path) -> None:
        """Write one tone for all words."""
        hz = {"low": 220, "high": 440}[voice_id]
        count = round(RATE * 60 / setting * max(1, len(text.split())))
        tone = array("h", (round(12_000 * math.sin(2 * math.pi * hz * i / RATE)) for i in range(count)))
        if sys.byteorder == "big":
            tone.byteswap()  # WAV files are little-endian
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(tone.tobytes())


if __name__ == "__main__":
    with (
        coach.open_voice(engine="beeping_engine:BeepingEngine") as voice,
        coach.load(sys.argv[1], voice=voice) as programme,
    ):
        print(*programme.export(sys.argv[2], overwrite=True))
