"""Plays a routine into a recorded null sink and measures: ``python benchmarks/live_session.py [ROUTINE] [DURATION] [--busy N] [--plain]``.

Half an hour of prenatal-hip by default. ``--busy`` keeps so many processes computing beside it, and ``--plain`` takes the right to a
higher priority away from the playing process, as most users lack it. Needs PulseAudio's programs; ``--plain`` needs ``setpriv`` and root.
Prints whether what was heard is what an export encodes, sample by sample; how many of its sounds were heard whole; and what the playing
process took of a processor core and of memory.
"""

import argparse
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
from coach.sound import Pcm
from coach.timeline import Clip
from coach.units import Frames, samples_of
from tests.player.programmes import find
from tests.rig import Rig

TICKS = os.sysconf("SC_CLK_TCK")
VOICE = "pyttsx3"


def expected_of(routine: str, duration: str) -> tuple[Pcm, list[Pcm]]:
    """The samples that an export would encode, and those of its sounds alone."""
    with open_programme(routine, Wishes(duration_s=parse_duration(duration), voice=VOICE), Folders.of_user()) as opened:
        whole = np.concatenate([block.pcm for block in opened.programme.render()])
        clips = [event for event in opened.programme.timeline().events if isinstance(event, Clip)]
    return whole, [
        np.trim_zeros(whole[samples_of(clip.start) : samples_of(Frames(clip.start + clip.length))]) for clip in clips
    ]


def heard_whole(sounds: list[Pcm], heard: Pcm) -> int:
    """How many of the sounds are somewhere in what was heard, one after the other, without a gap."""
    at = whole = 0
    for sound in sounds:
        place = find(sound, heard, at)
        if place >= 0:
            at, whole = place + len(sound), whole + 1
    return whole


def used(pid: int) -> tuple[float, int]:
    """Seconds of processor time and peak memory in kB, of one process and the children it has waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return sum(map(int, fields[11:15])) / TICKS, int(status["VmHWM"].split()[0])


def main() -> None:
    """Play, record, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("routine", nargs="?", default="prenatal-hip")
    parser.add_argument("duration", nargs="?", default="30m")
    parser.add_argument("--busy", type=int, default=0)
    parser.add_argument("--plain", action="store_true")
    asked = parser.parse_args()
    expected, sounds = expected_of(asked.routine, asked.duration)
    plain = ["setpriv", "--bounding-set", "-sys_nice", "--inh-caps", "-sys_nice"] if asked.plain else []
    arguments = ["play", asked.routine, "--duration", asked.duration, "--voice", VOICE]
    with tempfile.TemporaryDirectory() as folder, Rig(Path(folder)) as rig, rig.record() as recording:
        load = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(asked.busy)]
        try:
            command = [*plain, sys.executable, "-m", "coach", *arguments]
            process = subprocess.Popen(command, env=os.environ | rig.env, stdin=subprocess.DEVNULL)
            began = time.monotonic()
            while process.poll() is None:
                took = used(process.pid)
                time.sleep(1)
        finally:
            for each in load:
                each.kill()
        length_s = time.monotonic() - began
        heard = recording.wait_more(44_100)
    first = int(np.flatnonzero(expected)[0])
    start = int(np.flatnonzero(heard)[0]) - first
    same = np.array_equal(heard[start : start + len(expected)], expected)
    wrong = 0 if same else int(np.count_nonzero(heard[start : start + len(expected)] != expected))
    print(
        f"{asked.routine}, {len(expected) / 44_100:.1f} s of sound, played in {length_s:.1f} s, exit {process.returncode}"
    )
    print(
        f"every sample in its place: {same} ({wrong} differ); heard whole: {heard_whole(sounds, heard)} of {len(sounds)} sounds"
    )
    if not same:
        first_s = np.flatnonzero(heard[start : start + len(expected)] != expected)[0] / 44_100
        added_ms = (np.flatnonzero(heard)[-1] - start - np.flatnonzero(expected)[-1]) / 44.1
        print(f"the first at {first_s:.2f} s; at the end everything is {added_ms:.1f} ms late")
    print(
        f"processor {took[0]:.1f} s = {100 * took[0] / length_s:.2f} % of a core; peak memory {took[1] / 1024:.0f} MB"
    )


if __name__ == "__main__":
    main()
