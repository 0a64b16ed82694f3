"""Starting a process of our own, for what may crash, hang or take too much: it runs a module of this program, and nothing else of ours."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_ONE_THREAD: Final = {"OPENBLAS_NUM_THREADS": "1"}
"""What NumPy multiplies matrices with would start a thread for each core, and none of our processes multiplies any."""


def start(
    module: str, *arguments: str, env: Mapping[str, str] | None = None, **pipes: Any
) -> "subprocess.Popen[bytes]":
    """Run a module as Python does with ``-m``, with the same modules to import as here, whatever lies in the current folder.

    Ctrl-C in a terminal does not reach it: it is for its parent to end it. ``env`` is set on top of the environment, and ``pipes`` are
    what :class:`subprocess.Popen` takes as ``stdin``, ``stdout`` and ``stderr``. Raises OSError.
    """
    return subprocess.Popen(
        [sys.executable, "-P", "-m", module, *arguments],
        env={**_ONE_THREAD, **os.environ, **_same_modules(), **(env or {})},
        **pipes,
        **_detached(),
    )


def limit(*, memory: int, files: int, file_size: int) -> None:
    """Take away from this process what it does not need, where the system can: for a child, before it touches what it was given.

    At most so many bytes of address space, open files, and bytes in each file that it writes; and no core dump.
    """
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_FSIZE, file_size),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # it is lower already, or the system knows no such limit
            resource.setrlimit(what, (most, most))


def _same_modules() -> dict[str, str]:
    """The same modules as here, wherever these came from; -P keeps out what happens to lie in the current folder."""
    return {"PYTHONPATH": os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)}


def _detached() -> dict[str, Any]:
    """Out of the terminal's process group, so that Ctrl-C reaches only the programme; and no window of its own."""
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    return {"process_group": 0}
