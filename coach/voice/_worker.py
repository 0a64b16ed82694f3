"""The process in which an engine runs: ``python -m coach.voice._worker ENGINE FOLDER``.

Requests come on standard input and answers go to standard output, one JSON object a line, one answer to each request, after a
first line that says whether the engine started. Everything that makes a clip happens here, so that the process that plays
stays free: speak, check, finish, keep. ``FOLDER`` is the worker's own, for files on their way.

======== ================================================= =======================================
``do``   given                                             answered
======== ================================================= =======================================
describe                                                   name, version, settings, voices
speak    text, voice, setting, rate_wpm, cache, key        samples; the clip is in the cache
measure  texts, voice, setting, rate_wpm                   samples of each; nothing is kept
======== ================================================= =======================================

While it is at work it tells every second how much processor time it has used, as ``{"used_s": seconds}``: so its parent can tell an
engine that a busy machine keeps waiting from one that hangs.

What goes wrong is answered as ``{"error": why, "fault": "engine" or "cache"}``, and what goes wrong with a voice's model, so that
it would go wrong again, as ``{"error": why, "fault": "model", "hint": what to do, "code": ..., "data": ...}``.
"""

import faulthandler
import json
import os
import queue
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach import child
from coach.cache import Cache
from coach.voice._channel import BEAT_S, Message
from coach.voice._engine import Engine, ModelError
from coach.voice._engines import is_ours, make_engine
from coach.voice._finishing import finish_clip
from coach.voice._verify import check
from coach.voice._wavefile import read_sound

_NICE: Final = 5
"""Making clips gives way to playing them."""

MEMORY: Final = 3 << 30
"""Bytes of address space for engines of ours: three times what a neural voice takes. A stranger's model could ask for any."""

_FILES: Final = 128
"""Open files: what Python, a speech library and a neural runtime have open."""

_FILE_SIZE: Final = 1 << 30
"""Bytes in one file: several hours of speech."""

_START_S: Final = 60.0
_LIFE_AFTER_DEADLINE: Final = 2.0
"""A worker that has not been able to beat for so many deadlines ends itself: its parent, who should have ended it, is gone."""


def answer(engine: Engine, request: Message, folder: Path) -> Message:
    """Do one request, and say how it went."""
    try:
        match request["do"]:
            case "describe":
                return _described(engine)
            case "measure":
                return {"samples": [len(_clip(engine, text, request, folder)) for text in request["texts"]]}
            case "speak":
                return _spoken(engine, request, folder)
            case unknown:
                return {"error": f"unknown request {unknown!r}", "fault": "engine"}
    except Exception as error:  # whatever an engine can raise is the parent's to report
        return _fault(error)


def _described(engine: Engine) -> Message:
    voices = [asdict(voice) for voice in engine.voices()]
    return {"name": engine.name, "version": engine.version, "settings": list(engine.settings), "voices": voices}


def _spoken(engine: Engine, request: Message, folder: Path) -> Message:
    clip = _clip(engine, request["text"], request, folder)
    cache = Cache(Path(request["cache"]))
    # An engine never takes exactly the same time twice. If another program has said it in the meantime, its timeline may rely on that.
    if (there := cache.read(request["key"])) is not None:
        return {"samples": len(there)}
    try:
        cache.write(request["key"], clip)
    except OSError as error:
        return {"error": _reason(error), "fault": "cache"}
    return {"samples": len(clip)}


def _clip(engine: Engine, text: str, request: Message, folder: Path) -> NDArray[np.int16]:
    path = folder / "raw.wav"
    path.unlink(missing_ok=True)
    engine.speak(text, request["voice"], request["setting"], path)
    clip = finish_clip(read_sound(path))
    check(clip, text, request["rate_wpm"])
    return clip


def _fault(error: Exception) -> Message:
    if isinstance(error, ModelError):
        return {
            "error": error.what,
            "fault": "model",
            "hint": error.hint,
            "code": error.code,
            "data": dict(error.data),
        }
    return {"error": _reason(error), "fault": "engine"}


def _reason(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text or type(error).__name__


def main(arguments: list[str]) -> None:
    """Serve until standard input ends, which it does when the parent closes it or dies."""
    name, folder = arguments[0], Path(arguments[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the programme, which then ends us
    if hasattr(os, "nice"):
        os.nice(_NICE)
    send = _take_over_stdout()
    heart = _Heart(send)
    requests = _requests_from_stdin(folder)
    if is_ours(name):  # what another package's engine needs is not known here
        child.limit(memory=MEMORY, files=_FILES, file_size=_FILE_SIZE)
    try:
        with heart.beating(_START_S):
            engine = make_engine(name)
    except Exception as error:  # a missing or broken library can raise anything
        send(_fault(error))
        os._exit(1)  # the interpreter cannot end in order while a thread waits for input
    send({"ready": True})
    while True:
        request = requests.get()
        with heart.beating(request.get("deadline_s", _START_S)):
            reply = answer(engine, request, folder)
        send(reply)


class _Heart:
    """Beats as long as there is work, from a thread of its own.

    If it cannot, because a library holds Python's lock, and nobody ends this process, this process ends itself.
    """

    def __init__(self, send: Callable[[Message], None]) -> None:
        self._send = send
        self._is_at_work = threading.Event()
        self._changing = threading.Lock()
        self._deadline_s = _START_S
        threading.Thread(target=self._beat, daemon=True).start()

    @contextmanager
    def beating(self, deadline_s: float) -> Iterator[None]:
        """While there is work that must not take longer than so many seconds without any progress."""
        self._deadline_s = deadline_s
        self._live_on()
        self._is_at_work.set()
        try:
            yield
        finally:
            with self._changing:  # or a beat could set the clock of the end again, for a worker that has nothing to do
                self._is_at_work.clear()
                faulthandler.cancel_dump_traceback_later()

    def _live_on(self) -> None:
        faulthandler.dump_traceback_later(self._deadline_s * _LIFE_AFTER_DEADLINE, exit=True)

    def _beat(self) -> None:
        while True:
            self._is_at_work.wait()
            time.sleep(BEAT_S)
            with self._changing:
                if self._is_at_work.is_set():
                    self._live_on()
                    self._send({"used_s": time.process_time()})


def _take_over_stdout() -> Callable[[Message], None]:
    """Keep standard output for answers, and let whatever an engine or its library prints go to standard error."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr

    lock = threading.Lock()

    def send(message: Message) -> None:
        with lock, suppress(BrokenPipeError):  # the parent is gone, and the end of standard input ends us
            replies.write(json.dumps(message).encode() + b"\n")
            replies.flush()

    return send


def _requests_from_stdin(folder: Path) -> queue.SimpleQueue[Message]:
    """Read in a thread, because the end of input must be noticed while the engine is busy or hangs."""
    requests: queue.SimpleQueue[Message] = queue.SimpleQueue()

    def read() -> None:
        for line in sys.stdin.buffer:
            requests.put(json.loads(line))
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):  # the last worker to go takes the common folder away, should the parent be dead
            folder.parent.rmdir()
        os._exit(0)  # at once: some speech libraries do not survive an orderly end

    threading.Thread(target=read, daemon=True).start()
    return requests


if __name__ == "__main__":
    main(sys.argv[1:])
