"""Engines for tests. They run in a real worker, which finds them by address, such as ``tests.voice.fakes:FakeEngine``."""

import os
import sys
import time
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.voice import VoiceInfo

FAKE = "tests.voice.fakes:FakeEngine"
RATE = 22_050

FOLDER = "COACH_TEST_FOLDER"
"""The variable that names a folder through which a test and an engine in a worker meet."""


def seconds_spoken(text: str, setting: float) -> float:
    """How long the fake speaks: to its knob, a word is a word."""
    return len(text.split()) * 60 / setting


class FakeEngine:
    """Hums for as long as the words would take. A word in capitals makes it misbehave."""

    name = "fake"
    version = "1"
    settings: Sequence[float] = (50, 100, 200)

    def voices(self) -> tuple[VoiceInfo, ...]:
        return (
            VoiceInfo("low", "fake", "Low Voice", ("en-US", "en"), "male"),
            VoiceInfo("high", "fake", "High Voice", ("de-DE",), "female"),
        )

    def speak(self, text: str, voice_id: str, setting: float, path: Path) -> None:
        _note(text)
        for word, misbehave in _BEFORE.items():
            if word in text:
                misbehave()
        seconds = seconds_spoken(text, setting) / (20 if "SHORT" in text else 1)
        level = 0 if "SILENT" in text else 12_000
        tone = {"low": 110, "high": 220}[voice_id]
        hum = level * np.sin(2 * np.pi * tone * np.arange(round(seconds * RATE)) / RATE)
        silence = np.zeros(RATE // 4)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(np.concatenate([silence, hum, silence]).astype("<i2").tobytes())
        _spoil(text, path)


class BrokenEngine(FakeEngine):
    def __init__(self) -> None:
        raise RuntimeError("no library")


class HangingEngine(FakeEngine):
    def __init__(self) -> None:
        _hang()


class MuteEngine(FakeEngine):
    """An engine without a voice."""

    def voices(self) -> tuple[VoiceInfo, ...]:
        return ()


def _hang() -> None:
    while True:
        time.sleep(1000)


def _wait_for_gate() -> None:
    """Stand still until the test lets go; the caller has a time limit."""
    while not (Path(os.environ[FOLDER]) / "gate").exists():
        time.sleep(0.005)


def _crash() -> None:
    sys.stderr.write("the library fell over\n")
    sys.stderr.flush()
    os._exit(3)


def _crash_once() -> None:
    mark = Path(os.environ[FOLDER]) / "crashed"
    if not mark.exists():
        mark.touch()
        _crash()


def _fail() -> None:
    raise RuntimeError("out of breath")


def _shout() -> None:
    sys.stdout.write("Audio saved to somewhere\n")
    sys.stdout.flush()
    os.write(1, b"printed by a library in C\n")


_BEFORE = {
    "HANG": _hang,
    "GATE": _wait_for_gate,
    "CRASHONCE": _crash_once,
    "CRASHES": _crash,
    "RAISE": _fail,
    "NOISY": _shout,
}


def _spoil(text: str, path: Path) -> None:
    if "CUTOFF" in text:
        path.write_bytes(path.read_bytes()[:-1000])
    if "GARBAGE" in text:
        path.write_bytes(b"this is not a sound " * 500)
    if "NOFILE" in text:
        path.unlink()


def _note(text: str) -> None:
    """Leave a line for the test to read: what was spoken, in order."""
    if FOLDER in os.environ:
        with (Path(os.environ[FOLDER]) / "spoken.txt").open("a") as file:
            file.write(text + "\n")
