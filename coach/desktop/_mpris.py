"""The two interfaces of a media player on the session bus: MPRIS D-Bus Interface Specification 2.2.

https://specifications.freedesktop.org/mpris-spec/latest/

This module needs ``dbus_fast``, so it is imported only where that is known to be there. Its annotations are D-Bus types.
"""

import time
from collections.abc import Callable
from typing import Annotated, Final

from dbus_fast import DBusError, ErrorType, PropertyAccess, Variant
from dbus_fast.annotations import (
    DBusBool,
    DBusDict,
    DBusDouble,
    DBusInt64,
    DBusObjectPath,
    DBusSignature,
    DBusStr,
)
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from coach.desktop._showing import Showing, has_jumped
from coach.session import Command

PATH: Final = "/org/mpris/MediaPlayer2"
NAME: Final = "org.mpris.MediaPlayer2.coach"

_READ: Final = PropertyAccess.READ

_Strings = Annotated[list[str], DBusSignature("as")]


class Root(ServiceInterface):
    """``org.mpris.MediaPlayer2``: what kind of player it is."""

    def __init__(self, do: Callable[[Command], None]) -> None:
        super().__init__("org.mpris.MediaPlayer2")
        self._do = do

    @dbus_method(name="Raise")
    def raise_window(self) -> None:
        """There is no window."""

    @dbus_method(name="Quit")
    def quit(self) -> None:
        """End the session."""
        self._do(Command.QUIT)

    @dbus_property(_READ, name="Identity")
    def identity(self) -> DBusStr:
        """What people call it."""
        return "coach"

    @dbus_property(_READ, name="CanQuit")
    def can_quit(self) -> DBusBool:
        """It can."""
        return True

    @dbus_property(_READ, name="CanRaise")
    def can_raise(self) -> DBusBool:
        """There is no window."""
        return False

    @dbus_property(_READ, name="HasTrackList")
    def has_track_list(self) -> DBusBool:
        """Steps are not listed."""
        return False

    @dbus_property(_READ, name="SupportedUriSchemes")
    def supported_uri_schemes(self) -> _Strings:
        """Nothing else can be opened."""
        return []

    @dbus_property(_READ, name="SupportedMimeTypes")
    def supported_mime_types(self) -> _Strings:
        """Nothing else can be opened."""
        return []


class Player(ServiceInterface):
    """``org.mpris.MediaPlayer2.Player``: what plays, and its controls.

    Args:
        do: obeys a command.
        look: what is to be shown now.
        set_volume: begins to make it as loud as this factor says, 1 being as loud as the programme is.

    Positions and lengths are real seconds at the pace of the session, so ``Rate`` is always 1: clients move their bars by it.

    """

    def __init__(
        self, do: Callable[[Command], None], look: Callable[[], Showing], set_volume: Callable[[float], None]
    ) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._do = do
        self._look = look
        self._set_volume = set_volume
        self._told = look()
        self._told_s = time.monotonic()

    def tell(self) -> None:
        """Announce what has changed since the last announcement."""
        now, now_s = self._look(), time.monotonic()
        before, passed_s = _properties(self._told), now_s - self._told_s
        changed = {name: value for name, value in _properties(now).items() if before[name] != value}
        jumped = has_jumped(self._told, now, passed_s)
        self._told, self._told_s = now, now_s
        if changed:
            self.emit_properties_changed(changed)
        if jumped:
            self.seeked()

    @dbus_method(name="Play")
    def play(self) -> None:
        """Resume, from a pause or a wait."""
        self._obey(Command.RESUME)

    @dbus_method(name="Pause")
    def pause(self) -> None:
        """Pause."""
        self._obey(Command.PAUSE)

    @dbus_method(name="PlayPause")
    def play_pause(self) -> None:
        """Pause or resume."""
        self._obey(Command.TOGGLE)

    @dbus_method(name="Stop")
    def stop(self) -> None:
        """Pause: a key that is pressed by mistake must not end a session that only typing could take up again."""
        self._obey(Command.PAUSE)

    @dbus_method(name="Next")
    def next(self) -> None:
        """The next step, or on from a wait."""
        self._obey(Command.NEXT)

    @dbus_method(name="Previous")
    def previous(self) -> None:
        """The step before."""
        self._obey(Command.PREVIOUS)

    @dbus_method(name="Seek")
    def seek(self, offset: DBusInt64) -> None:
        """Not possible, and by the specification without effect."""

    @dbus_method(name="SetPosition")
    def set_position(self, track: DBusObjectPath, position: DBusInt64) -> None:
        """Not possible, and by the specification without effect."""

    @dbus_method(name="OpenUri")
    def open_uri(self, uri: DBusStr) -> None:
        """Not possible."""
        raise DBusError(ErrorType.NOT_SUPPORTED, "coach cannot open another routine while one plays")

    @dbus_signal(name="Seeked")
    def seeked(self) -> DBusInt64:
        """The position has jumped."""
        return self._told.position_us

    @dbus_property(_READ, name="PlaybackStatus")
    def playback_status(self) -> DBusStr:
        """Playing, Paused or Stopped."""
        return self._look().status

    @dbus_property(_READ, name="Metadata")
    def metadata(self) -> DBusDict:
        """The step."""
        return _metadata(self._look())

    @dbus_property(_READ, name="Position")
    def position(self) -> DBusInt64:
        """How much of the step is over, in microseconds."""
        return self._look().position_us

    @dbus_property(name="Volume")
    def volume(self) -> DBusDouble:
        """A factor, 1 being as loud as the programme is."""
        return self._look().volume

    @volume.setter
    def set_volume(self, factor: DBusDouble) -> None:
        """Louder or softer, in the steps that a session knows."""
        self._set_volume(factor)

    @dbus_property(name="Rate")
    def rate(self) -> DBusDouble:
        """Always 1."""
        return 1.0

    @rate.setter
    def set_rate(self, rate: DBusDouble) -> None:
        """Without effect, but 0, which by the specification means to pause."""
        if rate == 0:
            self._obey(Command.PAUSE)

    @dbus_property(_READ, name="MinimumRate")
    def minimum_rate(self) -> DBusDouble:
        """Always 1."""
        return 1.0

    @dbus_property(_READ, name="MaximumRate")
    def maximum_rate(self) -> DBusDouble:
        """Always 1."""
        return 1.0

    @dbus_property(_READ, name="CanGoNext")
    def can_go_next(self) -> DBusBool:
        """Always; after the last step comes the end."""
        return True

    @dbus_property(_READ, name="CanGoPrevious")
    def can_go_previous(self) -> DBusBool:
        """Always; before the first step comes its own beginning."""
        return True

    @dbus_property(_READ, name="CanPlay")
    def can_play(self) -> DBusBool:
        """Always."""
        return True

    @dbus_property(_READ, name="CanPause")
    def can_pause(self) -> DBusBool:
        """Always."""
        return True

    @dbus_property(_READ, name="CanSeek")
    def can_seek(self) -> DBusBool:
        """Never: a sentence is said from its start."""
        return False

    @dbus_property(_READ, name="CanControl")
    def can_control(self) -> DBusBool:
        """Always."""
        return True

    def _obey(self, command: Command) -> None:
        self._do(command)
        self.tell()


def _properties(showing: Showing) -> dict[str, object]:
    """The properties that may change; changes are announced."""
    return {"PlaybackStatus": showing.status, "Metadata": _metadata(showing), "Volume": showing.volume}


def _metadata(showing: Showing) -> dict[str, Variant]:
    """The section takes the place of the artist of music, because lock screens show that and leave out the album."""
    return {
        "mpris:trackid": Variant("o", showing.track),
        "mpris:length": Variant("x", showing.length_us),
        "xesam:title": Variant("s", showing.title),
        "xesam:artist": Variant("as", [showing.section]),
        "xesam:album": Variant("s", showing.routine),
        "xesam:trackNumber": Variant("i", showing.number),
    }
