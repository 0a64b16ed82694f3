"""A routine as Python programmers usually make one: ``python python_way.py SCORE VOICE SPEED OUT.mp3``.

pyttsx3 saves each prompt to a file, pydub joins words, chimes and silences with ``+=``, and ffmpeg encodes. SCORE is that of
``unix_way.sh``. The working folder must be empty. Nothing of coach is used.
"""

import ctypes
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from pydub import AudioSegment

_SAMPLE_RATE = 44_100
_TRIES = 5
_LIMIT_S = 20.0
"""How long one prompt may take; it takes some hundredths of a second."""


def find_espeak() -> None:
    """Let pyttsx3 find a library: the system's, else the one that the package espeakng_loader brings."""
    try:
        ctypes.CDLL("libespeak-ng.so.1", mode=ctypes.RTLD_GLOBAL)
    except OSError:
        import espeakng_loader

        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()


def speak(texts: list[str], voice: str, speed: int, folder: Path) -> dict[str, AudioSegment]:
    """Have every text spoken to a file of its own, and read it."""
    import pyttsx3

    engine = pyttsx3.init()
    engine.setProperty("voice", voice)
    engine.setProperty("rate", speed)
    finished = threading.Event()
    engine.connect("finished-utterance", lambda **_: finished.set())
    spoken = {}
    for number, text in enumerate(texts):
        path = folder / f"{number:05}.wav"
        for _ in range(_TRIES):
            finished.clear()
            engine.save_to_file(text, str(path))
            engine.runAndWait()
            # It may return before the file is there: the words come in a thread of the library.
            finished.wait(_LIMIT_S)
            if sound := whole(path):
                spoken[text] = sound
                break
            path.unlink(missing_ok=True)
        else:
            raise SystemExit(f"pyttsx3 did not say: {text}")
    return spoken


def whole(path: Path) -> AudioSegment | None:
    """The sound of a file, once it has stopped growing; None if there is none."""
    size = -1
    while path.exists() and path.stat().st_size != size:
        size = path.stat().st_size
        time.sleep(0.002)
    with suppress(Exception):  # half a file
        return AudioSegment.from_wav(path) or None
    return None


def main() -> None:
    """Speak, join, export."""
    score, voice, speed, out = sys.argv[1:]
    pieces = [line.split("\t") for line in Path(score).read_text("utf-8").splitlines()]
    find_espeak()
    words = speak(
        list(dict.fromkeys(what for kind, what in pieces if kind == "say")), voice, round(float(speed)), Path()
    )
    chimes = {what: AudioSegment.from_wav(what) for kind, what in pieces if kind == "chime"}
    whole_routine = AudioSegment.silent(0, frame_rate=_SAMPLE_RATE)
    for kind, what in pieces:
        if kind == "rest":
            whole_routine += AudioSegment.silent(round(1000 * float(what)), frame_rate=_SAMPLE_RATE)
        else:
            whole_routine += words[what] if kind == "say" else chimes[what]
    encoding = ["-compression_level", os.environ["QUALITY"]]
    whole_routine.export(out, format="mp3", bitrate=f"{os.environ['KBPS']}k", parameters=encoding)


if __name__ == "__main__":
    main()
