"""Saves one position after the other, as a session does at each step: ``python -m tests.faults.saving STEP ...``."""

import sys
from fractions import Fraction
from pathlib import Path

from coach.folders import Folders
from coach.programme import Wishes
from coach.session._saved import Saved, StepName
from coach.session._saved_files import SavedSessions

STEPS = tuple(StepName("Part", f"Step {number}") for number in range(5))


def saved_at(step: int) -> Saved:
    return Saved("a", "a.md", "A", "f", Wishes(), None, Fraction(1), 0.0, STEPS, step)


def main() -> None:
    sessions = SavedSessions(Folders.within(Path.cwd()))
    for step in map(int, sys.argv[1:]):
        try:
            sessions.write(saved_at(step))
        except OSError as error:  # which a session tells, and goes on
            sys.exit(bool(error))


if __name__ == "__main__":
    main()
