"""The states of a transport, and what leads from one to another. Pure.

A cell is the mode that follows; a dot means that nothing changes.

========  ==================  ==================  ===================  ==================  ===================  ===========  =======
Trigger   PLAYING             WAITING             INTERRUPTED          PAUSED              PAUSED_INTERRUPTED   FINISHED     STOPPED
========  ==================  ==================  ===================  ==================  ===================  ===========  =======
PLAY      .                   .                   .                    PLAYING             INTERRUPTED          .            .
PAUSE     PAUSED              PAUSED              PAUSED_INTERRUPTED   .                   .                    .            .
SEEK      .                   .                   .                    PLAYING             INTERRUPTED          .            .
STOP      STOPPED             STOPPED             STOPPED              STOPPED             STOPPED              .            .
LACKING   WAITING             .                   .                    .                   .                    .            .
READY     .                   PLAYING             .                    .                   .                    .            .
END       FINISHED            FINISHED            .                    .                   .                    .            .
FAULT     STOPPED             STOPPED             .                    STOPPED             .                    .            .
LOST      INTERRUPTED         INTERRUPTED         .                    PAUSED_INTERRUPTED  .                    .            .
UNHEARD   INTERRUPTED         INTERRUPTED         .                    PAUSED_INTERRUPTED  .                    INTERRUPTED  .
BACK      .                   .                   PLAYING              .                   PAUSED               .            .
========  ==================  ==================  ===================  ==================  ===================  ===========  =======

It begins in WAITING. What listeners do is PLAY, PAUSE, SEEK and STOP; what is found when sound is asked for is LACKING, READY, END and
FAULT; what befalls the device is LOST, UNHEARD and BACK.
"""

from collections.abc import Mapping
from enum import StrEnum, auto
from typing import Final

from coach.player import State


class Mode(StrEnum):
    """What a transport is doing: a :class:`coach.player.State`, and while paused, whether there is a device to resume on."""

    PLAYING = auto()
    WAITING = auto()
    INTERRUPTED = auto()
    PAUSED = auto()
    PAUSED_INTERRUPTED = auto()
    """Paused, and the device has gone. From outside it is paused: nobody misses a device that is not needed."""
    FINISHED = auto()
    STOPPED = auto()

    @property
    def state(self) -> State:
        """What others see."""
        return State.PAUSED if self is Mode.PAUSED_INTERRUPTED else State(self.value)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be handed out."""
        return self.state.is_over

    @property
    def is_running(self) -> bool:
        """Whether it would play if it could: it is neither paused nor over."""
        return self in (Mode.PLAYING, Mode.WAITING, Mode.INTERRUPTED)

    @property
    def has_device(self) -> bool:
        """Whether there is anything to play on."""
        return self not in (Mode.INTERRUPTED, Mode.PAUSED_INTERRUPTED)


class Trigger(StrEnum):
    """What happens to a transport."""

    PLAY = auto()
    PAUSE = auto()
    SEEK = auto()
    """Another moment is gone to, which means that the listener wants to hear it."""
    STOP = auto()
    LACKING = auto()
    """The sound that comes next is not there yet."""
    READY = auto()
    """There is sound to hand out."""
    END = auto()
    """All has been handed out."""
    FAULT = auto()
    """The sound that comes next cannot be had."""
    LOST = auto()
    """The device has gone; all sounds that were handed out whole have been heard."""
    UNHEARD = auto()
    """The device has gone, and with it the end of a sound that had been handed out whole: that sound comes again."""
    BACK = auto()
    """There is a device again."""


TRANSITIONS: Final[Mapping[tuple[Mode, Trigger], Mode]] = {
    (Mode.PLAYING, Trigger.PAUSE): Mode.PAUSED,
    (Mode.PLAYING, Trigger.STOP): Mode.STOPPED,
    (Mode.PLAYING, Trigger.LACKING): Mode.WAITING,
    (Mode.PLAYING, Trigger.END): Mode.FINISHED,
    (Mode.PLAYING, Trigger.FAULT): Mode.STOPPED,
    (Mode.PLAYING, Trigger.LOST): Mode.INTERRUPTED,
    (Mode.PLAYING, Trigger.UNHEARD): Mode.INTERRUPTED,
    (Mode.WAITING, Trigger.PAUSE): Mode.PAUSED,
    (Mode.WAITING, Trigger.STOP): Mode.STOPPED,
    (Mode.WAITING, Trigger.READY): Mode.PLAYING,
    (Mode.WAITING, Trigger.END): Mode.FINISHED,
    (Mode.WAITING, Trigger.FAULT): Mode.STOPPED,
    (Mode.WAITING, Trigger.LOST): Mode.INTERRUPTED,
    (Mode.WAITING, Trigger.UNHEARD): Mode.INTERRUPTED,
    (Mode.INTERRUPTED, Trigger.PAUSE): Mode.PAUSED_INTERRUPTED,
    (Mode.INTERRUPTED, Trigger.STOP): Mode.STOPPED,
    (Mode.INTERRUPTED, Trigger.BACK): Mode.PLAYING,
    (Mode.PAUSED, Trigger.PLAY): Mode.PLAYING,
    (Mode.PAUSED, Trigger.SEEK): Mode.PLAYING,
    (Mode.PAUSED, Trigger.STOP): Mode.STOPPED,
    (Mode.PAUSED, Trigger.FAULT): Mode.STOPPED,
    (Mode.PAUSED, Trigger.LOST): Mode.PAUSED_INTERRUPTED,
    (Mode.PAUSED, Trigger.UNHEARD): Mode.PAUSED_INTERRUPTED,
    (Mode.PAUSED_INTERRUPTED, Trigger.PLAY): Mode.INTERRUPTED,
    (Mode.PAUSED_INTERRUPTED, Trigger.SEEK): Mode.INTERRUPTED,
    (Mode.PAUSED_INTERRUPTED, Trigger.STOP): Mode.STOPPED,
    (Mode.PAUSED_INTERRUPTED, Trigger.BACK): Mode.PAUSED,
    (Mode.FINISHED, Trigger.UNHEARD): Mode.INTERRUPTED,
}
"""The table above, without its dots."""


def after(mode: Mode, trigger: Trigger) -> Mode:
    """The mode that follows."""
    return TRANSITIONS.get((mode, trigger), mode)
