"""Running the program as its user does: as a process, by its command line."""

import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from coach.cli._app import app
from coach.cli._exits import exit_code, say_error
from coach.errors import CoachError

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


def invoke(*arguments: str | Path, stdin: str | bytes = b"") -> Result:
    """The same in this process, without a start that takes a second; what is told of an error is printed as it is by the program."""
    runner = CliRunner()
    done = runner.invoke(app, [*map(str, arguments)], input=stdin)
    if isinstance(done.exception, CoachError):
        with runner.isolation() as (_, told, _):
            say_error(done.exception)
            done.stderr_bytes += told.getvalue()
        done.exit_code = exit_code([done.exception])
    elif done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done
