"""Speech through Piper, a neural engine: VITS models in ONNX, run by onnxruntime, with espeak-ng for the sounds of the words.

How it is used here, and why:

- Noise. A model is given two amounts of noise, for the sound and for the lengths of sounds, and speaks a sentence each time a
  little differently: 1 or 2 % in length. The amounts stay as the voice's makers set them, since rhythm without them is that of a
  machine. A clip is kept under its request, so what was heard once is heard again.
- Memory. It grows with the length of sound made in one go, some 25 MB a second, so a long sentence is spoken in parts.
- Loudness. Piper raises each sentence to full scale by its peak, which makes "Left." much louder than a sentence. Here the level
  is as the model gives it, raised by the same for all.
- Text. ``[[...]]`` is for writing phonemes in Piper; in a script it is text.
- Cores. There are few workers, for the sake of memory, and they share the cores.
"""

import wave
from collections.abc import Iterator, Sequence
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from coach.voice import _piper_model as piper_model
from coach.voice._engine import ModelError, VoiceInfo
from coach.voice._engines import PIPER, cores, most_workers
from coach.voice._piper_model import PiperModel

_SETTINGS: Final = (0.28, 0.5, 0.8, 1.25, 2.0)
"""Below the first, words fall apart; above the last, they run together. The rate between two of these is all but a straight line."""

_OWN_VERSION: Final = 1
"""To be raised with any change here that changes the sound."""

_GAIN: Final = 1.25

_MOST_AT_ONCE_S: Final = 12.0
_PHONEME_S: Final = 0.07
"""The longest that a phoneme lasts on average over a sentence, at setting 1, among what was measured."""

_BREAKS: Final = (frozenset(",;:"), frozenset(" "))
"""Where a sentence may be parted: better after the first kind than after the second."""


class PiperEngine:
    """Voices by Piper: the one that comes along, or one of the user's. Its setting is speed: the inverse of ``length_scale``."""

    name: str = PIPER
    version: str
    settings: Sequence[float] = _SETTINGS

    def __init__(self, model: str = "") -> None:
        self._model: PiperModel = piper_model.given(Path(model)) if model else piper_model.joe()
        self.version = f"{package_version('piper-tts')}.{_OWN_VERSION} {self._model.digest()[:16]}"
        self._voice: Any = None

    def voices(self) -> tuple[VoiceInfo, ...]:
        """The one voice there is; of a model with several speakers, the first."""
        return (self._model.voice,)

    def speak(self, text: str, voice_id: str, setting: float, path: Path) -> None:
        """Write ``text`` to ``path`` as WAV; the model is loaded for the first of them."""
        if voice_id != self._model.voice.id:
            raise ValueError(f"there is no voice {voice_id}")
        self._voice = self._voice or _load(self._model)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self._voice.config.sample_rate)
            for sound in self._sounds(text.replace("[[", "[ ["), setting):
                file.writeframes(np.rint(_at_level(sound) * 32767).astype("<i2").tobytes())

    def _sounds(self, text: str, setting: float) -> Iterator[NDArray[np.float32]]:
        from piper import SynthesisConfig  # heavy; loaded with the model

        config = SynthesisConfig(length_scale=1 / setting)
        most = max(1, int(_MOST_AT_ONCE_S * setting / _PHONEME_S))
        for sentence in self._voice.phonemize(text):
            for phonemes in parts(sentence, most):
                ids = self._voice.phonemes_to_ids(phonemes)
                yield np.asarray(self._voice.phoneme_ids_to_audio(ids, config), np.float32).reshape(-1)


def parts(phonemes: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    """A sentence in parts of at most so many phonemes: whole if it fits, else parted after a comma, a word, or anywhere."""
    while len(phonemes) > most:
        ends = (next((i for i in range(most, most // 2, -1) if phonemes[i - 1] in kind), None) for kind in _BREAKS)
        end = next((end for end in ends if end), most)
        yield phonemes[:end]
        phonemes = phonemes[end:]
    if phonemes:
        yield phonemes


def _at_level(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    peak = float(np.abs(sound).max(initial=0.0))
    return sound * np.float32(min(_GAIN, 1 / peak) if peak else 1)


def _load(model: PiperModel) -> Any:
    """Piper's own loader takes all cores for each worker, so its parts are put together here."""
    import onnxruntime
    from piper import PiperVoice
    from piper.config import PiperConfig

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = max(1, cores() // most_workers(PIPER))
    options.inter_op_num_threads = 1
    try:
        config = PiperConfig.from_dict(model.settings)
        session = onnxruntime.InferenceSession(str(model.path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's exceptions share no base of their own
        why = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
        what = f"{model.path} cannot be loaded as a Piper voice ({why})."
        hint = "Download both files of the voice again, the .onnx and the .onnx.json."
        raise ModelError(what, hint, path=str(model.path)) from error
    return PiperVoice(session=session, config=config)
