"""Running the program as its user does: as a process, by its command line."""

import atexit
import json
import os
import select
import subprocess
import sys
import tempfile
import threading
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


class Zygote:
    """The process that commands are copies of: see :mod:`tests.cli.zygote`. Started when it is first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    def run(self, arguments: list[str], cwd: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
        with self._lock, tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
            process = self._process = self._process or self._start()
            assert process.stdin
            assert process.stdout
            asked = {"arguments": arguments, "cwd": cwd, "env": env, "out": out.name, "err": err.name}
            process.stdin.write(json.dumps(asked) + "\n")
            process.stdin.flush()
            if not select.select([process.stdout], [], [], LIMIT_S)[0]:
                process.kill()
                self._process = None
                raise subprocess.TimeoutExpired(["coach", *arguments], LIMIT_S)
            code = int(process.stdout.readline())
            texts = [Path(file.name).read_bytes().decode() for file in (out, err)]
        return subprocess.CompletedProcess(["coach", *arguments], code, *texts)

    def _start(self) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.zygote"],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        atexit.register(process.kill)
        return process


ZYGOTE = Zygote()


def coach(
    *arguments: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process of its own; in a new interpreter where its environment decides how that one starts."""
    words = [*map(str, arguments)]
    if hasattr(os, "fork") and not any(name.startswith(("PYTHON", "LC_", "LANG")) for name in env or {}):
        return ZYGOTE.run(words, str(cwd or Path.cwd()), os.environ | (env or {}))
    return subprocess.run(
        [*COACH, *words],
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
