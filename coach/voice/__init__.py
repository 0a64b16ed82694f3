"""An utterance becomes a clip: speech engines behind one protocol, each in processes of its own.

:func:`open_speaker` is the way in; :class:`Engine` is what another engine has to be.
"""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.voice._choose import AUTO as AUTO
    from coach.voice._engine import Engine as Engine
    from coach.voice._engine import ModelError as ModelError
    from coach.voice._engine import VoiceInfo as VoiceInfo
    from coach.voice._engines import cores as cores
    from coach.voice._engines import engine_names as engine_names
    from coach.voice._engines import installed_engines as installed_engines
    from coach.voice._engines import most_workers as most_workers
    from coach.voice._engines import voices_to_install as voices_to_install
    from coach.voice._languages import canonical as canonical
    from coach.voice._languages import misfit as misfit
    from coach.voice._languages import primary as primary
    from coach.voice._processing_version import PROCESSING_VERSION as PROCESSING_VERSION
    from coach.voice._speaker import Speaker as Speaker
    from coach.voice._speaker import find_voice as find_voice
    from coach.voice._speaker import list_voices as list_voices
    from coach.voice._speaker import open_speaker as open_speaker
    from coach.voice._verify import words_in as words_in

__all__ = [
    "AUTO",
    "PROCESSING_VERSION",
    "Engine",
    "ModelError",
    "Speaker",
    "VoiceInfo",
    "canonical",
    "cores",
    "engine_names",
    "find_voice",
    "installed_engines",
    "list_voices",
    "misfit",
    "most_workers",
    "open_speaker",
    "primary",
    "voices_to_install",
    "words_in",
]

__getattr__ = face(
    __name__,
    {
        "_choose": ("AUTO",),
        "_engine": (
            "Engine",
            "ModelError",
            "VoiceInfo",
        ),
        "_engines": (
            "cores",
            "engine_names",
            "installed_engines",
            "most_workers",
            "voices_to_install",
        ),
        "_languages": (
            "canonical",
            "misfit",
            "primary",
        ),
        "_processing_version": ("PROCESSING_VERSION",),
        "_speaker": (
            "Speaker",
            "find_voice",
            "list_voices",
            "open_speaker",
        ),
        "_verify": ("words_in",),
    },
)
