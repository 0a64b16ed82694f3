"""Lines that were meant to begin a step, a section or a note, and to Markdown begin nothing: ``-Rest``, ``• Press``, ``##Arms``.

After a step such a line goes on with the step's paragraph (CommonMark 0.31, 5.2: "laziness"), and its time and words with it.
"""

import re
from dataclasses import dataclass
from typing import Final

from coach.script._blocks import MarkdownBlock
from coach.script._codes import ScriptCode
from coach.script._routine import Location
from coach.script._source import Problems, Source
from coach.script._speakable import brief

_BULLETS: Final = "→⇒➔➜•◦▪▫‣⁃●○■□∙·◆◇➢➤►▸▶✓✔✗☐☑❖※・"
_HEADING: Final = re.compile(r"(?:#{2,6}|#(?=[^\W\d_]))(?![#\s])(?P<rest>.+?)\s*#*\s*")
_HYPHEN: Final = re.compile(r"[-+](?=[^\s\d.,+\-*=>])(?P<rest>.+?)\s*")
_STAR: Final = re.compile(r"\*(?=[^\s*])(?P<rest>[^*]+?)\s*")
_BULLET: Final = re.compile(rf"[{_BULLETS}]\s*(?P<rest>.+?)\s*")
_DASH: Final = re.compile(r"(?:[–—−‐‑]|--+(?=[^-]))\s*(?=\S)(?P<rest>.+?)\s*")
_LETTER: Final = re.compile(r"\(?[a-h]\)\s+(?P<rest>\S.*?)\s*")
_NUMBER: Final = re.compile(r"\(?(?P<number>[0-9]{1,3})(?:[.)/]+|\s*[–-])\s*(?=[^\W\d_]|\*\*|\[)(?P<rest>.+?)\s*")
_BOLD: Final = re.compile(r"(?P<mark>\*\*|__)(?P<rest>[^*_\[\]]+?)[.:]?(?P=mark):?\s*")
_SPACED: Final = re.compile(r"[0-9]{1,9}[.)]\s+(?P<rest>\S.*?)\s*")


@dataclass(frozen=True, slots=True)
class LineSlip:
    """What a line was meant to be: how it should be written, and the same in words."""

    write: str
    hint: str


def line_slip(words: str) -> LineSlip | None:
    """What the words of a line, without the white space around them, were meant to begin; None for ordinary words."""
    if found := _HEADING.fullmatch(words):
        write = f"## {found['rest']}"
        return LineSlip(write, f"put a space after the #: write {brief(write)}")
    if found := _BOLD.fullmatch(words):
        write = f"## {found['rest']}"
        return LineSlip(write, f"a section begins with ##: write {brief(write)}")
    if found := _NUMBER.fullmatch(words):
        write = f"{found['number']}. {found['rest']}"
        return LineSlip(write, f"write {brief(write)}")
    for pattern, why in (
        (_HYPHEN, "put a space after the hyphen"),
        (_BULLET, _STEP),
        (_DASH, _STEP),
        (_STAR, _STEP),
        (_LETTER, _STEP),
    ):
        if found := pattern.fullmatch(words):
            write = f"- {found['rest']}"
            return LineSlip(write, f"{why}: write {brief(write)}")
    return None


_STEP: Final = "a step begins with '- '"


def look_at_lines(source: Source, paragraph: MarkdownBlock, opened_by: MarkdownBlock, problems: Problems) -> None:
    """Note lines of a step's paragraph that were meant to begin something else, or may have been.

    ``opened_by`` is the list item; its marker tells which lines are indented below it.
    """
    margin = _indent(source.lines[opened_by.first_line])
    for number in range(paragraph.first_line + 1, paragraph.end_line):
        line = source.lines[number]
        words = line.strip()
        if not words:
            continue
        if _indent(line) > margin:
            if words[0] in _BULLETS or _HEADING.fullmatch(words):
                _note(source, number, "step", problems)
        elif line_slip(words):
            _note(source, number, "step", problems)
        else:
            what = "this line still belongs to the step above"
            hint = "indent it by two spaces, or begin it with '- ' if it is a step of its own"
            at = source.whole_line(number + 1)
            problems.hint(at, what, hint, ScriptCode.LAZY_LINE, f"  {words}", at)


def look_at_note(source: Source, paragraph: MarkdownBlock, problems: Problems) -> None:
    """Note lines that belong to a note although they have no ``>``: they are never spoken."""
    for number in range(paragraph.first_line + 1, paragraph.end_line):
        words = source.lines[number].strip()
        if not words or words.startswith(">"):
            continue
        if line_slip(words) or _SPACED.fullmatch(words):
            _note(source, number, "note", problems)
        else:
            what = "this line still belongs to the note above, so it is not spoken"
            hint = "begin it with '> ', or put an empty line before it and '- ' at its beginning"
            at = source.whole_line(number + 1)
            problems.hint(at, what, hint, ScriptCode.LAZY_LINE, f"> {words}", at)


def _note(source: Source, number: int, above: str, problems: Problems) -> None:
    at = source.whole_line(number + 1)
    words = source.lines[number].strip()
    slip = line_slip(words)
    spaced = _SPACED.fullmatch(words)
    write = slip.write if slip else f"- {spaced['rest']}" if spaced else words
    section = write.startswith("## ")
    begin = f"begin it with '{write.split()[0]} '"
    hint = f"{begin}, or indent it: write {brief(write)}" if above == "step" else f"{begin}: write {brief(write)}"
    lines = f"\n{write}" if section or above == "note" else write
    what = f"this line still belongs to the {above} above"
    problems.add(at, what, hint, ScriptCode.LAZY_LINE, lines, _from_start(source, number))


def _from_start(source: Source, number: int) -> Location:
    line = source.lines[number].rstrip()
    return source.location(number + 1, 1, len(line))


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def note_outside(source: Source, paragraph: MarkdownBlock, problems: Problems) -> bool:
    """Note each line outside any step that was meant to begin something; whether the first one was."""
    is_first = False
    for number in range(paragraph.first_line, paragraph.end_line):
        words = source.lines[number].strip()
        slip = line_slip(words) if words else None
        if slip:
            is_first |= number == paragraph.first_line
            at = source.whole_line(number + 1)
            problems.add(
                at,
                _OUTSIDE.get(slip.write[:2], "this does not begin a step"),
                slip.hint,
                ScriptCode.LINE_START,
                slip.write,
            )
    return is_first


_OUTSIDE: Final = {"##": "this does not begin a section"}
