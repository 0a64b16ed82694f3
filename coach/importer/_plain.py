"""Plain text -> blocks: the signs by which people who type an article mark points, headings and paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from coach.importer._article import ArticleBlock
from coach.importer._lexicon import lexicons
from coach.importer._sayings import is_dose
from coach.importer._sentence_kinds import is_aside_talk
from coach.script import can_be_said, collapse

_NUMBER_WORDS: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eins|zwei|drei|vier|f\u00fcnf|sechs|sieben|acht|neun|zehn"
    "|une?|deux|trois|quatre|cinq|sept|huit|neuf|dix|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez"
)
STEP_MARK: Final = re.compile(
    rf"(?:step|schritt|\u00e9tape|paso)\s+(?:#\s*)?(?:[0-9]{{1,3}}|{_NUMBER_WORDS})\s*(?:[:.)\u2013\u2014-]\s*|$)",
    re.IGNORECASE,
)
_MARK: Final = re.compile(
    r"[ \t]*(?:[0-9]{1,3}(?:\.\)|[.)/])|[a-h]\)|\((?:[0-9]{1,3}|[a-h])\)|[0-9]{1,3}[ \t]+[-\u2013\u2014](?=[ \t]+[^\W\d_])"
    r"|[\u2022\u2023\u25aa\u25cf\u25e6\u00b7*\u2013\u2014+-])(?:[ \t\xa0]+|$)"
)
_RUN_ON: Final = re.compile(
    r"(?<=[^\W\d_][.!?)])[ \t]{0,2}(?=([0-9]{1,2})(?:\.\)|[.)])[ \t]+[^\W\d_])|(?<=[.!?)])[ \t]+(?=([0-9]{1,2})(?:\.\)|[.)])[ \t]+[^\W\d_])"
)
_LETTERED: Final = re.compile(r"(?<=[.!?;])[ \t]+(?=\([b-h]\)[ \t]+[^\W\d_])")
"""Before the second letter of "(a) Sit. (b) Stand."."""
_BY: Final = re.compile(r"(?:by|von|par|por|text|written)\s", re.IGNORECASE)
_MOST_WORDS_BEFORE_TEXT: Final = 6
_HEADING_MARK: Final = re.compile(r"^#{1,6}[ \t]+")
_UNDERLINE: Final = re.compile(r"[ \t]*(?:={3,}|-{3,})[ \t]*")
_SENTENCE_END: Final = re.compile(r"[.!?\u2026:;][\"'\u201d\u2019)\]]*$")

LONGEST_HEADING: Final = 60
"""Characters of a line that may be a heading though nothing marks it as one."""

MOST_HEADING_WORDS: Final = 8
_LONGEST_WRAPPED_LINE: Final = 120
"""A text with a longer line than this has one line for each paragraph."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its white space; ``indent`` is how far in its words begin, ``mark`` how a point was marked."""

    text: str
    indent: int = 0
    mark: str = ""

    @property
    def is_step(self) -> bool:
        return bool(self.mark) and self.mark[0].isalpha()


def plain_blocks(text: str) -> tuple[ArticleBlock, ...]:
    """The blocks of a plain text, in order; every line with a letter or digit in it comes to stand in one of them."""
    lines = [_read_line(line) for line in _unrolled(text).split("\n")]
    width = max((line.indent + len(line.text) for line in lines), default=0)
    blocks: list[ArticleBlock] = []
    open_lines: list[_Line] = []
    after_gap, in_list = True, False
    for number, line in enumerate(lines):
        if not can_be_said(line.text) and not line.mark:
            blocks += _close(open_lines)
            after_gap = True
            in_list = in_list and bool(blocks) and blocks[-1].kind == "heading"
        elif _is_heading(lines, number, after_gap, open_lines, width):
            blocks += [*_close(open_lines), ArticleBlock("heading", _HEADING_MARK.sub("", line.text, count=1), 2)]
            after_gap = False
            in_list = _names(line.text, "needs")
        elif (in_list and not line.mark and _is_thing(line)) or _is_apart(line, open_lines, width):
            style = "line" if in_list else ""
            blocks += [*_close(open_lines), ArticleBlock("item" if in_list else "paragraph", line.text, mark=style)]
            after_gap = False
        else:
            if line.mark or not open_lines or not _continues(open_lines, line, width):
                blocks += _close(open_lines)
            open_lines.append(line)
            after_gap = False
    return tuple(_with_levels([*blocks, *_close(open_lines)]))


def _names(text: str, role: str) -> bool:
    """Whether a line is a heading of a kind that any language knows."""
    is_short = len(text.split()) <= MOST_HEADING_WORDS and not re.search(r":\s*\S|[.,;]$", text.replace("...", ""))
    return is_short and any(words.has(f"heads.{role}", text.strip()) for words in lexicons())


def _is_thing(line: _Line) -> bool:
    return len(line.text.split()) <= MOST_HEADING_WORDS and not _SENTENCE_END.search(line.text)


def _is_apart(line: _Line, open_lines: Sequence[_Line], width: int) -> bool:
    """Whether a line says only how often or how long, and does not end a sentence that began on the line before."""
    if line.mark or (
        open_lines
        and open_lines[-1].text
        and not _SENTENCE_END.search(open_lines[-1].text)
        and not looks_like_heading(open_lines[-1].text)
    ):
        return False
    is_full = bool(open_lines) and _fills(open_lines[-1], line, width)
    return (
        not is_full
        and len(line.text.split()) <= MOST_HEADING_WORDS
        and any(is_dose(line.text, words) for words in lexicons())
    )


def _fills(line: _Line, following: _Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on a line, so that a sentence may go on there."""
    return (
        line.indent + len(line.text) + 1 + len(following.text.split()[0]) > width * 0.85
        and width <= _LONGEST_WRAPPED_LINE
    )


def _unrolled(text: str) -> str:
    """A text whose points were run together, as copying from a PDF does, with a line for each: those that count on from 1."""
    if "(a) " in text:
        text = _LETTERED.sub("\n", text)
    numbered = re.compile(r"^[ \t]*([0-9]{1,2})(?:\.\)|[.)])[ \t]", re.MULTILINE)
    started = {int(found[1]) for found in numbered.finditer(text)}
    if 1 not in started:
        return text
    known = set(started)

    def cut(found: re.Match[str]) -> str:
        number = int(found[1] or found[2])
        if number - 1 not in known or number in started:
            return found[0]
        known.add(number)
        return "\n"

    return _RUN_ON.sub(cut, text)


def has_points(text: str) -> bool:
    """Whether a line of a text is marked as a point of a list."""
    return any(_read_line(line).mark for line in text.split("\n"))


def _read_line(raw: str) -> _Line:
    raw = raw.expandtabs(4).rstrip()
    indent = len(raw) - len(raw.lstrip())
    mark = _MARK.match(raw) if can_be_said(raw) else None
    step = STEP_MARK.match(raw, indent)
    found = step or mark
    if found:
        return _Line(raw[found.end() :].strip(), found.end(), found[0].strip())
    return _Line(raw.strip(), indent)


def _close(lines: list[_Line]) -> list[ArticleBlock]:
    if not lines:
        return []
    first, text = lines[0], collapse(" ".join(line.text for line in lines))
    lines.clear()
    if first.mark:
        style = "number" if any(sign.isdigit() or sign.isalpha() for sign in first.mark) else first.mark
        return [ArticleBlock("item", text, first.indent, numbered_step=first.is_step, mark=style)]
    return [ArticleBlock("paragraph", text)]


def _continues(open_lines: Sequence[_Line], line: _Line, width: int) -> bool:
    """Whether a line without a marker goes on with what the lines before it began."""
    first, last = open_lines[0], open_lines[-1]
    if not last.text or line.text[0].islower() or (first.mark and line.indent >= min(first.indent, 2)):
        return True
    is_named = first.is_step and len(open_lines) == 1 and looks_like_heading(first.text)
    is_head = (
        first.mark[:1].isdigit()
        and len(open_lines) == 1
        and looks_like_heading(first.text)
        and not line.text[0].islower()
    )
    if width > _LONGEST_WRAPPED_LINE or is_named or (is_head and not _fills(last, line, width)):
        return False
    first_word = line.text.split()[0]
    is_full = last.indent + len(last.text) + 1 + len(first_word) > width * 0.85
    return is_full or not _SENTENCE_END.search(last.text)


def _is_heading(lines: Sequence[_Line], number: int, after_gap: bool, open_lines: Sequence[_Line], width: int) -> bool:
    line = lines[number]
    if line.mark or not can_be_said(line.text):
        return False
    following = lines[number + 1] if number + 1 < len(lines) else _Line("")
    if _HEADING_MARK.match(line.text) or (after_gap and _UNDERLINE.fullmatch(following.text)):
        return True
    is_named = any(_names(line.text, role) for role in ("needs", "safety", "talk", "end"))
    if is_named and after_gap and not line.mark:
        return any(rest.text for rest in lines[number + 1 :])
    if not looks_like_heading(line.text):
        return False
    if line.text.isupper() and sum(character.isalpha() for character in line.text) >= 3:
        return after_gap or not open_lines or not _continues(open_lines, line, width)
    before_point = bool(following.mark) or (
        line.text.endswith(":") and not following.text and _has_point(lines, number)
    )
    if is_named and following.text and (after_gap or not open_lines or not _continues(open_lines, line, width)):
        return True
    if (after_gap or not open_lines) and _is_before_text(line, following, width):
        return True
    if before_point and (after_gap or (open_lines and not _continues(open_lines, line, width))):
        return True
    return after_gap and not following.text and not following.mark and any(rest.text for rest in lines[number + 1 :])


def _is_before_text(line: _Line, following: _Line, width: int) -> bool:
    """Whether a short line stands directly above sentences, and is not the first of their own lines."""
    if (
        not following.text
        or following.mark
        or len(line.text.split()) > _MOST_WORDS_BEFORE_TEXT + 6 * bool(_BY.match(following.text))
    ):
        return False
    if _BY.match(following.text):
        return True
    is_sentence = following.text[0].isupper() and (
        _SENTENCE_END.search(following.text) or len(following.text) > 2 * len(line.text)
    )
    return (bool(is_sentence) or _is_apart(following, (), width)) and not _fills(line, following, width)


def _has_point(lines: Sequence[_Line], number: int) -> bool:
    """Whether the next line with words after ``number`` is a point."""
    return next((bool(line.mark) for line in lines[number + 1 :] if line.text), False)


def looks_like_heading(text: str) -> bool:
    """Whether a line is short and no sentence."""
    ends = _SENTENCE_END.search(text)
    short = len(text) <= LONGEST_HEADING and len(text.split()) <= MOST_HEADING_WORDS
    starts = (text[0].isupper() or not text[0].isalpha()) and text[0] not in "([{<"
    return short and starts and not text.endswith(",") and (not ends or text.endswith(":")) and not is_aside_talk(text)


def _with_levels(blocks: Sequence[ArticleBlock]) -> list[ArticleBlock]:
    """Points with their depth from 0 instead of their indentation; empty ones left out unless a paragraph fills them."""
    indents: list[int] = []
    done: list[ArticleBlock] = []
    for block in blocks:
        if block.kind != "item":
            indents = []
            filled = bool(done) and done[-1].kind == "item" and not done[-1].text and block.kind == "paragraph"
            if filled:
                done[-1] = replace(done[-1], text=block.text)
            else:
                done.append(block)
            continue
        while indents and indents[-1] > block.level:
            indents.pop()
        if not indents or indents[-1] < block.level:
            indents.append(block.level)
        done.append(replace(block, level=len(indents) - 1))
    return [block for block in done if block.text]
