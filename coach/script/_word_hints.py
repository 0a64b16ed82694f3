"""Times that stand among the words of a step, where they are read aloud and no time passes; and comments that are none."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from coach.script._codes import ScriptCode
from coach.script._inline import LONGEST_TEXT, InlinePiece
from coach.script._meant_directives import MeantDirective, meant_directive
from coach.script._meant_lengths import meant_lengths
from coach.script._routine import For, Hold, Item, Pause, Repeat, Span, Wait
from coach.script._source import InlineText, Problems
from coach.script._speakable import brief, plain
from coach.script._spoken_text import look_at_characters

_TIMED: Final = ("pause", "hold", "for", "repeat", "wait")
_ALL: Final = (*_TIMED, "chime", "sound")
_LOOK_ALIKE: Final = re.compile(
    "[［【〔〖❲⟦﹇﹝]([^［］【】〔〕〖〗❲❳⟦⟧\\]]{1,80})[］】〕〗❳⟧﹈﹞\\]]|\\[([^［］【】\\[\\]]{1,80})[］】]"
)
_LOOK_ALIKE_BRACE: Final = re.compile("｛\\s*(side|other_side)\\s*｝")
_ROUND: Final = re.compile(r"\(([^()\[\]{}]{1,40})\)|(?<![\w<])<([^<>!\[\]{}]{1,40})>")
_COMPACT: Final = re.compile(
    r"\s*(?:(?:pause|hold|for|repeat|wait)\s*:\s*\S.*|(?:[0-9]+h)?[0-9.,]*(?:-[0-9.,]+)?\s?(?:h|m|s|min|sec|sek)\.?(?:[0-9]{1,2}s)?)\s*"
)
_BARE: Final = re.compile(r"\s*(?:long |short |lange |kurze )?(?:pause|silence|stille|pausa|silencio)\s*")
_BAD_COMMENT: Final = re.compile(r"<!-?(?!-)[^<>]*>|<--(?!>)[^<>]*-->")
_HIDDEN: Final = re.compile(r"`[^`]*`|\]\([^)]{0,2000}\)|!\[[^\]]{0,2000}\]")
_STILL: Final = re.compile(
    r"\b(?:hold|stay|keep|halte[nt]?|bleibe[nt]?|tenez|tiens|maintenez|mantén|mantenga|mantener|sostén)\b",
    re.IGNORECASE,
)
_REST: Final = re.compile(r"\b(?:rest|pause|wait|relax|ruhe[nt]?|warte[nt]?|reposez|descansa|espera)\b", re.IGNORECASE)
_NOT_NOW: Final = re.compile(
    r"\b(?:a|per|each|every|pro|am|par|al|cada)\s+(?:day|week|night|hour|tag|woche|nacht|jour|semaine|día|semana)\b|"
    r"\b(?:lasts?|takes?|dauert|dure|dura)\b|"
    r"\b(?:daily|täglich|after|before|within|until|nach|vor|innerhalb|bis|après|avant|después|antes|minutes? ago)\b",
    re.IGNORECASE,
)
_MAY_BE_TIME: Final = re.compile(r"[0-9]|sec|sek|seg|min|hour|stund|heur|hora", re.IGNORECASE)
_UNIT_WORD: Final = re.compile(r"[^\W\d_]{3,}|[0-9]\s?(?:s|m|h)\b|[0-9]:[0-9]")


def look_at_words(
    paragraphs: Sequence[tuple[InlineText, Sequence[InlinePiece]]],
    items: Sequence[Item],
    problems: Problems,
    *,
    is_whole: bool,
) -> None:
    """Note what is odd about the words of a step, whose ``items`` say which times pass in it, unless some of it could not be read."""
    spans = [span for item in items if (span := _span_of(item))]
    passes = any(isinstance(item, Pause | Hold | For | Repeat | Wait) for item in items)
    before = len(problems)
    for text, pieces in paragraphs:
        if len(text.content) > LONGEST_TEXT:  # which is a problem by itself, and looking through it could take long
            continue
        words = _only_words(text, pieces)
        look_at_characters(words, text.at, problems)
        _look_alikes(text, words, problems)
        noted = _brackets(text, words, spans, problems, passes=passes)
        for comment in _BAD_COMMENT.finditer(words):
            what, hint = "this is read aloud", "a comment begins with <!-- and ends with -->"
            problems.hint(text.at(*comment.span()), what, hint, ScriptCode.COMMENT)
        passes = passes or noted
    if is_whole and not passes and not problems.hints_are_enough and len(problems) == before:
        _no_time(paragraphs, problems)


def _span_of(item: Item) -> Span | None:
    if isinstance(item, Repeat):
        return item.every
    return item.length if isinstance(item, Pause | Hold | For | Wait) else None


def _only_words(text: InlineText, pieces: Sequence[InlinePiece]) -> str:
    """The text, with blanks for all that is not words, so that places stay the same."""
    words = text.content
    for piece in pieces:
        if piece.kind in {"directive", "brace"}:
            words = _blanked(words, piece.slice.start, piece.slice.end)
    for hidden in _HIDDEN.finditer(words):
        words = _blanked(words, *hidden.span())
    return re.sub(r"<!--.*?-->", lambda comment: " " * len(comment[0]), words, flags=re.DOTALL)


def _blanked(words: str, start: int, end: int) -> str:
    return words[:start] + re.sub(r"[^\n]", " ", words[start:end]) + words[end:]


def _look_alikes(text: InlineText, words: str, problems: Problems) -> None:
    for found in _LOOK_ALIKE.finditer(words):
        if problems.are_enough:
            return
        inside = found[1] or found[2]
        meant = meant_directive(inside, _ALL)
        if meant and (meant_lengths(inside) or _COMPACT.fullmatch(plain(inside)) or _BARE.fullmatch(plain(inside))):
            what = "these brackets only look like square brackets, so they would be read aloud"
            write = meant.text if meant.is_whole else None
            problems.add(text.at(*found.span()), what, f"write {brief(meant.text)}", ScriptCode.BRACKETS, write)
    for found in _LOOK_ALIKE_BRACE.finditer(words):
        what, write = "these braces only look like braces", f"{{{found[1]}}}"
        problems.add(text.at(*found.span()), what, f"write {write}", ScriptCode.BRACES, write)


def _brackets(text: InlineText, words: str, spans: Sequence[Span], problems: Problems, *, passes: bool) -> bool:
    noted = False
    for found in _ROUND.finditer(words):
        if problems.hints_are_enough:
            break
        inside = found[1] or found[2]
        meant = _timed(inside, passes=passes)
        if meant and not _has(spans, inside):
            noted = True
            what = "this is read aloud, and no time passes here"
            hint = f"did you mean {brief(meant.text)}? Times stand in square brackets"
            write = meant.text if meant.is_whole else None
            problems.hint(text.at(*found.span()), what, hint, ScriptCode.WRONG_BRACKETS, write)
    return noted


def _timed(inside: str, *, passes: bool) -> MeantDirective | None:
    """The directive that words in round or pointed brackets were meant to be."""
    words = plain(inside)
    meant = meant_directive(inside, _TIMED)
    if meant is None or not (meant_lengths(inside) or _BARE.fullmatch(words) or _COMPACT.fullmatch(words)):
        return None
    return meant if _COMPACT.fullmatch(words) or not passes else None


def _has(spans: Sequence[Span], inside: str) -> bool:
    """Whether one of the times that do pass is the one in the words."""
    return any(
        (length.shortest_s, length.longest_s) == (span.shortest_s, span.longest_s)
        for length in meant_lengths(inside)
        for span in spans
    )


def _no_time(paragraphs: Sequence[tuple[InlineText, Sequence[InlinePiece]]], problems: Problems) -> None:
    """Note the first time that a step speaks of, where no time passes in it."""
    for text, pieces in paragraphs:
        words = _only_words(text, pieces)
        if not _MAY_BE_TIME.search(words):
            continue
        for length in meant_lengths(words):
            said = words[length.start : length.end]
            sentence = _sentence_around(words, length.start)
            if (
                not _UNIT_WORD.search(said)
                or _NOT_NOW.search(sentence)
                or length.longest_s > 3600
                or "'" in said
                or '"' in said
            ):
                continue
            kind = "hold: " if _STILL.search(sentence) else "" if _REST.search(sentence) else "for: "
            directive = meant_directive(f"{kind}{said}", _TIMED)
            if directive is None:
                continue
            end = text.at(len(text.content.rstrip()), len(text.content.rstrip()) + 1)
            at = replace(end, column=len(end.source_line.rstrip()) + 1, width=0)
            what, hint = "no time passes here", f"did you mean {directive.text}? Times stand in square brackets"
            problems.hint(text.at(length.start, length.end), what, hint, ScriptCode.NO_TIME, f" {directive.text}", at)
            return


def _sentence_around(words: str, at: int) -> str:
    start = max(words.rfind(mark, 0, at) for mark in ".!?") + 1
    ends = [end for mark in ".!?" if (end := words.find(mark, at)) >= 0]
    return words[start : min(ends, default=len(words))]
