"""Sound files read in a process of their own; those that come with the program, in this one."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import IO, Any, BinaryIO, Final, cast
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from coach import child
from coach.folders import shipped
from coach.sound._reader_messages import Said, facts_as_bytes, facts_from_bytes, receive
from coach.sound._sound_file import SampleType, SoundFacts, chunks_of, facts_of

MODULE: Final = "coach.sound._reader_process"
"""What the process runs."""

DEADLINE_S: Final = 20.0
"""So long the process may take for a message. Half a second of sound takes some milliseconds; the first has the start before it."""


class UnreadableSoundError(Exception):
    """A file cannot be read as a sound; the text says why."""


class SoundReader:
    """Reads one sound file after the other. Used by one thread at a time.

    A file of somebody else's is read by a process that is started for the first of them, and ends with this object. If a file crashes
    it, hangs it or is left half-read, the next file has a new one.
    """

    def __init__(self, deadline_s: float = DEADLINE_S) -> None:
        self._deadline_s = deadline_s
        self._process: subprocess.Popen[bytes] | None = None
        self._end: finalize[..., SoundReader] | None = None

    def read(self, path: Path, sample_type: SampleType) -> tuple[SoundFacts, Iterator[NDArray[Any]]]:
        """What a file says of itself, and its samples: mono, at its own rate, half a second at a time.

        Raises UnreadableSoundError, at once or while the samples are read.
        """
        chunks = self._own(path, sample_type) if _is_shipped(path) else self._strangers(path, sample_type)
        facts = facts_from_bytes(next(chunks))
        return facts, (np.frombuffer(chunk, sample_type.value) for chunk in chunks)

    def close(self) -> None:
        """End the process, if there is one. May be called twice."""
        if self._end:
            self._end()
        self._process = self._end = None

    @staticmethod
    def _own(path: Path, sample_type: SampleType) -> Iterator[bytes]:
        """What :meth:`_strangers` gives, without the process."""
        try:
            facts = facts_of(path)
            yield facts_as_bytes(facts)
            yield from chunks_of(path, facts.rate, sample_type)
        except (ValueError, OSError) as error:
            raise UnreadableSoundError(str(error)) from error

    def _strangers(self, path: Path, sample_type: SampleType) -> Iterator[bytes]:
        """First what the file says of itself, as in the message, then samples."""
        is_whole = False
        expected = Said.FACTS
        try:
            self._ask(path, sample_type)
            while True:
                said, content = self._answer()
                if said is Said.UNREADABLE:
                    is_whole = True
                    raise UnreadableSoundError(content.decode(errors="replace"))
                if said is Said.END and expected is Said.SAMPLES:
                    is_whole = True
                    return
                if said is not expected:
                    raise ValueError(f"{said} instead of {expected}")
                if said is Said.SAMPLES and len(content) % np.dtype(sample_type.value).itemsize:
                    raise ValueError("part of a sample")
                expected = Said.SAMPLES
                yield content
        except ValueError as error:
            raise UnreadableSoundError("its decoder gave up on it") from error
        finally:
            if not is_whole:
                self.close()

    def _ask(self, path: Path, sample_type: SampleType) -> None:
        if self._process and self._process.poll() is not None:  # whoever ended it, this file is not to blame
            self.close()
        if self._process is None:
            pipe = subprocess.PIPE
            self._process = child.start(MODULE, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
            self._end = finalize(self, _end, self._process)
        stdin = _there(self._process.stdin)
        with suppress(OSError):  # if it is gone already, the answer says so
            stdin.write(json.dumps([str(path.absolute()), sample_type]).encode() + b"\n")
            stdin.flush()

    def _answer(self) -> tuple[Said, bytes]:
        """The next message. Raises ValueError if the process ends or takes too long."""
        process = self._process
        assert process is not None  # noqa: S101  # it has been asked
        # A pipe cannot be waited on with a time limit on every system; but what is killed ends it.
        watch = Timer(self._deadline_s, process.kill)
        watch.daemon = True
        watch.start()
        try:
            return receive(_there(process.stdout))
        finally:
            watch.cancel()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            _there(pipe).close()


def _is_shipped(path: Path) -> bool:
    return path.is_relative_to(shipped("audio_cues"))


def _there(pipe: IO[bytes] | None) -> BinaryIO:
    assert pipe is not None  # noqa: S101  # it was asked for
    return cast(BinaryIO, pipe)
