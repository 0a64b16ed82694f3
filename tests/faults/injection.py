"""Commands that are ended, or refused something, at one call to the system after the other (after SQLite's crash and I/O error tests).

``strace`` counts the calls that change files, and makes the chosen one the last, or fail: https://strace.io, ``-e inject``. A command is
several processes and threads, and each counts its own calls; so the first of them to come to a number is hit, and often others after it.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

LIMIT_S: Final = 120.0

CALLS: Final = (
    "write,pwrite64,writev,sendfile,copy_file_range,ftruncate,truncate,fallocate,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "unlink,unlinkat,mkdir,mkdirat,rmdir,chmod,fchmod,fchmodat,fsync,fdatasync"
)
"""All that change a file or a folder, or see to it that a change lasts."""

KILLED: Final = "signal=SIGKILL"
ENDINGS: Final = (KILLED, "error=ENOSPC", "error=EIO", "error=EACCES")
"""What a call may meet: an end without warning, a full disk, a broken one, and one that may not be written."""


@dataclass(frozen=True)
class Scenario:
    """A command, and what it has to leave behind.

    ``prepare`` makes everything the command needs in an empty folder. ``outputs`` are the files it writes, and ``is_whole`` says whether
    one of them, of a content, is as it should be; by itself a file is whole if it is as before, or as the undisturbed command makes it.
    """

    name: str
    arguments: Sequence[str]
    prepare: Callable[[Path], None]
    outputs: Sequence[str]
    is_whole: Callable[[str, bytes], bool] | None = None
    env: Mapping[str, str] = field(default_factory=dict)
    module: str = "coach"
    again: Sequence[str] = ()
    """What the next run needs besides, since there may be something by then."""


@dataclass(frozen=True)
class Finding:
    """What went wrong after one call had met its end."""

    scenario: str
    ending: str
    point: str
    what: str

    def __str__(self) -> str:
        return f"{self.scenario}, {self.ending} at {self.point}: {self.what}"


class Trial:
    """One scenario in folders of its own, below ``top``: what an undisturbed run makes, and how many calls it takes."""

    def __init__(self, scenario: Scenario, top: Path) -> None:
        self.scenario = scenario
        self._top = top
        self._start = top / "start"
        (self._start / "home").mkdir(parents=True)
        (self._start / "here").mkdir()
        scenario.prepare(self._start)
        self._before = _files(self._start / "here")
        folder = self._fresh()
        log = top / "calls"
        done = self._run(folder, ["strace", "-f", "-qq", "-e", f"trace={CALLS}", "-o", str(log)])
        assert done.returncode == 0, done.stderr
        self._after = _files(folder / "here")
        made = Counter(re.findall(r"^(\d+) +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE))
        most: Counter[str] = Counter()
        for (_, call), count in made.items():
            most[call] = max(most[call], count)
        self.points = [(call, number) for call, count in most.items() for number in range(1, count + 1)]
        """Each call to the system with its number, as strace counts them: by name, in each process and thread."""

    def findings(self, ending: str, call: str, number: int) -> Iterator[Finding]:
        """Everything that is wrong after the call of that number has met that end, and after the same command once more."""
        folder = self._fresh()
        inject = f"inject={call}:{ending}:when={number}"
        done = self._run(
            folder,
            [
                "strace",
                "-f",
                "-qq",
                "-e",
                f"trace={CALLS}",
                "-e",
                inject,
                "-e",
                "signal=none",
                "-o",
                os.devnull,
            ],
        )
        was_killed = done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
        told = list(self._damage(folder, may_have_parts=ending == KILLED))
        if "Traceback" in done.stderr or "fault of its own" in done.stderr:
            told.append(f"it prints a fault: {done.stderr[-600:]}")
        if ending == KILLED and not was_killed and done.returncode not in (0, 1):
            told.append(f"it ends with {done.returncode}: {done.stderr[-600:]}")
        if done.returncode == 0 and (wrong := self._otherwise(folder)):
            told.append(f"it says it is done, but {wrong}: {done.stderr[-300:]}")
        again = self._run(folder, [], *self.scenario.again)
        if again.returncode != 0:
            told.append(f"the next run fails with {again.returncode}: {again.stderr[-600:]}")
        elif wrong := self._otherwise(folder):
            told.append(f"after the next run {wrong}")
        for what in told:
            yield Finding(self.scenario.name, ending, f"{call} {number}", what)
        shutil.rmtree(folder)

    def _fresh(self) -> Path:
        folder = self._top / "run"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self._start, folder, symlinks=True)
        return folder

    def _run(self, folder: Path, around: list[str], *more: str) -> "subprocess.CompletedProcess[str]":
        env = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "COACH_"))}
        env |= {"HOME": str(folder / "home"), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(folder / "home")}
        env |= {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
        env |= dict(self.scenario.env)
        command = [*around, sys.executable, "-m", self.scenario.module, *self.scenario.arguments, *more]
        return subprocess.run(
            command,
            cwd=folder / "here",
            env=env,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=LIMIT_S,
            check=False,
        )

    def _damage(self, folder: Path, *, may_have_parts: bool) -> Iterator[str]:
        """Files that are neither old nor new, that have gone, or that are nobody's."""
        there = _files(folder / "here")
        for name, content in self._before.items():
            if name not in there:
                yield f"{name} has gone"
            elif name not in self.scenario.outputs and there[name] != content:
                yield f"{name} is changed, which is no output"
        for name in there.keys() & set(self.scenario.outputs):
            if not self._is_whole(name, there[name]):
                yield f"{name} is neither as before nor as it will be: {len(there[name])} bytes"
        for name in there.keys() - self._before.keys() - set(self.scenario.outputs):
            if not (may_have_parts and Path(name).name.startswith(".") and name.endswith(".part")):
                yield f"{name} is left behind"

    def _otherwise(self, folder: Path) -> str:
        """How the folder differs from what an undisturbed run leaves; empty if it doesn't."""
        there = _files(folder / "here")
        if there.keys() != self._after.keys():
            return f"there are other files: {sorted(there.keys() ^ self._after.keys())}"
        wrong = [name for name, content in there.items() if not self._is_new(name, content)]
        return f"these are not as they should be: {wrong}" if wrong else ""

    def _is_whole(self, name: str, content: bytes) -> bool:
        return content == self._before.get(name) or self._is_new(name, content)

    def _is_new(self, name: str, content: bytes) -> bool:
        return content == self._after[name] or bool(self.scenario.is_whole and self.scenario.is_whole(name, content))


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
