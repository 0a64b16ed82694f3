"""One block of an article that tells what to do -> steps: a name, words with directives, and what is better read than heard."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from coach.importer._article import ArticleBlock, DraftNote, DraftStep
from coach.importer._doses import Items, dosed, is_timed, say, say_before, timed, with_pause
from coach.importer._lexicon import Lexicon
from coach.importer._quantities import MOST_ROUNDS, Quantity, has_quantity, quantities
from coach.importer._sayings import Saying, sayings
from coach.importer._sentence_kinds import is_placeholder, sentences
from coach.importer._sides import Asked, asks_for_other_side, begins_one_side
from coach.importer._writing import written
from coach.script import For, Hold, Repeat, can_be_said, collapse

MOST_WORDS: Final = 45
"""Words in one step: nobody follows more with their hands. At 150 a minute they take 18 seconds."""

LONGEST_TEXT: Final = 4000
"""Characters in anything at all: a script takes 10 000, and writing them down may double them."""

_NAME: Final = re.compile(r"([^\W\d_][\w'\u2019 -]{1,38}):\s+(?=\S)")
_MOST_NAME_WORDS: Final = 5
_MOST_HEAD_WORDS: Final = 8
LONGEST_NAME: Final = 60
_NO_NAME: Final = re.compile(
    r"remember|important|wichtig|attention|for example|zum beispiel|then|and|so|note", re.IGNORECASE
)
_GLOSS: Final = re.compile(r"[^\W\d_][\w'\u2019]*(?:\s[\w'\u2019]+){0,3}\s[-\u2013\u2014]\s[^,;]{1,40}")
"""A name with a few words about it: "Twist - to finish"."""
_CLAUSE_END: Final = re.compile(
    r"(?<=[;:,])\s+|\s+(?=[\u2013\u2014]|--)|\s+(?=(?:and|then|but|und|dann|et|puis|y|luego)\s)"
)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a block, or of a part of it.

    ``exercise`` is a number that all parts of one exercise share, ``is_named`` whether it has a name of its own. ``asked`` is set on the
    last part where the block asks for the other side; ``is_own`` where that, or ``rounds``, means this exercise alone.
    ``begins`` where it says that it is done on one side. ``is_lead`` is set for a note that may begin a new section.
    """

    entry: DraftStep | DraftNote
    exercise: int = 0
    is_named: bool = False
    asked: Asked | None = None
    asked_by: str = ""
    is_own: bool = False
    begins: bool = False
    rounds: int = 1
    round_is_own: bool = True
    is_lead: bool = False

    @property
    def step(self) -> DraftStep | None:
        """The step, if it is one."""
        return self.entry if isinstance(self.entry, DraftStep) else None


def note(text: str, *looks: str) -> DraftNote:
    """A note of any text."""
    return DraftNote(collapse(text), looks)


def as_notes(block: ArticleBlock, looks: tuple[str, ...]) -> list[Made]:
    """A block as a note, or as several where it is longer than one can be."""
    first, *others = cut(" ".join([block.whole, *block.doses, *block.extras]), LONGEST_TEXT) or [""]
    return [Made(note(first, *looks), is_lead=block.kind == "paragraph"), *(Made(note(text)) for text in others)]


def quoted(text: str) -> str:
    """The beginning of some words of the article, to show in a comment."""
    return f"'{text[:60].rstrip()}\u2026'" if len(text) > 61 else f"'{text}'"


@dataclass(slots=True)
class _Making:
    """Steps as they grow, sentence by sentence."""

    steps: list[DraftStep] = field(default_factory=list)
    items: Items = ()
    looks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_full: bool = False
    rounds: int = 1
    asked: Asked | None = None
    asked_by: str = ""

    def close(self) -> None:
        """The step at hand is done."""
        if any(isinstance(item, str) and can_be_said(item) for item in self.items):
            self.steps.append(DraftStep(self.items, "", tuple(self.notes), true_looks(self.looks, self.items)))
            self.items, self.looks, self.notes = (), [], []
        self.is_full = False

    def has_room(self, piece: str) -> bool:
        """Whether some more words fit into the step at hand: not too many to follow, nor more than a script can hold."""
        said = [item for item in self.items if isinstance(item, str)]
        count = sum(len(item.split()) for item in said) + len(piece.split())
        return not said or (count <= MOST_WORDS and sum(map(len, said)) + len(piece) < LONGEST_TEXT)


def true_looks(looks: Sequence[str], items: Items) -> tuple[str, ...]:
    """The guesses about directives that have stayed as they were first guessed, and all others."""
    here = [written(item) for item in items if not isinstance(item, str)]
    return tuple(look for look in looks if " became [" not in look or any(f" became {one}" in look for one in here))


def make(block: ArticleBlock, exercise: int, words: Lexicon | None, *, all_is_spoken: bool) -> list[Made]:
    """The steps of a block; with ``all_is_spoken`` a sentence that shows no part of its own is something to do."""
    name, text, looks = name_of(block, words)
    parts = sayings(text, words)
    if not name and words is not None:
        name, parts, more = _head(parts)
        looks = (*looks, *more)
    making = _Making(looks=list(looks))
    for part in parts:
        _add(making, part, words, all_is_spoken=all_is_spoken)
    for dose in block.doses:
        _add_dose(making, dose, words, has_name=bool(name))
    making.close()
    return _made(making, block, name, exercise, words)


def as_it_stands(text: str) -> list[Made]:
    """All of a text as steps, whatever it is: for an article in which nothing else seems to be anything to do."""
    making = _Making(looks=["nothing here looked like something to do, so all of it is spoken"])
    for sentence in sentences(text):
        for piece in pieces(sentence):
            _say_piece(making, piece)
    making.close()
    return [Made(step) for step in making.steps]


def _made(making: _Making, block: ArticleBlock, name: str, exercise: int, words: Lexicon | None) -> list[Made]:
    left = [*making.notes, *block.extras]
    asked, by, steps = making.asked, making.asked_by, making.steps
    if not steps and name:
        steps = [DraftStep(making.items, name, (), tuple(making.looks))]
    if not steps:
        texts = [*(item for item in making.items if isinstance(item, str)), *left]
        found = note(" ".join(texts) or block.whole, *making.looks)
        return [Made(found, exercise, asked=asked, asked_by=by, rounds=making.rounds)]
    if name:
        steps[0] = replace(steps[0], name=name)
    if left or making.looks:
        looks = tuple(making.looks) if making.steps else ()
        steps[-1] = replace(steps[-1], notes=(*steps[-1].notes, *cut_all(left)), looks=(*steps[-1].looks, *looks))
    last = len(steps) - 1
    begins = words is not None and any(begins_one_side(_words(step), words) for step in steps)
    return [
        Made(
            step,
            exercise,
            is_named=bool(name),
            asked=asked if at == last else None,
            asked_by=by,
            is_own=True,
            begins=begins and at == 0,
            rounds=making.rounds if at == last else 1,
        )
        for at, step in enumerate(steps)
    ]


def _words(step: DraftStep) -> str:
    return " ".join([step.name, *(item for item in step.items if isinstance(item, str))])


def _add(making: _Making, part: Saying, words: Lexicon | None, *, all_is_spoken: bool) -> None:
    if part.asked and making.asked is None:
        making.asked, making.asked_by = part.asked, part.text
    making.notes += part.remarks
    if part.role == "pause":
        making.notes.append(part.text)
        if making.items:
            making.items = with_pause(making.items, part.pause)
            making.is_full = True
        elif making.steps:
            making.steps[-1] = replace(making.steps[-1], items=with_pause(making.steps[-1].items, part.pause))
    elif part.role == "sides":
        making.notes.append(part.text)
        if part.quantities and not _says_the_same(part, making):
            _join(making, part, words)
    elif not _goes_on(part, making) and (
        part.role == "dose"
        or (part.is_count and (making.items or making.steps))
        or (part.is_repeat and not _is_new_work(part))
    ):
        _join(making, part, words)
    elif part.role == "do" or _goes_on(part, making) or (part.role == "open" and (all_is_spoken or words is None)):
        _say(making, part)
    else:
        making.notes.append(part.text)
        if part.role == "talk":
            making.looks.append(f"taken as talk, not as something to do: {quoted(part.text)}")


def _says_the_same(part: Saying, making: _Making) -> bool:
    """Whether a count for the other side is the one that the first side has: "Roll ten times. Then switch legs and do ten times."."""
    items = making.items or (making.steps[-1].items if making.steps else ())
    had = [item.times for item in items if isinstance(item, Repeat)]
    return bool(had) and [one.times for one in part.quantities if one.kind != "time"] == had[-1:]


def _goes_on(part: Saying, making: _Making) -> bool:
    """Whether a count is that of another movement, after one with a count: "Roll back ten times. Then forward ten times."."""
    items = making.items or (making.steps[-1].items if making.steps else ())
    return (
        not part.is_repeat
        and not part.is_cycle
        and any(isinstance(item, Repeat) for item in items)
        and any(one.kind == "count" for one in part.quantities)
        and _THEN.match(part.text) is not None
    )


_THEN: Final = re.compile(
    r"(?:and|then|now|next|und|dann|danach|nun|anschließend|et|puis|ensuite|maintenant|y|luego|después|ahora)\b[^.]*?[^\W\d_]",
    re.IGNORECASE,
)


def _is_new_work(part: Saying) -> bool:
    """Whether a sentence that begins with "repeat" says something else as well, and a time for it."""
    return len(part.text.split()) > 10 and not part.is_cycle


def _say(making: _Making, part: Saying) -> None:
    done = timed(part.text, part.quantities)
    if making.is_full or not making.has_room(part.text):
        making.close()
    if len(part.text.split()) > MOST_WORDS or len(part.text) > LONGEST_TEXT:
        _say_long(making, done.items)
    else:
        for item in done.items:
            making.items = say(making.items, item) if isinstance(item, str) else (*making.items, item)
    making.looks += done.looks
    making.rounds = max(making.rounds, done.rounds)
    making.is_full = making.is_full or is_timed(making.items)


def _say_long(making: _Making, items: Items) -> None:
    """A sentence too long for one step, at its commas; where it has none, it is marked."""
    for item in items:
        if not isinstance(item, str):
            making.items = (*making.items, item)
            continue
        making.looks.append("a long sentence is divided into steps")
        for piece in pieces(item):
            _say_piece(making, piece)


def _say_piece(making: _Making, piece: str) -> None:
    """More words, in a step of their own where there is no room; a row of signs has nothing to say, and is left out there."""
    if not making.has_room(piece):
        if not can_be_said(piece):
            return
        making.close()
    making.items = say(making.items, piece if making.items else piece.lstrip(" -\u2013\u2014"))


def _join(making: _Making, part: Saying, words: Lexicon | None) -> None:
    """A dose joins the step before it, or the whole of the block where more than one of its steps takes time."""
    if not making.items and making.steps:
        last = making.steps.pop()
        making.items, making.looks, making.notes = (
            last.items,
            [*last.looks, *making.looks],
            [*last.notes, *making.notes],
        )
    others = [step for step in making.steps if is_timed(step.items)]
    counts = [one.times for one in part.quantities if one.kind == "count"]
    if (
        counts
        and (part.is_repeat or part.is_count)
        and (others or _is_timed_twice(making.items) or (part.is_cycle and is_timed(making.items)))
    ):
        making.rounds = max(making.rounds, min(counts[0], MOST_ROUNDS))
        making.looks.append(f"{quoted(part.text)} became the number of times that the section is done")
        making.notes.append(part.text)
        making.is_full = making.is_full or is_timed(making.items)
        return
    done = dosed(making.items, _still(part, making.items, words), part.text)
    making.items, making.rounds = done.items, max(making.rounds, done.rounds)
    making.looks += done.looks
    if done.rounds > 1 and all(one.kind in {"rounds", "sets"} for one in part.quantities):
        making.notes.append(part.text)  # the section says it
    elif part.role != "sides" and making.items:
        making.items = say_before(making.items, part.text) if is_timed(making.items) else say(making.items, part.text)
    making.is_full = making.is_full or is_timed(making.items)


def _is_timed_twice(items: Items) -> bool:
    return sum(isinstance(item, (Hold, For)) for item in items) > 1


def _still(part: Saying, items: Items, words: Lexicon | None) -> list[Quantity]:
    """The quantities of a dose; "Thirty seconds" is for keeping still if the sentence before it spoke of that."""
    before = sentences(" ".join(item for item in items if isinstance(item, str)))
    still = bool(before) and words is not None and words.has("quantities.still", before[-1])
    return [replace(one, is_still=one.is_still or still) for one in part.quantities]


def _add_dose(making: _Making, dose: str, words: Lexicon | None, *, has_name: bool) -> None:
    found = quantities(dose, words)
    if not making.items and making.steps:
        last = making.steps.pop()
        making.items, making.looks, making.notes = last.items, list(last.looks), list(last.notes)
    if found and (making.items or has_name):
        done = dosed(making.items, found, dose)
        making.items, making.rounds = done.items, max(making.rounds, done.rounds)
        making.looks += done.looks
    asked = asks_for_other_side(dose.split(":")[-1], words) if words else None
    if asked:
        making.asked, making.asked_by = replace(asked, is_local=True), dose
    elif not found:
        making.notes.append(dose)


def name_of(block: ArticleBlock, words: Lexicon | None) -> tuple[str, str, tuple[str, ...]]:
    """The name of a step and what follows it: words in bold, or before a colon."""
    if is_placeholder(block.whole):
        return "", block.whole, ()
    if block.name:
        name = block.name.rstrip(" .:")
        rest = block.text.lstrip(" .:\u2013\u2014-")
        is_label = words is not None and words.patterns["label"].match(f"{name}: ")
        if is_label and can_be_said(block.text):
            return "", f"{name}: {rest}", ()
        if can_be_said(name) and len(name) <= LONGEST_NAME and not _NO_NAME.fullmatch(name):
            return name, rest, ()
        return "", block.whole, ()
    found = _NAME.match(block.text)
    if not found or len(found[1].split()) > _MOST_NAME_WORDS or _NO_NAME.match(found[1]):
        return "", block.text, ()
    rest = block.text[found.end() :]
    is_other = words is not None and (
        words.has("talk", block.text[: found.end()])
        or words.patterns["label"].match(block.text)
        or words.patterns["tip"].match(block.text)
    )
    if (
        is_other
        or has_quantity(found[1], words)
        or has_quantity(block.text[: found.end() + 12], words)
        or not can_be_said(rest)
    ):
        return "", block.text, ()
    return found[1].strip(), rest, (f"{quoted(found[1])} is taken as the step's name",)


def _head(parts: Sequence[Saying]) -> tuple[str, list[Saying], tuple[str, ...]]:
    """A few words that tell nothing to do, before sentences that do: they name the step."""
    first = parts[0] if parts else None
    is_head = (
        first is not None
        and (first.role == "open" or (first.role == "do" and _GLOSS.fullmatch(first.text) is not None))
        and not first.asked
        and len(parts) > 1
        and parts[1].role in {"do", "dose"}
        and len(first.text.split()) <= _MOST_HEAD_WORDS
        and len(first.text) <= LONGEST_NAME
        and first.text[-1:] not in ",;?"
    )
    if not is_head or first is None:
        return "", list(parts), ()
    name = first.text.rstrip(" .:")
    return name, list(parts[1:]), (f"{quoted(name)} is taken as the step's name",)


def cut(text: str, longest: int) -> list[str]:
    """A text in parts of ``longest`` characters at most: whole sentences where they fit, else words.

    One word may be longer, and a row of signs that fills a part by itself is left out.
    """
    parts: list[str] = []
    for sentence in sentences(text):
        for piece in [sentence] if len(sentence) <= longest else filter(can_be_said, _cut_words(sentence, longest)):
            if parts and len(parts[-1]) + 1 + len(piece) <= longest:
                parts[-1] += f" {piece}"
            else:
                parts.append(piece)
    return parts


def cut_all(texts: Sequence[str]) -> tuple[str, ...]:
    """Texts as notes, none longer than a note can be."""
    return tuple(part for text in texts for part in cut(text, LONGEST_TEXT))


def pieces(sentence: str) -> list[str]:
    """A sentence in pieces of ``MOST_WORDS`` words: at its commas and links where it has them, else between words."""
    done: list[str] = []
    for clause in _CLAUSE_END.split(sentence):
        for piece in _cut_words(clause, LONGEST_TEXT, MOST_WORDS):
            if (
                done
                and len(done[-1].split()) + len(piece.split()) <= MOST_WORDS
                and len(done[-1]) + len(piece) < LONGEST_TEXT
            ):
                done[-1] += f" {piece}"
            elif piece:
                done.append(piece)
    return done


def _cut_words(sentence: str, longest: int, most_words: int = LONGEST_TEXT) -> Iterator[str]:
    """The words of a sentence in parts; a word is cut only where no script could hold it."""
    line, count = "", 0
    for word in sentence.split():
        for piece in (word[at : at + LONGEST_TEXT] for at in range(0, len(word), LONGEST_TEXT)):
            if line and (len(line) + 1 + len(piece) > longest or count >= most_words):
                yield line
                line, count = "", 0
            line, count = f"{line} {piece}".strip(), count + 1
    yield line
