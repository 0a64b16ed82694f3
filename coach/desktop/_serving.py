"""A session as a media player on the session bus, for as long as it lasts. Needs ``dbus_fast``, and asyncio, which takes time to import."""

import asyncio
import math
import os
from contextlib import suppress
from threading import Event
from typing import Final

from dbus_fast import NameFlag, RequestNameReply
from dbus_fast.aio import MessageBus

from coach.desktop._attendant import LOOK_S, Attended
from coach.desktop._mpris import NAME, PATH, Player, Root
from coach.desktop._showing import Showing, showing_of
from coach.session import VOLUME_LIMITS_DB, VOLUME_STEP_DB, Command

_VOLUME_S: Final = 0.25
"""The time between two steps of volume, in seconds: each has a signal, and signals on top of each other would be loud."""

_ANSWER_S: Final = 5.0
"""How long to wait for the bus, in seconds."""


class Serving:
    """One session on the bus. :meth:`run` is for one thread, :meth:`end` for any; ``over`` is set before that is called."""

    def __init__(self, live: Attended, routine: str, over: Event) -> None:
        self._live = live
        self._routine = routine
        self._over = over
        self._loop = asyncio.new_event_loop()
        self._ended = asyncio.Event()
        self._gliding: asyncio.Task[None] | None = None
        self._wanted_db = 0.0

    def run(self) -> None:
        """Serve until the end, or until the bus has gone. Raises what goes wrong with the bus: OSError, TimeoutError, DBusError."""
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    def end(self) -> None:
        """Have it end; returns at once."""
        with suppress(RuntimeError):  # it has ended by itself
            self._loop.call_soon_threadsafe(self._ended.set)

    async def _serve(self) -> None:
        serving = asyncio.create_task(self._on_the_bus())
        ending = asyncio.create_task(self._ended.wait())
        if not self._over.is_set():
            await asyncio.wait((serving, ending), return_when=asyncio.FIRST_COMPLETED)
        for task in (serving, ending, self._gliding):
            if task is not None:
                task.cancel()
        with suppress(asyncio.CancelledError):
            await serving

    async def _on_the_bus(self) -> None:
        bus = MessageBus(auth_timeout=_ANSWER_S)
        await asyncio.wait_for(bus.connect(), _ANSWER_S)
        try:
            player = Player(self._live.do, self._look, self._set_volume)
            bus.export(PATH, Root(self._live.do))
            bus.export(PATH, player)
            await asyncio.wait_for(_take_name(bus), _ANSWER_S)
            while bus.connected:
                player.tell()
                await asyncio.sleep(LOOK_S)
        finally:
            bus.disconnect()

    def _look(self) -> Showing:
        return showing_of(self._live.view(), self._live.status().step, self._routine)

    def _set_volume(self, factor: float) -> None:
        low, high = VOLUME_LIMITS_DB
        self._wanted_db = min(max(20 * math.log10(factor), low), high) if factor > 0 else low
        if self._gliding is None or self._gliding.done():
            self._gliding = self._loop.create_task(self._glide())

    async def _glide(self) -> None:
        """One step after the other, as near as steps come to what is wanted."""
        while abs(missing_db := self._wanted_db - self._live.view().volume_db) > VOLUME_STEP_DB / 2:
            self._live.do(Command.LOUDER if missing_db > 0 else Command.SOFTER)
            await asyncio.sleep(_VOLUME_S)


async def _take_name(bus: MessageBus) -> None:
    """The plain name, or if another session has it, one with the number of this process, as the specification has it."""
    if await bus.request_name(NAME, NameFlag.DO_NOT_QUEUE) is not RequestNameReply.PRIMARY_OWNER:
        await bus.request_name(f"{NAME}.instance{os.getpid()}", NameFlag.DO_NOT_QUEUE)
