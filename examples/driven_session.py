"""Let another program drive a session: it writes commands, one to a line, and reads what happens.

Run it with a script or the name of a routine: ``python examples/driven_session.py hand-reset``. Then write ``next``, ``pause``,
``resume``, ``faster`` or any other command in lower case. The second argument names a sound device; without one, the session
plays to nowhere, in real time. The third one names a voice. At the end of the commands, the session ends too.
"""

import sys
from collections.abc import Iterable
from threading import Thread

import coach


def obey(live: coach.Live, lines: Iterable[str]) -> None:
    """Pass each line on as a command; the last one is to quit."""
    for line in lines:
        name = line.strip().upper().replace("-", "_")
        if name in coach.Command.__members__:
            live.do(coach.Command[name])
        elif name:
            print(f"unknown command: {line.strip()}", flush=True)
    live.do(coach.Command.QUIT)


def main(name: str, device: str = "null", voice: str | None = None) -> None:
    """Play, and print a line whenever the state, the step or the pace is another."""
    with coach.load(name, voice=voice) as programme, programme.session(device=device) as live:
        programme.timeline()  # speak everything first, so that nobody waits for a word
        live.start()
        Thread(target=obey, args=(live, sys.stdin), daemon=True).start()
        seen = ""
        is_over = False
        while not is_over:
            is_over = live.wait(0.05)
            view = live.view()
            line = f"{view.state}: {view.step}, pace {view.pace:.2f}"
            if line != seen:
                print(line, flush=True)
                seen = line


if __name__ == "__main__":
    try:
        main(*sys.argv[1:4])
    except coach.CoachError as error:
        sys.exit(f"{error.what}\n{error.hint}")
