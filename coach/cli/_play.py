"""``coach play``."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction

import typer

from coach.cli import _own_keys as own_keys
from coach.cli import _session_setup as beginning
from coach.cli._console import Console, console
from coach.cli._devices_command import wished
from coach.cli._exits import say_note
from coach.cli._paths import typed
from coach.cli._scripts import named
from coach.desktop import Desktop
from coach.folders import Folders
from coach.player import AudioOutput, State, choose_output
from coach.programme import Opened, Wishes, open_programme
from coach.session import Autosave, Command, Live, NothingKept, Saved, SavedSessions, Start, position_of

_TICK_S = 0.2
"""How often the display is updated if no key is pressed, in seconds."""

_FADED_S = 0.4
"""How long what is on its way to the loudspeaker lasts, at most, in seconds."""

_STOP = getattr(signal, "SIGTSTP", None)
"""The request to stand still; Windows has none."""


def run(name: str, wishes: Wishes, output_name: str | None, lead_in: Fraction | None) -> None:
    """Play a routine to its end, or until asked to stop. Raises CoachError."""
    lead_in_s = beginning.lead_in_s(lead_in)
    wished_output = wished(output_name)
    make_output = choose_output(wished_output)  # now, so that a wrong name is reported before anything else happens
    folders = Folders.of_user()
    sessions = SavedSessions(folders)
    source = named(name)
    with open_programme(source, wishes, folders, is_live=True) as opened:
        saved = position_of(opened, wishes, wished_output, sessions)
        spares = beginning.has_earlier(saved, sessions)
        start = beginning.starting(opened.programme.choices.messages, lead_in_s)
        # What came on standard input is gone afterwards: there is nothing to resume.
        perform(opened, make_output, start, saved, sessions if isinstance(source, str) else None, spares=spares)


def perform(
    opened: Opened,
    make_output: Callable[[], AudioOutput],
    start: Start,
    saved: Saved,
    sessions: SavedSessions | None,
    *,
    spares: bool = False,
) -> None:
    """Play what is opened, from ``start``, and keep its position in ``sessions``. Raises CoachError.

    ``spares`` an earlier position as long as nothing but the opening has been heard.
    """
    own = own_keys.read()
    for change in opened.changes:
        say_note(change)
    with Live(opened.programme, make_output, start) as live, _requests() as requests:
        autosave = Autosave(saved, live.status, live.watch(), sessions or NothingKept(), spares_in_opening=spares)
        desktop = Desktop(live, opened.found.routine.title)
        live.start()
        try:
            with autosave, desktop, console(opened.found.routine.title, own) as terminal:
                _attend(live, terminal, requests)
        finally:
            for note in (*autosave.notes, *desktop.notes, *opened.speaker.notes()):
                say_note(note)
            if sessions:
                _say_how_to_resume(saved, sessions)


def _say_how_to_resume(saved: Saved, sessions: SavedSessions) -> None:
    """One line about what is kept of a session that has not come to its end."""
    with suppress(OSError):  # the terminal or the disk may have gone; that must not be what the session ends with
        if kept := sessions.of(saved.name):
            latest = sessions.all()[0].saved
            is_latest = latest is not None and latest.name == saved.name
            command = "coach resume" if is_latest else f"coach resume {typed(saved.name)}"
            typer.echo(f"To continue at '{kept.at.shown}': {command}", err=True)


def _attend(live: Live, terminal: Console, requests: list[int]) -> None:
    """Until the session is over, or a signal ends it: pass commands on, and show the progress."""
    while not (ending := [number for number in requests if number != _STOP]):
        if requests:
            requests.clear()
            _stand_still(live, terminal)
        if live.wait(0 if terminal.read_key else _TICK_S):
            return
        terminal.draw(live.view())
        if command := terminal.command(_TICK_S):
            live.do(command)
    raise KeyboardInterrupt if ending[0] == signal.SIGINT else SystemExit(128 + ending[0])


def _stand_still(live: Live, terminal: Console) -> None:
    """Pause, give the terminal back and stop until the shell lets us go on; then go on, unless it was paused before."""
    was_paused = live.view().state is State.PAUSED
    live.do(Command.PAUSE)
    live.wait(_FADED_S)
    with terminal.set_aside():
        noting = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            # The whole group, as the terminal would: what we write may go through other programs. Where no shell waits for us (an
            # orphaned group), the system ignores this, and so we go on.
            os.killpg(0, signal.SIGTSTP)
        finally:
            signal.signal(signal.SIGTSTP, noting)
    if not was_paused:
        live.do(Command.RESUME)


@contextmanager
def _requests() -> Iterator[list[int]]:
    """The signals so far that ask for an end, or to stand still; what is ignored (by nohup, or a script's ``&``) stays ignored.

    They are noted, not raised at once: an exception that hits the interpreter while it cleans something up is lost, and with it Ctrl-C.
    """
    received: list[int] = []
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGTSTP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    before = {number: handler for number, handler in before.items() if handler is not signal.SIG_IGN}
    for number in before:
        signal.signal(number, lambda number, _frame: received.append(number))
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
