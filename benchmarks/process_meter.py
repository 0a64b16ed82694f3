"""Runs one command and measures it from outside: ``python -I -S process_meter.py REPORT LIMIT_S COMMAND...``; Linux only.

It is a program of its own, and a small one, because a process begins with the peak memory of the one that started it as its own
``ru_maxrss``: started from a program that holds megabytes of sound, every command would seem to have held them too.

The report is JSON:

``wall_s``
    from just before the command starts until it has ended.
``cpu_s``
    processor time of the command and all its descendants, user and system, as the kernel counts it (``wait4``). Descendants that
    outlive their parents become this program's and are counted too.
``peak_pss_mb``, ``peak_rss_mb``
    the largest sum over the whole tree of processes among looks 20 times a second: of proportional set sizes, in which what
    processes share is counted once, and of resident set sizes, in which it is counted for each. What comes and goes between two
    looks is missed. None where the system does not tell.
``largest_rss_mb``
    the largest resident set of any single process at any moment, as the kernel counts it (``ru_maxrss``); nothing is missed.
``exit_code``
    of the command; None if it was stopped at the time limit.
``left_behind``
    descendants still running when the command had ended. They are ended.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from resource import struct_rusage
from typing import Final

_LOOK_S: Final = 0.05
_PR_SET_CHILD_SUBREAPER: Final = 36
"""Of <sys/prctl.h>: orphans among the descendants become children of this process, which can wait for them."""
_MB: Final = 1e6
_PROC: Final = Path("/proc")


class _Sampler(threading.Thread):
    """Looks at the memory of a tree of processes again and again."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak_pss = 0
        self.peak_rss = 0
        self._members = {root}
        self._others: set[int] = set()
        self._done = threading.Event()

    def run(self) -> None:
        """Look until stopped."""
        while not self._done.wait(_LOOK_S):
            self._find_new()
            sizes = [_sizes(pid) for pid in self._members]
            self.peak_pss = max(self.peak_pss, sum(pss for pss, _ in sizes))
            self.peak_rss = max(self.peak_rss, sum(rss for _, rss in sizes))

    def stop(self) -> None:
        """Look no more."""
        self._done.set()
        self.join()

    def _find_new(self) -> None:
        """Whose child a process is, is asked once, when it is first seen: asked of all each time, it would cost too much."""
        there = _processes()
        self._members &= there
        new = there - self._members - self._others
        self._members |= _below(self._members, new)
        self._others = there - self._members


def _processes() -> set[int]:
    return {int(entry.name) for entry in os.scandir(_PROC) if entry.name.isdigit()}


def _below(roots: set[int], among: set[int]) -> set[int]:
    """Those of some processes that descend from the roots."""
    parents = {pid: _state_and_parent(pid)[1] for pid in among}
    found: set[int] = set()
    while more := {pid for pid, parent in parents.items() if parent in roots | found} - found:
        found |= more
    return found


def _state_and_parent(pid: int) -> tuple[str, int]:
    """As the kernel writes them in proc(5); an unknown parent if the process is gone."""
    try:
        state, parent = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return "", -1
    return state, int(parent)


def _sizes(pid: int) -> tuple[int, int]:
    """Proportional and resident set size in bytes; zeros of a process that is gone."""
    sizes = {"Pss:": 0, "Rss:": 0}
    with suppress(OSError), (_PROC / str(pid) / "smaps_rollup").open() as file:
        for line in file:
            name, *rest = line.split()
            if name in sizes:
                sizes[name] = int(rest[0]) * 1024
    return sizes["Pss:"], sizes["Rss:"]


def _running_descendants() -> set[int]:
    below = _below({os.getpid()}, _processes())
    return {pid for pid in below if _state_and_parent(pid)[0] not in {"Z", ""}}


def _end_descendants() -> int:
    """End all there are; how many there were."""
    pids = _running_descendants()
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return len(pids)


def _wait_for_all() -> list[struct_rusage]:
    usages = []
    with suppress(ChildProcessError):  # there are no more
        while True:
            _end_descendants()
            usages.append(os.wait4(-1, 0)[2])
    return usages


def measure(command: list[str], limit_s: float) -> dict[str, float | None]:
    """Run a command and measure it: the report, as the top of this file tells it."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    is_over = threading.Event()

    def stop() -> None:
        is_over.set()
        while _end_descendants():
            time.sleep(_LOOK_S)

    usages: list[struct_rusage] = []
    began_s = time.monotonic()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    sampler, timer = _Sampler(child.pid), threading.Timer(limit_s, stop)
    timer.daemon = True
    sampler.start()
    timer.start()
    while child.returncode is None:
        pid, status, usage = os.wait4(-1, 0)
        usages.append(usage)
        if pid == child.pid:
            wall_s, child.returncode = time.monotonic() - began_s, os.waitstatus_to_exitcode(status)
    timer.cancel()
    sampler.stop()
    left_behind = len(_running_descendants())
    usages += _wait_for_all()
    return {
        "wall_s": wall_s,
        "cpu_s": sum(usage.ru_utime + usage.ru_stime for usage in usages),
        "peak_pss_mb": sampler.peak_pss / _MB or None,
        "peak_rss_mb": sampler.peak_rss / _MB or None,
        "largest_rss_mb": max(usage.ru_maxrss for usage in usages) * 1024 / _MB,
        "exit_code": None if is_over.is_set() else child.returncode,
        "left_behind": left_behind,
    }


if __name__ == "__main__":
    # An exception, so that what it measures ends with it.
    signal.signal(signal.SIGTERM, lambda number, _frame: sys.exit(128 + number))
    try:
        Path(sys.argv[1]).write_text(json.dumps(measure(sys.argv[3:], float(sys.argv[2]))))
    finally:
        _wait_for_all()
