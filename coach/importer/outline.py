"""An article -> a draft: its title, what is to be done, and what is only to be read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from coach.importer.chunks import Chunk, are_things, chunks, is_head, kind_of, things
from coach.importer.dividing import divide, sections
from coach.importer.doses import dosed, is_timed, with_pause
from coach.importer.instructions import is_instruction
from coach.importer.lexicon import Lexicon
from coach.importer.model import Article, ArticleError, Block, Draft, DraftNote, DraftSection, DraftStep
from coach.importer.plain import STEP_MARK
from coach.importer.sayings import Saying, is_dose, sayings
from coach.importer.steps import LONGEST_TEXT, Made, as_it_stands, cut, make, note
from coach.importer.talk import is_aside_talk
from coach.script.words import can_be_said, collapse

LONGEST_TITLE: Final = 120
_MOST_TITLE_WORDS: Final = 15
MOST_SECTIONS: Final = 500
_MOST_ENTRIES: Final = 40
_LONGEST_ENTRY: Final = 300
_TITLE: Final = re.compile(r"^(?:Title|Titel|Titre|Título):\s*(?=\w)")
_NOT_SPOKEN: Final = "this is a note and not spoken, and so are other paragraphs between the steps"


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
    nothing_does = words is None or not any(_does(block, words) for chunk in found if chunk.kind == "work" for block in chunk.blocks)
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


def _title(article: Article, blocks: list[Block], name: str, words: Lexicon | None) -> tuple[str, str, list[Block]]:
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


def _may_be_title(blocks: Sequence[Block], words: Lexicon | None) -> bool:
    first = blocks[0]
    if first.kind == "heading":
        return kind_of(first.text, words) == "work" and STEP_MARK.match(first.text) is None
    count = len(first.text.split())
    is_line = first.kind == "paragraph" and len(first.text) <= LONGEST_TITLE and count <= _MOST_TITLE_WORDS
    return is_line and len(blocks) > 1 and first.text[-1] not in ".:;," and not is_aside_talk(first.text)


def _add(chunk: Chunk, parts: _Parts, words: Lexicon | None, *, is_first: bool, rest: Sequence[Chunk], all_lists_do: bool) -> None:
    if chunk.kind != "work":
        _add_unspoken(chunk, parts)
        return
    chunk = _without_things(chunk, parts, words, rest)
    heading = _short(chunk.title).rstrip(" :") if chunk.heading else ""
    heading = heading if can_be_said(heading) else ""
    is_intro = is_first and not chunk.heading and _has_more(chunk, rest)
    made = _made(chunk, parts, words, is_intro=is_intro, all_lists_do=all_lists_do)
    if not any(one.step for one in made):
        parts.add_notes([*([note(chunk.title)] if chunk.title else []), *_notes(made)])
        return
    if len(chunk.title) > LONGEST_TITLE or (chunk.heading and chunk.heading.extras):
        made = [*_as_notes(Block("aside", chunk.title, extras=chunk.heading.extras if chunk.heading else ()), ()), *made]
    if not heading and not parts.sections:
        first = next(at for at, one in enumerate(made) if one.step)
        parts.notes += _notes(made[:first])
        made = made[first:]
    parts.sections += sections(divide(made, words, by_leads=not heading), heading, len(parts.sections) + 1)


def _has_more(chunk: Chunk, rest: Sequence[Chunk]) -> bool:
    """Whether there is a list or a section further on, so that a paragraph before it may be an introduction."""
    return any(block.kind == "item" for block in chunk.blocks) or any(other.kind == "work" and other.blocks for other in rest)


def _add_unspoken(chunk: Chunk, parts: _Parts) -> None:
    """Things needed and what is dangerous go into the front matter as they are; talk becomes notes."""
    texts = [block.whole for block in chunk.blocks]
    extras = [note(extra) for block in chunk.blocks for extra in block.extras]
    short = len(texts) <= _MOST_ENTRIES and all(len(text) <= _LONGEST_ENTRY and can_be_said(text) for text in texts)
    title = [note(chunk.title)] if can_be_said(chunk.title) else []
    if chunk.kind == "needs" and short and not parts.needs:
        parts.needs += things(chunk.blocks)
        parts.add_notes([*(replace(one, looks=("the list under this heading is what is needed",)) for one in title), *extras])
    elif chunk.kind == "safety" and short:
        parts.safety += texts
        parts.add_notes([*(replace(one, looks=("what stood under this heading is the safety advice",)) for one in title), *extras])
    else:
        parts.add_notes([*title, *(one for block in chunk.blocks for one in _notes(_cut_notes(_as_notes(block, ()))))])


def _without_things(chunk: Chunk, parts: _Parts, words: Lexicon | None, rest: Sequence[Chunk]) -> Chunk:
    """The chunk without bullets at its beginning that are things and not work, where work follows."""
    if words is None or parts.needs or parts.sections:
        return chunk
    first = next((at for at, block in enumerate(chunk.blocks) if block.kind == "item"), None)
    if first is None:
        return chunk
    end = first
    while end < len(chunk.blocks) and chunk.blocks[end].kind == "item" and chunk.blocks[end].mark == chunk.blocks[first].mark:
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


def _does(block: Block, words: Lexicon) -> bool:
    return block.kind in {"item", "paragraph"} and any(one.role == "do" for one in sayings(block.whole, words))


def _made(chunk: Chunk, parts: _Parts, words: Lexicon | None, *, is_intro: bool, all_lists_do: bool) -> list[Made]:
    made: list[Made] = []
    waiting: list[Saying] = []
    has_points = any(block.kind == "item" for block in chunk.blocks)
    list_does = all_lists_do or _list_does(chunk, words)
    head: Block | None = None
    is_told = False
    parts.exercises += 1
    group = parts.exercises
    for at, block in enumerate(chunk.blocks):
        said = sayings(block.whole, words) if block.kind != "aside" or words is None else sayings(block.whole, words)
        if said and all(one.role == "pause" for one in said) and block.kind != "item":
            made = _paused(made, said, block)
            continue
        if block.kind == "aside":
            made += _as_notes(block, ())
            continue
        if _is_lone(said, block, words) and not block.name and not block.doses:
            if head is None and any(one.step for one in made):
                made = _joined(made, said, block, group, words)
            elif chunk.heading is None and head is None and not any(one.kind != "time" for saying in said for one in saying.quantities):
                made += _as_notes(block, ())  # how long it all takes
            else:
                waiting += said
                made.append(Made(note(block.whole, "it joins the step after it")))
            continue
        lead = _leading_dose(said) if block.kind == "paragraph" and not block.name and any(one.step for one in made) and head is None else 0
        if lead:
            start = replace(block, text=" ".join(one.text for one in said[:lead]), extras=())
            made = _joined(made, said[:lead], start, group, words)
            block, said = replace(block, text=" ".join(one.text for one in said[lead:])), said[lead:]
        following = chunk.blocks[at + 1] if at + 1 < len(chunk.blocks) else None
        if is_head(block, words) and following is not None and following.kind == "paragraph" and _is_work(following, words):
            made += [] if head is None else _as_notes(head, ())
            head = block
            parts.exercises += 1
            group = parts.exercises
            continue
        if block.kind == "item":
            head = None
            parts.exercises += 1
            group = parts.exercises
        if block.kind == "paragraph" and chunk.heading is None and head is None:
            parts.exercises += 1
            group = parts.exercises
        if not _is_spoken(block, said, words, has_points=has_points, is_intro=is_intro and not made, list_does=list_does, is_headed=head is not None):
            made += _unspoken(block, said, parts, words, look=() if is_told else (_NOT_SPOKEN,))
            is_told = is_told or block.kind == "paragraph"
            continue
        if head is not None:
            block = replace(block, name=head.whole.rstrip(" :."), text=block.whole, extras=(*head.extras, *block.extras))
            if len(block.name) > 60:  # noqa: PLR2004
                block = replace(block, name="", text=f"{block.text}", extras=(head.whole, *block.extras))
            head = None
        new = make(block, group, words, all_is_spoken=_all_is_spoken(block, words))
        made += _with_waiting(new, waiting, words)
        waiting = [] if any(one.step for one in new) else waiting
    made += [] if head is None else _as_notes(head, ())
    return _cut_notes(made)


def _is_lone(said: Sequence[Saying], block: Block, words: Lexicon | None) -> bool:
    """Whether a block says only how often, how long, or on which side; a point says nothing else with it."""
    if block.kind == "item" and words and any(one.role == "dose" and not one.is_repeat and not is_dose(one.text, words) for one in said):
        return False
    spoken = [one for one in said if one.role not in {"talk", "pause"}]
    return bool(spoken) and all(one.role in {"dose", "sides"} or one.is_repeat for one in spoken)


def _leading_dose(said: Sequence[Saying]) -> int:
    """How many sentences at the beginning of a paragraph say how often the steps before it are done, before it goes on."""
    first = next((at for at, one in enumerate(said) if one.role == "do" and not one.is_repeat), len(said))
    is_dose = any(one.role in {"dose", "sides"} or one.is_repeat for one in said[:first])
    return first if is_dose and first < len(said) else 0


def _is_work(block: Block, words: Lexicon | None) -> bool:
    return words is None or any(one.is_spoken for one in sayings(block.whole, words))


def _list_does(chunk: Chunk, words: Lexicon | None) -> bool:
    """Whether the points under a heading are work: most of them tell to do something, or they are numbered."""
    points = [block for block in chunk.blocks if block.kind == "item"]
    if words is None:
        return True
    if chunk.heading and is_instruction(chunk.title, words):
        return True
    working = [block for block in points if any(one.is_spoken for one in sayings(block.whole, words)) or block.doses]
    return 2 * len(working) >= len(points) or any(block.mark == "number" or block.numbered_step for block in points)


def _is_spoken(
    block: Block, said: Sequence[Saying], words: Lexicon | None, *, has_points: bool, is_intro: bool, list_does: bool, is_headed: bool
) -> bool:
    if words is None:
        return block.kind == "item" or not has_points
    does = [one for one in said if one.is_spoken]
    if words.patterns["tip"].match(block.whole):
        return False
    if block.kind == "item":
        return bool(does) or bool(block.doses) or (list_does and any(one.role == "open" for one in said))
    if not does:
        return False
    if is_intro or (has_points and not is_headed):
        return 2 * len(does) > len(said) if is_intro else 2 * len(does) >= len(said)
    return True


def _all_is_spoken(block: Block, words: Lexicon | None) -> bool:
    """Whether a sentence that shows no part of its own is spoken: in a point, where it goes on with what is done."""
    return words is None or block.kind == "item"


def _unspoken(block: Block, said: Sequence[Saying], parts: _Parts, words: Lexicon | None, look: tuple[str, ...]) -> list[Made]:
    """A block that is not spoken: what is dangerous goes to the safety advice, the rest becomes a note."""
    safe = [one.text for one in said if one.role == "safety" and len(one.text) <= _LONGEST_ENTRY]
    if words is None or not safe:
        return _as_notes(block, look)
    parts.safety += safe
    rest = " ".join(one.text for one in said if one.text not in safe)
    return _as_notes(replace(block, name="", text=rest), look) if can_be_said(rest) or block.extras else []


def _paused(made: list[Made], said: Sequence[Saying], block: Block) -> list[Made]:
    """A silence after the last step, or a note where there is none."""
    at = next((at for at in range(len(made) - 1, -1, -1) if made[at].step), None)
    if at is None:
        return [*made, *_as_notes(block, ())]
    step = made[at].step
    assert step is not None  # noqa: S101 (looked for above)
    items = step.items
    for one in said:
        items = with_pause(items, one.pause)
    made = list(made)
    made[at] = replace(made[at], entry=replace(step, items=items, notes=(*step.notes, block.whole)))
    return made


def _joined(made: list[Made], said: Sequence[Saying], block: Block, group: int, words: Lexicon | None) -> list[Made]:
    """What says only how often joins the exercise before it, or all of the list where that is one exercise."""
    at = next(at for at in range(len(made) - 1, -1, -1) if made[at].step)
    steps = [one for one in made if one.step]
    last = made[at]
    step = last.step
    assert step is not None  # noqa: S101 (looked for above)
    asked = next((one.asked for one in said if one.asked), None)
    asked_by = next((one.text for one in said if one.asked), "")
    found = [one for saying in said for one in saying.quantities]
    counts = [one.times for one in found if one.kind in {"count", "rounds"}]
    is_cycle = any(one.is_cycle for one in said)
    mates = [one for one in steps if one.exercise == last.exercise]
    of_all = any(one.is_repeat for one in said) and not last.is_named and len(steps) > 1 and bool(counts)
    made = list(made)
    rounds = 1
    if (of_all or (is_cycle and len(steps) > 1)) and counts:
        rounds = counts[0] if counts[0] <= 50 else 1  # noqa: PLR2004
    elif found and len([one for one in mates if one.step and is_timed(one.step.items)]) > 1 and counts:
        rounds = counts[0] if counts[0] <= 50 else 1  # noqa: PLR2004
    elif found:
        done = dosed(step.items, found, block.whole)
        made[at] = replace(last, entry=replace(step, items=done.items, looks=(*step.looks, *done.looks)), rounds=max(last.rounds, done.rounds))
    looks = (f"the section is done {rounds} times: is a rest missing between them?",) if rounds > 1 else ()
    told = note(" ".join([block.whole, *block.extras]), *looks)
    own = bool(asked and asked.is_local) and not of_all
    return [
        *made,
        Made(told, last.exercise if not of_all else group, asked=asked, asked_by=asked_by, is_own=own, rounds=rounds, round_is_own=not (of_all or is_cycle)),
    ]


def _with_waiting(new: list[Made], waiting: Sequence[Saying], words: Lexicon | None) -> list[Made]:
    """An exercise with the dose that stood before it."""
    at = next((at for at in range(len(new) - 1, -1, -1) if new[at].step), None)
    if at is None or not waiting:
        return new
    step = new[at].step
    assert step is not None  # noqa: S101 (looked for above)
    new = list(new)
    items, looks, rounds, asked = step.items, step.looks, new[at].rounds, new[at].asked
    for one in waiting:
        done = dosed(items, one.quantities, one.text)
        items, looks, rounds, asked = done.items, (*looks, *done.looks), max(rounds, done.rounds), asked or one.asked
    new[at] = replace(new[at], entry=replace(step, items=items, looks=looks), rounds=rounds, asked=asked)
    return new


def _as_notes(block: Block, looks: tuple[str, ...]) -> list[Made]:
    text = " ".join([block.whole, *block.doses, *block.extras])
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
