"""The marks that ``coach import`` leaves where it guessed: ``# look: ...`` in the front matter, ``<!-- look: ... -->`` below it."""

import re
from typing import Final

from coach.script._codes import ScriptCode
from coach.script._source import Problems, Source
from coach.script._speakable import brief

_IN_FRONT: Final = re.compile(r"\s*#\s*look:\s*(.*?)\s*", re.IGNORECASE)
_IN_BODY: Final = re.compile(r"<!--\s*look:\s*(.*?)\s*(?:-->|$)", re.IGNORECASE)


def look_at_marks(source: Source, body_line: int, problems: Problems) -> None:
    """Note each guess that is still marked; ``body_line``, from 0, is where the front matter has ended."""
    for number, line in enumerate(source.lines):
        for mark in [_IN_FRONT.fullmatch(line)] if number < body_line else _IN_BODY.finditer(line):
            if mark:
                start = len(line) - len(line.lstrip()) if number < body_line else mark.start()
                at = source.location(number + 1, start + 1, mark.end() - start)
                hint = "when you have looked at it, take this mark out"
                problems.hint(at, f"still to be looked at: {brief(mark[1])}", hint, ScriptCode.LOOK)
