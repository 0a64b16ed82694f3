"""An article -> a draft: its title, what is to be done, and what is only to be read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from coach.importer._article import Article, ArticleBlock, ArticleError, Draft, DraftNote, DraftSection, DraftStep
from coach.importer._dividing import divide, sections
from coach.importer._drafted_steps import (
    LONGEST_PARAGRAPH,
    LONGEST_POINT,
    LONGEST_TEXT,
    Made,
    as_it_stands,
    cut,
    make,
    note,
)
from coach.importer._plain import STEP_MARK, looks_like_heading
from coach.importer._sentence_kinds import is_aside_talk, is_instruction, is_told
from coach.script import can_be_said, collapse

LONGEST_TITLE: Final = 120
_MOST_TITLE_WORDS: Final = 15
MOST_SECTIONS: Final = 500
_MOST_ENTRIES: Final = 40
_LONGEST_ENTRY: Final = 300

_NEEDS: Final = re.compile(
    r"(?:ingredients|materials?|equipment|supplies|what\s+you(?:['\u2019]ll|\s+will)?\s+need|you(?:['\u2019]ll|\s+will)?\s+need"
    r"|things\s+you(?:['\u2019]ll|\s+will)?\s+need|zutaten|material|das\s+brauch(?:st\s+du|en\s+sie)|du\s+brauchst|sie\s+brauchen)\s*:?",
    re.IGNORECASE,
)
_SAFETY: Final = re.compile(
    r"(?:safety|warnings?|cautions?|precautions?|safety\s+(?:first|notes?)|sicherheit|vorsicht|achtung|warnung|warnhinweise)\s*:?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Parts:
    """What has been made of the article so far."""

    notes: list[DraftNote] = field(default_factory=list)
    sections: list[DraftSection] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    safety: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A heading, if there is one, and what stands under it."""

    heading: str
    blocks: tuple[ArticleBlock, ...]


def outline(article: Article, name: str, language: str, language_look: str) -> Draft:
    """The draft of an article; ``name`` is that of its file, for a title if it has none.

    Raises :class:`ArticleError` if there are no words in it, or far too many headings for a routine.
    """
    blocks = [block for block in article.blocks if can_be_said(block.whole) or block.extras]
    if not blocks:
        raise ArticleError("there are no words in this article", "Save the page again as text, and look into the file.")
    title, look, blocks = _title(article, blocks, name)
    chunks = _chunks(_with_named_points(blocks))
    parts = _Parts()
    has_points = any(block.kind == "item" for block in blocks)
    for chunk in chunks:
        _add(chunk, parts, has_points=has_points)
    if not parts.sections:
        all_of_it = " ".join(text for block in blocks for text in (block.whole, *block.extras))
        parts = _Parts(sections=sections(divide(as_it_stands(all_of_it, LONGEST_PARAGRAPH), by_leads=False), "", 1))
    if len(parts.sections) > MOST_SECTIONS:
        hint = "Cut out the part that you mean, and import that."
        raise ArticleError(f"this article has {len(parts.sections)} sections: too many for a routine", hint)
    return Draft(
        title,
        language,
        tuple(_named(parts.sections, title)),
        tuple(parts.notes),
        tuple(parts.needs),
        tuple(parts.safety),
        look,
        language_look,
    )


def _title(article: Article, blocks: list[ArticleBlock], name: str) -> tuple[str, str, list[ArticleBlock]]:
    """The title, how it was guessed, and the blocks without it."""
    top = next((at for at, block in enumerate(blocks) if block.kind == "heading" and block.level == 1), None)
    if top is None and not article.title and _may_be_title(blocks):
        top = 0
    if top is not None and can_be_said(_short(blocks[top].text)):
        block = blocks[top]
        rest = [*blocks[:top], *blocks[top + 1 :]]
        look = "" if block.kind == "heading" and block.level == 1 else "the title is the first line of the article"
        if len(block.text) > LONGEST_TITLE or block.extras:
            rest.insert(0, replace(block, kind="aside"))
        if not any(can_be_said(other.whole) for other in rest):
            rest = [replace(block, kind="paragraph")]
        return _short(block.text), look, rest
    if article.title and can_be_said(_short(article.title)):
        return _short(article.title), "", blocks
    words = collapse(re.sub(r"[\W_]+", " ", name))[:LONGEST_TITLE]
    title = words[:1].upper() + words[1:] if can_be_said(words) else "Untitled routine"
    return title, "the title is the name of the file, because the article has none", blocks


def _short(text: str) -> str:
    return next(iter(cut(text, LONGEST_TITLE)), "")[:LONGEST_TITLE]


def _may_be_title(blocks: Sequence[ArticleBlock]) -> bool:
    first = blocks[0]
    if first.kind == "heading":
        return not _NEEDS.fullmatch(first.text)
    words = len(first.text.split())
    is_line = first.kind == "paragraph" and len(first.text) <= LONGEST_TITLE and words <= _MOST_TITLE_WORDS
    return is_line and len(blocks) > 1 and first.text[-1] not in ".:;," and not is_aside_talk(first.text)


def _with_named_points(blocks: Sequence[ArticleBlock]) -> list[ArticleBlock]:
    """Points that are only a few words, with the paragraph that follows as what is to be done: the words are a name then."""
    heads = [at for at in range(len(blocks) - 1) if _is_head(blocks, at)]
    if len(heads) < 2 and not any(blocks[at].numbered_step for at in heads):
        return list(blocks)
    done: list[ArticleBlock] = []
    for at, block in enumerate(blocks):
        if at - 1 in heads:
            name = done.pop()
            extras = (*name.extras, *block.extras)
            done.append(replace(name, name=name.whole.rstrip(" :"), text=block.whole, extras=extras))
        else:
            done.append(block)
    return done


def _is_head(blocks: Sequence[ArticleBlock], at: int) -> bool:
    item, following = blocks[at], blocks[at + 1]
    is_short = item.kind == "item" and can_be_said(item.whole) and looks_like_heading(item.whole)
    return is_short and following.kind == "paragraph" and can_be_said(following.whole) and not is_told(following.whole)


def _chunks(blocks: Sequence[ArticleBlock]) -> list[_Chunk]:
    chunks: list[_Chunk] = []
    heading, inside = "", list[ArticleBlock]()
    for block in [*blocks, ArticleBlock("heading", "", 2)]:
        if block.kind != "heading":
            inside.append(block)
            continue
        if heading or inside:
            chunks.append(_Chunk(heading, tuple(inside)))
        heading, inside = block.text, []
        if len(heading) > LONGEST_TITLE or block.extras:
            inside.append(replace(block, kind="aside"))
    return chunks


def _add(chunk: _Chunk, parts: _Parts, *, has_points: bool) -> None:
    if _add_lists(chunk, parts):
        return
    heading = _short(chunk.heading).rstrip(" :") if chunk.heading else ""
    heading = heading if can_be_said(heading) else ""
    made = _made(chunk, has_points=has_points)
    if not any(isinstance(one.entry, DraftStep) for one in made):
        notes = [*([note(chunk.heading)] if chunk.heading else []), *_notes(made)]
        if not parts.sections:
            parts.notes += notes
        elif notes:
            last = parts.sections[-1]
            parts.sections[-1] = replace(last, entries=(*last.entries, *notes))
        return
    if not heading and not parts.sections:
        first = next(at for at, one in enumerate(made) if isinstance(one.entry, DraftStep))
        parts.notes += _notes(made[:first])
        made = made[first:]
    parts.sections += sections(divide(made, by_leads=not heading), heading, len(parts.sections) + 1)


def _add_lists(chunk: _Chunk, parts: _Parts) -> bool:
    """Take what a heading says is needed, or dangerous, into the front matter; whether that is what it was."""
    texts = [block.whole for block in chunk.blocks]
    short = len(texts) <= _MOST_ENTRIES and all(len(text) <= _LONGEST_ENTRY and can_be_said(text) for text in texts)
    if not texts or not short or any(block.extras for block in chunk.blocks):
        return False
    if _NEEDS.fullmatch(chunk.heading) and chunk.blocks[0].kind == "item" and not parts.needs:
        points = [block for block in chunk.blocks if block.kind == "item"]
        parts.needs += [block.whole for block in points]
        others = [note(block.whole) for block in chunk.blocks if block.kind != "item"]
        parts.notes += [note(chunk.heading, "the list under this heading is what is needed"), *others]
        return True
    if _SAFETY.fullmatch(chunk.heading) and not parts.safety:
        parts.safety += texts
        parts.notes.append(note(chunk.heading, "what stood under this heading is the safety advice"))
        return True
    return False


def _made(chunk: _Chunk, *, has_points: bool) -> list[Made]:
    points_here = any(block.kind == "item" for block in chunk.blocks)
    is_step = STEP_MARK.match(chunk.heading) is not None
    made: list[Made] = []
    said = False
    for block in chunk.blocks:
        if block.kind == "item":
            made += make(block, LONGEST_POINT)
        elif block.kind == "aside":
            made += _as_notes(block, ())
        elif not points_here and _is_to_do(block, chunk, is_step=is_step, has_points=has_points):
            made += make(block, LONGEST_PARAGRAPH)
        else:
            look = "this is a note and not spoken, and so are other paragraphs between the steps"
            made += _as_notes(block, () if said else (look,))
            said = True
    return _cut_notes(made)


def _is_to_do(block: ArticleBlock, chunk: _Chunk, *, is_step: bool, has_points: bool) -> bool:
    """Whether a paragraph where there are no points tells what to do."""
    if is_step or not has_points:
        return not is_told(block.whole)
    return bool(chunk.heading) and is_instruction(block.whole) and not is_told(block.whole)


def _as_notes(block: ArticleBlock, looks: tuple[str, ...]) -> list[Made]:
    text = " ".join([block.whole, *block.extras])
    return [Made(note(text, *looks), is_lead=block.kind == "paragraph")]


def _cut_notes(made: Sequence[Made]) -> list[Made]:
    done: list[Made] = []
    for one in made:
        if isinstance(one.entry, DraftNote) and len(one.entry.text) > LONGEST_TEXT:
            first, *others = cut(one.entry.text, LONGEST_TEXT)
            done += [replace(one, entry=replace(one.entry, text=first)), *(Made(note(text)) for text in others)]
        else:
            done.append(one)
    return done


def _notes(made: Sequence[Made]) -> list[DraftNote]:
    return [one.entry for one in made if isinstance(one.entry, DraftNote)]


def _named(found: Sequence[DraftSection], title: str) -> Sequence[DraftSection]:
    """The sections, a single one without a name of its own called as the routine."""
    if len(found) == 1 and found[0].title == "Part 1":
        return [replace(found[0], title=title, looks=found[0].looks[1:])]
    return found
