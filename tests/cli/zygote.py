"""A process that has imported the program and makes copies of itself, so that tests can run commands without importing it each time.

Each command is a process of its own, with its own environment, folder, descriptors and exit code, as if it had been started from a
shell; only its imports are done. ``tests/cli/helpers.py`` speaks to it: a line of JSON for each command, and its exit code back.
"""

import json
import os
import signal
import sys
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, NoReturn


def main() -> None:
    import coach

    for module in walk_packages(coach.__path__, "coach."):
        if not module.name.startswith(("coach.testing", "coach.__main__")):
            try:
                import_module(module.name)
            except ImportError:
                continue  # it needs an extra that is not installed
    for line in sys.stdin:
        asked = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _run(asked)
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _run(asked: dict[str, Any]) -> NoReturn:
    code = 1
    try:
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["env"])
        for target, (path, flags) in enumerate(
            [(os.devnull, os.O_RDONLY), (asked["out"], os.O_WRONLY), (asked["err"], os.O_WRONLY)]
        ):
            os.dup2(os.open(path, flags), target)
        sys.stdin = open(0, closefd=False)  # noqa: SIM115  # the process's own
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", closefd=False, errors="backslashreplace")  # noqa: SIM115
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.argv = ["coach", *asked["arguments"]]
        # Processes that the program starts must not take this file for their main module.
        sys.modules["__main__"].__spec__ = None
        del sys.modules["__main__"].__file__
        from coach.cli import main as run

        run()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
