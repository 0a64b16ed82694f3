"""``coach play``."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import typer

from coach.cli.bindings import USUAL
from coach.cli.exits import say_note
from coach.cli.keys import ReadKey, keyboard
from coach.cli.live_line import LiveLine
from coach.player.outputs import open_output
from coach.programme.opening import open_programme
from coach.programme.wishes import Wishes
from coach.session.command import Command
from coach.session.live import Live

_TICK_S = 0.1
"""How often keys are looked for and the line is drawn."""


def run(name: str, wishes: Wishes, output_name: str | None) -> None:
    """Play a routine to its end, or until told to stop. Raises CoachError."""
    make_output = partial(open_output, output_name)
    make_output()  # so that a name that is none is told before anything else happens
    with open_programme(name, wishes) as opened:
        for change in opened.changes:
            say_note(change)
        with Live(opened.programme, make_output) as live, keyboard() as read_key, _requests_to_end() as requests:
            live.start()
            typer.echo(f"{opened.found.routine.title} {_keys(read_key)}", err=True)
            with LiveLine() as line:
                _attend(live, read_key, line, requests)
        for note in opened.speaker.notes():
            say_note(note)


def _attend(live: Live, read_key: ReadKey | None, line: LiveLine, requests: Sequence[int]) -> None:
    """Until the session is over, or a signal asks for its end: pass commands on, and show how far it is."""
    while not requests and not live.wait(0 if read_key else _TICK_S):
        line.draw(live.view())
        for key in read_key(_TICK_S) if read_key else "":
            live.do(USUAL.get(key, Command.READY))
    if requests:
        raise KeyboardInterrupt if requests[0] == signal.SIGINT else SystemExit(128 + requests[0])


@contextmanager
def _requests_to_end() -> Iterator[Sequence[int]]:
    """The signals that asked for an end so far.

    They are noted, not raised at once: an exception that meets the interpreter while it cleans something up is lost, and with it Ctrl-C.
    """
    received: list[int] = []
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, lambda number, _frame: received.append(number)) for number in numbers}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _keys(read_key: ReadKey | None) -> str:
    return "(space: pause and go on, q: quit)" if read_key else "(Ctrl-C: quit)"
