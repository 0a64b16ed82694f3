"""The process that reads sound files: lines of JSON with a path and a type of sample come in, messages go out.

Decoders are written in C, and a file that was made to harm them may crash them, or worse. So this process may not write files, has
little memory, and knows nothing of the session.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from coach import child
from coach.sound._reader_messages import Said, facts_as_bytes, send
from coach.sound._sound_file import SampleType, chunks_of, facts_of

MEMORY: Final = 1 << 29
"""Bytes of address space: several times what the decoders need for the longest file."""

_FILES: Final = 32
"""Open files: what Python itself has open, and the sound."""


def main() -> None:
    """Answer until standard input ends, or nobody listens any more."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no message
    child.limit(memory=MEMORY, files=_FILES, file_size=0)
    with suppress(BrokenPipeError):
        for line in sys.stdin.buffer:
            path, sample_type = json.loads(line)
            _answer(replies, Path(path), SampleType(sample_type))


def _answer(replies: BinaryIO, path: Path, sample_type: SampleType) -> None:
    try:
        facts = facts_of(path)
        send(replies, Said.FACTS, facts_as_bytes(facts))
        for chunk in chunks_of(path, facts.rate, sample_type):
            send(replies, Said.SAMPLES, chunk)
    except BrokenPipeError:
        raise
    except (ValueError, OSError, MemoryError) as error:
        send(replies, Said.UNREADABLE, (str(error) or type(error).__name__).encode(errors="replace"))
    else:
        send(replies, Said.END)


if __name__ == "__main__":
    main()
