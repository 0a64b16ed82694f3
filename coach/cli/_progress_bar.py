"""A progress bar on stderr, when that is a terminal; nothing otherwise."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import typer

from coach.cli._outlet import unfiltered
from coach.progress import Progress


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Yield a function to call with how much is done, and of how much; from any thread, in any order."""
    lock, is_over = Lock(), False
    with typer.progressbar(length=1, label=label, file=unfiltered(sys.stderr), hidden=not sys.stderr.isatty()) as bar:

        def told(done: int, total: int) -> None:
            with lock:
                if is_over:  # a thread that reports late would write into what is printed next
                    return
                bar.length = max(total, 1)
                bar.update(max(0, done - bar.pos))

        try:
            yield told
        finally:
            with lock:
                is_over = True
