"""Saves the position of a running session whenever it has changed, on its own thread: sound never waits for a disk."""

import os
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Final, Protocol, Self

from coach.player import State
from coach.programme import Opened, Wishes
from coach.session._saved import Saved, fingerprint, names_of
from coach.session._saved_files import SavedSessions, whole_path
from coach.session._transport import Status

PATIENCE_S: Final = 5.0
"""How long the end of a session waits for a disk, in seconds."""


def position_of(opened: Opened, wishes: Wishes, output: str | None, sessions: SavedSessions) -> Saved:
    """The beginning of a session; ``output`` as in :class:`coach.session.Saved`, ``sessions`` where it will be kept."""
    script = opened.found.script
    return Saved(
        name=sessions.name_of(script),
        path=str(whole_path(script.path)),
        title=opened.found.routine.title,
        fingerprint=fingerprint(script.text),
        wishes=replace(
            wishes, voice=opened.speaker.voice.full_name, bed=_from_anywhere(wishes.bed, opened.programme.bed)
        ),
        output=output,
        tempo=Fraction(1),
        volume_db=0.0,
        steps=names_of(opened.programme.moments),
        step=0,
    )


def _from_anywhere(bed: str | None, path: Path | None) -> str | None:
    """The bed, found at ``path``, as it can be asked for in any folder."""
    return str(path.absolute()) if bed and path and path == Path(bed).expanduser() else bed


class Keeps(Protocol):
    """Where positions are kept; :class:`coach.session.SavedSessions` describes each method."""

    def file_of(self, name: str) -> Path:
        """The file for a routine."""
        ...

    def write(self, saved: Saved) -> None:
        """Keep a position. Raises OSError."""
        ...

    def remove(self, name: str) -> None:
        """Forget the position of a routine. Raises OSError."""
        ...


class NothingKept:
    """For a session that nobody could resume: forgets every position."""

    def file_of(self, name: str) -> Path:
        """No file."""
        return Path(os.devnull)

    def write(self, saved: Saved) -> None:
        """Forget it."""

    def remove(self, name: str) -> None:
        """There is nothing to forget."""


class Autosave:
    """Keeps the position of one session until it ends; use it as a context manager around the session's run.

    A session that ends because all of it has been heard is forgotten; any other end leaves its last position.

    Args:
        first: all about the session but where it is now.
        status: where it is.
        changed: set when another step begins or tempo or volume change; cleared here.
        spares_in_opening: there is an earlier position, which is kept as long as nothing but the opening has been heard: somebody
            who meant to resume there may not have noticed yet.
        sessions: where it is kept, and forgotten.

    """

    def __init__(
        self,
        first: Saved,
        status: Callable[[], Status],
        changed: Event,
        sessions: Keeps,
        *,
        spares_in_opening: bool = False,
    ) -> None:
        self._saved = first
        self._status = status
        self._changed = changed
        self._spares = spares_in_opening
        self._sessions = sessions
        self._is_kept = False
        self._closing = False
        self._fault: OSError | None = None
        self._thread = Thread(target=self._run, name="coach-autosave", daemon=True)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the listener should know: that the position could not be saved, if so."""
        if self._fault is None:
            return ()
        where = self._sessions.file_of(self._saved.name)
        return (f"your position could not be saved in {where}: {self._fault.strerror or self._fault}",)

    def close(self) -> None:
        """Save for the last time, or forget. Does not raise; a disk that hangs is not waited for longer than PATIENCE_S."""
        self._closing = True
        self._changed.set()
        self._thread.join(PATIENCE_S)
        if self._thread.is_alive():
            self._fault = TimeoutError(f"the disk has not responded for {PATIENCE_S:.0f} seconds")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _run(self) -> None:
        while self._changed.wait():
            # In this order, so that a change during the saving is seen afterwards.
            self._changed.clear()
            try:
                self._keep()
            except OSError as error:
                self._fault = self._fault or error
            if self._closing:
                return

    def _keep(self) -> None:
        status = self._status()
        if status.state is State.FINISHED:
            if self._closing:
                self._sessions.remove(self._saved.name)
            return
        if self._spares and status.place.section == 0:
            return
        now = replace(self._saved, step=status.step, tempo=status.tempo, volume_db=status.volume_db)
        if self._is_kept and now == self._saved:
            return
        self._sessions.write(now)
        self._saved, self._is_kept, self._spares, self._fault = now, True, False, None
