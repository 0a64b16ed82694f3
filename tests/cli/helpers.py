"""Running the program as its user does: as a process, by its command line."""

import os
import subprocess
import sys
from pathlib import Path

COACH = [sys.executable, "-m", "coach"]
LIMIT_S = 120.0
"""A bound on every command, in seconds; reaching it is a failure."""

SHORT = """---
title: Short routine
language: en-US
summary: For tests.
safety: [Stop if it hurts.]
---

## First part {sides="right hand, left hand"}

- **Circles.** Make circles on the {side}. [repeat: 3 every 1s]
- Stay. [hold: 5s]

## Second part

- Rest now. [pause: 1s]
"""

BROKEN = """---
title: Broken
language: en-US
---

## Part

- Hold it. [hold: 30 sek]
- Wait. [pose: 5s]
"""


def coach(
    *arguments: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*COACH, *map(str, arguments)],
        cwd=cwd,
        env=os.environ | (env or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
