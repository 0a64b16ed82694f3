"""``coach new``."""

from pathlib import Path
from shlex import quote
from typing import Final

import typer

from coach.atomic import replacing
from coach.errors import Code, ExportError
from coach.script import can_be_said, collapse

_TEMPLATE: Final = """\
---
# Each line begins with a key. Only title and language are required.
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

<!-- This template shows everything. Replace it with your own words and delete what you don't need. "coach check" finds
     mistakes; "coach play" lets you hear it. Comments like this one are never spoken. -->

> A line like this is a note for whoever reads the script. It is never spoken.

## Settle in

- Each line with a dash is a step: its words are spoken.
- {{unless: sitting}} Lie down on your back. [pause: 8s]
- {{if: sitting}} Sit down. [5s]
- Close your eyes. [pause] <!-- Its length follows the pace. -->
- [chime: start] Now we begin.

## One leg, then the other {{sides="right leg, left leg"}}

<!-- This whole section is done for the right leg, then for the left. -->

- **Stroke.** Bold words name the step. Stroke down the {{side}}. [repeat: 6 every 5s]
- {{if: first-side}} Leave the {{other_side}} where it is.
- **Stay.** Hold still. A time can be a range. [hold: 20-40s, halfway: "Keep breathing."]
- **Shake.** Keep moving. [for: 30s, countdown: 3]
  > A note of this step.

## Finish {{optional}} {{repeat=2}}

<!-- Done twice; can be left out when time is short. -->

- Say when you are ready. [wait: 20s]
- [sound: finished]

<!-- To include another routine, write on a line of its own: [include: infant-legs-and-hips] -->
"""


def run(name: str) -> None:
    """Write a template of a script to ``name``.md and say so. Raises BadParameter, or ExportError if the file already exists."""
    path = Path(name if name.lower().endswith(".md") else f"{name}.md")
    title = collapse("".join(character if character.isprintable() else " " for character in path.stem))
    title = collapse(title.replace("-", " ").replace("_", " "))
    if not can_be_said(title):
        raise typer.BadParameter(
            f"'{name}' cannot be the name of a script. Use a name with letters, such as: coach new tired-hands"
        )
    title = title[:1].upper() + title[1:]
    if path.exists():
        hint = "Choose another name; coach new never overwrites a script."
        raise ExportError(f"{path} already exists", hint, code=Code.SCRIPT_EXISTS, path=str(path))
    with replacing(path, overwrite=False) as script:
        script.write(_TEMPLATE.format(title=title.replace("\\", "\\\\").replace('"', '\\"')).encode())
    typer.echo(
        f"Created {path} from a template. Replace it with your own words, then run: coach check {quote(str(path))}"
    )
