"""Plays a routine for half an hour into a recorded null sink and measures: ``python benchmarks/live_session.py [ROUTINE] [DURATION]``.

Needs PulseAudio's programs. Prints whether what was heard is what an export encodes, sample by sample, and what the playing process
took of a processor core and of memory.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from coach.folders import Folders
from coach.programme import Wishes, open_programme
from coach.script import parse_duration
from tests.rig import Rig

TICKS = os.sysconf("SC_CLK_TCK")
VOICE = "pyttsx3"


def expected_of(routine: str, duration: str) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    """The samples that an export would encode."""
    with open_programme(routine, Wishes(duration_s=parse_duration(duration), voice=VOICE), Folders.of_user()) as opened:
        return np.concatenate([block.pcm for block in opened.programme.render()])


def used(pid: int) -> tuple[float, int]:
    """Seconds of processor time and peak memory in kB, of one process and the children it has waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return sum(map(int, fields[11:15])) / TICKS, int(status["VmHWM"].split()[0])


def main() -> None:
    """Play, record, compare, print."""
    routine, duration = (*sys.argv[1:], "prenatal-hip", "30m")[:2] if len(sys.argv) < 3 else sys.argv[1:3]
    expected = expected_of(routine, duration)
    with tempfile.TemporaryDirectory() as folder, Rig(Path(folder)) as rig, rig.record() as recording:
        command = [sys.executable, "-m", "coach", "play", routine, "--duration", duration, "--voice", VOICE]
        process = subprocess.Popen(command, env=os.environ | rig.env, stdin=subprocess.DEVNULL)
        began = time.monotonic()
        while process.poll() is None:
            took = used(process.pid)
            time.sleep(1)
        length_s = time.monotonic() - began
        heard = recording.wait_more(44_100)
    first = int(np.flatnonzero(expected)[0])
    start = int(np.flatnonzero(heard)[0]) - first
    same = np.array_equal(heard[start : start + len(expected)], expected)
    wrong = 0 if same else int(np.count_nonzero(heard[start : start + len(expected)] != expected))
    print(f"{routine}, {len(expected) / 44_100:.1f} s of sound, played in {length_s:.1f} s, exit {process.returncode}")
    print(f"every sample in its place: {same} ({wrong} differ)")
    if not same:
        first_s = np.flatnonzero(heard[start : start + len(expected)] != expected)[0] / 44_100
        added_ms = (np.flatnonzero(heard)[-1] - start - np.flatnonzero(expected)[-1]) / 44.1
        print(f"the first at {first_s:.2f} s; at the end everything is {added_ms:.1f} ms late")
    print(
        f"processor {took[0]:.1f} s = {100 * took[0] / length_s:.2f} % of a core; peak memory {took[1] / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main()
