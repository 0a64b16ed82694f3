"""Media keys, headsets and lock screens: a session as a media player among others, where the platform has MPRIS."""

import asyncio
import logging
import math
import os
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from coach.desktop.attendant import LOOK_S, Attendant, Attended, has_bus
from coach.desktop.showing import Showing, showing_of
from coach.session.command import Command
from coach.session.session import VOLUME_LIMITS_DB, VOLUME_STEP_DB

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

_VOLUME_S: Final = 0.25
"""The time between two steps of volume, in seconds: each has a signal, and signals on top of each other would be loud."""

_ANSWER_S: Final = 5.0
"""How long to wait for the bus, in seconds."""


class MediaKeys(Attendant):
    """Serves MPRIS on the session bus. Without a bus, or without the extra ``mpris``, it does nothing and says nothing."""

    def __init__(self, live: Attended, routine: str) -> None:
        super().__init__(live, "coach-media-keys")
        self._routine = routine
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wanted_db = 0.0
        self._gliding: asyncio.Task[None] | None = None

    def end(self) -> None:
        """See :class:`Attendant`."""
        super().end()
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # it has ended by itself
                loop.call_soon_threadsafe(self._ended.set)

    def attend(self) -> None:
        """See :class:`Attendant`."""
        if has_bus() and find_spec("dbus_fast") is not None:
            for name in ("asyncio", "dbus_fast"):  # what they log would be written across the screen
                logging.getLogger(name).addHandler(logging.NullHandler())
            asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._ended = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        serving = asyncio.create_task(self._on_the_bus())
        ending = asyncio.create_task(self._ended.wait())
        if self._over.is_set():
            self._ended.set()
        await asyncio.wait((serving, ending), return_when=asyncio.FIRST_COMPLETED)
        for task in (serving, ending, self._gliding):
            if task is not None:
                task.cancel()
        with suppress(asyncio.CancelledError):
            await serving

    async def _on_the_bus(self) -> None:
        from dbus_fast.aio import MessageBus

        from coach.desktop import mpris

        bus = MessageBus(auth_timeout=_ANSWER_S)
        await asyncio.wait_for(bus.connect(), _ANSWER_S)
        try:
            player = mpris.Player(self._live.do, self._look, self._set_volume)
            bus.export(mpris.PATH, mpris.Root(self._live.do))
            bus.export(mpris.PATH, player)
            await self._take_name(bus, mpris.NAME)
            while bus.connected:
                player.tell()
                await asyncio.sleep(LOOK_S)
        finally:
            bus.disconnect()

    async def _take_name(self, bus: "MessageBus", name: str) -> None:
        """The plain name, or if another session has it, one with the number of this process, as the specification has it."""
        from dbus_fast import NameFlag, RequestNameReply

        if await bus.request_name(name, NameFlag.DO_NOT_QUEUE) is not RequestNameReply.PRIMARY_OWNER:
            await bus.request_name(f"{name}.instance{os.getpid()}", NameFlag.DO_NOT_QUEUE)

    def _look(self) -> Showing:
        return showing_of(self._live.view(), self._live.status().step, self._routine)

    def _set_volume(self, factor: float) -> None:
        low, high = VOLUME_LIMITS_DB
        self._wanted_db = min(max(20 * math.log10(factor), low), high) if factor > 0 else low
        if self._gliding is None or self._gliding.done():
            self._gliding = asyncio.get_running_loop().create_task(self._glide())

    async def _glide(self) -> None:
        """One step after the other, as near as steps come to what is wanted."""
        while abs(missing_db := self._wanted_db - self._live.view().volume_db) > VOLUME_STEP_DB / 2:
            self._live.do(Command.LOUDER if missing_db > 0 else Command.SOFTER)
            await asyncio.sleep(_VOLUME_S)

    def _words_for(self, error: Exception) -> str:
        return f"media keys were out of reach: {super()._words_for(error)}"
