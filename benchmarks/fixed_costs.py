"""What a command costs before it has anything to do: ``python benchmarks/fixed_costs.py [TIMES [VOICE]]``.

Exports a routine of two sentences with an empty cache and again with what is kept by then, and prints the processor time of both, with
all child processes, as ratios to ``python -c "import numpy"`` in the same run, so that the speed of the machine matters little. The
median of five, or of ``TIMES``; by espeak-ng, or another ``VOICE`` such as ``auto``. Linux and macOS.
"""

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

TREE: Final = Path(__file__).resolve().parent.parent
TWO_SENTENCES: Final = """---
title: Two
language: en-US
---

- Sit down. [pause: 1s]
- Breathe out. [pause: 1s]
"""


def main() -> None:
    """Measure in turns, so that a busy moment falls on all; print."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    voice = sys.argv[2] if len(sys.argv) > 2 else "pyttsx3"
    command = [sys.executable, "-m", "coach", "export", "two.md", "-o", "two.mp3", "--voice", voice, "--force"]
    numpy, cold, warm = [], [], []
    for _ in range(times):
        with TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "two.md").write_text(TWO_SENTENCES)
            numpy.append(used_s([sys.executable, "-c", "import numpy"], folder))
            cold.append(used_s(command, folder))
            warm.append(used_s(command, folder))
    unit_s = statistics.median(numpy)
    for what, took in (("import numpy", numpy), ("empty cache", cold), ("made before", warm)):
        print(f"{what:13} {statistics.median(took):6.3f} s {statistics.median(took) / unit_s:6.2f}")


def used_s(command: Sequence[str], home: Path) -> float:
    """Processor time of a command and its children, in seconds. Raises CalledProcessError if it fails."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "COACH_"))}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, cwd=home, env={**env, "HOME": str(home), "PYTHONPATH": str(TREE)}, check=True, capture_output=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    main()
