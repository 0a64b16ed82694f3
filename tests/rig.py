"""A loudspeaker that is a file: a private PulseAudio server with a null sink, whose monitor is recorded.

It needs no sound hardware, no root session, no systemd and no D-Bus, and it leaves whatever sound server the machine has alone.
Where its programs are missing, a test that asks for it is skipped with the reason: ``tests/needs.py``.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Condition, Thread
from typing import Final, Self

import numpy as np

from coach.sound import Pcm
from coach.units import SAMPLE_RATE
from tests.needs import require

PATIENCE_S: Final = 30.0
"""A bound on every wait, in seconds; reaching it is a failure, never a measurement."""

# Without norewinds the monitor loses its first 10 ms.
_SERVER_SETUP = """\
load-module module-null-sink norewinds=1 sink_name=rig rate={rate} channels=1 channel_map=mono
load-module module-native-protocol-unix socket={folder}/native auth-anonymous=1
set-default-sink rig
"""
_ALSA_SETUP = """\
</usr/share/alsa/alsa.conf>
pcm.!default {{ type pulse server "unix:{folder}/native" }}
ctl.!default {{ type pulse server "unix:{folder}/native" }}
"""
# PulseAudio 16 aborts in some containers when it tries to use shared memory.
_CLIENT_SETUP = "autospawn = no\nenable-shm = no\nenable-memfd = no\n"
_SERVER_OPTIONS = [
    "--daemonize=no",
    "--use-pid-file=no",
    "--exit-idle-time=-1",
    "--disallow-exit",
    "--disable-shm=yes",
    "--enable-memfd=no",
    "--realtime=no",
    # Where it may, it goes before the tests and whatever else keeps the machine busy, so that it drops nothing.
    "--high-priority=yes",
]


class Heard:
    """Samples that arrive while they are looked at."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._changed = Condition()

    def add(self, data: bytes) -> None:
        """More sound, 16-bit little-endian; may break off inside a sample."""
        with self._changed:
            self._data += data
            self._changed.notify_all()

    @property
    def samples(self) -> Pcm:
        """All samples so far."""
        with self._changed:
            return np.frombuffer(bytes(self._data[: len(self) * 2]), "<i2").astype(np.int16)

    def __len__(self) -> int:
        return len(self._data) // 2

    def wait_until(self, happened: Callable[[Pcm], bool]) -> Pcm:
        """Wait until the samples so far fulfil a condition, and give them."""
        deadline_s = time.monotonic() + PATIENCE_S
        while not happened(samples := self.samples):
            with self._changed:
                self._changed.wait_for(lambda: len(self) > len(samples), deadline_s - time.monotonic())
            if time.monotonic() > deadline_s:
                raise TimeoutError(f"not heard in {PATIENCE_S} s, among {len(samples)} samples")
        return samples

    def wait_more(self, count: int) -> Pcm:
        """Wait for ``count`` more samples than there are now."""
        wanted = len(self) + count
        return self.wait_until(lambda samples: len(samples) >= wanted)


class Recording(Heard):
    """What the loudspeaker has played since the recording began, growing while it runs."""

    def __init__(self, env: dict[str, str], sink: str) -> None:
        super().__init__()
        command = ["parec", "--raw", "--latency-msec=10", f"--rate={SAMPLE_RATE}", "--channels=1", "--format=s16le"]
        self._recorder = subprocess.Popen(
            [*command, "-d", f"{sink}.monitor"], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._thread = Thread(target=self._collect, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the recorder; the samples stay."""
        self._recorder.kill()
        self._recorder.wait(PATIENCE_S)
        self._thread.join(PATIENCE_S)
        if self._recorder.stdout is not None:
            self._recorder.stdout.close()

    def _collect(self) -> None:
        pipe = self._recorder.stdout
        while pipe is not None and (data := os.read(pipe.fileno(), 1 << 16)):
            self.add(data)


class Rig:
    """The server. ``env`` is what a process needs in its environment to play to it, before its libraries connect."""

    def __init__(self, folder: Path) -> None:
        require("sound server")
        folder.chmod(0o700)
        self._folder = folder
        (folder / "default.pa").write_text(_SERVER_SETUP.format(rate=SAMPLE_RATE, folder=folder))
        (folder / "asoundrc").write_text(_ALSA_SETUP.format(folder=folder))
        (folder / "client.conf").write_text(_CLIENT_SETUP)
        self.env: Final = {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_CLIENTCONFIG": str(folder / "client.conf"),
            "PULSE_RUNTIME_PATH": str(folder / "pulse"),
            "PULSE_SERVER": f"unix:{folder}/native",
            "PULSE_COOKIE": str(folder / "cookie"),
            "ALSA_CONFIG_PATH": str(folder / "asoundrc"),
        }
        self._whole_env = os.environ | self.env
        self._server = self._start()

    def freeze(self) -> None:
        """The server stops answering."""
        self._server.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """The server goes on."""
        self._server.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """The device vanishes."""
        self._server.kill()
        self._server.wait(PATIENCE_S)

    def restart(self) -> None:
        """The device comes back."""
        self.kill()
        (self._folder / "native").unlink(missing_ok=True)
        self._server = self._start()

    def plug_in(self, sink: str, description: str) -> int:
        """One more device; gives the number to unplug it by."""
        properties = f"sink_properties=device.description={description}"
        arguments = ["module-null-sink", "norewinds=1", f"sink_name={sink}", f"rate={SAMPLE_RATE}", "channels=1"]
        return int(self._pactl("load-module", *arguments, "channel_map=mono", properties))

    def unplug(self, number: int) -> None:
        """The device of that number is gone."""
        self._pactl("unload-module", str(number))

    def unplug_first(self) -> None:
        """The device that has been there from the beginning is gone."""
        first = next(line for line in self._pactl("list", "short", "modules").splitlines() if "sink_name=rig" in line)
        self.unplug(int(first.split()[0]))

    def _pactl(self, *arguments: str) -> str:
        done = subprocess.run(["pactl", *arguments], env=self._whole_env, capture_output=True, text=True, check=True)
        return done.stdout

    @contextmanager
    def record(self, sink: str = "rig") -> Iterator[Recording]:
        """Record what is played; begins when the first sample has come."""
        recording = Recording(self._whole_env, sink)
        try:
            recording.wait_more(1)
            yield recording
        finally:
            recording.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def _start(self) -> "subprocess.Popen[bytes]":
        log = self._folder / "pulse.log"
        command = [
            "pulseaudio",
            "-n",
            "-F",
            str(self._folder / "default.pa"),
            *_SERVER_OPTIONS,
            f"--log-target=file:{log}",
        ]
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(command, env=self._whole_env, stdin=quiet, stdout=quiet, stderr=quiet)
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline and server.poll() is None:
            answer = subprocess.run(["pactl", "info"], env=self._whole_env, capture_output=True, check=False)
            if answer.returncode == 0:
                return server
            time.sleep(0.02)
        with suppress(ProcessLookupError):
            server.kill()
        server.wait(PATIENCE_S)
        raise RuntimeError(f"the sound server did not start:\n{log.read_text() if log.exists() else 'no log'}")
