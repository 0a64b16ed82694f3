"""What every audio output can do, and the errors they share."""

from typing import Protocol

from coach.errors import Code, OutputError
from coach.player._playable import Playable
from coach.units import Samples


class AudioOutput(Protocol):
    """A loudspeaker for one playback: made, started once, closed.

    The usual use, with :func:`contextlib.closing` so that an error or Ctrl-C closes it too::

        with closing(open_output(name)) as output:
            output.start(player)
            while not output.wait(0.1):
                show(output.position())

    Commands go to the player, from any thread; the output notices. It calls the player from threads of its own.
    The methods here are to be called from one thread.
    """

    @property
    def name(self) -> str:
        """The name people choose it by, such as ``miniaudio``."""
        ...

    def start(self, player: Playable) -> None:
        """Open the device and begin to play. Raises OutputError if there is no device or no answer; nothing is left open then.

        Raises ValueError if it has been started or closed before.
        """
        ...

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until the playback is over, at most ``timeout_s`` seconds; whether it is.

        Over means: the player finished and its last sample has been heard, or the player was stopped, or the output closed.
        ``player.state`` tells finished from stopped. Raises OutputError when the device was lost, and what the player's source
        raised (``player.error``) once all before it has been heard; each again on every call.
        """
        ...

    def position(self) -> Samples:
        """The samples of the programme heard by now, as best it can be known: those handed out less those still on their way."""
        ...

    def close(self) -> None:
        """Silence the device and let go of it, promptly and without raising, even if the sound system hangs. Harmless again."""
        ...


def no_device() -> OutputError:
    """The error of a machine without a usable sound device."""
    hint = "Connect or switch on a loudspeaker, or export a sound file instead."
    return OutputError("No sound device found", hint, code=Code.NO_DEVICE)


def no_answer() -> OutputError:
    """The error of a sound server that does not respond."""
    hint = "Restart it or log in again, or export a sound file instead."
    return OutputError("The sound system is not responding", hint, code=Code.NO_ANSWER)


def device_lost() -> OutputError:
    """The error of a device that went away while it played."""
    hint = "Check that it is connected and switched on, then play again."
    return OutputError("The sound device was disconnected during playback", hint, code=Code.DEVICE_LOST)


def device_gone(name: str) -> OutputError:
    """The error of a device that was chosen and is not there."""
    hint = "Connect it or switch it on, or choose another device."
    return OutputError(f"The sound device '{name}' is not there", hint, code=Code.DEVICE_GONE, name=name)
