"""Audio outputs, which pull blocks of sound from whatever is playable."""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.player._devices import list_devices as list_devices
    from coach.player._one_sound import OneSound as OneSound
    from coach.player._output import AudioOutput as AudioOutput
    from coach.player._output import device_lost as device_lost
    from coach.player._output import no_device as no_device
    from coach.player._outputs import NAMES as NAMES
    from coach.player._outputs import choose_output as choose_output
    from coach.player._outputs import open_output as open_output
    from coach.player._playable import Piece as Piece
    from coach.player._playable import Playable as Playable
    from coach.player._playable import State as State

__all__ = [
    "NAMES",
    "AudioOutput",
    "OneSound",
    "Piece",
    "Playable",
    "State",
    "choose_output",
    "device_lost",
    "list_devices",
    "no_device",
    "open_output",
]

__getattr__ = face(
    __name__,
    {
        "_devices": ("list_devices",),
        "_one_sound": ("OneSound",),
        "_output": (
            "AudioOutput",
            "device_lost",
            "no_device",
        ),
        "_outputs": (
            "NAMES",
            "choose_output",
            "open_output",
        ),
        "_playable": (
            "Piece",
            "Playable",
            "State",
        ),
    },
)
