"""The part that each sentence of an article plays: decided by what it says, once, and by nothing around it."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from coach.importer._instructions import after_lead, is_instruction
from coach.importer._lexicon import Lexicon
from coach.importer._quantities import Quantity, quantities
from coach.importer._sentence_kinds import is_placeholder, sentences, without_remarks
from coach.importer._sides import Asked, asks_for_other_side, without_asking
from coach.script import Span, can_be_said

Role = Literal["do", "dose", "sides", "pause", "talk", "safety", "open"]
"""``do`` tells to do something; ``dose`` says only how long or how often; ``sides`` asks for the other side and no more;
``pause`` is a mark for silence; ``talk`` is told to the reader; ``open`` shows nothing of the kind."""

_BRACKETED: Final = re.compile(r"(?<![\[(<*]{2})[\[(<*]{1,2}[^\[\]()<>]{1,40}[\])>*]+")
_MOST_WORDS_OF_DOSE: Final = 2
_MOST_WORDS_OF_ROUNDS: Final = 6
_LONG_PAUSE_S: Final = 20


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence with its part.

    ``pause`` is the length of a silence, None for a short one; ``remarks`` stood in round brackets and are only to be read.
    ``is_repeat`` is set for "repeat it ten times", ``is_cycle`` where the whole of it is meant,
    ``is_count`` for a few words that only count what the sentence before them told: "Do ten of them".
    """

    text: str
    role: Role
    quantities: tuple[Quantity, ...] = ()
    asked: Asked | None = None
    pause: Span | None = None
    is_repeat: bool = False
    is_cycle: bool = False
    is_count: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def is_spoken(self) -> bool:
        """Whether it is something to do, or how often."""
        return self.role in {"do", "dose", "sides"}


def sayings(text: str, words: Lexicon | None) -> list[Saying]:
    """The sentences of a text, each with its part; without a lexicon all but placeholders is open."""
    if words is None:
        return [Saying(sentence, "talk" if is_placeholder(sentence) else "open") for sentence in sentences(text)]
    return [saying(part, words) for piece in _pieces(text, words) for part in sentences(piece)]


def saying(sentence: str, words: Lexicon) -> Saying:
    """One sentence with its part."""
    if (pause := _pause(sentence, words)) is not None:
        return Saying(sentence, "pause", pause=pause[0])
    bare, remarks = _without_remarks(sentence, words)
    label = words.patterns["label"].match(bare)
    if label and can_be_said(bare[label.end() :]):
        bare, remarks = bare[label.end() :], [*remarks, label[0].strip()]
    bare, between = _without_rest_between(bare, words)
    if between:
        sentence, remarks = bare, [*remarks, between]
    if (role := _unspoken(sentence, bare, words)) is not None:
        return Saying(sentence, role)
    asked = asks_for_other_side(sentence, words)
    if asked and not asked.is_alone:
        rest = without_asking(sentence, asked)
        if _says_nothing_more(rest, asked, words):
            asked = replace(asked, is_alone=True)
        elif rest != sentence:
            bare, remarks = _without_remarks(rest, words)
            remarks = [*remarks, sentence[asked.start :].strip(" ,;")]
    found = tuple(quantities(bare, words))
    repeat = _is_repeat(bare, found, words)
    cycle = any(one.kind == "rounds" for one in found) or (repeat and words.has("quantities.cycle", bare))
    if asked and asked.is_alone:
        return Saying(sentence, "sides", tuple(_until_the_change(sentence, words)), asked, is_repeat=repeat)
    role = _role(bare, found, words)
    counts = len(bare.split()) <= _MOST_WORDS_OF_ROUNDS and any(one.kind == "count" for one in found)
    counts = counts and words.patterns["quantities.do"].match(after_lead(bare, words)) is not None
    return Saying(
        bare,
        role,
        found,
        asked,
        is_repeat=repeat and bool(found),
        is_cycle=cycle and bool(found),
        is_count=counts,
        remarks=tuple(remarks),
    )


def _unspoken(sentence: str, bare: str, words: Lexicon) -> Role | None:
    """The part of a sentence that is to be read and never to be said; None if it may be said."""
    if is_placeholder(sentence):
        return "talk"
    if words.has("heads.safe", bare):
        return "safety"
    return "talk" if words.has("talk", bare) or _is_rest_between(bare, words) else None


def _without_rest_between(text: str, words: Lexicon) -> tuple[str, str]:
    """A dose without "with a minute's rest between sets", and those words; they say nothing of the work itself."""
    between = words.find("quantities.rest_between", text)
    if not between or not quantities(text[: between.start()], words):
        return text, ""
    return f"{text[: between.start()].rstrip(' ,;')}{text[between.end() :]}", between[0].strip(" ,;")


def _is_rest_between(text: str, words: Lexicon) -> bool:
    """Whether a sentence only says how long to rest from one round to the next, which no step of its own can say."""
    found = words.patterns["quantities.rest_between"].match(text.strip(" ."))
    return found is not None and found.end() == len(text.strip(" .")) and bool(quantities(text, words))


def _is_repeat(text: str, found: tuple[Quantity, ...], words: Lexicon) -> bool:
    """Whether a sentence asks for something once more, in so many words or as a number of rounds."""
    start = after_lead(text, words)
    if found and not text[: found[0].start].strip():  # "Ten times repeat", as German has it
        start = text[found[0].end :].lstrip()
    if any(words.patterns[key].match(start) for key in ("quantities.repeat", "quantities.onward")):
        return True
    return any(one.kind == "rounds" for one in found) and len(text.split()) <= _MOST_WORDS_OF_ROUNDS


def _says_nothing_more(rest: str, asked: Asked, words: Lexicon) -> bool:
    """Whether a sentence without what asks for the other side only says when: "After a minute", "Then twist" the other way."""
    after = words.patterns["quantities.after"].match(rest)
    if after:
        for one in reversed(quantities(rest[after.end() :], words)):
            rest = rest[: after.end() + one.start] + rest[after.end() + one.end :]
        rest = rest[after.end() :]
    left = [word for word in re.findall(r"[^\W_]+", rest.lower()) if word not in words.stop]
    if after:
        return len(left) <= 1
    start = after_lead(rest, words).strip(" .").lower()
    return asked.is_direction and start != rest.strip(" .").lower() and start in words.verbs


def _until_the_change(sentence: str, words: Lexicon) -> list[Quantity]:
    """The quantities of what asks for the other side; "after a minute, change hands" says how long the first side takes."""
    after = words.patterns["quantities.after"].match(sentence)
    return quantities(" " * after.end() + sentence[after.end() :] if after else sentence, words)


def is_dose(text: str, words: Lexicon) -> bool:
    """Whether a text says only how long or how often."""
    return _is_dose(text, tuple(quantities(text, words)), words, most_words=0)


def is_pause(text: str, words: Lexicon) -> bool:
    """Whether a text is a mark for silence."""
    return _pause(text, words) is not None


def _role(text: str, found: tuple[Quantity, ...], words: Lexicon) -> Role:
    is_told = words.has("tells", text)
    if not found and words.has("quantities.often", after_lead(text, words)):
        return "talk"  # a plan for the days to come
    if found and not is_told and _is_dose(text, found, words):
        return "dose"
    if is_instruction(text, words):
        return "do"
    if is_told or words.has("me", text) or words.has("quantities.no_task", text):
        return "talk"
    return "open"


def _is_dose(text: str, found: tuple[Quantity, ...], words: Lexicon, most_words: int = _MOST_WORDS_OF_DOSE) -> bool:
    if not found:
        return False
    rest = text
    for one in reversed(found):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    left = re.findall(r"[^\W_]+", re.sub(r"\w+\s*:", " ", rest).lower())
    is_labelled = re.match(r"\W*\w+(?:\s\w+)?\s*:\s*[^:]*$", text) is not None
    has_verb = any(word in words.verbs for word in left) and not is_labelled
    others = len([word for word in left if word not in words.stop])
    return (others <= most_words or (is_labelled and others <= 2)) and not has_verb


def _pause(text: str, words: Lexicon) -> tuple[Span | None] | None:
    """The length of the silence that a mark asks for, in a tuple; None if it is no mark."""
    bare = text.strip(" \t[](){}<>*_.\u2026!-\u2013\u2014")
    for key in ("long", "short"):
        found = words.patterns[f"pause.{key}"].match(bare)
        if not found:
            continue
        rest = bare[found.end() :]
        lengths = [one for one in quantities(rest, words) if one.kind == "time"]
        if len(lengths) == 1 and len(re.findall(r"[^\W\d_]+", rest)) <= 4:
            is_mark = text.strip()[:1] in "[(<*{" or len(bare.split()) <= 4
            return (lengths[0].length,) if is_mark else None
        if not can_be_said(rest):
            return (Span(_LONG, _LONG),) if key == "long" else (None,)
    return None


def _pieces(text: str, words: Lexicon) -> list[str]:
    """A text with marks for silence in brackets cut out as pieces of their own."""
    pieces, start = [], 0
    for found in _BRACKETED.finditer(text):
        if _pause(found[0], words) is not None:
            pieces += [text[start : found.start()], found[0]]
            start = found.end()
    return [piece for piece in (*pieces, text[start:]) if piece.strip()]


def _without_remarks(sentence: str, words: Lexicon) -> tuple[str, list[str]]:
    """A sentence without remarks that are only to be read: those that tell to do something, or how often, stay."""

    def stays(remark: str) -> bool:
        inner = remark.strip(" ()")
        return bool(quantities(inner, words)) or (not words.has("talk", inner) and is_instruction(inner, words))

    return without_remarks(sentence, stays)


_LONG: Final = Fraction(_LONG_PAUSE_S)
