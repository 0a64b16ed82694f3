"""``coach new``."""

from pathlib import Path
from typing import Final

import typer

from coach.atomic import replacing
from coach.errors import CoachError
from coach.script import can_be_said, collapse

_TEMPLATE: Final = """\
---
# A key begins each line here; title and language are the only ones that have to be there.
title: "{title}"
language: en-US
summary: Say in one or two sentences what this routine is for.
needs: [a folded towel, a quiet room]
safety:
  - Stop if anything hurts.
options:
  sitting: Do it on a chair instead of the floor.
pace: normal
---

<!-- This is an example of everything. Write your own words over it, take out what you don't need, and see with
     "coach check" whether it is right and with "coach play" how it sounds. Comments like this one are never spoken. -->

> A line like this is a note for whoever reads the script. It is never spoken.

## Settle in

- Each line with a dash is a step: its words are spoken.
- {{unless: sitting}} Lie down on your back. [pause: 8s]
- {{if: sitting}} Sit down. [5s]
- Close your eyes. [pause] <!-- As long as the pace has it. -->
- [chime: start] Now we begin.

## One leg, then the other {{sides="right leg, left leg"}}

<!-- All of this section is done for the right leg, and then for the left. -->

- **Stroke.** Bold words name the step. Stroke down the {{side}}. [repeat: 6 every 5s]
- {{if: first-side}} Leave the {{other_side}} where it is.
- **Stay.** Hold still. The time may be a range. [hold: 20-40s, halfway: "Keep breathing."]
- **Shake.** Keep moving. [for: 30s, countdown: 3]
  > A note of this step.

## Finish {{optional}} {{repeat=2}}

<!-- May be left out when time is short; and is done twice. -->

- Say when you are ready. [wait: 20s]
- [sound: finished]

<!-- Another routine comes in by its name, on a line of its own: [include: infant-legs-and-hips] -->
"""


def run(name: str) -> None:
    """Write an example of a script to ``name``.md and say so. Raises CoachError if that exists already."""
    path = Path(name if name.lower().endswith(".md") else f"{name}.md")
    title = collapse("".join(character if character.isprintable() else " " for character in path.stem))
    title = collapse(title.replace("-", " ").replace("_", " "))
    if not can_be_said(title):
        raise CoachError(
            f"'{name}' is no name for a script", "Write a name with letters, such as: coach new tired-hands"
        )
    title = title[:1].upper() + title[1:]
    if path.exists():
        raise CoachError(
            f"{path} exists already", "Choose another name; a script is never overwritten by an empty one."
        )
    with replacing(path, overwrite=False) as script:
        script.write(_TEMPLATE.format(title=title.replace("\\", "\\\\").replace('"', '\\"')).encode())
    typer.echo(f"{path}: an example of everything; write your own over it, then: coach check {path}")
