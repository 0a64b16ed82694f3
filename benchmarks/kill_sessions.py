"""Kill a playing session at random moments, and see whether it goes on where it was: ``python benchmarks/kill_sessions.py [COUNT]``.

Run it in the folder of the repository. What was heard is known from a recording of the loudspeaker, a private sound server's, so
``pulseaudio``, ``pactl`` and ``parec`` are needed. Fails if any session goes on with a step that was not heard or just about to be.
"""

import os
import secrets
import signal
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.cli.kills import Kill, Verdict, killed_sessions, write_routine
from tests.rig import Rig

LONGEST_S = 7.0


def main() -> int:
    """Print each kill that is not plainly right, and how many were; 1 if any was wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = secrets.randbelow(10**6)
    print(f"{count} kills, up to {LONGEST_S:.0f} s after the first sound, seed {seed}")
    counts: Counter[Verdict] = Counter()
    ends = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        # The words are spoken once for all, and the voice is the quickest.
        (folder / "config.toml").write_text('voice = "pyttsx3"\n')
        os.environ |= {"COACH_CACHE_DIR": str(folder / "cache"), "COACH_CONFIG": str(folder / "config.toml")}
        (folder / "rig").mkdir()
        with Rig(folder / "rig") as rig:
            routine = write_routine(folder / "scripts")
            for kill in killed_sessions(rig, routine, folder / "state", count, LONGEST_S, seed):
                ends += kill is None
                if kill is not None:
                    counts[kill.verdict] += 1
                    _tell(kill)
    for verdict in Verdict:
        print(f"{counts[verdict]:4}  {verdict}")
    print(f"{ends:4}  sessions came to their end in between and were forgotten")
    return 1 if counts[Verdict.WRONG] else 0


def _tell(kill: Kill) -> None:
    if kill.verdict is not Verdict.RIGHT:
        print(
            f"      {kill.verdict.name}: {kill.into_s:.3f} s into step {kill.heard}, goes on with {kill.said}",
            flush=True,
        )


if __name__ == "__main__":
    # An exception, so that the sound server ends with it.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    sys.exit(main())
