"""A problem as a person reads it on a terminal."""

from typing import Final

from coach.errors import Level, Problem
from coach.script._source import unreadable

_WIDEST: Final = 160
_BEFORE: Final = 60
_REPLACEMENT: Final = "\ufffd"


def format_problem(problem: Problem) -> str:
    """A problem as ``path:line:column: error: what``, its source line, carets under what is meant, and what to write instead.

    A hint says ``hint`` in place of ``error``.
    There is no newline at the end. Characters that would steer a terminal are shown as U+FFFD, tabs keep their width,
    and of a very long line only the part around the place is shown.
    """
    level = "hint" if problem.level is Level.HINT else "error"
    lines = [_harmless(f"{problem.path}:{problem.line}:{problem.column}: {level}: {problem.what}").replace("\t", " ")]
    if problem.source_line.strip():
        lines += _excerpt(problem)
    if problem.hint:
        lines.append(_harmless(f"    instead: {problem.hint}"))
    return "\n".join(lines)


def _excerpt(problem: Problem) -> list[str]:
    line = _harmless(problem.source_line)
    start = problem.column - 1
    end = max(start + 1, min(start + problem.width, len(line)))
    first = max(0, start - _BEFORE) if len(line) > _WIDEST else 0
    shown = line[first : first + _WIDEST]
    before, after = "…" if first else "", "…" if first + _WIDEST < len(line) else ""
    end = min(end, max(start + 1, first + len(shown)))
    gap = " " * len(before) + "".join("\t" if character == "\t" else " " for character in line[first:start])
    return [before + shown + after, gap + "^" + "~" * (end - start - 1)]


def _harmless(text: str) -> str:
    """``text`` with each character that no script may hold replaced by one that can be shown."""
    while bad := unreadable(text):
        text = text.replace(bad[0], _REPLACEMENT)
    return text.replace("\n", " ")
