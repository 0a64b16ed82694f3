"""The body of a script, after its front matter -> sections and includes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from coach.script._attributes import (
    SIDE_WORDS,
    Scope,
    SectionAttributes,
    is_condition,
    read_conditions,
    read_section_attributes,
)
from coach.script._blocks import MarkdownBlock, read_blocks
from coach.script._codes import ScriptCode
from coach.script._directives import IncludeName, looks_timed, read_directive
from coach.script._heading_hints import look_at_heading, meant_in_braces
from coach.script._inline import InlinePiece, read_pieces
from coach.script._line_slips import note_outside
from coach.script._places import block_location, paragraph_text, read_notes, refuse
from coach.script._routine import (
    SIDE_OPTIONS,
    Condition,
    Cycle,
    For,
    Hold,
    Include,
    Item,
    Location,
    Prompt,
    Section,
    Step,
)
from coach.script._source import InlineText, Problems, Source
from coach.script._speakable import can_be_said, collapse, shown
from coach.script._step_parser import INCLUDE_HINT, read_step

_LISTS: Final = frozenset({"bullet_list", "ordered_list"})


@dataclass(slots=True)
class _OpenSection:
    title: str
    location: Location
    attributes: SectionAttributes
    problems_before: int
    has_items: bool = False
    steps: list[Step] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def close(self) -> Section:
        attributes = self.attributes
        return Section(
            self.title,
            tuple(self.steps),
            attributes.sides or (),
            attributes.optional,
            tuple(attributes.conditions),
            attributes.repeat or 1,
            tuple(self.notes),
            attributes.every_s,
            attributes.announce,
            location=self.location,
        )


def _texts(item: Item) -> Iterator[str]:
    """The words of an item."""
    match item:
        case Prompt(text):
            yield text
        case Hold(halfway=words) | For(halfway=words):
            yield words or ""
        case Cycle(phases):
            yield from (phase.words or "" for phase in phases)


class Body:
    """Reads the blocks of a script in order; :meth:`parts` and ``notes`` are the result, once :meth:`read` is done."""

    def __init__(self, source: Source, title: str, options: frozenset[str] | None, problems: Problems) -> None:
        self.notes: list[str] = []
        self._source = source
        self._title = title
        self._options = options
        self._problems = problems
        self._parts: list[_OpenSection | Include] = []
        self._section: _OpenSection | None = None
        self._last_notes = self.notes

    def parts(self) -> tuple[Section | Include, ...]:
        """The sections and includes, in order."""
        return tuple(part if isinstance(part, Include) else part.close() for part in self._parts)

    def read(self, first_line: int) -> None:
        """Read from ``first_line``, which counts from 0, to the end."""
        # Empty lines in place of the front matter keep the numbers of the lines.
        text = "\n" * first_line + "\n".join(self._source.lines[first_line:])
        for block in read_blocks(text):
            if block.kind in _LISTS:
                self._steps(block)
            elif block.kind == "heading":
                self._heading(block)
            elif block.kind == "paragraph":
                self._paragraph(block)
            elif block.kind == "blockquote":
                self._last_notes += read_notes(self._source, block, (), self._problems)
            elif block.kind != "hr":
                refuse(self._source, block, (), self._problems)
        self._close()

    def _open(self, title: str, at: Location, attributes: SectionAttributes, problems_before: int) -> _OpenSection:
        self._close()
        self._section = _OpenSection(title, at, attributes, problems_before)
        self._parts.append(self._section)
        self._last_notes = self._section.notes
        return self._section

    def _close(self) -> None:
        section, self._section = self._section, None
        if section and section.close().alternates:
            self._refuse_single_sides(section)
        if section and not section.has_items and len(self._problems) == section.problems_before:
            hint = "write its steps below it, each beginning with '- ', or leave the heading out"
            what = f"the section {shown(section.title)} has no steps"
            self._problems.add(section.location, what, hint, ScriptCode.NO_STEPS)

    def _refuse_single_sides(self, section: _OpenSection) -> None:
        """Where sides take turns within a count, a section is done once, so that no step is about one of them."""
        for step in section.steps:
            words = [step.name or "", *(text for item in step.items for text in _texts(item))]
            names = [f"{{{name}}}" for name in SIDE_WORDS if any(f"{{{name}}}" in text for text in words)]
            names += [condition.option for condition in step.conditions if condition.option in SIDE_OPTIONS]
            if names and step.location:
                what = f"the sides of this section alternate, so there is no one side that {names[0]} could mean"
                self._problems.add(
                    step.location,
                    what,
                    "name the side you mean, or write this step in another section",
                    ScriptCode.SIDE_WORD,
                )

    def _steps(self, block: MarkdownBlock) -> None:
        section = self._section
        if section is None:
            section = self._untitled(block)
        section.has_items = True
        attributes = section.attributes
        scope = Scope(self._options, attributes.sides, attributes.repeat, attributes.every_s is not None)
        for item in block.children:
            step = read_step(self._source, item, (), scope, self._problems)
            section.steps += [step] if step else []

    def _untitled(self, block: MarkdownBlock) -> _OpenSection:
        """The section for steps without a heading: they begin the script, or they are a problem."""
        before, at = len(self._problems), block_location(self._source, block)
        attributes = SectionAttributes()
        if self._parts:
            what = "these steps follow an include, so they belong to no section"
            self._problems.add(at, what, "write a heading before them: ## and a title", ScriptCode.HEADING)
            attributes.sides = attributes.repeat = None
        return self._open(self._title, at, attributes, before)

    def _heading(self, block: MarkdownBlock) -> None:
        before = len(self._problems)
        at = block_location(self._source, block)
        inline = block.children[0]
        if inline.end_line - inline.first_line == block.end_line - block.first_line:
            text = InlineText.of_heading(self._source, inline.content, inline.first_line)
        else:  # a heading underlined with --- or ===
            text = paragraph_text(self._source, block)
        if block.tag != "h2":
            is_title = block.tag == "h1"
            hint = "the title stands in the front matter; a section begins with ##"
            hint = hint if is_title else "write ## for a section, or begin a step with its name in bold"
            marks = re.match(r"#+", at.source_line[at.column - 1 :])
            marks_at = self._source.location(at.line, at.column, marks.end()) if marks else None
            write = "##" if marks else None
            self._problems.add(at, "this heading has the wrong level", hint, ScriptCode.HEADING, write, marks_at)
        look_at_heading(text, self._problems)
        title, attributes = self._heading_text(read_pieces(text, self._problems, looks_timed))
        if not can_be_said(title) and len(self._problems) == before:
            self._problems.add(at, "this section has no title", "write it after ##", ScriptCode.HEADING)
        self._open(title, at, attributes, before)

    def _heading_text(self, pieces: list[InlinePiece]) -> tuple[str, SectionAttributes]:
        words, braces, misplaced = [], [], False
        for piece in pieces:
            if piece.kind == "brace":
                braces.append(piece.inside)
            elif piece.kind == "directive":
                meant = meant_in_braces(piece.slice.text[1:-1])
                hint = "put it in a step below, or write \\[ \\] for plain brackets"
                hint = f"write {meant}" if meant else hint
                what = f"{shown(piece.slice.text)} cannot stand in a heading"
                self._problems.add(piece.slice.location, what, hint, ScriptCode.MISPLACED_DIRECTIVE, meant)
            elif piece.text.strip() and braces and not misplaced:
                misplaced = True
                around = braces[-1].part(-1, len(braces[-1].text) + 1)
                what, hint = "braces must stand at the end of a heading", "move them to the end"
                self._problems.add(around.location, what, hint, ScriptCode.BRACES)
            words.append(piece.text)
        scope = Scope(self._options)
        return collapse("".join(words)), read_section_attributes(braces, scope, self._problems)

    def _paragraph(self, block: MarkdownBlock) -> None:
        text = paragraph_text(self._source, block)
        if "[include" not in text.content:
            if not note_outside(self._source, block, self._problems):
                hint = "write '- ' before it to have it spoken, or '> ' for a note to the reader"
                at = text.whole().location
                self._problems.add(at, "text outside a step", hint, ScriptCode.TEXT_OUTSIDE_STEP)
            return
        self._close()
        conditions: list[Condition] = []
        count = len(self._parts)
        for piece in read_pieces(text, self._problems, looks_timed):
            if piece.kind == "brace" and is_condition(piece.inside):
                conditions = read_conditions(piece.inside, Scope(self._options), conditions, self._problems)
            elif piece.kind == "directive":
                name = read_directive(piece.slice, Scope(self._options), self._problems)
                if isinstance(name, IncludeName):
                    self._parts.append(Include(name.name, tuple(conditions), piece.slice.location))
                    conditions = []
                elif name is not None:
                    what, hint = f"{shown(piece.slice.text)} stands outside a step", "write it in a step: '- ...'"
                    self._problems.add(piece.slice.location, what, hint, ScriptCode.MISPLACED_DIRECTIVE)
            elif piece.kind == "brace" or piece.text.strip():
                self._problems.add(text.whole().location, "text beside an include", INCLUDE_HINT, ScriptCode.INCLUDE)
                return
        if conditions and len(self._parts) > count:
            what, hint = "a condition after an include", "put it before the include"
            self._problems.add(text.whole().location, what, hint, ScriptCode.CONDITION)
