"""Markdown read with markdown-it (CommonMark), and the inline rules of the script language added to it.

Three constructs of CommonMark change: reference definitions are off, because ``[rest]: slowly`` would vanish without a
word; tables are on, only to be refused; ``[...]`` that is no link and ``{...}`` become tokens of their own. So do three marks of
other dialects: ``~~struck~~`` and ``%% comments %%``, to be refused, and ``==highlights==``, to be left out.
Each token that a problem may point at carries its offsets in ``meta``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, html_inline, image, link
from markdown_it.token import Token

_Rule = Callable[[StateInline, bool], bool]

LONGEST_BRACKET: Final = 1000
"""Characters within which a bracket or brace has to be closed. It also keeps the time to read any text within bounds."""

_DEEPEST_BRACKET: Final = 8
"""No directive needs brackets within brackets at all; this many bound the time that unclosed ones can take."""

_STRUCK: Final = re.compile(r"~~(?=[^\s~])(?:\\.|[^~\\]|~(?!~)){0,999}?(?<!\s)~~(?!~)", re.DOTALL)
_PERCENT_COMMENT: Final = re.compile(r"%%(?!%)(?:[^%]|%(?!%)){0,999}%%(?!%)", re.DOTALL)
_HIGHLIGHT: Final = re.compile(r"==(?=[^\s=])(?:\\.|[^=\\]|=(?!=)){0,999}?(?<!\s)==(?!=)", re.DOTALL)
_BRACKET_MARKS: Final = re.compile(r'\\.|[\[\]"]', re.DOTALL)
_BRACE_MARKS: Final = re.compile(r'\\.|[{}"]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class MarkdownBlock:
    """A block of Markdown: its kind (a markdown-it token type without ``_open``), its lines from 0, and what is in it."""

    kind: str
    first_line: int
    end_line: int
    tag: str = ""
    content: str = ""
    children: list["MarkdownBlock"] = field(default_factory=list)


def read_blocks(text: str) -> list[MarkdownBlock]:
    """The blocks of a text as trees, with inline text not yet read."""
    outer: list[MarkdownBlock] = []
    open_blocks = [outer]
    for token in _BLOCKS.parse(text):
        if token.nesting < 0:
            open_blocks.pop()
            continue
        first, end = token.map or (0, 0)
        block = MarkdownBlock(token.type.removesuffix("_open"), first, end, token.tag, token.content)
        open_blocks[-1].append(block)
        if token.nesting > 0:
            open_blocks.append(block.children)
    return outer


def read_inline(content: str, *, with_directives: bool) -> list[Token]:
    """The inline tokens of one paragraph. Without directives, brackets and braces are ordinary characters."""
    reader = _STEPS if with_directives else _NOTES
    tokens: list[Token] = []
    reader.inline.parse(content, reader, {}, tokens)
    return tokens


def _closing(state: StateInline, marks: re.Pattern[str], opening: str) -> int | None:
    """The offset after the mark that closes the one at ``state.pos``, which nested pairs and quoted words may precede."""
    limit = min(state.posMax, state.pos + LONGEST_BRACKET)
    for quotes_count in (True, False):
        depth, quoted = 0, False
        for mark in marks.finditer(state.src, state.pos, limit):
            if mark[0] == '"':
                quoted = quotes_count and not quoted
            elif not quoted and len(mark[0]) == 1:
                depth += 1 if mark[0] == opening else -1
                if depth == 0:
                    return mark.end()
                if depth > _DEEPEST_BRACKET:
                    return None
    return None


def _push(state: StateInline, kind: str, end: int) -> None:
    token = state.push(kind, "", 0)
    token.meta = {"start": state.pos, "end": end}


def _directive(state: StateInline, silent: bool) -> bool:
    """``[...]``, unless a link may begin here: then the link rule comes first."""
    end = _closing(state, _BRACKET_MARKS, "[") if state.src[state.pos] == "[" else None
    return not (end is not None and state.src[end : end + 1] == "(") and _bracket(state, silent)


def _bracket(state: StateInline, silent: bool) -> bool:
    """``[...]`` that is no link, and a bracket that has no partner."""
    return _paired(state, silent, "directive", ("[", "]"), _BRACKET_MARKS)


def _brace(state: StateInline, silent: bool) -> bool:
    """``{...}``, and a brace that has no partner."""
    return _paired(state, silent, "brace", ("{", "}"), _BRACE_MARKS)


def _paired(state: StateInline, silent: bool, kind: str, pair: tuple[str, str], marks: re.Pattern[str]) -> bool:
    opening, closing = pair
    character = state.src[state.pos]
    if character not in pair:
        return False
    end = _closing(state, marks, opening) if character == opening else None
    if end is None:
        kind = "unopened" if character == closing else "unclosed"
        end = state.pos + 1
        while end < state.posMax and state.src[end] == character:
            end += 1
        if character == opening:
            rest = re.compile(rf"(?:\\[^\n]|[^\n\\{re.escape(opening + closing)}])*").match(
                state.src, end, state.posMax
            )
            end = rest.end() if rest else end
    if not silent:
        _push(state, kind, end)
    state.pos = end
    return True


def _unclosed_comment(state: StateInline, silent: bool) -> bool:
    """``<!--`` that the HTML rule could not match: it would be read out as it stands."""
    if not state.src.startswith("<!--", state.pos):
        return False
    if not silent:
        _push(state, "unclosed", state.pos + 4)
    state.pos += 4
    return True


def _struck(state: StateInline, silent: bool) -> bool:
    """``~~...~~``: GitHub's strikethrough, which nobody can hear."""
    return _between(state, silent, "struck", _STRUCK)


def _percent_comment(state: StateInline, silent: bool) -> bool:
    """``%%...%%``: the comments of some editors."""
    return _between(state, silent, "percent_comment", _PERCENT_COMMENT)


def _between(state: StateInline, silent: bool, kind: str, pattern: re.Pattern[str]) -> bool:
    found = pattern.match(state.src, state.pos, state.posMax)
    if not found or state.src[max(0, state.pos - 1) : state.pos] == found[0][0]:
        return False
    if not silent:
        _push(state, kind, found.end())
    state.pos = found.end()
    return True


def _highlight(state: StateInline, silent: bool) -> bool:
    """``==...==``: the marks of some editors for highlights, left out as those of bold and italic words are."""
    ends: set[int] = state.env.setdefault("highlight_ends", set())
    if state.pos not in ends:
        found = _HIGHLIGHT.match(state.src, state.pos, state.posMax)
        if not found or state.src[max(0, state.pos - 1) : state.pos] == "=":
            return False
        ends.add(found.end() - len("=="))
    if not silent:
        _push(state, "highlight", state.pos + len("=="))
    state.pos += len("==")
    return True


def _placed(rule: _Rule, kind: str) -> _Rule:
    """The rule of markdown-it, with the offsets noted in the first token of ``kind`` that it pushes."""

    def with_place(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[count:]:
            if token.type == kind:
                token.meta = {"start": start, "end": state.pos}
                break
        return True

    return with_place


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark").disable("reference")
    reader.inline.ruler.at("link", _placed(link, "link_open"))
    reader.inline.ruler.at("image", _placed(image, "image"))
    reader.inline.ruler.at("html_inline", _placed(html_inline, "html_inline"))
    reader.inline.ruler.after("html_inline", "unclosed_comment", _unclosed_comment)
    return reader


def _step_reader() -> MarkdownIt:
    reader = _reader()
    reader.inline.ruler.before("link", "directive", _directive)
    reader.inline.ruler.after("link", "bracket", _bracket)
    reader.inline.ruler.after("bracket", "brace", _brace)
    reader.inline.ruler.after("brace", "struck", _struck)
    reader.inline.ruler.after("struck", "percent_comment", _percent_comment)
    reader.inline.ruler.after("percent_comment", "highlight", _highlight)
    return reader


_BLOCKS: Final = MarkdownIt("commonmark").disable(["reference", "inline", "text_join"]).enable("table")
_NOTES: Final = _reader()
_STEPS: Final = _step_reader()
