"""Saves the position of a running session whenever it has changed, on a thread: sound never waits for a disk."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Final, Self

from coach.folders import Folders
from coach.player.playable import State
from coach.programme.beds import find_bed
from coach.programme.opening import Opened
from coach.programme.wishes import Wishes
from coach.session import saved_files
from coach.session.saved import Saved, fingerprint, names_of
from coach.session.transport import Status

PATIENCE_S: Final = 5.0
"""How long the end of a session waits for a disk, in seconds."""


def position_of(opened: Opened, wishes: Wishes, output: str | None) -> Saved:
    """The beginning of a session; ``output`` as in :class:`coach.session.saved.Saved`."""
    script = opened.found.script
    return Saved(
        name=saved_files.name_of(script),
        path=str(saved_files.whole_path(script.path)),
        title=opened.found.routine.title,
        fingerprint=fingerprint(script.text),
        wishes=replace(wishes, voice=opened.speaker.voice.full_name, bed=_from_anywhere(wishes.bed)),
        output=output,
        tempo=Fraction(1),
        volume_db=0.0,
        steps=names_of(opened.programme.moments),
        step=0,
    )


def _from_anywhere(bed: str | None) -> str | None:
    """The bed as it can be asked for in any folder."""
    path = find_bed(bed, Folders.of_user())
    return str(path.absolute()) if bed and path == Path(bed).expanduser() else bed


class Autosave:
    """Keeps the position of one session until it ends; use it as a context manager around the session's run.

    A session that ends because all of it has been heard is forgotten; any other end leaves its last position.

    Args:
        first: all about the session but where it is now.
        status: where it is.
        changed: set when another step begins or tempo or volume change; cleared here.
        spares_in_opening: there is an earlier position, which is kept as long as nothing but the opening has been heard: somebody
            who meant to go on there may not have noticed yet.
        write, remove: how it is kept and forgotten; raise OSError.

    """

    def __init__(
        self,
        first: Saved,
        status: Callable[[], Status],
        changed: Event,
        *,
        spares_in_opening: bool = False,
        write: Callable[[Saved], None] = saved_files.write,
        remove: Callable[[str], None] = saved_files.remove,
    ) -> None:
        self._saved = first
        self._status = status
        self._changed = changed
        self._spares = spares_in_opening
        self._write = write
        self._remove = remove
        self._is_kept = False
        self._closing = False
        self._fault: OSError | None = None
        self._thread = Thread(target=self._run, name="coach-autosave", daemon=True)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the listener should know: that the position could not be saved, if so."""
        if self._fault is None:
            return ()
        where = saved_files.file_of(self._saved.name)
        return (f"the position could not be saved in {where}: {self._fault.strerror or self._fault}",)

    def close(self) -> None:
        """Save for the last time, or forget. Does not raise; a disk that hangs is not waited for longer than PATIENCE_S."""
        self._closing = True
        self._changed.set()
        self._thread.join(PATIENCE_S)
        if self._thread.is_alive():
            self._fault = TimeoutError(f"the disk has not answered for {PATIENCE_S:.0f} seconds")

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
                self._remove(self._saved.name)
            return
        if self._spares and status.place.section == 0:
            return
        now = replace(self._saved, step=status.step, tempo=status.tempo, volume_db=status.volume_db)
        if self._is_kept and now == self._saved:
            return
        self._write(now)
        self._saved, self._is_kept, self._spares, self._fault = now, True, False, None
