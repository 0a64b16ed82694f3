"""What figures were measured on, so that they mean something later."""

import platform
import re
import subprocess
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from os import sched_getaffinity, sysconf
from pathlib import Path
from typing import Final

from coach import __version__

_TOOLS: Final = {
    "espeak-ng": ["espeak-ng", "--version"],
    "sox": ["sox", "--version"],
    "lame": ["lame", "--version"],
    "ffmpeg": ["ffmpeg", "-version"],
}


def facts() -> dict[str, str]:
    """Machine, program and tools, by name; what the system does not tell is left out."""
    told: dict[str, Callable[[], str]] = {
        "when": lambda: f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "coach": lambda: f"{__version__}, {_commit()}",
        "machine": lambda: (
            f"{_processor()}, {len(sched_getaffinity(0))} cores, {_memory_gb():.0f} GB, {platform.system()}"
        ),
        "load before": lambda: Path("/proc/loadavg").read_text().split()[0],
        "Python": platform.python_version,
    }
    told |= {name: partial(_version, command) for name, command in _TOOLS.items()}
    found = {}
    for name, tell in told.items():
        with suppress(OSError, subprocess.CalledProcessError, StopIteration):
            found[name] = tell()
    return found


def _commit() -> str:
    root = Path(__file__).resolve().parent.parent
    with suppress(OSError, subprocess.CalledProcessError):
        return f"commit {_told_by(['git', '-C', str(root), 'describe', '--always', '--dirty']).strip()}"
    return "not in a repository"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))


def _memory_gb() -> float:
    return sysconf("SC_PHYS_PAGES") * sysconf("SC_PAGE_SIZE") / 1e9


def _version(command: list[str]) -> str:
    """The first thing in a program's answer that looks like a version."""
    return next(word for word in _told_by(command).split() if re.match(r"v?\d+\.\d", word)).lstrip("v")


def _told_by(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
