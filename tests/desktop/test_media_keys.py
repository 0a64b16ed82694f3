"""Media keys as a client sees them that is not ours, on a bus of the test's own."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from dbus_fast.aio import MessageBus
from dbus_fast.message import Message

from coach.desktop._media_keys import MediaKeys
from tests.desktop.bus import Bus, eventually
from tests.desktop.sessions import Attended
from tests.rig import PATIENCE_S

NAME = "org.mpris.MediaPlayer2.coach"


@contextmanager
def served(live: Attended) -> Iterator[MediaKeys]:
    keys = MediaKeys(live, "Infant massage")
    keys.start()
    try:
        yield keys
    finally:
        keys.end()
        keys.join(PATIENCE_S)
        assert not keys._thread.is_alive()


@pytest.fixture
def live() -> Attended:
    attended = Attended()
    attended.play(2)
    return attended


def test_a_client_sees_the_step_and_can_do_what_keys_do(bus: Bus, live: Attended) -> None:
    with served(live) as keys:
        eventually(lambda: bus.playerctl("--list-all") == "coach")
        assert bus.playerctl("status") == "Playing"
        fields = ("title", "artist", "album", "mpris:length", "mpris:trackid", "xesam:trackNumber")
        shown = [bus.playerctl("metadata", field) for field in fields]
        assert shown == ["Milking", "Legs", "Infant massage", "20000000", "'/coach/step/1'", "1"]
        assert float(bus.playerctl("position")) == pytest.approx(2.0, abs=0.05)
        bus.playerctl("play-pause")
        assert bus.playerctl("status") == "Paused"
        bus.playerctl("play")
        assert bus.playerctl("status") == "Playing"
        bus.playerctl("pause")
        assert bus.playerctl("status") == "Paused"
        bus.playerctl("previous")
        assert bus.playerctl("metadata", "title") == "Milking"
        bus.playerctl("next")
        assert bus.playerctl("metadata", "title") == "Turn over"
    assert keys.trouble is None


@pytest.mark.parametrize("key", ["play", "play-pause", "next"])
def test_a_wait_is_shown_as_a_pause_and_goes_on_by_what_ends_a_pause(bus: Bus, live: Attended, key: str) -> None:
    with served(live):
        eventually(lambda: bus.playerctl("status") == "Playing")
        live.play(19)
        assert bus.playerctl("metadata", "title") == "Turn over"
        assert bus.playerctl("status") == "Paused"
        bus.playerctl(key)
        assert bus.playerctl("metadata", "title") == "Rolling"
        live.play(1)
        assert bus.playerctl("status") == "Playing"


def test_stop_pauses_so_that_nothing_is_lost(bus: Bus, live: Attended) -> None:
    with served(live):
        eventually(lambda: bus.playerctl("status") == "Playing")
        bus.playerctl("stop")
        assert bus.playerctl("status") == "Paused"
        bus.playerctl("play")
        assert bus.playerctl("status") == "Playing"


def test_the_volume_goes_to_the_nearest_step(bus: Bus, live: Attended) -> None:
    with served(live):
        eventually(lambda: bus.playerctl("volume") == "1.000000")
        bus.playerctl("volume", "0.5")  # -6.02 dB: two steps of 3 dB
        eventually(lambda: live.status().volume_db == -6.0)
        bus.playerctl("volume", "0.9")  # -0.9 dB: nearest is 0
        eventually(lambda: live.status().volume_db == 0.0)


async def _changes(address: str, live: Attended) -> list[tuple[str, list[str]]]:
    """The signals that come when a client pauses and goes to the next step: member, and the names of what changed."""
    bus = await MessageBus(address).connect()
    heard: list[tuple[str, list[str]]] = []

    def note(message: Message) -> None:
        if message.path == "/org/mpris/MediaPlayer2" and message.member in ("PropertiesChanged", "Seeked"):
            heard.append((message.member, sorted(message.body[1]) if message.member == "PropertiesChanged" else []))

    bus.add_message_handler(note)
    bus_itself = "org.freedesktop.DBus"
    await bus.call(
        Message(bus_itself, "/org/freedesktop/DBus", bus_itself, "AddMatch", signature="s", body=["type='signal'"])
    )
    for member in ("Pause", "Next"):
        await bus.call(Message(NAME, "/org/mpris/MediaPlayer2", "org.mpris.MediaPlayer2.Player", member))
    bus.disconnect()
    return heard


def test_clients_are_told_of_what_changed_and_nothing_else(bus: Bus, live: Attended) -> None:
    with served(live):
        eventually(lambda: bus.playerctl("status") == "Playing")
        heard = asyncio.run(_changes(bus.address, live))
    # Next goes on playing.
    assert heard == [
        ("PropertiesChanged", ["PlaybackStatus"]),
        ("PropertiesChanged", ["Metadata", "PlaybackStatus"]),
        ("Seeked", []),
    ]


def test_a_second_session_has_a_name_of_its_own(bus: Bus, live: Attended) -> None:
    with served(live):
        eventually(lambda: bus.playerctl("--list-all") == "coach")
        with served(live):
            both = {"coach", f"coach.instance{os.getpid()}"}
            eventually(lambda: set(bus.playerctl("--list-all").split()) == both)
        eventually(lambda: bus.playerctl("--list-all") == "coach")
    assert bus.playerctl("--list-all") == "No players found"


def test_it_waits_for_the_sound(bus: Bus) -> None:
    live = Attended()
    with served(live):
        assert bus.playerctl("--list-all") == "No players found"
        live.play(1)
        eventually(lambda: bus.playerctl("--list-all") == "coach")


def test_quit_ends_the_session(bus: Bus, live: Attended) -> None:
    with served(live):
        eventually(lambda: bus.playerctl("status") == "Playing")
        asyncio.run(_quit(bus.address))
        assert live.status().state.is_over


async def _quit(address: str) -> None:
    bus = await MessageBus(address).connect()
    await bus.call(Message(NAME, "/org/mpris/MediaPlayer2", "org.mpris.MediaPlayer2", "Quit"))
    bus.disconnect()


def test_a_bus_that_goes_away_leaves_no_trace(bus: Bus, live: Attended) -> None:
    with served(live) as keys:
        eventually(lambda: bus.playerctl("status") == "Playing")
        bus.daemon.kill()
        keys.join(PATIENCE_S)
        assert not keys._thread.is_alive()


def test_a_bus_that_is_not_there_is_a_note(live: Attended, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    with served(live) as keys:
        eventually(lambda: keys.trouble is not None)
    assert keys.trouble is not None
    assert keys.trouble.startswith("media keys are not available:")


def test_where_there_is_no_desktop_nothing_is_said(live: Attended, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    with served(live) as keys:
        keys.join(PATIENCE_S)
    assert keys.trouble is None
