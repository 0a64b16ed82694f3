"""The screen: what stands on it, how little is written, and how the terminal is given back."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from prompt_toolkit.utils import get_cwidth

from coach.cli._big_letters import in_large_letters
from coach.cli._exits import FAULT
from coach.cli._layout import Style, frame, help_frame
from coach.cli._live_line import Lines
from coach.cli._screen import Screen
from coach.player import State
from coach.session import View
from coach.timeline import Kind
from tests.cli.terminal import ALTERNATE, Glass, running
from tests.rig import Rig

VIEW = View(
    state=State.PLAYING,
    trouble=None,
    section="Leg strokes, right leg",
    step="Milking",
    next_step="Rolling",
    kind=Kind.HOLD,
    in_wait=False,
    step_gone_s=15.0,
    step_left_s=15.0,
    gone_s=150.0,
    left_s=450.0,
    is_exact=False,
    pace=0.8,
    volume_db=0.0,
)
GONE = replace(VIEW, state=State.INTERRUPTED, trouble="The sound device went away.")


@pytest.fixture
def screen(glass: Glass, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(os.dup(glass.theirs), "w") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        with Screen("Infant massage", "q: quit", {}) as made:
            yield made


def written(glass: Glass, screen: Screen, view: View) -> str:
    """What drawing this writes, up to a mark after it."""
    before = len(glass.shown)
    screen.draw(view)
    mark = f"\x1b]0;{before}\x07"  # a title, which is nowhere on the screen
    screen._output.write_raw(mark)
    screen._output.flush()
    glass.wait_for(lambda _: mark in glass.shown)
    return glass.shown[before:].removesuffix(mark)


def test_all_there_is_to_know_stands_on_80_by_24(glass: Glass, screen: Screen) -> None:
    written(glass, screen, replace(VIEW, volume_db=-3.0))
    display = glass.display
    assert display[0].startswith("Infant massage")
    assert display[0].endswith("volume -3 dB   pace 0.8")
    assert display[1] == "Leg strokes, right leg"
    assert "next: Rolling" in display
    assert display[-1] == "q: quit"
    step = next(row for row in display if row.startswith("step"))
    whole = next(row for row in display if row.startswith("all"))
    # Half of this step and a quarter of the whole, to the column.
    assert (step.count("█"), step.count("█") + step.count("░")) == (29, 59)
    assert (whole.count("█"), whole.count("█") + whole.count("░")) == (14, 59)
    assert step.endswith(" 0:15")
    assert whole.endswith(" about 7:30")
    large = [row for row in display if set(row) <= set(" ▀▄█") and row]
    assert len(large) == 8  # the largest letters
    assert max(map(len, large)) <= 80


def test_a_full_row_keeps_its_last_letter_in_every_terminal(glass: Glass, screen: Screen) -> None:
    """Behind the last column the cursor stays in it, as in VT100s, xterm and tmux: what is erased then is that letter.

    The emulator of these tests is kinder, so the order is looked at: each row is erased before it is written.
    """
    drawn = written(glass, screen, VIEW)
    rows = drawn.split("\x1b[")
    erased = [number for number, part in enumerate(rows) if part.startswith("K")]
    assert len(erased) == 24
    assert all(rows[number - 1].endswith("H") and rows[number].startswith("K") for number in erased)


@pytest.mark.parametrize("size", [(80, 24), (132, 50), (40, 10), (20, 5), (8, 3), (1, 1)])
@pytest.mark.parametrize(
    "view",
    [
        VIEW,
        GONE,
        replace(VIEW, state=State.PAUSED, step="Hold the ankle of the left leg with one hand and wait for a while"),
        replace(VIEW, step="足の裏をやさしく温めてください", section="🙂 " * 30, next_step=None, in_wait=True),
        replace(VIEW, step="Donaudampfschifffahrtsgesellschaft" * 3, step_left_s=0, step_gone_s=0),
        replace(VIEW, step="a\x1b[2Jb\tc\nd", next_step="\x07"),
    ],
)
def test_every_screen_is_filled_and_nothing_stands_out_of_it(view: View, size: tuple[int, int]) -> None:
    columns, rows = size
    for shown in (frame(view, "Title", "q: quit", columns, rows), help_frame([("space, b", "pause")] * 14, *size)):
        assert len(shown) == rows
        assert all(get_cwidth(row.text) <= columns for row in shown)
        assert all(row.text.isprintable() for row in shown)


@pytest.mark.parametrize(
    ("view", "told"),
    [
        (replace(VIEW, state=State.PAUSED), "Paused"),
        (replace(VIEW, state=State.WAITING), "One moment"),
        (GONE, "No sound device: trying again"),
        (replace(VIEW, in_wait=True), "Press any key when you are ready"),
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (44, 10)])
def test_what_holds_it_up_stands_out(view: View, told: str, size: tuple[int, int]) -> None:
    assert [row.text.strip() for row in frame(view, "T", "", *size) if row.style is Style.REVERSE] == [told]
    assert not [row for row in frame(VIEW, "T", "", *size) if row.style is Style.REVERSE]


def test_a_small_screen_keeps_the_step_the_bars_and_the_next_step() -> None:
    texts = [row.text for row in frame(VIEW, "T", "keys", 30, 5)]
    assert "Milking" in texts
    assert "next: Rolling" in texts
    assert sum("░" in text for text in texts) == 2


def test_letters_are_as_large_as_fits() -> None:
    heights = [
        len(in_large_letters("Milk", *size) or ()) for size in ((80, 12), (30, 12), (24, 12), (17, 12), (12, 12))
    ]
    assert heights[:4] == [7, 5, 7, 5]  # letters 10, 7, 5 and 4 columns wide; the third are narrow and tall
    assert heights[4] == 0
    assert in_large_letters("Растирание", 80, 12)
    assert in_large_letters("Füße", 80, 12)
    assert in_large_letters("温める", 80, 12) is None


def test_only_what_changed_is_written(glass: Glass, screen: Screen) -> None:
    whole = written(glass, screen, VIEW)
    assert whole.count("\x1b[2J") == 1
    assert written(glass, screen, VIEW) == ""
    assert written(glass, screen, replace(VIEW, step_gone_s=15.1, step_left_s=14.95)) != ""
    assert written(glass, screen, replace(VIEW, step_gone_s=15.2, step_left_s=14.9)) == ""
    later = written(glass, screen, replace(VIEW, step_left_s=13.5, left_s=448.6))
    assert "\x1b[2J" not in later
    assert later.count("\x1b[K") == 2  # the two bars
    assert later.startswith("\x1b[?2026h")
    assert later.endswith("\x1b[?2026l")


def test_another_size_is_filled_anew(glass: Glass, screen: Screen) -> None:
    written(glass, screen, VIEW)
    for columns, rows in ((40, 10), (100, 30)):
        glass.resize(columns, rows)
        written(glass, screen, VIEW)
        expected = [row.text.rstrip() for row in frame(VIEW, "Infant massage", "q: quit", columns, rows)]
        assert glass.display == expected


def test_a_terminal_that_has_gone_is_no_error(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(screen._output, "flush", gone)
    screen.draw(VIEW)
    screen.draw(GONE)


def test_without_a_screen_each_step_and_each_hold_up_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines("Infant massage")
    paused = replace(VIEW, state=State.PAUSED)
    for view in (
        VIEW,
        replace(VIEW, gone_s=151),
        paused,
        paused,
        VIEW,
        GONE,
        VIEW,
        replace(VIEW, step="Rolling", gone_s=180),
    ):
        lines.draw(view)
    assert capsys.readouterr().err.splitlines() == [
        "Infant massage",
        "    2:30  Leg strokes, right leg: Milking",
        "    2:30  [paused]",
        "    2:30  [resumed]",
        "    2:30  [no sound device: trying again]",
        "    2:30  [resumed]",
        "    3:00  Leg strokes, right leg: Rolling",
    ]


ROUTINE = """---
title: Brief
language: en-US
---

## Part

- **Rest.** Rest now. [hold: 60s]
- **Then.** Go on. [wait: 60s]
- **Last.** Done. [hold: 60s]
"""


@pytest.fixture(scope="module")
def routine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("screen") / "brief.md"
    path.write_text(ROUTINE)
    return path


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    with Rig(tmp_path_factory.mktemp("rig")) as made:
        yield made


def test_a_session_by_its_keys_on_screens_of_several_sizes(rig: Rig, routine: Path) -> None:
    with running("play", routine, env=rig.env) as terminal:
        terminal.wait_for_text("next: Then")
        assert ALTERNATE in terminal.screen.mode
        assert terminal.screen.cursor.hidden
        terminal.type(" ")
        terminal.wait_for_text("Paused")
        terminal.type("?")
        terminal.wait_for_text("time left   ")
        terminal.type("?")
        terminal.wait_for_text("Paused")
        terminal.resize(40, 10)
        terminal.wait_for(lambda display: len(display) == 10 and " Paused" in display and "next: Then" in display)
        terminal.type("\x1b[6~")
        terminal.wait_for_text("next: Last")
        terminal.wait_for_text("when you are ready")
        terminal.type("y")
        terminal.wait_for(lambda display: not any("next: Last" in row for row in display))
        terminal.type("\x1b[B")
        terminal.resize(80, 24)
        terminal.wait_for_text("volume -3 dB")
        terminal.type("q")
        assert terminal.wait() == 0
        assert terminal.is_given_back()


@pytest.mark.parametrize(
    ("end", "code"),
    [("\x03", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=["Ctrl-C", "SIGTERM", "SIGHUP"],
)
def test_the_terminal_is_given_back_however_it_ends(
    rig: Rig, routine: Path, end: str | signal.Signals, code: int
) -> None:
    with running("play", routine, env=rig.env) as terminal:
        terminal.wait_for_text("next: Rest")
        assert not terminal.is_as_before
        if isinstance(end, str):
            terminal.type(end)
        else:
            terminal.process.send_signal(end)
        assert terminal.wait() == code
        assert terminal.is_given_back()
    assert "Traceback" not in terminal.shown


BREAKING = """
import sys
from coach.cli import _layout as layout, main
usual = layout.frame
drawn = []
def frame(*arguments):
    drawn.append(arguments)
    if len(drawn) > 2:
        raise RuntimeError("drawing broke")
    return usual(*arguments)
layout.frame = frame
main()
"""


def test_the_terminal_is_given_back_when_drawing_breaks(rig: Rig, routine: Path) -> None:
    with running("play", routine, env=rig.env, command=[sys.executable, "-c", BREAKING]) as terminal:
        assert terminal.wait() == FAULT
        assert terminal.is_given_back()
        terminal.wait_for_text("drawing broke")
        shown = terminal.shown
    assert shown.index("\x1b[?1049h") < shown.index("\x1b[?1049l") < shown.index("drawing broke")


@pytest.mark.parametrize(
    ("env", "piped"),
    [({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({}, True)],
    ids=["NO_COLOR", "dumb", "no terminal"],
)
def test_plain_lines_where_they_are_asked_for(rig: Rig, routine: Path, env: dict[str, str], piped: bool) -> None:
    with running("play", routine, env=rig.env | env, piped=piped) as terminal:
        terminal.wait_for_text("Before you begin")
        terminal.type(" ")
        terminal.wait_for_text("[paused]")
        terminal.type("nq")
        assert terminal.wait() == 0
        assert terminal.is_given_back()
    assert "\x1b" not in terminal.shown
    assert "Brief (space: pause/resume, q: quit)" in terminal.shown
