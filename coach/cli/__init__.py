"""The command line: the only place that prints, asks or exits."""

import os
import sys

INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""


def main() -> None:
    """Run the program; what the console script and ``python -m coach`` call."""
    # Nothing here multiplies matrices. NumPy's library for that starts a thread for each core, which takes as long as all else in NumPy.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        # In here, because Ctrl-C can come while they are imported too, which takes a moment.
        from coach.cli._app import app
        from coach.cli._exits import running

        with running():
            app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
