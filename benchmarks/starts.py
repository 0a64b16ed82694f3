"""How long whole processes take to be of use: help, a check, and the first sound of a session, beside Python's own start."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.figures import Spread, table
from benchmarks.stage import COACH, HERE, BenchmarkError, checked, empty_folder, environment, measured
from coach.units import SAMPLE_RATE
from tests.rig import PATIENCE_S, Rig

ROUTINE: Final = "hand-reset"
PLAY: Final = "first sound of `coach play`"
BARE: Final = "`python -c pass`"
_LIMIT_S: Final = 60.0


@dataclass(frozen=True, slots=True)
class Start:
    """One start in one round: seconds from the start of the process to its end, or to the first sound."""

    round: int
    name: str
    wall_s: float


def start_times(beside: Path, voice: str, rounds: int) -> Iterator[Start]:
    """Start everything in turn, so many times. Raises BenchmarkError if something fails. Without PulseAudio nothing is played."""
    script = HERE.parent / "scripts" / f"{ROUTINE}.md"
    commands = {
        BARE: [sys.executable, "-c", "pass"],
        "`coach --help`": [COACH, "--help"],
        f"`coach check` of {ROUTINE}": [COACH, "check", str(script)],
    }
    cache = beside / "starts"
    checked([COACH, "show", str(script), "--voice", voice], cache)
    for number in range(rounds):
        for name, command in commands.items():
            with empty_folder(beside) as folder:
                cwd = folder / "cwd"
                cwd.mkdir()
                usage, said = measured(command, cwd, environment(folder, cache), _LIMIT_S)
            if usage.exit_code != 0:
                raise BenchmarkError(f"{' '.join(command)} failed:\n{said}")
            yield Start(number, name, usage.wall_s)
        if can_be_heard():
            yield Start(number, PLAY, _first_sound_s([COACH, "play", str(script), "--voice", voice], beside, cache))


def can_be_heard() -> bool:
    """Whether the programs of the loudspeaker that is a file are there."""
    return all(map(shutil.which, ("pulseaudio", "pactl", "parec")))


def start_table(starts: Sequence[Start]) -> str:
    """A row for each: seconds, and how many times Python's own start in the same round."""
    bare = {start.round: start.wall_s for start in starts if start.name == BARE}
    rows: list[Sequence[object]] = []
    for name in dict.fromkeys(start.name for start in starts):
        mine = [start for start in starts if start.name == name]
        ratios = [start.wall_s / bare[start.round] for start in mine]
        rows.append((name, Spread.of([start.wall_s for start in mine]), Spread.of(ratios), len(mine)))
    if not can_be_heard():
        rows.append((PLAY, "not there: needs pulseaudio, pactl and parec", "", 0))
    return table(("whole process", "wall s", f"/ {BARE}", "runs"), rows)


def _first_sound_s(command: list[str], beside: Path, cache: Path) -> float:
    """From the start of the process to the first sample that is not silence, by the recording's own clock.

    The recorder hands over what it has every 10 ms, so this is too long by up to that.
    """
    with empty_folder(beside) as folder:
        (folder / "rig").mkdir()
        with Rig(folder / "rig") as rig, rig.record() as recording:
            env = environment(folder, cache) | rig.env
            quiet = subprocess.DEVNULL
            began = len(recording)
            process = subprocess.Popen(command, cwd=folder, env=env, stdin=quiet, stdout=quiet, stderr=quiet)
            try:
                heard = recording.wait_until(lambda samples: bool(samples[began:].any()))
            except TimeoutError as error:
                raise BenchmarkError(f"{' '.join(command)} was not heard in {PATIENCE_S:.0f} s") from error
            finally:
                process.terminate()
                process.wait(PATIENCE_S)
    return float(np.flatnonzero(heard[began:])[0]) / SAMPLE_RATE
