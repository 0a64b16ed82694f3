"""Pages to look at, and what stands in them."""

import json
import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from coach.files import FORMATS, export
from coach.folders import shipped
from coach.programme import Programme, messages_for
from coach.script import For, Hold, Item, Prompt, Repeat, Routine, Section, Step, Wait
from coach.sound import Chimes
from coach.timeline import Choices, Pace
from tests.fakes import ToneVoice
from tests.timeline.helpers import seconds


def step(name: str | None, words: str, *items: Item) -> Step:
    return Step((Prompt(words), *items), name)


ROUTINE = Routine(
    title="Tired hands",
    language="en-GB",
    parts=(
        Section(
            "Palms",
            (
                step("Circles", "Make circles.", Repeat(3, seconds("0.6"), "none")),
                step("Stretch", "Stretch. Softly.", Hold(seconds(3))),
            ),
        ),
        Section(
            "Fingers",
            (
                step(None, "Shake them out.", For(seconds(2))),
                step("Oil", "Take oil.", Wait(seconds(2))),
                step("Rest", "Rest now."),
            ),
        ),
    ),
    summary="A short one for tests.",
    needs=("a little oil",),
    safety=("Stop if it hurts.", "Not on broken skin."),
)


@dataclass(frozen=True)
class Made:
    """A page, and what it was made from."""

    path: Path
    programme: Programme

    @property
    def source(self) -> str:
        return self.path.read_text("utf-8")

    @property
    def data(self) -> Any:
        """The data in the page, as any reader of JSON understands it."""
        return json.loads(cut_out(self.source, '<script type="application/json" id="data">', "</script>"))

    def steps(self) -> list[tuple[float, str]]:
        """When each step begins, in seconds, and what it is called on the screen."""
        return [(seconds_of(one["at"]), "Finished" if one["isEnd"] else one["name"]) for one in self.data["steps"]]

    def start_of(self, name: str) -> float:
        """When the first step of that name begins, in seconds."""
        return next(at_s for at_s, found in self.steps() if found == name)

    @property
    def lines(self) -> list[str]:
        """The lines of sound in the page, as base64."""
        return cut_out(self.source, '<script type="application/octet-stream" id="sound">', "</script>").split("\n")[
            1:-1
        ]


def seconds_of(frames: int) -> float:
    return frames * 1152 / 44_100


def cut_out(source: str, before: str, after: str) -> str:
    """What stands between the only ``before`` and the next ``after``."""
    (found,) = re.findall(f"{re.escape(before)}(.*?){re.escape(after)}", source, re.DOTALL)
    return str(found)


def programme_of(routine: Routine) -> Programme:
    """Spoken in tones at twice the pace, so that tests needn't wait."""
    choices = Choices("tone", Pace(speech=Fraction(2), pauses=Fraction(2)), messages=messages_for(routine.language))
    return Programme(routine, choices, ToneVoice(), Chimes([shipped("audio_cues")]))


def made(routine: Routine, path: Path) -> Made:
    programme = programme_of(routine)
    export(programme, path, FORMATS["html"])
    return Made(path, programme)
