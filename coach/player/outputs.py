"""Choosing an audio output by its name."""

from coach.errors import NotFoundError
from coach.player.output import AudioOutput

NAMES = ("miniaudio", "simpleaudio")
"""The outputs there are, the default first."""


def open_output(name: str | None = None) -> AudioOutput:
    """A new output of that name, the default for None; its device is opened by ``start``.

    Raises NotFoundError for a name that is none, and OutputError if the package it needs is not installed.
    """
    chosen = NAMES[0] if name is None else name
    if chosen == "miniaudio":
        from coach.player.miniaudio_output import MiniaudioOutput

        return MiniaudioOutput()
    if chosen == "simpleaudio":
        from coach.player.simpleaudio_output import SimpleaudioOutput

        return SimpleaudioOutput()
    raise NotFoundError(f"There is no audio output called {chosen!r}", f"Choose one of: {', '.join(NAMES)}")
