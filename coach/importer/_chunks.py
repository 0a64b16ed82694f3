"""Blocks -> chunks: a heading with what stands under it, and the part that all of it plays by what the heading says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, Literal

from coach.importer._article import ArticleBlock
from coach.importer._lexicon import Lexicon
from coach.importer._plain import STEP_MARK, looks_like_heading
from coach.importer._sayings import is_dose, is_pause, sayings
from coach.importer._sentence_kinds import is_placeholder, sentences
from coach.script import can_be_said

Kind = Literal["work", "needs", "safety", "talk", "end"]

_LABEL: Final = re.compile(r"\s*([^.:!?]{2,50})\s*:\s*(?=\S)")
_MOST_HEAD_WORDS: Final = 8
_MOST_HEADING_WORDS: Final = 10
_MOST_TITLE_WORDS: Final = 4
_MOST_NEED_WORDS: Final = 9


@dataclass(frozen=True, slots=True)
class Chunk:
    """A heading, if there is one, and what stands under it."""

    heading: ArticleBlock | None
    blocks: tuple[ArticleBlock, ...]
    kind: Kind = "work"

    @property
    def title(self) -> str:
        """What the heading says."""
        return self.heading.text if self.heading else ""


def chunks(blocks: Sequence[ArticleBlock], words: Lexicon | None) -> list[Chunk]:
    """All blocks in their order, under their headings; what a list of things needed does not hold any more is a chunk of its own."""
    done: list[Chunk] = []
    for chunk in _under_headings([_plainly(block, words) for block in blocks], words):
        done += _divided(chunk, words) if words else [chunk]
    return done


def kind_of(heading: str, words: Lexicon | None) -> Kind:
    """The part that a heading gives to what stands under it."""
    if words is None or len(heading.split()) > _MOST_HEADING_WORDS or _LABEL.match(heading):
        return "work"
    text = re.sub(r"^(?:[0-9]+[.)]|\W)+\s*", "", heading).strip()
    for kind in ("needs", "safety", "end", "talk"):
        if words.has(f"heads.{kind}", text):
            return kind
    return "work"


def is_head(block: ArticleBlock, words: Lexicon | None) -> bool:
    """Whether a point is only a few words that name what follows, and nothing to do."""
    text = re.sub(r"\s*\([^()]*\)\s*:?$", "", block.whole) or block.whole
    if block.kind != "item" or not can_be_said(text) or block.doses:
        return False
    if words is None:
        return looks_like_heading(text)
    parts = sayings(text, words)
    if len(parts) != 1 or len(text.split()) > _MOST_HEAD_WORDS or text[-1] in ",;?":
        return False
    role, first = parts[0].role, text.split()[0]
    is_timed = role == "dose" and not is_dose(text, words)
    is_title = (len(first) > 1 and first.isupper()) or (
        looks_like_heading(text) and len(text.split()) <= _MOST_TITLE_WORDS
    )
    return role == "open" or is_timed or (role == "do" and is_title and (first.isupper() or not parts[0].quantities))


def _plainly(block: ArticleBlock, words: Lexicon | None) -> ArticleBlock:
    """A block as what it says: a line that looked like a heading is none if it gives a dose, a silence, or things needed.

    A bare "Step 2" has no words.
    """
    if block.kind == "heading" and is_placeholder(block.text):
        return replace(block, kind="aside", level=0)
    if block.kind != "heading" or words is None:
        return block
    if is_pause(block.text, words) or is_dose(block.text, words) or lists_things(block, words):
        return replace(block, kind="paragraph", level=0)
    step = STEP_MARK.match(block.text)
    return replace(block, text=block.text[step.end() :], numbered_step=True) if step else block


def _under_headings(blocks: Sequence[ArticleBlock], words: Lexicon | None) -> Iterator[Chunk]:
    """Chunks by their headings. Under a heading that is talk, deeper headings are, too; after readers' comments, all is."""
    heading: ArticleBlock | None = None
    inside: list[ArticleBlock] = []
    deeper_than, outer = 0, "work"
    ended = False
    for block in [*blocks, ArticleBlock("heading", "", 1)]:
        if block.kind != "heading":
            inside.append(block)
            continue
        if heading is not None or inside:
            own = kind_of(heading.text, words) if heading else "work"
            kind: Kind = own
            if heading is not None:
                if outer in {"talk", "end"} and heading.level > deeper_than and own == "work":
                    kind = outer  # type: ignore[assignment]
                else:
                    deeper_than, outer = heading.level, own
            ended = ended or (own == "end" and _is_last(heading))
            yield Chunk(heading, tuple(inside), "end" if ended else kind)
        heading, inside = block, []


_LAST: Final = re.compile(
    r"comment|repl(?:y|ies)|kommentar|leserstimmen|commentaire|comentario|opiniones|\bavis\b|responses|thoughts",
    re.IGNORECASE,
)


def _is_last(heading: ArticleBlock | None) -> bool:
    """Whether nothing of the article comes after a heading: readers have the word."""
    return heading is not None and _LAST.search(heading.text) is not None


def _divided(chunk: Chunk, words: Lexicon) -> Iterator[Chunk]:
    """A chunk apart where what its heading named comes to its end, and where a label at the beginning of a paragraph says what it is."""
    if chunk.kind == "needs" and _is_mostly_work(chunk.blocks, words):
        yield from _labelled(Chunk(chunk.heading, chunk.blocks), words)
        return
    if chunk.kind == "needs":
        taken = _run(chunk.blocks, lists_only=True)
    elif chunk.kind == "safety":
        taken = _run(chunk.blocks, lists_only=False)
    elif (
        chunk.kind in {"talk", "end"}
        and chunk.title.rstrip().endswith(":")
        and chunk.blocks
        and chunk.blocks[0].kind == "item"
    ):
        taken = _run(chunk.blocks, lists_only=True)
    elif chunk.kind in {"talk", "end"}:
        taken = len(chunk.blocks) if not _is_list_of_steps_after(chunk.blocks) else _run(chunk.blocks, lists_only=True)
    else:
        yield from _labelled(chunk, words)
        return
    yield Chunk(chunk.heading, chunk.blocks[:taken], chunk.kind)
    if chunk.blocks[taken:]:
        yield from _labelled(Chunk(None, chunk.blocks[taken:]), words)


def _is_mostly_work(blocks: Sequence[ArticleBlock], words: Lexicon) -> bool:
    """Whether what a heading calls things to have is mostly whole sentences that tell to do something."""
    working = [
        block
        for block in blocks
        if block.whole[-1:] in ".!" and any(one.role == "do" for one in sayings(block.whole, words))
    ]
    return 2 * len(working) > len(blocks)


def _is_list_of_steps_after(blocks: Sequence[ArticleBlock]) -> bool:
    """Whether bullets are followed by a numbered list: then what the heading said was of the bullets."""
    marks = [block.mark for block in blocks if block.kind == "item"]
    return bool(marks) and marks[0] != "number" and "number" in marks


def _run(blocks: Sequence[ArticleBlock], *, lists_only: bool) -> int:
    """How many blocks at the beginning are of one kind: points of one style, or paragraphs before the first numbered list."""
    if not blocks:
        return 0
    first = blocks[0]
    if lists_only and first.kind != "item":
        return 1
    count = 0
    mark = first.mark if first.kind == "item" else None
    for block in blocks:
        if block.kind == "item":
            mark = mark if mark is not None else block.mark
            if block.mark != mark:
                break
        elif lists_only or (count and blocks[count - 1].kind == "item"):
            break
        count += 1
    return count


def _labelled(chunk: Chunk, words: Lexicon) -> Iterator[Chunk]:
    """A chunk apart at paragraphs such as "Equipment: a mat, a towel"."""
    heading, inside = chunk.heading, list[ArticleBlock]()
    for block in (part for whole in chunk.blocks for part in _apart(whole, words)):
        kind, rest = _label(block, words)
        if kind is None or (kind in {"talk", "end"} and block.kind != "paragraph"):
            inside.append(block)
            continue
        if heading is not None or inside:
            yield Chunk(heading, tuple(inside))
        heading, inside = None, []
        yield Chunk(_heading_of(block) if rest is not block else None, (rest,), kind)
    if heading is not None or inside:
        yield Chunk(heading, tuple(inside))


def _heading_of(block: ArticleBlock) -> ArticleBlock:
    """The label of a paragraph as a heading."""
    found = _LABEL.match(block.text)
    return ArticleBlock("heading", block.name.rstrip(" :") or (found[0].strip(" :*_") if found else ""), 6)


def _label(block: ArticleBlock, words: Lexicon) -> tuple[Kind | None, ArticleBlock]:
    """The part that words before a colon give to a paragraph, and the paragraph; for needs and safety without them."""
    if block.kind not in {"paragraph", "item"}:
        return None, block
    if block.kind == "paragraph" and not block.name and (needed := _needed(block.text, words)):
        return "needs", replace(block, text=needed)
    found = _LABEL.match(f"{block.name.rstrip(' :')}: {block.text}" if block.name else block.text)
    if not found or (block.kind == "item" and block.mark == "number"):
        return None, block
    kind = kind_of(found[1], words)
    if kind == "work" or (kind == "safety" and block.kind == "item"):
        return None, block
    text = block.text if block.name else block.text[found.end() :].lstrip(" *_")
    if not can_be_said(text):
        return None, block
    if kind == "needs":
        return kind, replace(block, kind="paragraph", name="", text=text)
    return kind, replace(block, name="", text=text) if kind == "safety" else block


def _apart(block: ArticleBlock, words: Lexicon) -> list[ArticleBlock]:
    """A paragraph in parts, where one of its sentences says what is needed, and none tells to do something."""
    if block.kind != "paragraph" or block.name:
        return [block]
    runs = [(bool(key), " ".join(run)) for key, run in groupby(sentences(block.text), lambda one: _needed(one, words))]
    others = [one for is_needed, text in runs if not is_needed for one in sayings(text, words)]
    if len(runs) == 1 or any(one.role == "do" for one in others):
        return [block]
    bare = replace(block, extras=())
    return [replace(bare, text=text) for _, text in runs[:-1]] + [replace(block, text=runs[-1][1])]


def _needed(text: str, words: Lexicon) -> str:
    """What a sentence says is needed, with commas between: "You need a mat and a cushion."; empty if it says something else."""
    found = words.patterns["heads.in_words"].match(text)
    rest = text[found.end() :].strip(" .!") if found else ""
    rest = _AT_HAND.sub("", rest)
    if not rest or _NO_THING.search(rest) or len(rest) > _LONGEST_NEEDED or re.search(r"[.!?:;]\s", rest):
        return ""
    return re.sub(rf",?\s+{_AND}\s+", ", ", rest)


_AT_HAND: Final = re.compile(r"\s+(?:ready|at hand|bereit|sous la main|a mano)$", re.IGNORECASE)
_NO_THING: Final = re.compile(
    r"\b(?:evening|time|minutes?|hours?|days?|patience|practice|help|abend|zeit|minuten?|stunden?|geduld|übung|hilfe|soir[ée]e?|temps|heures?"
    r"|patience|aide|noche|tarde|tiempo|minutos?|horas?|paciencia|ayuda)\b",
    re.IGNORECASE,
)
"""Needed too, but nothing to have at hand."""
_LONGEST_NEEDED: Final = 120
_AND: Final = r"(?:and|und|et|y|e)"


def lists_things(block: ArticleBlock, words: Lexicon | None) -> bool:
    """Whether a line says by itself what is needed: "You need: a chair"."""
    return words is not None and _label(replace(block, kind="paragraph"), words)[0] == "needs"


def things(blocks: Sequence[ArticleBlock]) -> list[str]:
    """What a list or a sentence of things needed holds, one by one."""
    done: list[str] = []
    for block in blocks:
        if block.kind == "item":
            done.append(block.whole)
        else:
            done += [part.strip(" .") for part in re.split(r"[,;]\s+|\.\s+", block.whole) if can_be_said(part)]
    return done


def are_things(blocks: Sequence[ArticleBlock], words: Lexicon) -> bool:
    """Whether a list holds things and nothing to do: bullets of a few words each."""
    return len(blocks) > 1 and all(
        block.kind == "item"
        and block.mark != "number"
        and not block.name
        and not block.doses
        and len(block.whole.split()) <= _MOST_NEED_WORDS
        and block.whole[-1] not in ".!?:"
        and [one.role for one in sayings(block.whole, words)] == ["open"]
        and not sayings(block.whole, words)[0].quantities
        for block in blocks
    )
