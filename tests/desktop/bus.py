"""A session bus of a test's own, and a desktop on it that is asked to stay awake."""

import asyncio
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method

from tests.needs import require
from tests.rig import PATIENCE_S

_SETUP = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/> <allow eavesdrop="true"/> <allow own="*"/>
  </policy>
</busconfig>
"""


def eventually(happened: Callable[[], bool]) -> None:
    """Wait for something that another thread or process does."""
    deadline_s = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline_s, f"did not happen in {PATIENCE_S} s"
        time.sleep(0.02)


@dataclass(frozen=True)
class Bus:
    address: str
    daemon: "subprocess.Popen[str]"

    @property
    def env(self) -> dict[str, str]:
        return {"DBUS_SESSION_BUS_ADDRESS": self.address}

    def playerctl(self, *arguments: str) -> str:
        """What the client says; it is not ours, and speaks to whatever player there is on the bus."""
        done = subprocess.run(
            ["playerctl", *arguments],
            env=os.environ | self.env,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        return (done.stdout + done.stderr).strip()


@contextmanager
def session_bus(folder: Path) -> Iterator[Bus]:
    require("session bus")
    folder.mkdir(exist_ok=True)
    setup = folder / "bus.conf"
    setup.write_text(_SETUP.format(socket=folder / "bus"))
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={setup}", "--nofork", "--nopidfile", "--print-address=1"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert daemon.stdout is not None
        yield Bus(daemon.stdout.readline().strip(), daemon)
    finally:
        daemon.kill()
        daemon.wait(PATIENCE_S)
        if daemon.stdout is not None:
            daemon.stdout.close()


class _Inhibitors(ServiceInterface):
    """The part of ``org.gnome.SessionManager`` by which a desktop is asked to stay awake."""

    def __init__(self, asked: list[tuple[str, int]]) -> None:
        super().__init__("org.gnome.SessionManager")
        self._asked = asked

    @dbus_method(name="Inhibit")
    def inhibit(self, app: DBusStr, window: DBusUInt32, reason: DBusStr, flags: DBusUInt32) -> DBusUInt32:
        self._asked.append(("inhibit", flags))
        return 1000 + len(self._asked)

    @dbus_method(name="Uninhibit")
    def uninhibit(self, cookie: DBusUInt32) -> None:
        self._asked.append(("release", cookie))


@dataclass
class SleepyDesktop:
    """``asked`` is what it was asked, in order: to inhibit with these flags, or to release this cookie."""

    asked: list[tuple[str, int]] = field(default_factory=list)
    ready: Event = field(default_factory=Event)


@contextmanager
def sleepy_desktop(bus: Bus) -> Iterator[SleepyDesktop]:
    desktop = SleepyDesktop()
    loop = asyncio.new_event_loop()
    over = asyncio.Event()

    async def serve() -> None:
        connection = await MessageBus(bus.address).connect()
        connection.export("/org/gnome/SessionManager", _Inhibitors(desktop.asked))
        await connection.request_name("org.gnome.SessionManager")
        desktop.ready.set()
        await over.wait()
        connection.disconnect()
        await connection.wait_for_disconnect()  # type: ignore[no-untyped-call]

    def run() -> None:
        loop.run_until_complete(serve())
        loop.close()

    thread = Thread(target=run)
    thread.start()
    try:
        assert desktop.ready.wait(PATIENCE_S)
        yield desktop
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(PATIENCE_S)
