"""Starting a process of our own, for what may crash, hang or take too much: it runs a module of this program, and nothing else of ours."""

import os
import subprocess
import sys
from collections.abc import Mapping
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


def _same_modules() -> dict[str, str]:
    """The same modules as here, wherever these came from; -P keeps out what happens to lie in the current folder."""
    return {"PYTHONPATH": os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)}


def _detached() -> dict[str, Any]:
    """Out of the terminal's process group, so that Ctrl-C reaches only the programme; and no window of its own."""
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    return {"process_group": 0}
