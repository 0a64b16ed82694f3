"""Everything the contract is tried on: an output, and a way to hear what it plays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from miniaudio import Backend

from coach.player import AudioOutput, open_output
from coach.player._miniaudio_output import MiniaudioOutput
from coach.session import Transport
from tests.needs import require
from tests.player.fakes import CapturingTransport, FakeOutput
from tests.player.programmes import Programme
from tests.rig import Heard, Rig


@dataclass
class Stage:
    """``streams``: what is heard is the programme to the sample. ``within``: by when a command is heard, in samples."""

    name: str
    make: Callable[[], AudioOutput]
    heard: Heard
    rig: Rig | None = None
    streams: bool = True
    within: int = 0

    def session(self, made: Programme, fault: Exception | None = None) -> Transport:
        if self.rig is not None:
            return made.session(fault)
        session = made.session(fault, CapturingTransport)
        assert isinstance(session, CapturingTransport)
        session.capture_to(self.heard)
        return session


@dataclass(frozen=True)
class _Kind:
    make: Callable[[], AudioOutput]
    on_rig: bool
    streams: bool = True
    within: int = 0


# What was measured is 160 ms on PulseAudio, 200 ms on ALSA and 310 ms with simpleaudio; the rest is for the recorder on a busy machine.
KINDS = {
    "fake": _Kind(FakeOutput, on_rig=False, within=22_050),
    "null": _Kind(lambda: MiniaudioOutput([Backend.NULL]), on_rig=False, within=22_050),
    "pulseaudio": _Kind(lambda: open_output("miniaudio"), on_rig=True, within=13_230),
    "alsa": _Kind(lambda: MiniaudioOutput([Backend.ALSA]), on_rig=True, within=13_230),
    "simpleaudio": _Kind(lambda: open_output("simpleaudio"), on_rig=True, streams=False, within=17_640),
}
ON_RIG = [name for name, kind in KINDS.items() if kind.on_rig]


@contextmanager
def stage(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    kind = KINDS[name]
    if not kind.on_rig:
        yield Stage(name, kind.make, Heard(), None, kind.streams, kind.within)
        return
    if name == "simpleaudio":
        require("simpleaudio")
    with Rig(folder) as rig:
        for variable, value in rig.env.items():
            monkeypatch.setenv(variable, value)
        with rig.record() as recording:
            yield Stage(name, kind.make, recording, rig, kind.streams, kind.within)


def open_files() -> int:
    """How many file descriptors this process has open."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())
