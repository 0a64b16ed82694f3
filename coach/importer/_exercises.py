"""What stands under one heading -> steps and notes, in their order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from coach.importer._article import ArticleBlock, DraftNote
from coach.importer._chunks import Chunk, is_head
from coach.importer._drafted_steps import LONGEST_NAME, LONGEST_TEXT, Made, as_notes, cut, make, note
from coach.importer._instructions import is_instruction
from coach.importer._joining import joined, paused, with_waiting
from coach.importer._lexicon import Lexicon
from coach.importer._quantities import MOST_ROUNDS
from coach.importer._sayings import Saying, is_dose, saying, sayings
from coach.importer._sentence_kinds import sentences
from coach.script import can_be_said

LONGEST_ENTRY: Final = 300
"""Characters in one piece of safety advice."""

_ITS_TIME: Final = re.compile(r"\s*\([^()]*[0-9][^()]*\)\s*:?$")
"""How long an exercise takes, after its name: "Warm up (2 min)"."""

_NOT_SPOKEN: Final = "this is a note and not spoken, and so are other paragraphs between the steps"


@dataclass(frozen=True, slots=True)
class Exercises:
    """Steps and notes, pieces of safety advice found among them, and the number of the last exercise."""

    made: tuple[Made, ...]
    safety: tuple[str, ...]
    last: int

    @property
    def notes(self) -> list[DraftNote]:
        """The notes alone."""
        return notes_of(self.made)


def exercises(chunk: Chunk, words: Lexicon | None, number: int, *, is_intro: bool, all_lists_do: bool) -> Exercises:
    """The steps and notes of a chunk, its exercises numbered after ``number``.

    An introduction is spoken only where most of it is something to do; ``all_lists_do`` where nothing else in the article is.
    """
    walk = _Walk(chunk, words, number + 1, is_intro=is_intro, list_does=all_lists_do or _list_does(chunk, words))
    for at, block in enumerate(chunk.blocks):
        walk.add(block, chunk.blocks[at + 1] if at + 1 < len(chunk.blocks) else None)
    walk.made += [] if walk.head is None else as_notes(walk.head, ())
    walk.repeat_all()
    return Exercises(tuple(_cut_notes(walk.made)), tuple(walk.safety), walk.group)


def notes_of(made: Sequence[Made]) -> list[DraftNote]:
    """The notes among what was made."""
    return [one.entry for one in made if isinstance(one.entry, DraftNote)]


@dataclass(slots=True)
class _Walk:
    """The way through the blocks: what was made, doses that wait for their step, and a name that waits for what is done."""

    chunk: Chunk
    words: Lexicon | None
    group: int
    is_intro: bool
    list_does: bool
    made: list[Made] = field(default_factory=list)
    safety: list[str] = field(default_factory=list)
    waiting: list[Saying] = field(default_factory=list)
    head: ArticleBlock | None = None
    is_told: bool = False
    rounds: int = 1

    @property
    def has_steps(self) -> bool:
        """Whether there is a step that something can join."""
        return any(one.step for one in self.made)

    def add(self, block: ArticleBlock, following: ArticleBlock | None) -> None:
        """One block more."""
        block = self._without_advice(block)
        if not can_be_said(block.whole) and not block.doses and not block.extras:
            return
        said = sayings(block.whole, self.words)
        if said and all(one.role == "pause" for one in said) and block.kind != "item":
            self.made = paused(self.made, said, block)
        elif block.kind == "aside":
            self.made += as_notes(block, ())
        elif (
            _is_lone(said, block, self.words)
            and not block.doses
            and (not block.name or block.name.endswith(":") or _is_all_sides(said))
        ):
            self._add_lone(said, block)
        elif self._is_head(block, following):
            self.made += [] if self.head is None else as_notes(self.head, ())
            self.head = block
            self.group += 1
        else:
            self._add_work(*self._after_its_dose(block, said))

    def _without_advice(self, block: ArticleBlock) -> ArticleBlock:
        """A block without its sentences of safety advice, which go to the others."""
        if self.words is None:
            return block
        said = sentences(block.text)
        advice = [one for one in said if len(one) <= LONGEST_ENTRY and saying(one, self.words).role == "safety"]
        self.safety += advice
        return replace(block, text=" ".join(one for one in said if one not in advice)) if advice else block

    def _is_head(self, block: ArticleBlock, following: ArticleBlock | None) -> bool:
        if following is None or following.kind != "paragraph" or not is_head(block, self.words):
            return False
        return self.words is None or any(one.is_spoken for one in sayings(following.whole, self.words))

    def _add_lone(self, said: Sequence[Saying], block: ArticleBlock) -> None:
        if self.head is None and self.has_steps:
            self.made = joined(self.made, said, block, self.group)
        elif self.chunk.heading is None and self.head is None and _is_only_time(said):
            self.made += as_notes(block, ())  # how long it all takes
        elif (
            (rounds := _rounds_of_all(said, self.words))
            and sum(one.kind == "item" for one in self.chunk.blocks) > 1
            and self.head is None
        ):
            self.rounds = rounds
            self.made.append(Made(note(block.whole, f"the steps under it are done {rounds} times")))
        elif rounds and self.head is None and self.chunk.heading is None:
            self.made += as_notes(
                block, (f"all that follows is to be done {rounds} times: write it out, or add a word about it",)
            )
        else:
            self.waiting += said
            self.made.append(Made(note(block.whole, "it joins the step after it")))

    def repeat_all(self) -> None:
        """What was said before a list about how often all of it is done."""
        at = next((at for at in range(len(self.made) - 1, -1, -1) if self.made[at].step), None)
        if at is not None and self.rounds > 1:
            self.made[at] = replace(self.made[at], rounds=self.rounds, round_is_own=False)

    def _after_its_dose(self, block: ArticleBlock, said: Sequence[Saying]) -> tuple[ArticleBlock, Sequence[Saying]]:
        """A paragraph without what it says first about the steps before it: "Repeat five times. Then lie down"."""
        lead = _leading_dose(said) if block.kind == "paragraph" and not block.name else 0
        if not lead or not self.has_steps or self.head is not None:
            return block, said
        start = replace(block, text=" ".join(one.text for one in said[:lead]), extras=())
        self.made = joined(self.made, said[:lead], start, self.group)
        return replace(block, text=" ".join(one.text for one in said[lead:])), said[lead:]

    def _add_work(self, block: ArticleBlock, said: Sequence[Saying]) -> None:
        if block.kind == "item":
            self.made += [] if self.head is None else as_notes(self.head, ())
            self.head = None
        if block.kind == "item" or (self.chunk.heading is None and self.head is None):
            self.group += 1
        if block.name and can_be_said(block.text) and all(one.role != "talk" for one in said[:1]):
            said = sayings(block.text, self.words)  # a name without a full stop would be a part of the first sentence
        if not self._is_spoken(block, said):
            self._add_unspoken(block)
            return
        is_open = self.words is None or block.kind == "item"
        new = make(self._named(block), self.group, self.words, all_is_spoken=is_open)
        self.made += with_waiting(new, self.waiting)
        self.waiting = [] if any(one.step for one in new) else self.waiting

    def _named(self, block: ArticleBlock) -> ArticleBlock:
        """A block with the name that waited for it."""
        head, self.head = self.head, None
        if head is None:
            return block
        if len(head.whole) > LONGEST_NAME:
            return replace(block, extras=(head.whole, *head.extras, *block.extras))
        name = _ITS_TIME.sub("", head.whole).rstrip(" :.")
        extras = () if len(name) == len(head.whole.rstrip(" :.")) else (head.whole,)
        return replace(block, name=name, text=block.whole, extras=(*extras, *head.extras, *block.extras))

    def _is_spoken(self, block: ArticleBlock, said: Sequence[Saying]) -> bool:
        has_points = any(one.kind == "item" for one in self.chunk.blocks)
        if self.words is None:
            return block.kind == "item" or not has_points
        if self.words.patterns["tip"].match(block.whole):
            return False
        does = sum(one.is_spoken for one in said)
        if block.kind == "item":
            return bool(does or block.doses) or (self.list_does and any(one.role == "open" for one in said))
        if self.is_intro and not self.made:
            return 2 * does > len(said)
        return does > 0 and (not has_points or self.head is not None or 2 * does >= len(said))

    def _add_unspoken(self, block: ArticleBlock) -> None:
        """What is only to be read becomes a note."""
        look = () if self.is_told else (_NOT_SPOKEN,)
        self.is_told = self.is_told or block.kind == "paragraph"
        self.made += as_notes(block, look)


def _is_lone(said: Sequence[Saying], block: ArticleBlock, words: Lexicon | None) -> bool:
    """Whether a block says only how often, how long, or on which side; a point says nothing else with it."""
    is_more = words is not None and any(
        one.role == "dose" and not one.is_repeat and not is_dose(one.text, words) for one in said
    )
    spoken = [one for one in said if one.role not in {"talk", "pause"}]
    if block.kind == "item" and is_more:
        return False
    return bool(spoken) and all(one.role in {"dose", "sides"} or one.is_repeat for one in spoken)


def _rounds_of_all(said: Sequence[Saying], words: Lexicon | None) -> int:
    """How often a list is done, by what stands before it, or 0: "3 rounds", "Do this twice", but not "Repeat each twice"."""
    counts = [
        one.times
        for saying in said
        for one in saying.quantities
        if one.kind == "rounds"
        or (one.kind == "count" and (saying.is_cycle or (saying.is_repeat and not _is_of_each(saying, words))))
    ]
    return counts[0] if counts and counts[0] <= MOST_ROUNDS else 0


def _is_of_each(said: Saying, words: Lexicon | None) -> bool:
    return words is not None and words.has("sides.each", said.text)


def _is_all_sides(said: Sequence[Saying]) -> bool:
    """Whether even the name of a step only asks for the other side: "Switch hands. Repeat it"."""
    return all(one.role == "sides" for one in said)


def _is_only_time(said: Sequence[Saying]) -> bool:
    return all(one.kind == "time" for saying in said for one in saying.quantities)


def _leading_dose(said: Sequence[Saying]) -> int:
    """How many sentences at the beginning of a paragraph say how often the steps before it are done, before it goes on."""
    first = next((at for at, one in enumerate(said) if one.role == "do" and not one.is_repeat), len(said))
    is_dose = any(one.role in {"dose", "sides"} or one.is_repeat for one in said[:first])
    return first if is_dose and first < len(said) else 0


def _list_does(chunk: Chunk, words: Lexicon | None) -> bool:
    """Whether the points under a heading are work: most of them tell to do something, or they are numbered."""
    points = [block for block in chunk.blocks if block.kind == "item"]
    if words is None:
        return True
    if chunk.heading and is_instruction(chunk.title, words):
        return True
    working = [block for block in points if any(one.is_spoken for one in sayings(block.whole, words)) or block.doses]
    return 2 * len(working) >= len(points) or any(block.mark == "number" or block.numbered_step for block in points)


def _cut_notes(made: Sequence[Made]) -> list[Made]:
    done: list[Made] = []
    for one in made:
        if isinstance(one.entry, DraftNote) and len(one.entry.text) > LONGEST_TEXT:
            first, *others = cut(one.entry.text, LONGEST_TEXT)
            done += [replace(one, entry=replace(one.entry, text=first)), *(Made(note(text)) for text in others)]
        else:
            done.append(one)
    return done
