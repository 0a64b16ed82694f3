"""A worker as its parent sees it: started, asked, ended."""

import json
import queue
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from coach import child
from coach.voice._channel import BEAT_S, Message

_GOODBYE_S: Final = 2.0
"""How long a worker may take to end by itself."""

MOST_WORK: Final = 4.0
"""An engine may use several cores, and a core that others use, too, does less in a second."""

_PATIENCE_BEATS: Final = 2
"""A beat that is late by as much counts as missing."""

_PROGRESS_S: Final = 0.005
"""More processor time than this between two beats is more than the beats themselves take."""


class WorkerError(Exception):
    """The worker is of no more use: it hung, or ended by itself. The text says which, to follow 'the speech engine'."""


class WorkerProcess:
    """One engine in one process. Used by one thread at a time; :meth:`end` by any.

    ``folder`` is the worker's own and is made here; the parent removes it in the end.
    """

    def __init__(self, engine: str, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._log = folder / "log.txt"
        with self._log.open("wb") as log:
            self._process = child.start(
                "coach.voice._worker",
                engine,
                str(folder),
                env=_no_sound_server(folder),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        # Pipes cannot be waited on with a time limit on every system; a queue can.
        self._reader = threading.Thread(target=self._read, name="coach-voice-reader", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def answer(self, deadline_s: float) -> Message:
        """Wait for the next answer from the worker.

        The deadline counts work, not the clock, so that a busy machine or a laptop that was asleep ends no engine: it is over when the
        engine has stood still for so many seconds of waiting, or has used :data:`MOST_WORK` times as many of the processor's.

        Raises:
            WorkerError: none came in time, or the worker ended. It is dead then.

        """
        began_s = used_s = -1.0
        still_s = 0.0
        while True:
            message = self._next_line()
            if message is not None and "used_s" not in message:
                return message
            if message is not None and began_s < 0:
                began_s = used_s = message["used_s"]
            elif message is not None and message["used_s"] - used_s >= _PROGRESS_S:
                used_s, still_s = message["used_s"], 0.0
            else:
                still_s += BEAT_S if message else _PATIENCE_BEATS * BEAT_S
            if still_s >= deadline_s:
                self.kill()
                raise WorkerError(f"hung (it has not done anything for {deadline_s:.0f} s)")
            if used_s - began_s >= MOST_WORK * deadline_s:
                self.kill()
                raise WorkerError(f"hung (no answer after {MOST_WORK * deadline_s:.0f} s of work)")

    def _next_line(self) -> Message | None:
        """The next message; None if none came, not even a beat.

        Raises:
            WorkerError: the worker ended.

        """
        try:
            line = self._lines.get(timeout=_PATIENCE_BEATS * BEAT_S)
        except queue.Empty:
            return None
        try:
            message: Message = json.loads(line)
        except ValueError:  # it is gone, or was killed while it wrote
            self.kill()
            raise WorkerError(f"ended unexpectedly{self._last_words()}") from None
        return message

    def ask(self, request: Message, deadline_s: float) -> Message:
        """Send a request and wait for its answer.

        Raises:
            WorkerError: none came in time, or the worker ended. It is dead then.

        """
        with suppress(OSError):  # if it is gone already, the answer says so
            stdin = self._pipe(self._process.stdin)
            stdin.write(json.dumps({**request, "deadline_s": deadline_s}).encode() + b"\n")
            stdin.flush()
        return self.answer(deadline_s)

    def kill(self) -> None:
        """End the process now."""
        self._process.kill()

    def end(self) -> None:
        """Let the worker end by itself, or end it, and clean up. May be called twice."""
        with suppress(OSError):
            self._pipe(self._process.stdin).close()
        try:
            self._process.wait(_GOODBYE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(_GOODBYE_S)
        if not self._reader.is_alive():  # it would be, if the engine left a process behind that holds the pipe
            self._pipe(self._process.stdout).close()

    def _read(self) -> None:
        for line in self._pipe(self._process.stdout):
            self._lines.put(line)
        self._lines.put(b"")

    def _last_words(self) -> str:
        """The last line of what it printed, which is where a crash tells its reason."""
        with suppress(OSError):
            lines = self._log.read_text("utf-8", "replace").strip().splitlines()
            if lines:
                return f" ({lines[-1][:200]})"
        return ""

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None  # noqa: S101 - both were asked for
        return pipe


def _no_sound_server(folder: Path) -> dict[str, str]:
    """Keep an engine's library from looking for a sound server: an engine writes files, and plays nothing.

    Debian's espeak-ng looks for PulseAudio all the same, whose library then makes folders in the user's home, or starts a server.
    """
    place = str(folder / "pulse")
    return {"PULSE_SERVER": f"unix:{place}", "PULSE_RUNTIME_PATH": place, "PULSE_COOKIE": place}
