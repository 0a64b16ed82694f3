"""Which sounds of a routine are encoded together, whatever its listener chooses: those between which there may be no real silence. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from coach.files import APART


@dataclass(frozen=True, slots=True)
class Heard:
    """One of some clips, by their numbers; or nothing, if it ``may_be_silent``."""

    clips: tuple[int, ...]
    may_be_silent: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """Silence between so many frames and so many, neither of which need be whole."""

    least: Fraction
    most: Fraction


Edge = Heard | Silence
Run = tuple[int, ...]
"""A clip, then in turn the frames of silence after it and another clip."""


class TooCloseError(Exception):
    """A whole section without a silence that lasts."""


def segments(edges: Iterable[Edge]) -> list[list[Edge]]:
    """The edges between silences that keep sounds apart in any case; the first and the last are empty where such a silence stands there."""
    found: list[list[Edge]] = [[]]
    for edge in edges:
        if isinstance(edge, Silence) and edge.least >= APART:
            found.append([])
        else:
            found[-1].append(edge)
    return found


def runs_of(edges: Sequence[Edge]) -> Iterator[Run]:
    """Every run that may be heard of a segment."""
    heard, before = _junctions(edges)
    for first in range(len(heard)):
        if first == 0 or before[first][1]:
            for clip in heard[first].clips:
                yield from _longer((clip,), first, heard, before)


def _longer(run: Run, last: int, heard: list[Heard], before: list[tuple[range, bool]]) -> Iterator[Run]:
    if last + 1 == len(heard):
        yield run
        return
    joined, may_part = before[last + 1]
    if may_part or heard[last + 1].may_be_silent:
        yield run
    for frames in joined:
        for clip in heard[last + 1].clips:
            yield from _longer((*run, frames, clip), last + 1, heard, before)


def _junctions(edges: Sequence[Edge]) -> tuple[list[Heard], list[tuple[range, bool]]]:
    """What is heard, and before each of it the frames of silence with which it is joined, and whether it may be apart."""
    heard: list[Heard] = []
    before: list[tuple[range, bool]] = []
    least = most = Fraction(0)
    for edge in edges:
        if isinstance(edge, Silence):
            least, most = least + edge.least, most + edge.most
        else:
            heard.append(edge)
            before.append((range(floor(least), min(APART, ceil(most) + 1)), ceil(most) >= APART))
            least = most = Fraction(0)
    return heard, before


def all_runs(opening: Sequence[Edge], sections: Sequence[Sequence[Sequence[Edge]]], end: Edge) -> Iterator[Run]:
    """All runs of an opening, of any form of each of the sections after it, and of the end.

    Raises TooCloseError if that would take looking further than from one section to another.
    """
    tails: set[tuple[Edge, ...]] = set()
    for part in ([opening], *sections):
        heads = set()
        for form in part:
            if form:
                parts = segments(form)
                if len(parts) == 1:
                    raise TooCloseError
                heads.add(tuple(parts[0]))
                for segment in parts[:-1]:
                    yield from runs_of(segment)
        for tail in tails:
            for head in heads:
                yield from runs_of((*tail, *head))
        tails |= {tuple(segments(form)[-1]) for form in part if form}
    for tail in tails:
        yield from runs_of((*tail, end))
