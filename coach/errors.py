"""Everything that can go wrong, as one tree.

::

    CoachError               something the person can understand and act on: ``what`` happened, and a ``hint`` what to do
    ├── ScriptError          a script with problems, each at its place
    ├── DurationError        words that are no length of time (in coach.script._durations)
    ├── ArticleError         an article that cannot be drafted from (in coach.importer._article)
    ├── NotFoundError        no routine, chime or voice of that name
    ├── VoiceError           the speech engine is missing, failed, or hung
    │   └── ModelError       a voice's model is missing or broken (in coach.voice._engine)
    ├── SoundError           a sound file that cannot be read
    ├── OutputError          the audio output: no device, or it went away
    ├── ConfigError          a setting of the user's that cannot be understood
    ├── FitError             a routine that cannot be made to last so long
    ├── SavedError           a session that cannot be gone on with
    └── ExportError          a file that cannot be written

Only :mod:`coach.cli` turns them into text on a terminal and an exit code.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class CoachError(Exception):
    """A fault that a person meets: ``what`` is wrong in one sentence, ``hint`` says what to do about it."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


class Level(StrEnum):
    """How bad it is: with a problem a script cannot be played as written; with a hint it can, but the writer should look there."""

    PROBLEM = "problem"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Replacement:
    """The text to write in place of ``width`` characters of a line; a width of 0 puts it in before ``column``."""

    text: str
    line: int
    column: int
    width: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a script, or worth a look.

    ``line`` and ``column`` count from 1, columns in characters. ``source_line`` is the line as the writer typed it,
    ``width`` how many of its characters from ``column`` on are meant, and ``hint`` says what to write instead. ``code`` says for
    programs which kind of problem it is, and ``replacement``, if there is one, is what to write as data.
    """

    path: str
    line: int
    column: int
    what: str
    hint: str = ""
    source_line: str = ""
    width: int = 1
    level: Level = Level.PROBLEM
    code: str = ""
    replacement: Replacement | None = None


MOST_PROBLEMS: Final = 100
"""More than this many problems, or hints, are counted but not kept: nobody reads them before the first ones are mended."""


class ScriptError(CoachError):
    """A script that cannot be used, with the problems found in it, in the order of the file, and the hints.

    At most :data:`MOST_PROBLEMS` of each are kept; ``count`` is how many problems there are in all.
    """

    def __init__(self, problems: Sequence[Problem], hints: Sequence[Problem] = (), count: int = 0) -> None:
        self.count = max(count, len(problems))
        self.problems = tuple(problems[:MOST_PROBLEMS])
        self.hints = tuple(hints[:MOST_PROBLEMS])
        super().__init__(f"{self.count} problem{'s' if self.count != 1 else ''} in {self.problems[0].path}")

    def __reduce__(self) -> tuple[type["ScriptError"], tuple[tuple[Problem, ...], tuple[Problem, ...], int]]:
        """How to go from one process to another; exceptions are made anew there from what they were shown as."""
        return type(self), (self.problems, self.hints, self.count)


class NotFoundError(CoachError):
    """No routine, chime or voice of that name."""


class VoiceError(CoachError):
    """The speech engine is missing, failed, or hung."""


class SoundError(CoachError):
    """A sound file that cannot be read."""


class OutputError(CoachError):
    """The audio output: no device, or it went away."""


class ConfigError(CoachError):
    """A setting of the user's that cannot be understood."""


class FitError(CoachError):
    """A routine that cannot be made to last so long."""


class SavedError(CoachError):
    """A session that cannot be gone on with: nothing is saved, or what is saved does not fit any more."""


class ExportError(CoachError):
    """A file that cannot be written."""
