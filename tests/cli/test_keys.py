"""Keys: how they are read and named, what they mean, and how others are taught."""

import os
import sys
import termios
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.cli._bindings import USUAL, OnScreen, keys_for, meaning_called, meaning_of
from coach.cli._key_names import LONGEST, first_key, name_of
from coach.cli._keyboard import ReadKey, keyboard
from coach.session import Command
from tests.cli.helpers import coach
from tests.cli.terminal import Glass, running

PATIENCE_S = 30.0


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        # From the tables of xterm (ctlseqs) and of the Linux console (console_codes).
        (" ", "space"),
        ("q", "q"),
        ("Q", "Q"),
        ("é", "é"),
        ("\x1b[C", "Right"),
        ("\x1bOC", "Right"),
        ("\x1b[D", "Left"),
        ("\x1b[A", "Up"),
        ("\x1b[B", "Down"),
        ("\x1b[5~", "PageUp"),
        ("\x1b[6~", "PageDown"),
        ("\x1b[15~", "F5"),
        ("\x1b[[E", "F5"),
        ("\x1bOP", "F1"),
        ("\r", "Enter"),
        ("\n", "Enter"),
        ("\x7f", "Backspace"),
        ("\t", "Tab"),
        ("\x1b[1;2C", "Shift-Right"),
        ("\x1b[1;5D", "Ctrl-Left"),
        ("\x1bn", "Alt-n"),
        ("\x1b[99;1~", "Esc[99;1~"),
        ("\x1b[1;77q", "Esc[1;77q"),
        ("\x1bOy", "EscOy"),
    ],
)
def test_a_key_is_cut_off_whole_and_named(sent: str, name: str) -> None:
    assert first_key(sent + "x") == sent
    assert name_of(sent) == name
    if len(sent) > 1:
        assert all(first_key(sent[:length]) == "" for length in range(1, len(sent) - (sent[1] not in "[O")))


def test_escape_is_itself_once_nothing_follows() -> None:
    assert first_key("\x1b") == ""
    assert first_key("\x1b\x1b[C") == "\x1b"
    assert name_of("\x1b") == "Escape"


def test_a_key_that_never_ends_is_not_waited_for() -> None:
    endless = "\x1b[" + "1" * LONGEST
    assert first_key(endless) == endless[:LONGEST]


@pytest.fixture
def read_key(glass: Glass, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadKey]:
    with os.fdopen(os.dup(glass.theirs)) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        glass.type("n")  # before anybody reads keys
        with keyboard() as made:
            assert made is not None
            yield made


def read(read_key: ReadKey, count: int) -> list[str]:
    return [read_key(PATIENCE_S) for _ in range(count)]


def test_keys_pressed_before_and_all_at_once_are_all_read(glass: Glass, read_key: ReadKey) -> None:
    glass.type("\x1b[6~b\x1b[C漢 ")
    assert read(read_key, 6) == ["n", "PageDown", "b", "Right", "漢", "space"]
    assert read_key(0) == ""


def test_a_key_that_comes_in_parts_is_one_key(glass: Glass, read_key: ReadKey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.cli._keyboard.SPLIT_S", PATIENCE_S)
    parts = ["[", "6", "~"]
    real_read = os.read

    def in_parts(terminal: int, count: int) -> bytes:
        data = real_read(terminal, count)
        if parts:
            glass.type(parts.pop(0))
        return data

    assert read_key(PATIENCE_S) == "n"
    monkeypatch.setattr("coach.cli._keyboard.os.read", in_parts)
    glass.type("\x1b")
    assert read_key(PATIENCE_S) == "PageDown"


def test_escape_alone_and_unknown_sequences_are_one_key_each(glass: Glass, read_key: ReadKey) -> None:
    assert read_key(PATIENCE_S) == "n"
    glass.type("\x1b")
    assert read_key(PATIENCE_S) == "Escape"
    glass.type("\x1b[9;9q")  # its last letter alone would end the session
    assert read_key(PATIENCE_S) == "Esc[9;9q"
    assert read_key(0) == ""


def test_the_terminal_is_given_back_and_ctrl_z_is_a_key_meanwhile(
    glass: Glass, monkeypatch: pytest.MonkeyPatch
) -> None:
    with os.fdopen(os.dup(glass.theirs)) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        with keyboard() as read_key:
            assert read_key is not None
            flags = termios.tcgetattr(glass.theirs)[3]
            assert not flags & (termios.ICANON | termios.ECHO)
            assert flags & termios.ISIG  # Ctrl-C ends
            glass.type("\x1a")
            assert read_key(PATIENCE_S) == "Ctrl-Z"
        assert termios.tcgetattr(glass.theirs) == glass.before


def test_a_keyboard_that_has_gone_gives_no_more_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    glass = Glass()
    with os.fdopen(os.dup(glass.theirs)) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        with keyboard() as read_key:
            assert read_key is not None
            looks: list[list[int]] = []

            def select(ready: list[int], *_: object) -> tuple[list[int], list[int], list[int]]:
                looks.append(ready)
                return [], [], []

            monkeypatch.setattr("coach.cli._keyboard.os.read", lambda *_: b"")
            glass.type("x")
            assert read_key(PATIENCE_S) == ""
            monkeypatch.setattr("coach.cli._keyboard.select.select", select)
            assert read_key(PATIENCE_S) == ""
            assert looks == [[]]  # it waits without looking, and so without running hot
    glass.close()


def test_every_command_that_needs_a_key_has_one() -> None:
    without = {Command.PAUSE, Command.RESUME, Command.READY}  # the space bar does both, and any other key is the third
    assert set(USUAL.values()) == {*Command, *OnScreen} - without


@pytest.mark.parametrize(
    ("key", "meaning"),
    [
        ("PageDown", Command.NEXT),
        ("PageUp", Command.PREVIOUS),
        ("b", Command.TOGGLE),
        (".", Command.TOGGLE),
        ("F5", Command.SAY_AGAIN),
        ("Escape", Command.SAY_AGAIN),
        ("Q", Command.QUIT),
        ("y", Command.READY),
        ("Esc[99~", Command.READY),
    ],
)
def test_what_presenters_and_people_press_means_something(key: str, meaning: Command) -> None:
    assert meaning_of(key, {}) is meaning


def test_what_was_taught_wins_and_a_key_is_listed_once() -> None:
    own = {"PageDown": Command.TOGGLE, "Esc[99~": Command.NEXT}
    assert meaning_of("PageDown", own) is Command.TOGGLE
    assert keys_for(Command.NEXT, own) == ("Esc[99~", "Right", "n", "Enter")


def test_meanings_go_by_two_names() -> None:
    assert meaning_called("time-left") is meaning_called("Time LEFT") is Command.TIME_LEFT
    assert meaning_called("dance") is None


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "config.toml"


@pytest.mark.slow
def test_a_key_is_taught_kept_told_and_forgotten(settings: Path) -> None:
    settings.parent.mkdir()
    settings.write_text("# mine\npace = 0.9 # slow\n")
    env = {"COACH_CONFIG": str(settings)}
    with running("keys", "learn", "next", env=env) as terminal:
        terminal.wait_for_text("Press the key for 'next step'")
        terminal.type("\x1b[99;1~")
        assert terminal.wait() == 0
        assert terminal.is_given_back()
    with running("keys", "learn", "previous step", env=env) as terminal:
        terminal.wait_for_text("Press the key")
        terminal.type("q")
        assert terminal.wait() == 0
        terminal.wait_for_text("It was 'quit' before")
    assert settings.read_text().startswith("# mine\npace = 0.9 # slow\n")
    assert tomllib.loads(settings.read_text())["keys"] == {"Esc[99;1~": "next", "q": "previous"}
    shown = coach("keys", env=env).stdout
    assert "next step        Esc[99;1~, Right, PageDown" in shown
    assert "\nquit" not in shown
    assert coach("keys", "forget", "q", env=env).stdout == "q: quit\n"
    assert tomllib.loads(settings.read_text())["keys"] == {"Esc[99;1~": "next"}
    assert coach("config", env=env).returncode == 0


def test_several_are_taught_one_after_the_other_and_ctrl_c_keeps_what_is_there(settings: Path) -> None:
    with running("keys", "learn", env={"COACH_CONFIG": str(settings)}) as terminal:
        terminal.wait_for_text("'next step'")
        terminal.type("\x1b[C")
        terminal.wait_for_text("Right: next step, unchanged")
        terminal.wait_for_text("'previous step'")
        terminal.type("y")
        terminal.wait_for_text("'pause or resume'")
        terminal.type("\x03")
        assert terminal.wait() == 130
        assert terminal.is_given_back()
    assert tomllib.loads(settings.read_text()) == {"keys": {"y": "previous"}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[keys]\nPageDown = "nexst"\n', "keys.PageDown: 'nexst'"),
        ("[keys]\nx = 3\n", "keys.x: '3'"),
        ('keys = "x"\n', "must be a table"),
    ],
)
def test_a_fault_in_the_file_is_told_with_the_file_and_the_key(settings: Path, text: str, told: str) -> None:
    settings.parent.mkdir()
    settings.write_text(text)
    done = coach("keys", env={"COACH_CONFIG": str(settings)})
    assert (done.returncode, done.stdout) == (3, "")
    assert told in done.stderr
    assert str(settings) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("learn", "dance"), 2, "'dance' is not a command"),
        (("forget", "F9"), 4, "'F9' has not been taught"),
        (("learn", "next"), 2, "only be taught in a terminal"),
    ],
)
def test_what_cannot_be_done_is_told(settings: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = coach("keys", *arguments, env={"COACH_CONFIG": str(settings)})
    assert done.returncode == code
    assert told in done.stderr
    assert not settings.exists()
