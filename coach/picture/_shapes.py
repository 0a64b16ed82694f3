"""The shape of every kind, the same in all pictures: what is heard stands above a base line, what hands do hangs below it.

A point is how far along it lies and how far above the base line, both in the picture's own units; the picture decides whether the
line is straight or round.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import pi, sin
from typing import Final

from coach.picture._bars import Stretch, thinned, told_apart
from coach.timeline import Kind

Point = tuple[float, float]
Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes in units of the picture: ``length`` of the whole line, how high words rise, how deep hands reach.

    ``pitch`` is the distance of neighbouring strokes; nothing is shorter than ``grain``.
    """

    length: float
    rise: float
    depth: float
    pitch: float
    grain: float


@dataclass(frozen=True, slots=True)
class Figure:
    """Lines through points, drawn ``thick`` units wide with round ends; if filled, that rounds the corners off."""

    lines: tuple[Line, ...]
    is_filled: bool = False
    thick: float = 0.0


HANDS: Final = (Kind.HOLD, Kind.FOR, Kind.REPEAT, Kind.WAIT)
_LANES: Final = ((Kind.PAUSE,), HANDS, (Kind.SPEECH,))
"""Kinds that stand at one height, beside each other; the lanes lie over each other, the first at the bottom."""

_AWAY: Final = 0.12
"""How far hands keep from the base line, as a share of their depth."""

COLOURS: Final[Mapping[Kind, str]] = {
    Kind.SPEECH: "#377db4",
    Kind.CHIME: "#cb4f73",
    Kind.PAUSE: "currentColor",
    Kind.HOLD: "#7e65bb",
    Kind.FOR: "#c26030",
    Kind.REPEAT: "#3b8d5d",
    Kind.WAIT: "#95752a",
}
"""Of one lightness, dark enough on white paper and light enough on black. What differs in meaning differs in shape too."""


def look(kind: Kind, name: str) -> dict[str, str]:
    """What the path of a kind has beside its shape and colour, with ``name`` as its class."""
    return {"class": name} | ({"stroke-opacity": ".55"} if kind is Kind.PAUSE else {})


def figures(parts: Mapping[Kind, Sequence[Stretch]], scale: Scale) -> Iterator[tuple[Kind, Figure]]:
    """All stretches of each kind as one figure, in the order in which they are to be drawn."""
    for lane in _LANES:
        there = {kind: parts[kind] for kind in lane if kind in parts}
        for kind, drawn in told_apart(there, scale.grain / scale.length).items():
            yield kind, figure(kind, drawn, scale)
    chimes = thinned(parts.get(Kind.CHIME, ()), 2 * _half_diamond(scale) / scale.length)
    if chimes:
        yield Kind.CHIME, figure(Kind.CHIME, chimes, scale)


def figure(kind: Kind, parts: Iterable[Stretch], scale: Scale) -> Figure:
    """Stretches of a kind as one figure, as they are."""
    line, thick, is_filled = _SHAPES[kind]
    ends = ((part.start * scale.length, part.end * scale.length, part.parts) for part in parts)
    lines = tuple(found for begin, end, count in ends for found in line(begin, end, count, scale))
    return Figure(lines, is_filled, thick(scale))


def _strokes(begin: float, end: float, _count: int, scale: Scale) -> Iterator[Line]:
    """Words: upright strokes of changing height, as sound is drawn everywhere."""
    count = max(1, round((end - begin) / scale.pitch))
    for number in range(count):
        along = begin + (number + 0.5) * (end - begin) / count
        swell = 0.7 + 0.3 * sin(pi * (number + 0.5) / count)
        beat = round(along / scale.pitch)
        height = scale.rise * swell * (0.5 + 0.5 * abs(sin(1.9 * beat + 0.7 * sin(0.8 * beat))))
        yield ((along, 0.06 * scale.rise), (along, height))


def _slab(begin: float, end: float, _count: int, scale: Scale) -> Iterator[Line]:
    """A hold: a solid block, for nothing moves."""
    top, bottom = _room(scale)
    inset = min(_corner(scale) / 2, (end - begin) / 2)
    begin, end, top, bottom = begin + inset, end - inset, top - inset, bottom + inset
    yield ((begin, top), (end, top), (end, bottom), (begin, bottom), (begin, top))


def _wave(begin: float, end: float, _count: int, scale: Scale) -> Iterator[Line]:
    """Moving for a time: a wave, of whole periods."""
    top, bottom = _room(scale)
    periods = max(1, round((end - begin) / (4 * scale.pitch)))
    steps = periods * 16
    middle, swing = (top + bottom) / 2, (top - bottom) * 0.36
    yield tuple(
        (begin + (end - begin) * step / steps, middle + swing * sin(2 * pi * periods * step / steps))
        for step in range(steps + 1)
    )


def _beads(begin: float, end: float, count: int, scale: Scale) -> Iterator[Line]:
    """Repetitions: a bead for each, or as many as can be told apart."""
    middle = sum(_room(scale)) / 2
    beads = max(1, min(count, int((end - begin) / (1.9 * scale.pitch))))
    for number in range(beads):
        along = begin + (number + 0.5) * (end - begin) / beads
        yield ((along, middle), (along, middle))


def _fence(begin: float, end: float, _count: int, scale: Scale) -> Iterator[Line]:
    """A wait: an empty frame with slanting lines, where somebody may fill the time or leave it."""
    top, bottom = _room(scale)
    yield ((begin, top), (end, top), (end, bottom), (begin, bottom), (begin, top))
    slant = min((top - bottom) * 0.6, end - begin)
    count = max(1, round((end - begin - slant) / (2.5 * scale.pitch)))
    for number in range(count):
        along = begin + (end - begin - slant) * (number + 0.5) / count
        yield ((along, bottom), (along + slant, top))


def _diamond(begin: float, _end: float, _count: int, scale: Scale) -> Iterator[Line]:
    """A chime: a small diamond above everything, where it begins."""
    half, middle = _half_diamond(scale), scale.rise * 1.22
    along = min(max(begin, half), scale.length - half)
    yield ((along, middle + half), (along + half, middle), (along, middle - half), (along - half, middle))


def _level(begin: float, end: float, _count: int, _scale: Scale) -> Iterator[Line]:
    """A pause: nothing but a thicker base line."""
    yield ((begin, 0), (end, 0))


def _corner(scale: Scale) -> float:
    return scale.pitch * 0.6


def _half_diamond(scale: Scale) -> float:
    return scale.pitch * 1.2


def _room(scale: Scale) -> tuple[float, float]:
    return -_AWAY * scale.depth, -scale.depth


_SHAPES: Final[
    dict[Kind, tuple[Callable[[float, float, int, Scale], Iterator[Line]], Callable[[Scale], float], bool]]
] = {
    Kind.SPEECH: (_strokes, lambda scale: scale.pitch * 0.55, False),
    Kind.CHIME: (_diamond, lambda _: 0, True),
    Kind.PAUSE: (_level, lambda scale: scale.pitch * 0.7, False),
    Kind.HOLD: (_slab, _corner, True),
    Kind.FOR: (_wave, lambda scale: scale.pitch * 0.6, False),
    Kind.REPEAT: (_beads, lambda scale: scale.pitch * 1.5, False),
    Kind.WAIT: (_fence, lambda scale: scale.pitch * 0.3, False),
}
