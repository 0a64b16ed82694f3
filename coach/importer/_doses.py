"""How long and how often, as directives: what a sentence says joins its own words, or the step before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from coach.importer._article import Timed
from coach.importer._quantities import BEAT, MOST_ROUNDS, Quantity
from coach.script import For, Hold, Pause, Repeat, Span, can_be_said

Items = tuple[str | Timed, ...]


@dataclass(frozen=True, slots=True)
class Dosed:
    """Items with their directives, how often the exercise is done as a whole, and the guesses made."""

    items: Items
    rounds: int = 1
    looks: tuple[str, ...] = ()


def timed(sentence: str, found: Sequence[Quantity]) -> Dosed:
    """The words of a sentence with a directive after each part of it that gives a time."""
    times = [one for one in found if one.kind == "time"]
    counts = [one for one in found if one.kind == "count"]
    whole = [one for one in found if one.kind in {"sets", "rounds"}]
    rounds, looks = _rounds(whole)
    if counts and len(times) > 1:
        rounds, more = max(rounds, _capped(counts[0].times)), (_round_look(counts[0].times),)
        looks = (*looks, *more)
    elif len(counts) > 1 and not times and not _are_choices(sentence, counts):
        return _in_parts(sentence, counts, rounds, looks)
    elif counts:
        every = times[0].length if times else BEAT
        repeat = Repeat(counts[0].times, every)
        return Dosed(
            (*_joined((), sentence), repeat),
            rounds,
            (*looks, _look(sentence, _with_sets([*counts[:1], *times], whole), repeat)),
        )
    return _in_parts(sentence, times, rounds, looks)


def _are_choices(sentence: str, counts: Sequence[Quantity]) -> bool:
    """Whether one of two counts is meant: "ten times, or twenty if you like"."""
    return _OR.search(sentence, counts[0].end, counts[1].start) is not None


_OR: Final = re.compile(r"\b(?:or|oder|ou|o|if|wenn|si)\b", re.IGNORECASE)


def _in_parts(sentence: str, found: Sequence[Quantity], rounds: int, looks: tuple[str, ...]) -> Dosed:
    """A sentence with a directive after each part of it that gives a time or a count."""
    items: Items = ()
    start = 0
    for at, one in enumerate(found):
        end = _end_of_part(sentence, one, found[at + 1] if at + 1 < len(found) else None)
        directive = _directive(one)
        items = (*_joined(items, sentence[start:end]), directive)
        looks = (*looks, _look(sentence, [one], directive))
        start = end
    return Dosed(_joined(items, sentence[start:]), rounds, looks)


def dosed(items: Items, found: Sequence[Quantity], sentence: str) -> Dosed:
    """Items of a step, and of what a later sentence says about them: "Repeat ten times", "Thirty seconds", "Sets: 3"."""
    times = [one for one in found if one.kind == "time"]
    counts = [one for one in found if one.kind == "count"]
    rounds, looks = _rounds([one for one in found if one.kind in {"sets", "rounds"}])
    here = [at for at, item in enumerate(items) if isinstance(item, (Hold, For, Repeat))]
    if counts and len(here) == 1 and not isinstance(items[here[0]], Repeat):
        work = items[here[0]]
        every = times[0].length if times else _length(work)
        return _replaced(
            items, here[0], Repeat(counts[0].times, every), rounds, looks, sentence, _with_sets(counts[:1], found)
        )
    if counts and not here:
        new = Repeat(counts[0].times, times[0].length if times else BEAT)
        return Dosed(
            (*items, new), rounds, (*looks, _look(sentence, _with_sets([*counts[:1], *times[:1]], found), new))
        )
    if counts:
        again = counts[0].times
        return Dosed(items, max(rounds, _capped(again)), (*looks, _round_look(again)))
    repeat = items[here[0]] if len(here) == 1 else None
    if times and isinstance(repeat, Repeat) and repeat.every == BEAT:
        return _replaced(
            items, here[0], Repeat(repeat.times, times[0].length), rounds, looks, sentence, _with_sets(times[:1], found)
        )
    if times and not here:
        directive = _directive(times[0])
        return Dosed((*items, directive), rounds, (*looks, _look(sentence, _with_sets(times[:1], found), directive)))
    if times:
        looks = (*looks, f"{_quoted(sentence)} has no place of its own here: is it in the step?")
    return Dosed(items, rounds, looks)


def is_timed(items: Items) -> bool:
    """Whether there is timed work among items."""
    return any(isinstance(item, (Hold, For, Repeat)) for item in items)


def say(items: Items, words: str) -> Items:
    """Items and more words, which join the words before them where nothing stands between."""
    return _joined(items, words)


def say_before(items: Items, words: str) -> Items:
    """Items and more words that stand before the last directive: "Repeat ten times." [repeat: 10 every 5s]."""
    for at in range(len(items) - 1, -1, -1):
        if isinstance(items[at], str):
            return (*items[:at], f"{items[at]} {words}", *items[at + 1 :])
    return (words, *items)


def _length(item: str | Timed) -> Span:
    return item.length if isinstance(item, (Hold, For)) else BEAT


def _directive(one: Quantity) -> Hold | For | Repeat:
    if one.kind == "count":
        return Repeat(one.times, BEAT)
    return Hold(one.length) if one.is_still else For(one.length)


def _rounds(whole: Sequence[Quantity]) -> tuple[int, tuple[str, ...]]:
    if not whole:
        return 1, ()
    return _capped(whole[0].times), (_round_look(whole[0].times),)


def _round_look(times: int) -> str:
    if times > MOST_ROUNDS:
        return f"this is to be done {times} times, which is more than the {MOST_ROUNDS} times a section can be"
    return f"the section is done {times} times: is a rest missing between them?"


def _capped(times: int) -> int:
    return times if times <= MOST_ROUNDS else 1


def _replaced(
    items: Items, at: int, by: Repeat, rounds: int, looks: tuple[str, ...], sentence: str, found: Sequence[Quantity]
) -> Dosed:
    rest = tuple(item for place, item in enumerate(items) if place != at)
    return Dosed((*rest, by), rounds, (*looks, _look(sentence, found, by)))


def _end_of_part(sentence: str, quantity: Quantity, following: Quantity | None) -> int:
    """Where the words end that belong to a time: at the comma before the next time, or with the sentence."""
    if following is None:
        return len(sentence)
    mark = _PART_END.search(sentence, quantity.end, following.start)
    return mark.end() if mark else quantity.end


_PART_END: Final = re.compile(r"[,;:.](?=\s)|(?=\s(?:and|then|und|dann|et|puis|y|luego)\s)")


def _joined(items: Items, words: str) -> Items:
    """Add words; such as cannot be said go with the words before, wherever those stand."""
    words = words.strip()
    if not words:
        return items
    at = next((at for at in range(len(items) - 1, -1, -1) if isinstance(items[at], str)), -1)
    if at >= 0 and (at == len(items) - 1 or not can_be_said(words)):
        return (*items[:at], f"{items[at]} {words}", *items[at + 1 :])
    return (*items, words)


def _with_sets(doses: Sequence[Quantity], found: Sequence[Quantity]) -> list[Quantity]:
    """Doses with the sets that they touch: "3 sets of 8" is one dose to its reader."""
    sets = [one for one in found if one.kind == "sets"]
    near = [
        one for one in sets if any(-1 <= dose.start - one.end <= 1 or -1 <= one.start - dose.end <= 1 for dose in doses)
    ]
    return [*doses, *near]


def _look(sentence: str, found: Sequence[Quantity], directive: Timed) -> str:
    from coach.importer._writing import written

    start, end = min(one.start for one in found), max(one.end for one in found)
    look = f"{_quoted(sentence[start:end].strip())} became {written(directive)}"
    return f"{look}: is the number right, and the length of each?" if isinstance(directive, Repeat) else look


def _quoted(text: str) -> str:
    return f"'{text[:60].rstrip()}\u2026'" if len(text) > 61 else f"'{text}'"


def with_pause(items: Items, pause: Span | None) -> Items:
    """Items and a silence after them; two silences in a row are one, the longer."""
    last = items[-1] if items else None
    if isinstance(last, Pause):
        longer = max((span for span in (last.length, pause) if span), key=lambda span: span.longest_s, default=None)
        return (*items[:-1], Pause(longer))
    return (*items, Pause(pause))
