"""``coach play`` against a loudspeaker that is a file, with the real voice, by its keys."""

import signal
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from coach.folders import Folders
from coach.programme import Wishes, open_programme
from coach.sound import Pcm
from coach.timeline import Clip, Timeline
from tests.cli.helpers import coach
from tests.cli.terminal import Terminal, running
from tests.player.programmes import eventually, find
from tests.rig import Rig

BRIEF = """---
title: Brief
language: en-US
---

## Part

- **Circles.** Make circles. [repeat: 2 every 1s]
- Stay. [pause: 0.5s]
"""


@dataclass(frozen=True)
class Expected:
    """What a routine should sound like: exactly what an export encodes."""

    path: Path
    timeline: Timeline
    samples: Pcm


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Expected:
    path = tmp_path_factory.mktemp("play") / "brief.md"
    path.write_text(BRIEF)
    with open_programme(str(path), Wishes(voice="pyttsx3"), Folders.of_user()) as opened:
        timeline = opened.programme.timeline()
        blocks = [block.pcm for block in opened.programme.render()]
    return Expected(path, timeline, np.concatenate(blocks))


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    folder = tmp_path / "rig"
    folder.mkdir()
    with Rig(folder) as made:
        yield made


@contextmanager
def playing(rig: Rig, *arguments: object) -> Iterator[Terminal]:
    """A person at a terminal in which ``coach play`` runs."""
    with running("play", *arguments, env=rig.env) as terminal:
        yield terminal


def first_clip(expected: Expected) -> Pcm:
    event = expected.timeline.events[0]
    return expected.samples[: event.length * 1152]


def test_what_is_heard_is_what_is_exported_to_the_sample(rig: Rig, expected: Expected) -> None:
    with rig.record() as recording, playing(rig, expected.path) as terminal:
        assert terminal.wait() == 0
        heard = recording.wait_more(4410)
    start = find(first_clip(expected), heard)
    assert start >= 0
    assert np.array_equal(heard[start : start + len(expected.samples)], expected.samples)
    assert not heard[:start].any()
    assert not heard[start + len(expected.samples) :].any()


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("Q", 0), ("\x03", 130)], ids=["q", "Q", "Ctrl-C"])
def test_it_can_be_ended_and_the_terminal_is_given_back(rig: Rig, expected: Expected, key: str, code: int) -> None:
    with rig.record() as recording, playing(rig, expected.path) as terminal:
        recording.wait_until(lambda samples: bool(samples.any()))
        assert eventually(lambda: termios.tcgetattr(terminal.theirs) != terminal.before)
        terminal.type(key)
        assert terminal.wait() == code
        assert termios.tcgetattr(terminal.theirs) == terminal.before
        heard = recording.wait_more(44_100)
    assert len(np.trim_zeros(heard)) < len(expected.samples) / 2
    assert "Traceback" not in terminal.shown


def test_asked_to_end_by_a_signal_it_gives_the_terminal_back_too(rig: Rig, expected: Expected) -> None:
    with rig.record() as recording, playing(rig, expected.path) as terminal:
        recording.wait_until(lambda samples: bool(samples.any()))
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM
        assert termios.tcgetattr(terminal.theirs) == terminal.before
    assert "Traceback" not in terminal.shown


@pytest.mark.needs("simpleaudio")
def test_simpleaudio_plays_every_clip_in_order(rig: Rig, expected: Expected) -> None:
    """That it plays them whole is in the contract of outputs. On a busy machine it drops samples, so here most of a clip is enough."""
    with rig.record() as recording:
        done = coach("play", expected.path, "--device", "simpleaudio", env=rig.env)
        assert done.returncode == 0, done.stderr
        heard = recording.wait_more(4410)
    at = 0
    for event in expected.timeline.events:
        if isinstance(event, Clip):
            sound = expected.samples[event.start * 1152 : (event.start + event.length) * 1152]
            pieces = [
                piece for piece in np.array_split(sound, len(sound) // 882) if np.abs(piece.astype(int)).max() > 500
            ]
            places = [place for piece in pieces if (place := find(piece, heard, at)) >= 0]
            assert len(places) > len(pieces) / 2, event
            at = places[0] + 1


def test_without_a_device_one_line_says_so_and_names_export(expected: Expected, tmp_path: Path) -> None:
    nowhere = {
        "PULSE_SERVER": f"unix:{tmp_path}/none",
        "ALSA_CONFIG_PATH": str(tmp_path / "none"),
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    done = coach("play", expected.path, env=nowhere)
    assert done.returncode == 1
    assert "No sound device found" in done.stderr
    assert "coach export" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_device_that_goes_away_is_waited_for_and_the_session_comes_to_its_end(rig: Rig, expected: Expected) -> None:
    with playing(rig, expected.path) as terminal:
        with rig.record() as recording:
            recording.wait_until(lambda samples: bool(samples.any()))
            terminal.type("n")
            rig.kill()
        terminal.wait_for_text("No sound")
        assert terminal.process.poll() is None
        rig.restart()
        with rig.record() as recording:
            assert terminal.wait() == 0
            heard = recording.wait_more(4410)
        assert termios.tcgetattr(terminal.theirs) == terminal.before
    # The recorder may begin after the session has gone on, so only what comes last is compared.
    last = next(event for event in reversed(expected.timeline.events) if isinstance(event, Clip))
    assert find(expected.samples[last.start * 1152 : (last.start + last.length) * 1152], heard) >= 0
    assert "Traceback" not in terminal.shown
