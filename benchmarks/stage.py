"""Where contenders run: each in an empty folder with an empty home, and with a cache that is as it was before the one before.

A :class:`Stage` is what has been prepared for one length of routine. It can be large: two minutes of raw sound are 10 MB, twice.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from benchmarks.reference import Reference, load
from benchmarks.routine_maker import change_one_prompt, make_script

HERE: Final = Path(__file__).resolve().parent
COACH: Final = str(Path(sys.executable).with_name("coach"))
PREPARE_LIMIT_S: Final = 3600.0


class BenchmarkError(Exception):
    """What keeps the benchmark from measuring; the text is for whoever runs it."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one run took; ``benchmarks/process_meter.py`` says what each figure is."""

    wall_s: float
    cpu_s: float
    peak_pss_mb: float | None
    peak_rss_mb: float | None
    largest_rss_mb: float
    exit_code: int | None
    left_behind: int


class KeptCache:
    """A cache folder that can be put back to what was in it."""

    def __init__(self, folder: Path) -> None:
        self.folder: Final = folder
        self._sizes = self._look()

    def restore(self) -> None:
        """Drop what has been added. Raises BenchmarkError if something was changed in place or dropped."""
        now = self._look()
        if changed := [path for path, size in self._sizes.items() if now.get(path) != size]:
            raise BenchmarkError(
                f"{changed[0]} has been changed or dropped, so that later runs would not be like earlier ones"
            )
        for path in now.keys() - self._sizes.keys():
            path.unlink()

    def _look(self) -> dict[Path, int]:
        return {path: path.stat().st_size for path in self.folder.rglob("*") if path.is_file()}


@dataclass(frozen=True, slots=True)
class Stage:
    """What is ready for a length: scripts and references in ``folder``, and caches.

    In ``spoken`` every word is, and nothing else; in ``exported`` is what an export leaves.
    """

    folder: Path
    minutes: int
    voice: str
    reference: Reference
    sentence: str
    """The sentence that ``changed.md`` has and ``routine.md`` has not."""
    spoken: KeptCache
    exported: KeptCache

    def path(self, name: str) -> str:
        """A file that was prepared."""
        return str(self.folder / name)


def prepare(folder: Path, minutes: int, voice: str) -> Stage:
    """Make the routine, what it is compared with, and caches. Raises BenchmarkError."""
    folder.mkdir()
    script = make_script(minutes)
    changed, sentence = change_one_prompt(script)
    (folder / "routine.md").write_text(script, "utf-8")
    (folder / "changed.md").write_text(changed, "utf-8")
    checked([COACH, "check", str(folder / "routine.md"), str(folder / "changed.md")], folder / "checking")
    maker = [sys.executable, str(HERE / "reference.py"), str(folder), voice, str(minutes)]
    checked(maker, folder / "reference")
    reference = load(folder)
    if reference.faults:
        raise BenchmarkError(f"the routine of {minutes} minutes is not as promised: {'; '.join(reference.faults)}")
    routine, spoken, exported = str(folder / "routine.md"), folder / "spoken", folder / "exported"
    checked([COACH, "show", routine, "--voice", voice], spoken)
    # Links, because the words of five hours are half a gigabyte.
    shutil.copytree(spoken, exported, copy_function=os.link)
    checked([COACH, "export", routine, "--voice", voice, "-o", str(folder / "first.mp3")], exported)
    return Stage(folder, minutes, voice, reference, sentence, KeptCache(spoken), KeptCache(exported))


def environment(home: Path, cache: Path) -> dict[str, str]:
    """The environment of a process that is to find nothing of its user's."""
    kept = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**kept, "PATH": path, "HOME": str(home), "LANG": "C.UTF-8", "COACH_CACHE_DIR": str(cache)}


@contextmanager
def empty_folder(beside: Path) -> Iterator[Path]:
    """A folder that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def checked(command: list[str], cache: Path) -> None:
    """Run a command that has to go well, with an empty home. Raises BenchmarkError with what it said."""
    with empty_folder(cache.parent) as home:
        done = subprocess.run(
            command,
            cwd=home,
            env=environment(home, cache),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PREPARE_LIMIT_S,
            check=False,
        )
    if done.returncode:
        raise BenchmarkError(f"{' '.join(command)}\nfailed:\n{done.stderr.strip() or done.stdout.strip()}")


def measured(command: list[str], cwd: Path, env: dict[str, str], limit_s: float) -> tuple[Usage, str]:
    """Run a command by itself and measure it; and the last that it said. Its report and output lie beside ``cwd``, not in it."""
    report, log = cwd.with_suffix(".json"), cwd.with_suffix(".log")
    meter = [sys.executable, "-I", "-S", str(HERE / "process_meter.py"), str(report), str(limit_s)]
    try:
        with log.open("wb") as output:
            _run_to_its_end([*meter, *command], cwd, env, output)
        return Usage(**json.loads(report.read_text())), log.read_text("utf-8", "replace")[-2000:].strip()
    finally:
        report.unlink(missing_ok=True)
        log.unlink(missing_ok=True)


def _run_to_its_end(command: list[str], cwd: Path, env: dict[str, str], output: BinaryIO) -> None:
    """Run the meter; if that is given up, let it end what it measures first. Raises BenchmarkError if it fails."""
    with subprocess.Popen(command, cwd=cwd, env=env, stdout=output, stderr=output) as process:
        try:
            code = process.wait()
        except BaseException:
            process.terminate()
            raise
    if code:
        raise BenchmarkError(f"{' '.join(command)} ended with {code}")
