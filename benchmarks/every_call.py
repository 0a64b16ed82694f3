"""End commands, and refuse them what they ask of the system, at every call that changes files; say what that did any harm.

    python benchmarks/every_call.py [SCENARIO ...] [--every N]

Needs Linux and strace. Takes hours; ``--every 5`` takes each fifth call. The tests take a few of them.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.faults.injection import ENDINGS, Trial
from tests.faults.scenarios import SCENARIOS


def main() -> None:
    """Print a line for each scenario and ending, and everything that was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=f"one of: {'; '.join(SCENARIOS)}")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--ending", action="append", choices=ENDINGS)
    asked = parser.parse_args()
    harm = 0
    for name in asked.scenarios or SCENARIOS:
        with tempfile.TemporaryDirectory() as top:
            trial = Trial(SCENARIOS[name], Path(top))
            for ending in asked.ending or ENDINGS:
                points = trial.points[:: asked.every]
                findings = [finding for point in points for finding in trial.findings(ending, *point)]
                harm += len(findings)
                print(
                    f"{name}, {ending}: {len(points)} of {len(trial.points)} calls, {len(findings)} did harm",
                    flush=True,
                )
                for finding in findings:
                    print(f"    {finding}", flush=True)
    sys.exit(bool(harm))


if __name__ == "__main__":
    main()
