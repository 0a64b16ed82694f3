"""The inline text of a step, heading or note as a flat list of pieces: words, directives, braces, bold marks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from markdown_it.token import Token

from coach.script._blocks import read_inline
from coach.script._codes import ScriptCode
from coach.script._meant_directives import meant_directive
from coach.script._source import InlineText, Problems, Slice, one_line
from coach.script._speakable import brief, collapse, shown
from coach.script._spoken_text import note_struck

LONGEST_TEXT: Final = 10_000
"""Characters in one step, heading or note: no listener could follow more, and no text can take long to read."""

Kind = Literal["words", "directive", "brace", "bold", "bold_end"]


@dataclass(frozen=True, slots=True)
class InlinePiece:
    """Something in a text. ``slice`` is what stands in the script, ``text`` the words as they read without Markdown."""

    kind: Kind
    slice: Slice
    text: str = ""

    @property
    def inside(self) -> Slice:
        """What stands between the brackets or braces."""
        return self.slice.part(1, self.slice.end - self.slice.start - 1)


def read_pieces(text: InlineText, problems: Problems, looks_timed: Callable[[str], bool]) -> list[InlinePiece]:
    """The pieces of a text that is spoken; ``looks_timed`` tells whether the words of a link could be a directive."""
    if _is_too_long(text, problems):
        return []
    reader = _Reader(text, problems, looks_timed)
    reader.read(read_inline(text.content, with_directives=True))
    return reader.pieces


def read_note(text: InlineText, problems: Problems) -> str:
    """The words of a note, where brackets and braces are ordinary characters."""
    if _is_too_long(text, problems):
        return ""
    reader = _Reader(text, problems, lambda _: False)
    reader.read(read_inline(text.content, with_directives=False))
    return collapse("".join(piece.text for piece in reader.pieces))


def _is_too_long(text: InlineText, problems: Problems) -> bool:
    too_long = len(text.content) > LONGEST_TEXT
    if too_long:
        what = f"this text is longer than {LONGEST_TEXT} characters"
        hint = "write it as several steps, each with one thing to do"
        problems.add(text.whole().location, what, hint, ScriptCode.TOO_LONG)
    return too_long


class _Reader:
    def __init__(self, text: InlineText, problems: Problems, looks_timed: Callable[[str], bool]) -> None:
        self.pieces: list[InlinePiece] = []
        self._text = text
        self._problems = problems
        self._looks_timed = looks_timed
        self._end = 0
        self._link_end = 0

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if token.type == "link_open" and token.meta:
                self._link(token)
            elif token.type == "link_close":
                self._end = max(self._end, self._link_end)
            elif token.type == "image":
                self._image(token)
            elif token.meta:
                self._marked(token)
            elif token.type in {"strong_open", "strong_close"}:
                kind: Kind = "bold" if token.nesting > 0 else "bold_end"
                self.pieces.append(InlinePiece(kind, self._slice(self._end, self._end)))
            elif token.type in {"softbreak", "hardbreak"}:
                self._words(" ")
            else:
                self._words(token.content)

    def _slice(self, start: int, end: int) -> Slice:
        return Slice(self._text, start, end)

    def _words(self, words: str) -> None:
        if words:
            self.pieces.append(InlinePiece("words", self._slice(self._end, len(self._text.content)), words))

    def _marked(self, token: Token) -> None:
        """A token that is not words: a directive, a brace, HTML, or a bracket without its partner."""
        place = self._slice(token.meta["start"], token.meta["end"])
        self._end = place.end
        if token.type == "directive":
            self.pieces.append(InlinePiece("directive", place))
        elif token.type == "brace":
            self.pieces.append(InlinePiece("brace", place))
        elif token.type == "html_inline":
            if not token.content.startswith("<!--"):
                self._html(token.content, place)
        elif token.type == "struck":
            note_struck(place.text[2:-2], place.location, self._problems)
        elif token.type == "percent_comment":
            write = f"<!-- {place.text[2:-2].strip()} -->"
            what, hint = "this comment would be read aloud", f"write {brief(collapse(write))}"
            self._problems.add(place.location, what, hint, ScriptCode.COMMENT, one_line(place, write))
        elif token.type == "highlight":
            pass  # only the marks go; the words between them are read
        else:
            self._partner_missing(token.type, place)

    def _html(self, tag: str, place: Slice) -> None:
        what = f"HTML cannot be spoken: {shown(tag)}"
        side = tag.strip("</> ")
        if side in {"side", "other_side"}:
            hint = f"write {{{side}}}"
            self._problems.add(place.location, "a side stands in braces", hint, ScriptCode.SIDE_WORD, f"{{{side}}}")
            return
        meant = meant_directive(tag.strip("</>"), ("pause", "hold", "wait")) if tag.startswith("<") else None
        if meant:
            hint = f"write {meant.text}: times stand in square brackets"
            self._problems.add(place.location, what, hint, ScriptCode.HTML, one_line(place, meant.text))
            return
        hint = f"leave the tag out, or write \\{brief(collapse(tag))} to have it read as it stands"
        self._problems.add(place.location, what, hint, ScriptCode.HTML, one_line(place, ""))

    def _partner_missing(self, kind: str, place: Slice) -> None:
        mark = "<!--" if place.text.startswith("<!--") else place.text[0]
        if mark == "<!--":
            self._problems.add(place.location, "this comment is never closed", "end it with -->", ScriptCode.COMMENT)
        elif kind == "unclosed":
            partner = "]" if mark == "[" else "}"
            hint = f"close it with {partner}, or write \\{mark} for a plain {_NAMES[mark]}"
            code = ScriptCode.BRACKETS if mark == "[" else ScriptCode.BRACES
            self._problems.add(place.location, f"'{mark}' is never closed", hint, code)
        else:
            code = ScriptCode.BRACKETS if mark == "]" else ScriptCode.BRACES
            hint = f"leave it out, or write \\{mark} for a plain {_NAMES[mark]}"
            self._problems.add(place.location, f"'{mark}' closes nothing", hint, code)

    def _link(self, token: Token) -> None:
        place = self._slice(token.meta["start"], token.meta["end"])
        self._end, self._link_end = place.start, place.end
        label = place.text.partition("](")[0][1:]
        if self._looks_timed(label):
            what, hint = f"'[{brief(label)}](' makes a link out of a time", "put a space between ']' and '('"
            write = place.text.replace("](", "] (", 1)
            self._problems.add(place.location, what, hint, ScriptCode.LINK, one_line(place, write))

    def _image(self, token: Token) -> None:
        place = self._slice(token.meta["start"], token.meta["end"])
        self._end = place.end
        for child in _flattened(token.children or []):
            if child.meta and child.type not in {"link_open", "image"}:
                hint = "write only words there, and what it means after the picture"
                what = "brackets, braces and HTML cannot stand in a picture's text"
                self._problems.add(place.location, what, hint, ScriptCode.LINK)
                return
            self._words(" " if child.type in {"softbreak", "hardbreak"} else child.content * (child.type != "image"))


_NAMES: Final = {"[": "bracket", "]": "bracket", "{": "brace", "}": "brace"}


def _flattened(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        if token.type == "image":
            yield from _flattened(token.children or [])
