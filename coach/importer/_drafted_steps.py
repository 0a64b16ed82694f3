"""One point or paragraph of an article -> steps: a name, words with directives, and what is better read than heard."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from coach.importer._article import ArticleBlock, DraftNote, DraftStep, Timed
from coach.importer._quantities import Quantity, has_quantity, quantities
from coach.importer._sentence_kinds import is_told, sentences, without_remarks
from coach.importer._sides import Sides, asks_for_other_side, begins_one_side
from coach.importer._writing import written
from coach.script import Repeat, can_be_said, collapse

LONGEST_POINT: Final = 1500
"""Characters in one step from a point of a list: as its writer meant it, unless it is far longer than anyone could follow."""

LONGEST_PARAGRAPH: Final = 400
"""Characters in one step from a paragraph: about half a minute of speech."""

LONGEST_TEXT: Final = 4000
"""Characters in anything at all: a script takes 10 000, and writing them down may double them."""

_NAME: Final = re.compile(r"([^\W\d_][\w'\u2019 -]{1,38}):\s+(?=\S)")
_MOST_NAME_WORDS: Final = 5
_LONGEST_NAME: Final = 60
_MOST_SIDE_WORDS: Final = 12
"""A longer sentence that asks for the other side says something else too, which has to be heard."""

_TIP: Final = re.compile(
    r"(?:pro[ -])?(?:tips?|note|notes|hint|warning|caution|tipp|hinweis|achtung)\b[ ]?[:!]", re.IGNORECASE
)
_NO_NAME: Final = re.compile(r"remember|important|wichtig|attention|for example|zum beispiel|then|and", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a block, or of a part of a long one.

    ``sides`` is set where it asks for the other side, ``is_alone`` where it said nothing else, so that the steps before it
    are meant; ``begins`` where it says that it is done on one side. ``pieces`` counts the steps that its block was divided
    into, of which this is the last. ``is_lead`` is set for a note that may begin a new section.
    """

    entry: DraftStep | DraftNote
    sides: Sides | None = None
    is_alone: bool = False
    begins: bool = False
    pieces: int = 1
    is_lead: bool = False


def as_it_stands(text: str, longest: int) -> list[Made]:
    """All of a text as steps, whatever it is: for an article in which nothing else seems to be anything to do."""
    look = "nothing here looked like something to do, so all of it is spoken"
    return [Made(step) for step in _steps("", sentences(text), (), (look,), longest)]


def note(text: str, *looks: str) -> DraftNote:
    """A note of any text."""
    return DraftNote(collapse(text), looks)


def make(block: ArticleBlock, longest: int) -> list[Made]:
    """The steps of a block that tells what to do, each of ``longest`` characters at most; or a note, if nothing can be said."""
    name, text, looks = _name(block)
    if _TIP.match(block.whole):
        return [Made(note(block.whole, "a tip or warning is a note; write it as a step to have it spoken"))]
    text, remarks = without_remarks(text, has_quantity)
    if remarks:
        looks = (*looks, "what stood in round brackets is a note")
    spoken: list[str] = []
    told: list[str] = []
    sides: Sides | None = None
    for sentence in sentences(text):
        if asked := asks_for_other_side(sentence):
            sides = sides or asked
            is_more = has_quantity(sentence) or len(sentence.split()) > _MOST_SIDE_WORDS
            (spoken if is_more else told).append(sentence)
        elif is_told(sentence):
            told.append(sentence)
            looks = (*looks, f"taken as talk, not as something to do: {quoted(sentence)}")
        else:
            sides = sides or _each_side(sentence)
            spoken.append(sentence)
    notes = (*told, *remarks, *block.extras)
    if not name and not any(can_be_said(sentence) for sentence in spoken):
        words = " ".join([*spoken, *told, *(f"({remark})" for remark in remarks), *block.extras])
        return [Made(note(words, *looks), sides, is_alone=True)]
    steps = list(_steps(name, spoken, notes, looks, longest))
    begins = begins_one_side(text)
    last = len(steps) - 1
    return [
        Made(step, sides if at == last else None, begins=begins and at == 0, pieces=at + 1)
        for at, step in enumerate(steps)
    ]


def quoted(text: str) -> str:
    """The beginning of some words of the article, to show in a comment."""
    return f"'{text[:60].rstrip()}…'" if len(text) > 61 else f"'{text}'"


def cut(text: str, longest: int) -> list[str]:
    """A text in parts of ``longest`` characters at most: whole sentences where they fit, else words.

    One word may be longer, and a row of signs that fills a part by itself is left out.
    """
    parts: list[str] = []
    for sentence in sentences(text):
        for piece in [sentence] if len(sentence) <= longest else filter(can_be_said, _words(sentence, longest)):
            if parts and len(parts[-1]) + 1 + len(piece) <= longest:
                parts[-1] += f" {piece}"
            else:
                parts.append(piece)
    return parts


def _words(sentence: str, longest: int) -> Iterator[str]:
    """The words of a sentence in parts; a word is cut only where no script could hold it."""
    line = ""
    for word in sentence.split():
        for piece in (word[at : at + LONGEST_TEXT] for at in range(0, len(word), LONGEST_TEXT)):
            if line and len(line) + 1 + len(piece) > longest:
                yield line
                line = ""
            line = f"{line} {piece}".strip()
    yield line


def _name(block: ArticleBlock) -> tuple[str, str, tuple[str, ...]]:
    """The name of a step and what follows it: words in bold, or before a colon."""
    if block.name:
        name = block.name.rstrip(" .:")
        if can_be_said(name) and len(name) <= _LONGEST_NAME and not _NO_NAME.fullmatch(name):
            return name, block.text.lstrip(" .:\u2013\u2014-"), ()
        return "", block.whole, ()
    found = _NAME.match(block.text)
    if not found or len(found[1].split()) > _MOST_NAME_WORDS or _NO_NAME.match(found[1]):
        return "", block.text, ()
    rest = block.text[found.end() :]
    if has_quantity(found[1]) or not can_be_said(rest):
        return "", block.text, ()
    return found[1].strip(), rest, (f"{quoted(found[1])} is taken as the step's name",)


def _each_side(sentence: str) -> Sides | None:
    """The sides meant by '30 seconds on each side'."""
    for found in quantities(sentence):
        after = re.match(
            r"\s*(?:(?:on|with|for|per|pro|auf|mit)\s+)?(?:each|both|jede[rmns]?|beide[nr]?)?\s*\w+",
            sentence[found.end :],
        )
        if after and (sides := asks_for_other_side("repeat " + re.sub(r"\b(?:per|pro)\b", "each", after[0]))):
            return sides
    return None


def _steps(
    name: str, spoken: Sequence[str], notes: Sequence[str], looks: Sequence[str], longest: int
) -> Iterator[DraftStep]:
    groups: list[list[str]] = [[]]
    size = 0
    for sentence in (part for whole in spoken for part in cut(whole, min(longest, LONGEST_TEXT))):
        if groups[-1] and size + len(sentence) > longest:
            if not can_be_said(sentence):
                continue  # a row of signs: nothing to say, and no room
            groups.append([])
            size = 0
        groups[-1].append(sentence)
        size += len(sentence) + 1
    if len(groups) > 1:
        looks = (*looks, f"a long text is divided into {len(groups)} steps")
    for number, group in enumerate(groups):
        first, last = number == 0, number + 1 == len(groups)
        items, guesses = _timed(group)
        short_notes = tuple(part for text in notes for part in cut(text, LONGEST_TEXT)) if last else ()
        yield DraftStep(items, name if first else "", short_notes, (*(looks if first else ()), *guesses))


def _timed(group: Sequence[str]) -> tuple[tuple[str | Timed, ...], list[str]]:
    """The words of a step with a directive after each part of a sentence that gives a time."""
    items: list[str | Timed] = []
    looks: list[str] = []
    for number, sentence in enumerate(group):
        found = quantities(sentence)
        if len(sentence.split()) <= 4 and len(found) == 1 and number and not isinstance(found[0].asks, Repeat):
            # "Press the point. Thirty seconds." The sentence before says whether to keep still.
            context = quantities(f"{group[number - 1]} {sentence}")
            found = [replace(found[0], asks=context[-1].asks)] if context else found
        start = 0
        for index, quantity in enumerate(found):
            end = _end_of_part(sentence, quantity, found[index + 1] if index + 1 < len(found) else None)
            _say(items, sentence[start:end])
            items.append(quantity.asks)
            looks.append(_look(sentence, quantity))
            start = end
        _say(items, sentence[start:])
    return tuple(items), looks


def _end_of_part(sentence: str, quantity: Quantity, following: Quantity | None) -> int:
    """Where the words end that belong to a time: at the comma before the next time, or with the sentence."""
    if following is None:
        return len(sentence)
    mark = re.compile(r"[,;](?=\s)").search(sentence, quantity.end, following.start)
    return mark.end() if mark else following.start


def _say(items: list[str | Timed], words: str) -> None:
    """Add words; such as cannot be said go with the words before, wherever those stand."""
    words = words.strip()
    if not words:
        return
    texts = [index for index, item in enumerate(items) if isinstance(item, str)]
    if texts and (texts[-1] == len(items) - 1 or not can_be_said(words)):
        items[texts[-1]] = f"{items[texts[-1]]} {words}"
    else:
        items.append(words)


def _look(sentence: str, quantity: Quantity) -> str:
    words = quoted(sentence[quantity.start : quantity.end])
    look = f"{words} became {written(quantity.asks)}"
    return f"{look}: is the number right, and the length of each?" if isinstance(quantity.asks, Repeat) else look
