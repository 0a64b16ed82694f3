"""How long ``coach export --all`` takes over many routines, on one core and on two.

``--mine`` is asked for, which is the same without the routines that ship: so there are as many as were made here.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.contenders import Run
from benchmarks.routine_maker import make_script
from benchmarks.stage import COACH, BenchmarkError, empty_folder, environment, measured

ROUTINES: Final = 200
MINUTES: Final = 5
SMALL_ROUTINES: Final = 2
CORES: Final = (1, 2)
RATIOS: Final = (("all, 1 core", "all, 2 cores"),)
_APART: Final = 60
"""More sentences than a routine of that length has, so that none has one of another's."""


def is_there() -> bool:
    """Whether coach can export many routines at once."""
    told = subprocess.run([COACH, "export", "--help"], capture_output=True, text=True, check=True).stdout
    return "--all" in told and "--mine" in told


def make_scripts(folder: Path, routines: int, minutes: int) -> None:
    """So many scripts of so many minutes, no two with a sentence of a step in common."""
    folder.mkdir()
    for index in range(routines):
        (folder / f"made-{index:03}.md").write_text(make_script(minutes, index * _APART), "utf-8")


def runs_over_all(scripts: Path, voice: str, number: int, minutes: int, limit_s: float) -> Iterator[Run]:
    """One run for each count of cores, with an empty cache. Raises BenchmarkError if there are too few cores."""
    routines = len(list(scripts.iterdir()))
    allowed = sorted(os.sched_getaffinity(0))
    for cores in CORES:
        if cores > len(allowed):
            raise BenchmarkError(f"this machine has {len(allowed)} cores, and {cores} are needed")
        with empty_folder(scripts.parent) as folder:
            home, cwd = folder / "home", folder / "cwd"
            home.mkdir()
            cwd.mkdir()
            env = environment(home, home / "cache") | {"COACH_SCRIPTS": str(scripts)}
            on = ["taskset", "-c", ",".join(map(str, allowed[:cores]))]
            usage, said = measured([*on, COACH, "export", "--mine", "-o", "all", "--voice", voice], cwd, env, limit_s)
            faults = tuple(_faults(cwd, routines, usage.exit_code, said))
        yield Run(minutes, number, f"all, {cores} core{'s' if cores > 1 else ''}", usage, faults)


def _faults(folder: Path, routines: int, exit_code: int | None, said: str) -> Iterator[str]:
    if exit_code:
        yield f"exit code {exit_code}: {said}"
    elif exit_code == 0:
        made = len([path for path in folder.rglob("*.mp3") if path.stat().st_size])
        if made != routines:
            yield f"{made} files instead of {routines}"
