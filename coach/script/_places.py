"""Where blocks of Markdown stand, the notes in block quotes, and blocks that no routine can hold."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from coach.script._blocks import MarkdownBlock
from coach.script._codes import ScriptCode
from coach.script._inline import read_note
from coach.script._line_slips import look_at_note
from coach.script._routine import Location
from coach.script._source import InlineText, Problems, Source

_MARKER: Final = re.compile(r"[ \t]*(?:[-+*]|[0-9]{1,9}[.)]|>)")
_REFUSED: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "bullet_list": ("a list cannot stand here", "write each step as one item of the outer list"),
        "ordered_list": ("a list cannot stand here", "write each step as one item of the outer list"),
        "heading": ("a heading cannot stand here", "begin the line with ## at its very start for a new section"),
        "table": ("a table cannot be spoken", "write each row as a step"),
        "fence": ("a code block cannot be spoken", "write the words themselves"),
        "code_block": ("text indented this far is a code block, which cannot be spoken", "take out the extra spaces"),
        "blockquote": ("a note cannot stand within a note", "begin the line with a single '>'"),
        "hr": ("a line across the page cannot stand here", "leave it out"),
    }
)


def block_location(source: Source, block: MarkdownBlock, parents: Sequence[MarkdownBlock] = ()) -> Location:
    """The first line of a block, from where the block itself begins: after the markers of those it stands in."""
    line = source.lines[block.first_line]
    column = 0
    for parent in parents:
        marks_line = parent.kind == "blockquote" or parent.first_line == block.first_line
        if marks_line and (marker := _MARKER.match(line, column)):
            column = marker.end()
    column += len(line[column:]) - len(line[column:].lstrip())
    return source.location(block.first_line + 1, column + 1, len(line.rstrip()) - column)


def refuse(source: Source, block: MarkdownBlock, parents: Sequence[MarkdownBlock], problems: Problems) -> None:
    """Note that a block cannot stand where it does, unless it is a comment."""
    if block.kind != "html_block":
        what, hint = _REFUSED.get(block.kind, ("this cannot stand here", "write a step: '- ' and its words"))
        code = ScriptCode.HEADING if block.kind == "heading" else ScriptCode.UNSPEAKABLE_BLOCK
        problems.add(block_location(source, block, parents), what, hint, code)
        return
    line, words = _outside_comments(block)
    is_comment = block.content.lstrip().startswith("<!--")
    if is_comment and words.startswith("<!--"):
        at = source.location(line + 1, source.lines[line].rfind("<!--") + 1, len("<!--"))
        problems.add(at, "this comment is never closed", "end it with -->", ScriptCode.COMMENT)
    elif is_comment and words:
        at = source.location(line + 1, source.lines[line].rfind(words) + 1, len(words))
        problems.add(at, "text after a comment would be lost", "write it on the next line", ScriptCode.COMMENT)
    elif words:
        hint = "write the words alone; a comment is <!-- ... -->"
        problems.add(block_location(source, block, parents), "HTML cannot be spoken", hint, ScriptCode.HTML)


def _outside_comments(block: MarkdownBlock) -> tuple[int, str]:
    """What else than comments stands in a block of HTML: the first line of it, and the number of that line, from 0."""
    rest, position = "", 0
    while (start := block.content.find("<!--", position)) >= 0:
        end = block.content.find("-->", start + len("<!--"))
        if end < 0:
            break
        rest += block.content[position:start] + "\n" * block.content.count("\n", start, end)
        position = end + len("-->")
    rest += block.content[position:]
    for number, line in enumerate(rest.split("\n"), block.first_line):
        if line.strip():
            return number, line.strip()
    return block.first_line, ""


def read_notes(
    source: Source, quote: MarkdownBlock, parents: Sequence[MarkdownBlock], problems: Problems
) -> tuple[str, ...]:
    """The paragraphs of a block quote, each a note."""
    notes = []
    for block in quote.children:
        if block.kind == "paragraph":
            look_at_note(source, block, problems)
            note = read_note(paragraph_text(source, block), problems)
            notes += [note] if note else []
        else:
            refuse(source, block, [*parents, quote], problems)
    return tuple(notes)


def paragraph_text(source: Source, block: MarkdownBlock) -> InlineText:
    """The inline text of a paragraph or heading, wherever it stands."""
    inline = block.children[0]
    return InlineText(source, inline.content, inline.first_line, inline.end_line)
