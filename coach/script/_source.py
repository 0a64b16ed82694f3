"""A script's text with its lines, exact places in it, and the list of problems that grows while it is read."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from coach.errors import MOST_PROBLEMS, Level, Problem, Replacement, ScriptError
from coach.script._codes import ScriptCode
from coach.script._routine import Location

_MOST_HINTS: Final = 10 * MOST_PROBLEMS
"""More than are kept, since some of them will give way to problems at their places."""

_LINE_ENDS: Final = re.compile(r"\r\n?")
_UNREADABLE: Final = re.compile("[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML calls not printable (YAML 1.1, 5.1), with the line ends that only some programs know: NEL, U+2028, U+2029."""


def unreadable(text: str) -> re.Match[str] | None:
    """The first character in ``text`` that no script may hold: controls, lone surrogates, unusual line ends."""
    return _UNREADABLE.search(text)


class Source:
    """The text of one script: line ends made one kind, a byte order mark taken off."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
        self.lines = self.text.split("\n")
        starts = [0]
        for line in self.lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        self._starts: Sequence[int] = starts

    def location(self, line: int, column: int, width: int = 1) -> Location:
        """The place of ``width`` characters at ``line`` and ``column``, both from 1, kept inside that line."""
        source_line = self.lines[line - 1]
        column = max(1, min(column, len(source_line) + 1))
        return Location(self.path, line, column, max(1, min(width, len(source_line) + 1 - column)), source_line)

    def at(self, start: int, end: int | None = None) -> Location:
        """The place of the characters from ``start`` to ``end`` of :attr:`text`, which count from 0."""
        line = bisect_right(self._starts, start) - 1
        return self.location(line + 1, start - self._starts[line] + 1, 1 if end is None else end - start)

    def whole_line(self, line: int) -> Location:
        """Everything written on a line, without the white space around it."""
        words = self.lines[line - 1].strip()
        return self.location(line, self.lines[line - 1].find(words) + 1, len(words))


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with something that a script names; ``write`` is the name that was probably meant."""

    what: str
    hint: str
    code: ScriptCode
    write: str | None = None


Sounds = Callable[[str], Trouble | None]
"""Name of a sound -> what is wrong with it, if anything."""


class Problems:
    """Problems and hints as they are found; only :meth:`error` and :meth:`hints` put them in the order of the file.

    Its length is the number of problems: hints do not count.
    """

    def __init__(self, sounds: Sounds | None = None) -> None:
        """``sounds`` says what is wrong with a sound that a script names; without it none is looked for."""
        self._sounds = sounds
        self._problems: list[Problem] = []
        self._hints: list[Problem] = []

    def __len__(self) -> int:
        return len(self._problems)

    @property
    def are_enough(self) -> bool:
        """Whether there are more problems than are kept, so that what was meant by another need not be found out."""
        return len(self._problems) >= MOST_PROBLEMS

    @property
    def hints_are_enough(self) -> bool:
        """The same for hints."""
        return len(self._hints) >= _MOST_HINTS

    def add(
        self,
        at: Location,
        what: str,
        hint: str = "",
        code: ScriptCode = ScriptCode.OTHER,
        write: str | None = None,
        write_at: Location | None = None,
    ) -> None:
        """Note one problem at its place; ``write`` is what to write instead, there or at ``write_at``."""
        self._problems.append(problem_at(at, what, hint, code, write, write_at))

    def hint(
        self,
        at: Location,
        what: str,
        hint: str,
        code: ScriptCode,
        write: str | None = None,
        write_at: Location | None = None,
    ) -> None:
        """Note something that can be played, but that its writer should look at."""
        found = problem_at(at, what, hint, code, write, write_at)
        self._hints.append(replace(found, level=Level.HINT))

    def check_sound(self, name: str, at: Location) -> None:
        """Note if a sound is not there, or cannot be read."""
        if self._sounds and (trouble := self._sounds(name)):
            self.add(at, trouble.what, trouble.hint, trouble.code, trouble.write)

    def error(self) -> ScriptError:
        """All that was found."""
        return ScriptError(in_order(self._problems), self.hints())

    def hints(self) -> tuple[Problem, ...]:
        """What the writer should look at: one hint for each place, and none where a problem stands."""
        wrong = {(problem.line, problem.column) for problem in self._problems}
        first: dict[tuple[int, int], Problem] = {}
        for hint in in_order(self._hints):
            if (hint.line, hint.column) not in wrong:
                first.setdefault((hint.line, hint.column), hint)
        return tuple(first.values())


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """In the order of the file."""
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


def problem_at(
    at: Location,
    what: str,
    hint: str = "",
    code: ScriptCode = ScriptCode.OTHER,
    write: str | None = None,
    write_at: Location | None = None,
) -> Problem:
    """One problem at a place; ``write`` is what to write instead, there or at ``write_at``."""
    where = write_at or at
    instead = None if write is None else Replacement(write, where.line, where.column, where.width)
    return Problem(at.path, at.line, at.column, what, hint, at.source_line, at.width, code=code, replacement=instead)


class InlineText:
    """The text of one paragraph or heading as Markdown gives it, with the way back to the script.

    Markdown takes indentation and markers off the front of each line and white space off both ends, and nothing else,
    so what is left of a line is always the end of that line of the script.
    """

    def __init__(self, source: Source, content: str, first_line: int, end_line: int) -> None:
        """``content`` stands on the lines from ``first_line`` up to ``end_line`` (not included), which count from 0."""
        self.source = source
        self.content = content
        texts = content.split("\n")
        first_line += _lines_trimmed(source.lines[first_line:end_line], texts)
        self._starts: list[int] = []
        self._places: list[tuple[int, int]] = []
        offset = 0
        for number, text in enumerate(texts, first_line):
            words = text.strip()
            self._starts.append(offset)
            column = len(source.lines[number].rstrip()) - len(words) - (len(text) - len(text.lstrip()))
            self._places.append((number + 1, column + 1))
            offset += len(text) + 1

    @classmethod
    def of_heading(cls, source: Source, content: str, line: int) -> Self:
        """The text of a ``##`` heading at the outer level, where closing ``#`` are taken off the end of the line too."""
        text = cls(source, "", line, line + 1)
        text.content = content
        marker = re.match(r"[ \t]*#+[ \t]*", source.lines[line])
        text._places = [(line + 1, (marker.end() if marker else 0) + 1)]
        return text

    def at(self, start: int, end: int) -> Location:
        """The place in the script of the characters from ``start`` to ``end``; only those on the first line are meant."""
        index = bisect_right(self._starts, start) - 1
        line, column = self._places[index]
        line_end = self.content.find("\n", start)
        end = min(end, len(self.content) if line_end < 0 else line_end)
        return self.source.location(line, column + start - self._starts[index], end - start)

    def whole(self) -> "Slice":
        """All of it."""
        return Slice(self, 0, len(self.content))


def _lines_trimmed(lines: Sequence[str], texts: Sequence[str]) -> int:
    """How many lines of the script before ``texts`` held nothing but white space that Markdown does not know as such."""
    for skipped in range(len(lines) - len(texts) + 1):
        if all(line.rstrip().endswith(text.strip()) for line, text in zip(lines[skipped:], texts, strict=False)):
            return skipped
    return 0


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of an :class:`InlineText` that knows where it stands."""

    whole: InlineText
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.whole.content[self.start : self.end]

    @property
    def location(self) -> Location:
        """Where they stand in the script."""
        return self.whole.at(self.start, self.end)

    def part(self, start: int, end: int) -> "Slice":
        """A part of this part; offsets count from its own start."""
        return Slice(self.whole, self.start + start, self.start + end)

    def strip(self) -> "Slice":
        """Without the white space around it."""
        text = self.text
        start = len(text) - len(text.lstrip())
        return self.part(start, max(start, len(text.rstrip())))

    def split(self, mark: str) -> "list[Slice]":
        """The parts between ``mark``, one character, wherever it stands outside straight double quotes."""
        parts, start, quoted = [], 0, False
        for found in re.finditer(rf'\\.|["{re.escape(mark)}]', self.text, re.DOTALL):
            if found[0] == '"':
                quoted = not quoted
            elif found[0] == mark and not quoted:
                parts.append(self.part(start, found.start()))
                start = found.end()
        return [*parts, self.part(start, self.end - self.start)]


def one_line(place: Slice, text: str) -> str | None:
    """``text`` as a replacement for what stands at a place; None where that is on several lines, since a place is on one."""
    return None if "\n" in place.text else text
