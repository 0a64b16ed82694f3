"""A session whose sound nobody hears: pulled by the test, as a loudspeaker would."""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from coach.player import State
from coach.session import Command, Status, Transport, View
from coach.timeline import Kind, Place, Rest
from coach.units import SAMPLE_RATE


def place(step: int, title: str) -> Place:
    return Place(section=0, section_title="Legs", step=step, step_title=title)


MOMENTS = (
    Rest(Kind.PAUSE, Fraction(20), place(0, "Milking")),
    Rest(Kind.WAIT, Fraction(30), place(1, "Turn over")),
    Rest(Kind.PAUSE, Fraction(40), place(2, "Rolling")),
)


class Silence:
    """No sound is asked for by moments that are silent but signals, and those may be missing."""

    def get(self, _source: object) -> None:
        return None

    def plan(self, *_: object) -> None:
        return


@dataclass
class Attended:
    """A real session of three steps of 20, 30 and 40 s, the second one a wait; what the listener sees is worked out by hand."""

    session: Transport = field(default_factory=lambda: Transport(lambda _: MOMENTS, Silence()))
    trouble: bool = False

    def play(self, seconds: int) -> None:
        assert not np.any(self.session.read(seconds * SAMPLE_RATE))

    def do(self, command: Command) -> None:
        self.session.do(command)

    def status(self) -> Status:
        return self.session.status()

    def view(self) -> View:
        status = self.session.status()
        length_s = (20, 30, 40)[status.step]
        left_s = status.left / SAMPLE_RATE if status.event else float(length_s)
        in_wait = status.event is not None and status.event.kind is Kind.WAIT
        return View(
            state=State.INTERRUPTED if self.trouble else status.state,
            trouble=None,
            section="Legs",
            step=status.place.step_title or "",
            next_step=None,
            kind=status.event.kind if status.event else None,
            in_wait=in_wait,
            step_gone_s=length_s - left_s,
            step_left_s=left_s,
            gone_s=0.0,
            left_s=0.0,
            is_exact=True,
            pace=1.0,
            volume_db=status.volume_db,
        )
