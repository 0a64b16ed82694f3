"""Makes the images of README.md from the real thing: ``python docs/make_images.py``

- ``strip.svg``: what ``coach show --picture`` draws;
- ``screen.svg``: ``coach play`` in a pseudo-terminal, on a private sound server, as an emulator sees it;
- ``page.png``: what ``coach export --format html`` makes, in Chromium.

It needs the development environment, PulseAudio and Chromium. The voice is always espeak-ng's, so that every machine draws the same times.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pyte

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.cli.helpers import COACH
from tests.cli.terminal import Terminal, running
from tests.page.browser import Window, open_browser
from tests.rig import Rig

IMAGES: Final = Path(__file__).parent / "images"
ROUTINE: Final = "infant-legs-and-hips"
STEP: Final = "Milking"
VOICE: Final = ("--voice", "pyttsx3")
SHOWN_AFTER_S: Final = 12
"""How long the step has lasted on the screen: long enough for its bar to be seen."""

COLUMNS, ROWS = 80, 24
CELL_PX = (9, 20)
MARGIN_PX = 16
PAPER, INK = "#16181d", "#e6e3dc"

BLOCKS: Final = {"█": (0.0, 1.0), "▀": (0.0, 0.5), "▄": (0.5, 1.0), "░": (0.0, 1.0)}
"""Characters that are drawn, since no two fonts make them meet: from where to where in the height of a row."""
SHADE: Final = "░"


def strip() -> None:
    """The routine as a picture."""
    _coach("show", ROUTINE, *VOICE, "--picture", IMAGES / "strip.svg", "--force")


def screen(folder: Path) -> None:
    """The terminal while the step lasts."""
    with (
        Rig(folder) as rig,
        running(
            "play", ROUTINE, *VOICE, env=rig.env | {"COACH_STATE": str(folder)}, columns=COLUMNS, rows=ROWS
        ) as terminal,
    ):
        display = terminal.wait_for(lambda rows: _next(rows) != "")
        while _next(display) != f"next: {STEP}":
            terminal.type("n")
            display = _until_next_is_not(terminal, _next(display))
        terminal.type("n")
        _until_next_is_not(terminal, f"next: {STEP}")
        time.sleep(SHOWN_AFTER_S)
        (IMAGES / "screen.svg").write_text(drawn(terminal.screen), encoding="utf-8")
        terminal.type("q")
        terminal.wait()


def page(folder: Path) -> None:
    """The page on a phone, while hands are at work in the step."""
    made = folder / "page.html"
    _coach("export", ROUTINE, *VOICE, "-o", made)
    events = json.loads(_coach("show", ROUTINE, *VOICE, "--json"))["events"]
    work = next(event for event in events if event["kind"] in {"repeat", "hold", "for"} and event["step"] == STEP)
    with open_browser() as browser:
        window = Window(browser, 360, 700, device_scale_factor=1.5)
        window.begin(made)
        window.seek(work["start_s"] + work["duration_s"] / 2)
        window.page.screenshot(path=IMAGES / "page.png")
        window.close()


def drawn(shown: pyte.Screen) -> str:
    """What is on a screen as an SVG of its own size."""
    width, height = COLUMNS * CELL_PX[0] + 2 * MARGIN_PX, ROWS * CELL_PX[1] + 2 * MARGIN_PX
    font = 'font-family="ui-monospace,Menlo,Consolas,\'DejaVu Sans Mono\',monospace" font-size="15"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" {font} shape-rendering="crispEdges">',
            f'<rect width="{width}" height="{height}" rx="8" shape-rendering="auto" fill="{PAPER}"/>',
            *(line for row in range(ROWS) for line in _row(shown, row)),
            "</svg>\n",
        )
    )


def _row(shown: pyte.Screen, row: int) -> Iterator[str]:
    """The runs of a row that look alike: shapes for blocks, text for all else, each as wide as its cells."""
    cells = [shown.buffer[row][column] for column in range(COLUMNS)]
    top = MARGIN_PX + row * CELL_PX[1]
    column = 0
    for (block, bold, reverse), run in groupby(
        cells, lambda cell: (cell.data in BLOCKS and cell.data, cell.bold, cell.reverse)
    ):
        text = "".join(cell.data for cell in run)
        left, width = MARGIN_PX + column * CELL_PX[0], len(text) * CELL_PX[0]
        column += len(text)
        if reverse:
            yield f'<rect x="{left}" y="{top}" width="{width}" height="{CELL_PX[1]}" fill="{INK}"/>'
        if block:
            begin, end = (round(CELL_PX[1] * part, 1) for part in BLOCKS[block])
            opacity = ' opacity=".25"' if block == SHADE else ""
            yield f'<rect x="{left}" y="{top + begin}" width="{width}" height="{end - begin}" fill="{INK}"{opacity}/>'
        elif words := text.strip():
            left += (len(text) - len(text.lstrip())) * CELL_PX[0]
            weight = ' font-weight="bold"' if bold else ""
            colour = PAPER if reverse else INK
            length = f'textLength="{len(words) * CELL_PX[0]}" lengthAdjust="spacingAndGlyphs" xml:space="preserve"'
            yield f'<text x="{left}" y="{top + 14}" fill="{colour}"{weight} {length}>{escape(words)}</text>'


def _until_next_is_not(terminal: Terminal, seen: str) -> list[str]:
    return terminal.wait_for(lambda rows: _next(rows) not in ("", seen))


def _next(display: Sequence[str]) -> str:
    return next((row for row in display if row.startswith("next:")), "")


def _coach(*arguments: Any) -> str:
    command = [*COACH, *map(str, arguments)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=os.environ).stdout


def main() -> None:
    """Make all three."""
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        strip()
        screen(Path(folder))
        page(Path(folder))


if __name__ == "__main__":
    main()
