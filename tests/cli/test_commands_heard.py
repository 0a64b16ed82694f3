"""Every command, typed while ``coach play`` sounds, has its effect in the recording within a quarter of a second."""

import wave
from pathlib import Path

import numpy as np
import pytest

from coach.sound import Pcm
from tests.cli.terminal import Terminal
from tests.cli.test_play import playing
from tests.rig import Recording, Rig

RATE = 44_100
HEARD = RATE * 3 // 10
"""A quarter of a second, and what the recorder adds to it."""

WINDOW = 4096
LOW_HZ, HIGH_HZ, LENGTH_S = 1200, 3900, 20
"""Each step is a tone that rises from LOW_HZ, above all chimes, at its start to HIGH_HZ; a second harmonic tells the second one."""

UP, DOWN = "\x1b[A", "\x1b[B"

SCRIPT = """---
title: Tones
language: en-US
---

## Part

- **One.** [sound: one] [pause: 2s]
- **Two.** [sound: two] [pause: 2s]
- **Three.** Hold on to these words. [hold: 60s]
"""


def sweep(harmonic: float) -> Pcm:
    seconds = np.arange(LENGTH_S * RATE) / RATE
    phase = 2 * np.pi * (LOW_HZ * seconds + (HIGH_HZ - LOW_HZ) / LENGTH_S / 2 * seconds**2)
    sound: Pcm = np.rint(4000 * (np.sin(phase) + harmonic * np.sin(2 * phase))).astype(np.int16)
    return sound


def into_s(heard: Pcm) -> float:
    """How far into its sweep a piece of one is, in seconds, by its loudest frequency (the fundamental is always louder)."""
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard)), 65_536))
    hz = np.argmax(spectrum) * RATE / 65_536
    return float((hz - LOW_HZ) / (HIGH_HZ - LOW_HZ) * LENGTH_S)


def step_heard(heard: Pcm) -> int:
    """The step whose tone a piece is, 1 or 2; 0 if it is anything else: most of a tone's power is at its frequency and the double."""
    power = np.abs(np.fft.rfft(heard * np.hanning(len(heard)), 65_536)) ** 2
    peak = int(np.argmax(power))
    first, second = power[max(0, peak - 80) : peak + 80].sum(), power[2 * peak - 80 : 2 * peak + 80].sum()
    if level(heard) < 2000 or first + second < 0.9 * power.sum() or not 0 <= into_s(heard) < LENGTH_S:
        return 0
    return 2 if second > 0.05 * first else 1


def level(heard: Pcm) -> float:
    return float(np.sqrt(np.mean(np.square(heard.astype(float)))))


class Listener:
    """Types a key and says what is heard a quarter of a second later."""

    def __init__(self, terminal: Terminal, recording: Recording) -> None:
        self._terminal = terminal
        self.recording = recording

    def type(self, key: str) -> int:
        """Type; where the recording was at that moment."""
        at = len(self.recording)
        self._terminal.type(key)
        return at

    def after(self, at: int, seconds: float = 0.5) -> Pcm:
        """What is heard from a quarter of a second after ``at`` on."""
        return self.between(at + HEARD, at + HEARD + int(seconds * RATE))

    def between(self, start: int, end: int) -> Pcm:
        """A piece of the recording, once it is there."""
        return self.recording.wait_until(lambda samples: len(samples) >= end)[start:end]

    def until_tone(self) -> Pcm:
        """The last piece of the recording, as soon as it is a step's tone."""
        return self.recording.wait_until(lambda samples: step_heard(samples[-WINDOW:]) > 0)[-WINDOW:]

    def until_quiet_after(self, start: int) -> None:
        """Wait for two seconds of silence: no pause is so long before the hold."""
        self.recording.wait_until(lambda samples: len(samples) > start + 2 * RATE and not samples[-2 * RATE :].any())


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("heard")
    for name, harmonic in (("one", 0.0), ("two", 0.5)):
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(sweep(harmonic).tobytes())
    (folder / "tones.md").write_text(SCRIPT)
    return folder / "tones.md"


def test_every_command_is_heard(script: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rig"
    folder.mkdir()
    asked = ("--voice", "pyttsx3", "--guidance", "brief")
    with Rig(folder) as rig, rig.record() as recording, playing(rig, script, *asked) as terminal:
        listener = Listener(terminal, recording)
        recording.wait_until(lambda samples: len(samples) > WINDOW and step_heard(samples[-WINDOW:]) == 1)
        recording.wait_more(2 * RATE)
        pausing(listener)
        volume(listener)
        steps(listener)
        in_a_hold(listener)
        assert not listener.after(listener.type("q")).any()
        assert terminal.wait() == 0


def pausing(listener: Listener) -> None:
    assert not listener.after(listener.type(" ")).any()
    heard = listener.after(listener.type(" "))
    assert step_heard(heard[-WINDOW:]) == 1
    assert into_s(heard[-WINDOW:]) < 1.0, "a sound cut off begins anew"


def volume(listener: Listener) -> None:
    before = level(listener.recording.wait_more(WINDOW)[-WINDOW:])
    softer = level(listener.after(listener.type(DOWN))[-WINDOW:])
    assert 20 * np.log10(softer / before) == pytest.approx(-3, abs=0.3)
    louder = level(listener.after(listener.type(UP))[-WINDOW:])
    assert 20 * np.log10(louder / before) == pytest.approx(0, abs=0.3)


def steps(listener: Listener) -> None:
    """Each is named before its tone begins, so what was heard is gone at once and the tone is there soon."""
    for key, step in (("n", 2), ("a", 2), ("p", 1)):
        at = listener.type(key)
        assert step_heard(listener.after(at, 0.1)[-WINDOW:]) == 0, key
        heard = listener.until_tone()
        assert step_heard(heard) == step, key
        assert into_s(heard) < 1.0, key


def in_a_hold(listener: Listener) -> None:
    listener.type("n")
    at = listener.type("n")
    for key in ("f", "s", "l", "t", "r"):
        listener.until_quiet_after(at + HEARD)
        at = listener.type(key)
        assert listener.between(at, at + HEARD).any(), key
