"""A process in the place of the one that reads sound files, which does what a decoder may do that a file has in its power."""

import json
import os
import signal
import struct
import sys
from pathlib import Path

FACTS = struct.pack("<cIId", b"i", 12, 44_100, 1.0)
SAMPLES = struct.pack("<cI4h", b"s", 8, 1, 2, 3, 4)
SAID = {
    "crashes": b"",
    "crashes-later": FACTS + SAMPLES,
    "hangs": b"",
    "hangs-later": FACTS + SAMPLES,
    "begins-with-samples": SAMPLES,
    "ends-at-once": struct.pack("<cI", b".", 0),
    "says-its-facts-twice": FACTS + FACTS,
    "speaks-nonsense": b"Segmentation fault\n",
    "speaks-of-more-than-it-says": FACTS + struct.pack("<cI", b"s", 0xFFFFFFFF),
    "gives-half-a-sample": FACTS + struct.pack("<cI3s", b"s", 3, b"abc"),
    "is-cut-off": FACTS + SAMPLES[:-1],
    "never-ends": FACTS,
}


def main() -> None:
    for line in sys.stdin:
        path, _ = json.loads(line)
        what = Path(path).stem
        if what == "works":
            sys.stdout.buffer.write(FACTS + SAMPLES + struct.pack("<cI", b".", 0))
        else:
            sys.stdout.buffer.write(SAID[what])
        sys.stdout.buffer.flush()
        if what.startswith("crashes"):
            os.kill(os.getpid(), signal.SIGSEGV)
        if what.startswith("hangs"):
            signal.pause()
        while what == "never-ends":
            sys.stdout.buffer.write(struct.pack("<cI", b"s", 40_000) + bytes(40_000))
        if what == "is-cut-off":
            return


if __name__ == "__main__":
    main()
