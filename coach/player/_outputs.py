"""Choosing an audio output, or a device, by its name."""

from collections.abc import Callable
from functools import partial
from typing import Final

from coach.player._output import AudioOutput

NAMES: Final = ("miniaudio", "simpleaudio")
"""The outputs there are, the default first."""


NOWHERE: Final = "null"
"""Plays to no device, in real time, as ALSA's device of that name does: for programs and tests on machines without sound."""


def choose_output(wish: str | None = None) -> Callable[[], AudioOutput]:
    """What makes new outputs as wished: those of a name, or on a device (see :func:`coach.player._devices.find_device`).

    None is the default output on whatever is the system's default device by then. A device that was chosen stays chosen: while it is not
    there, its outputs fail to start. Raises NotFoundError, listing what there is, and OutputError if a package is not installed, or the
    sound system does not answer.
    """
    wish = NAMES[0] if wish is None else wish
    name = wish.casefold()
    if name == "simpleaudio":
        from coach.player._simpleaudio_output import SimpleaudioOutput

        SimpleaudioOutput()  # so that a missing package is reported now
        return SimpleaudioOutput
    from coach.player._miniaudio_output import MiniaudioOutput

    if name == "miniaudio":
        return MiniaudioOutput
    if name == NOWHERE:
        from miniaudio import Backend

        return partial(MiniaudioOutput, [Backend.NULL])
    from coach.player._devices import find_device, list_devices

    return partial(MiniaudioOutput, device=find_device(wish, list_devices()))


def open_output(wish: str | None = None) -> AudioOutput:
    """A new output as :func:`choose_output` has it, which raises the same; its device is opened by ``start``."""
    return choose_output(wish)()
