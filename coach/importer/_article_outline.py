"""An article -> a draft: its title, what is to be done, and what is only to be read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from coach.errors import ArticleError
from coach.importer._article import Article, ArticleBlock, Draft, DraftNote, DraftSection
from coach.importer._chunks import Chunk, are_things, chunks, kind_of, lists_things, things
from coach.importer._dividing import divide, sections
from coach.importer._drafted_steps import as_it_stands, as_notes, cut, note
from coach.importer._exercises import LONGEST_ENTRY, exercises, notes_of
from coach.importer._lexicon import Lexicon
from coach.importer._plain import STEP_MARK
from coach.importer._sayings import sayings
from coach.importer._sentence_kinds import is_aside_talk
from coach.script import can_be_said, collapse

LONGEST_TITLE: Final = 120
_MOST_TITLE_WORDS: Final = 15
MOST_SECTIONS: Final = 500
_MOST_ENTRIES: Final = 40
_TITLE: Final = re.compile(r"^(?:Title|Titel|Titre|Título):\s*(?=\w)")


@dataclass(slots=True)
class _Parts:
    """What has been made of the article so far."""

    notes: list[DraftNote] = field(default_factory=list)
    sections: list[DraftSection] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)
    safety: list[str] = field(default_factory=list)
    exercises: int = 0

    def add_notes(self, notes: Sequence[DraftNote]) -> None:
        """Notes to the last section, or before the first."""
        if self.sections and notes:
            last = self.sections[-1]
            self.sections[-1] = replace(last, entries=(*last.entries, *notes))
        else:
            self.notes += notes


def outline(article: Article, name: str, language: str, language_look: str, words: Lexicon | None) -> Draft:
    """The draft of an article; ``name`` is that of its file, for a title if it has none.

    Raises :class:`ArticleError` if there are no words in it, or far too many headings for a routine.
    """
    blocks = [block for block in article.blocks if can_be_said(block.whole) or block.extras]
    if not blocks:
        raise ArticleError("there are no words in this article", "Save the page again as text, and look into the file.")
    title, look, blocks = _title(article, blocks, name, words)
    parts = _Parts()
    found = chunks(blocks, words)
    nothing_does = words is None or not any(
        _does(block, words) for chunk in found if chunk.kind == "work" for block in chunk.blocks
    )
    for at, chunk in enumerate(found):
        _add(chunk, parts, words, is_first=at == 0, rest=found[at + 1 :], all_lists_do=nothing_does)
    if not parts.sections:
        all_of_it = " ".join(text for block in blocks for text in (block.whole, *block.doses, *block.extras))
        kept = _Parts(sections=sections(divide(as_it_stands(all_of_it), words, by_leads=False), "", 1))
        parts = kept
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


def _title(
    article: Article, blocks: list[ArticleBlock], name: str, words: Lexicon | None
) -> tuple[str, str, list[ArticleBlock]]:
    """The title, how it was guessed, and the blocks without it."""
    top = next((at for at, block in enumerate(blocks) if block.kind == "heading" and block.level == 1), None)
    if top is None and not article.title and _may_be_title(blocks, words):
        top = 0
    if top is not None and can_be_said(_short(blocks[top].text)):
        block = blocks[top]
        rest = [*blocks[:top], *blocks[top + 1 :]]
        look = "" if block.kind == "heading" and block.level == 1 else "the title is the first line of the article"
        if len(block.text) > LONGEST_TITLE or block.extras:
            rest.insert(0, replace(block, kind="aside"))
        if not any(can_be_said(other.whole) for other in rest):
            rest = [replace(block, kind="paragraph")]
        return _short(_TITLE.sub("", block.text)), look, rest
    if article.title and can_be_said(_short(article.title)):
        return _short(article.title), "", blocks
    spelled = collapse(re.sub(r"[\W_]+", " ", name))[:LONGEST_TITLE]
    title = spelled[:1].upper() + spelled[1:] if can_be_said(spelled) else "Untitled routine"
    return title, "the title is the name of the file, because the article has none", blocks


def _short(text: str) -> str:
    return next(iter(cut(text, LONGEST_TITLE)), "")[:LONGEST_TITLE]


def _may_be_title(blocks: Sequence[ArticleBlock], words: Lexicon | None) -> bool:
    first = blocks[0]
    if lists_things(first, words):
        return False
    if first.kind == "heading":
        return kind_of(first.text, words) == "work" and STEP_MARK.match(first.text) is None
    count = len(first.text.split())
    is_line = first.kind == "paragraph" and len(first.text) <= LONGEST_TITLE and count <= _MOST_TITLE_WORDS
    return (
        is_line
        and len(blocks) > 1
        and first.text.rstrip() != ""
        and first.text[-1] not in ".:;,"
        and not is_aside_talk(first.text)
    )


def _add(
    chunk: Chunk, parts: _Parts, words: Lexicon | None, *, is_first: bool, rest: Sequence[Chunk], all_lists_do: bool
) -> None:
    if chunk.kind != "work":
        _add_unspoken(chunk, parts)
        return
    chunk = _without_things(chunk, parts, words, rest)
    heading = _short(chunk.title).rstrip(" :") if chunk.heading else ""
    heading = heading if can_be_said(heading) else ""
    is_intro = is_first and not chunk.heading and _has_more(chunk, rest)
    found = exercises(chunk, words, parts.exercises, is_intro=is_intro, all_lists_do=all_lists_do)
    parts.exercises = found.last
    parts.safety += found.safety
    made = list(found.made)
    if not any(one.step for one in made):
        parts.add_notes([*([note(chunk.title)] if chunk.title else []), *notes_of(made)])
        return
    if len(chunk.title) > LONGEST_TITLE or (chunk.heading and chunk.heading.extras):
        made = [
            *as_notes(ArticleBlock("aside", chunk.title, extras=chunk.heading.extras if chunk.heading else ()), ()),
            *made,
        ]
    if not heading and not parts.sections:
        first = next(at for at, one in enumerate(made) if one.step)
        parts.notes += notes_of(made[:first])
        made = made[first:]
    parts.sections += sections(divide(made, words, by_leads=not heading), heading, len(parts.sections) + 1)


def _has_more(chunk: Chunk, rest: Sequence[Chunk]) -> bool:
    """Whether there is a list or a section further on, so that a paragraph before it may be an introduction."""
    return any(block.kind == "item" for block in chunk.blocks) or any(
        other.kind == "work" and other.blocks for other in rest
    )


def _add_unspoken(chunk: Chunk, parts: _Parts) -> None:
    """Things needed and what is dangerous go into the front matter as they are; talk becomes notes."""
    texts = [block.whole for block in chunk.blocks]
    extras = [note(extra) for block in chunk.blocks for extra in block.extras]
    short = len(texts) <= _MOST_ENTRIES and all(len(text) <= LONGEST_ENTRY and can_be_said(text) for text in texts)
    title = [note(chunk.title)] if can_be_said(chunk.title) else []
    if chunk.kind == "needs" and short and len(parts.needs) < _MOST_ENTRIES:
        parts.needs += [thing for thing in things(chunk.blocks) if thing not in parts.needs]
        parts.add_notes(
            [*(replace(one, looks=("the list under this heading is what is needed",)) for one in title), *extras]
        )
    elif chunk.kind == "safety" and short:
        parts.safety += texts
        parts.add_notes(
            [*(replace(one, looks=("what stood under this heading is the safety advice",)) for one in title), *extras]
        )
    else:
        parts.add_notes([*title, *(one for block in chunk.blocks for one in notes_of(as_notes(block, ())))])


def _without_things(chunk: Chunk, parts: _Parts, words: Lexicon | None, rest: Sequence[Chunk]) -> Chunk:
    """The chunk without bullets at its beginning that are things and not work, where work follows."""
    if words is None or parts.needs or parts.sections:
        return chunk
    first = next((at for at, block in enumerate(chunk.blocks) if block.kind == "item"), None)
    if first is None:
        return chunk
    end = first
    while (
        end < len(chunk.blocks)
        and chunk.blocks[end].kind == "item"
        and chunk.blocks[end].mark == chunk.blocks[first].mark
    ):
        end += 1
    run, after = chunk.blocks[first:end], chunk.blocks[end:]
    before = " ".join(block.whole for block in chunk.blocks[:first])
    follows = any(_does(block, words) for block in (*after, *(block for other in rest for block in other.blocks)))
    if not are_things(run, words) or not follows or any(_does(block, words) for block in chunk.blocks[:first]):
        return chunk
    if before.rstrip().endswith(":") and kind_of(before, words) != "needs" and not after:
        return chunk
    parts.needs += [block.whole for block in run]
    parts.add_notes([note(extra) for block in run for extra in block.extras])
    return Chunk(chunk.heading, (*chunk.blocks[:first], *after))


def _does(block: ArticleBlock, words: Lexicon) -> bool:
    return block.kind in {"item", "paragraph"} and any(one.role == "do" for one in sayings(block.whole, words))


def _named(found: Sequence[DraftSection], title: str) -> Sequence[DraftSection]:
    """The sections, a single one without a name of its own called as the routine."""
    if len(found) == 1 and found[0].title == "Part 1":
        return [replace(found[0], title=title, looks=found[0].looks[1:])]
    return found
