"""Speech through pyttsx3: espeak-ng on Linux, SAPI 5 on Windows, NSSpeechSynthesizer on macOS.

pyttsx3 2.99 needs care, all of it here:

- ``runAndWait`` may return before espeak-ng has spoken, because the sound arrives in a thread of the library: wait for
  ``finished-utterance``, and then until the library is idle.
- At the end of its queue the espeak driver calls ``stop``, which cancels whatever the library has not done yet: now and then
  the rate just set, so that the words come at the rate before, or the words themselves. Nothing needs stopping here, so it does nothing.
- It tells the library that the text is ten times as long as it is, and the library copies that much, past its end.
- Errors are not raised, but reported to listeners of ``error``.
"""

import platform
import threading
import time
from collections.abc import Sequence
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any, Final

from coach.voice import _espeak_library as espeak_library
from coach.voice._engine import Gender, VoiceInfo
from coach.voice._engines import DEFAULT_ENGINE
from coach.voice._languages import canonical

_SETTINGS: Final = (60, 85, 105, 130, 170, 230, 310, 440)
"""From below the slowest of all drivers. espeak-ng does not change below 85, and from 450 on speaks slower than at 449."""


class Pyttsx3Engine:
    """The engine that ships. Its setting is pyttsx3's ``rate``: nominally words a minute."""

    name: str = DEFAULT_ENGINE
    version: str
    settings: Sequence[float] = _SETTINGS

    def __init__(self) -> None:
        espeak_library.load()
        import pyttsx3  # it looks for the library on import, so that must be loaded before

        self._engine: Any = pyttsx3.init()
        self._finished = threading.Event()
        self._errors: list[Exception] = []
        self._engine.connect("finished-utterance", lambda **_: self._finished.set())
        self._engine.connect("error", lambda exception, **_: self._errors.append(exception))
        # Else the first settings wait in pyttsx3's queue until the first words are spoken.
        self._engine.proxy.setBusy(False)
        self._espeak: Any = _mended_espeak() if self._engine.driver_name == "espeak" else None
        speaker = (
            f"espeak-ng {self._espeak.Info().decode()}" if self._espeak else f"{platform.system()} {platform.version()}"
        )
        self.version = f"{package_version('pyttsx3')} {speaker}"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """All voices there are."""
        return tuple(_voice_info(voice) for voice in self._engine.getProperty("voices"))

    def speak(self, text: str, voice_id: str, setting: float, path: Path) -> None:
        """Write ``text`` to ``path``: WAV, or on macOS AIFF."""
        self._errors.clear()
        self._finished.clear()
        self._engine.setProperty("voice", voice_id)
        self._engine.setProperty("rate", round(setting))
        self._raise_errors()
        self._engine.save_to_file(text, str(path))
        self._engine.runAndWait()
        self._raise_errors()
        if self._espeak:
            self._finished.wait()
            while self._espeak.IsPlaying():  # the library's thread is still on its way out of pyttsx3
                time.sleep(0.0005)

    def _raise_errors(self) -> None:
        if self._errors:
            raise self._errors[0]


def _mended_espeak() -> Any:
    from pyttsx3.drivers import _espeak, espeak  # only where this driver is in use

    espeak.EspeakDriver.stop = lambda _driver: None
    synth = _espeak.cSynth
    _espeak.cSynth = lambda text, _size, *rest: synth(text, len(text) + 1, *rest)
    return _espeak


def _voice_info(voice: Any) -> VoiceInfo:
    languages = tuple(canonical(language) for language in voice.languages or () if language)
    return VoiceInfo(voice.id, DEFAULT_ENGINE, (voice.name or voice.id).strip(), languages, _gender(voice.gender))


def _gender(told: str | None) -> Gender | None:
    """``Male`` from SAPI and espeak-ng, ``VoiceGenderMale`` from macOS."""
    word = (told or "").lower().removeprefix("voicegender")
    return "male" if word == "male" else "female" if word == "female" else None
