"""One list item -> one step."""

import re
from collections.abc import Sequence
from typing import Final

from coach.script._attributes import Scope, is_condition, read_conditions, read_side_word
from coach.script._blocks import MarkdownBlock
from coach.script._codes import ScriptCode
from coach.script._directives import IncludeName, looks_timed, read_directive
from coach.script._inline import InlinePiece, read_pieces
from coach.script._line_slips import look_at_lines
from coach.script._places import block_location, paragraph_text, read_notes, refuse
from coach.script._routine import Condition, Item, Location, Prompt, Step
from coach.script._source import InlineText, Problems, Slice, Source
from coach.script._speakable import brief, can_be_said, collapse, shown
from coach.script._word_hints import look_at_words

_FIRST_WORD: Final = re.compile(r"[\s*_]*([^\s*\[\]{}<]+)")
_BOLD: Final = re.compile(r"(\*\*|__)(.+?)\1", re.DOTALL)
_SENTENCE_ENDS: Final = (".", ":", "!", "?", "…")
_NAME_ENDS: Final = " .:"
INCLUDE_HINT: Final = "put it on a line of its own without a bullet, with an empty line before and after it"


def read_step(
    source: Source, item: MarkdownBlock, parents: Sequence[MarkdownBlock], scope: Scope, problems: Problems
) -> Step | None:
    """The step in a list item; None, with what is wrong noted, if there is none."""
    before = len(problems)
    inside = [*parents, item]
    builder = _Step(scope, problems)
    notes: tuple[str, ...] = ()
    paragraphs: list[tuple[InlineText, list[InlinePiece]]] = []
    for block in item.children:
        if block.kind == "paragraph":
            text = paragraph_text(source, block)
            look_at_lines(source, block, item, problems)
            paragraphs.append((text, read_pieces(text, problems, looks_timed)))
            builder.read(paragraphs[-1][1])
        elif block.kind == "blockquote":
            notes += read_notes(source, block, inside, problems)
        else:
            refuse(source, block, inside, problems)
    builder.finish()
    look_at_words(paragraphs, builder.items, problems, is_whole=len(problems) == before)
    at = block_location(source, item, parents)
    if not builder.items and not builder.name and len(problems) == before:
        hint = "write its words after the bullet, or leave it out"
        problems.add(at, "this step says nothing and does nothing", hint, ScriptCode.EMPTY_STEP)
    if len(problems) > before:
        return None
    return Step(tuple(builder.items), builder.name, tuple(builder.conditions), notes, at)


class _Step:
    def __init__(self, scope: Scope, problems: Problems) -> None:
        self.items: list[Item] = []
        self.name: str | None = None
        self.conditions: list[Condition] = []
        self._scope = scope
        self._problems = problems
        self._words: list[str] = []
        self._words_begin: Slice | None = None
        self._begun = False

    def read(self, pieces: Sequence[InlinePiece]) -> None:
        """Take in one paragraph; several are read on as one."""
        if not self._begun:
            pieces = self._after_name(self._after_conditions(pieces))
            self._begun = True
        self._words.append(" ")
        for piece in pieces:
            match piece.kind:
                case "words":
                    self._add_words(piece.text, piece.slice)
                case "brace":
                    self._add_words(read_side_word(piece.slice, self._scope, self._problems), piece.slice)
                case "directive":
                    self._add_directive(piece)

    def finish(self) -> None:
        """The words since the last directive become a prompt."""
        words = collapse("".join(self._words))
        begin = self._words_begin
        self._words, self._words_begin = [], None
        if not words or begin is None:
            return
        if can_be_said(words):
            self.items.append(Prompt(words))
            return
        # "Breathe in [4s]." is the usual way to come to this.
        sign = {".": "full stop", ",": "comma", "!": "exclamation mark", "?": "question mark", ":": "colon"}.get(words)
        hint = f"put the {sign} before the bracket" if sign else "put it with the words before it, or leave it out"
        at = _first_word(begin)
        self._problems.add(at, f"there is nothing to say in {shown(words)}", hint, ScriptCode.NOTHING_TO_SAY)

    def _add_words(self, words: str, where: Slice) -> None:
        self._words.append(words)
        if self._words_begin is None and words.strip():
            self._words_begin = where

    def _add_directive(self, piece: InlinePiece) -> None:
        item = read_directive(piece.slice, self._scope, self._problems)
        if isinstance(item, IncludeName):
            self._problems.add(
                piece.slice.location, "an include cannot stand in a step", INCLUDE_HINT, ScriptCode.INCLUDE
            )
        if item is None or isinstance(item, IncludeName):
            # As words, so that a full stop after it is not reported as well for having nothing before it.
            self._add_words(piece.slice.text, piece.slice)
        else:
            self.finish()
            self.items.append(item)

    def _after_conditions(self, pieces: Sequence[InlinePiece]) -> Sequence[InlinePiece]:
        for index, piece in enumerate(pieces):
            if piece.kind == "brace" and is_condition(piece.inside):
                self.conditions = read_conditions(piece.inside, self._scope, self.conditions, self._problems)
            elif piece.kind != "words" or piece.text.strip():
                return pieces[index:]
        return ()

    def _after_name(self, pieces: Sequence[InlinePiece]) -> Sequence[InlinePiece]:
        """Take bold words at the beginning as the name, and what ends it off the words that follow."""
        if not pieces or pieces[0].kind != "bold":
            return pieces
        end = _end_of_bold(pieces)
        rest = list(pieces[end + 1 :])
        if rest and rest[0].kind == "words" and rest[0].text[:1].isalnum():
            return pieces
        self.name = self._name(pieces[1:end]) or None
        if rest and rest[0].kind == "words":
            self._look_at_name(pieces[0].slice, rest[0])
            rest[0] = InlinePiece("words", rest[0].slice, rest[0].text.lstrip(".:"))
        return rest

    def _look_at_name(self, begin: Slice, after: InlinePiece) -> None:
        """Note a bold word at the beginning of a sentence: it is said on its own, with a stop after it."""
        bold = _BOLD.search(begin.whole.content, begin.start)
        if self.name is None or bold is None or bold[2].rstrip().endswith(_SENTENCE_ENDS):
            return
        if after.text.lstrip()[:1].islower():
            what = f"{shown(self.name)} is taken as the step's name, and is said on its own"
            hint = f"write {brief(bold[2])} without {bold[1]}, or end the name with a full stop: {bold[1]}{brief(bold[2])}.{bold[1]}"
            at = Slice(begin.whole, *bold.span()).location
            self._problems.hint(at, what, hint, ScriptCode.STEP_NAME, None if "\n" in bold[0] else bold[2])

    def _name(self, pieces: Sequence[InlinePiece]) -> str:
        words = []
        for piece in pieces:
            if piece.kind == "directive":
                what, hint = f"{shown(piece.slice.text)} cannot stand in a step's name", "put it after the bold words"
                self._problems.add(piece.slice.location, what, hint, ScriptCode.MISPLACED_DIRECTIVE)
            elif piece.kind == "brace":
                words.append(read_side_word(piece.slice, self._scope, self._problems))
            else:
                words.append(piece.text)
        name = collapse("".join(words)).rstrip(_NAME_ENDS)
        if not can_be_said(name) and pieces:
            at = _first_word(pieces[0].slice)
            hint = "write its name between the ** marks"
            self._problems.add(at, "the step's name has no words", hint, ScriptCode.STEP_NAME)
        return name


def _end_of_bold(pieces: Sequence[InlinePiece]) -> int:
    """The index of the piece that ends the bold words which the first piece begins; Markdown pairs them."""
    depth = 0
    for index, piece in enumerate(pieces):
        depth += {"bold": 1, "bold_end": -1}.get(piece.kind, 0)
        if depth == 0:
            return index
    return len(pieces)


def _first_word(begin: Slice) -> Location:
    """The place of the first word from the beginning of a slice on, past the marks of Markdown."""
    match = _FIRST_WORD.match(begin.whole.content, begin.start)
    return Slice(begin.whole, *match.span(1)).location if match else begin.location
