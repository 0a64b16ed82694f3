"""Pictures of a routine on the command line: the line above the table of ``coach show``, and files of ``--picture``."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from coach.cli import _paths as paths
from coach.files import by_extension
from coach.picture import ASCII, BLOCKS, WIDTH, key, line, strip_svg
from coach.script import Routine
from coach.timeline import Messages, Timeline

_SHARPNESS: Final = 2
"""Pixels for a unit of the picture, so that it stays sharp where screens and printers have many."""

Draw = Callable[[str], bytes]


def as_png(svg: str) -> bytes:
    """The picture in pixels."""
    from coach.picture import png_of

    return png_of(svg, WIDTH * _SHARPNESS, system_fonts=True)


_KINDS: Final[dict[str, Draw]] = {".svg": str.encode, ".png": as_png}


def check(path: Path, *, overwrite: bool) -> None:
    """Check that a picture can be drawn and written there, before any work is done for it. Raises ExportError."""
    is_text = _draws(path) is str.encode
    paths.check_written(path, overwrite=overwrite, is_text=is_text)


def write(path: Path, routine: Routine, timeline: Timeline, messages: Messages, *, overwrite: bool) -> None:
    """The strip of a routine as a file, of the kind that its extension says. Raises ExportError."""
    picture = _draws(path)(strip_svg(timeline, routine.title, messages))
    with paths.writing(path, overwrite=overwrite) as file:
        file.write(picture)


def _draws(path: Path) -> Draw:
    return _KINDS[".svg"] if paths.is_stdout(path) else by_extension(path, _KINDS, "picture format")


def lines(timeline: Timeline) -> Iterator[str]:
    """The routine as a line as wide as the terminal, 80 characters where there is none, and what its characters stand for."""
    signs = BLOCKS if _can_show("".join(BLOCKS.values())) else ASCII
    yield line(timeline, shutil.get_terminal_size().columns, signs)
    yield key(signs)


def _can_show(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return False
    return True
