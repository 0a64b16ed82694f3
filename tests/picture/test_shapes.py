"""Every kind has a shape of its own: told apart where there is no colour at all."""

from functools import cache
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.picture import png_of
from coach.picture._bars import Stretch
from coach.picture._shapes import COLOURS, Scale, figure
from coach.picture._svg import add_figure, document, written
from coach.timeline import Kind
from tests.picture.helpers import grey

SCALE = Scale(length=90, rise=50, depth=34, pitch=3.6, grain=2)
INK, PAPER = 0, 255


@cache
def drawn(kind: Kind) -> NDArray[np.bool_]:
    """Where there is ink when a kind is drawn alone, in black, in a picture as long as its time."""
    picture = document(90, 110, {})
    # A chime is as long as its sound, the others fill the picture.
    part = Stretch(0.5, 0.52) if kind is Kind.CHIME else Stretch(0, 1, parts=6)
    add_figure(picture, figure(kind, [part], SCALE), lambda point: (point[0], 70 - point[1]), "#000000", {})
    png = png_of(written(picture).replace("<path", '<rect width="90" height="110" fill="#ffffff"/><path', 1), 180)
    return grey(png) < (INK + PAPER) // 2


def sizes(ink: NDArray[np.bool_]) -> tuple[int, int, int]:
    """Pixels of ink, and the first and last row with any."""
    rows = np.flatnonzero(ink.any(axis=1))
    return int(ink.sum()), int(rows[0]), int(rows[-1])


@pytest.mark.parametrize(("one", "other"), [*combinations(Kind, 2)])
def test_any_two_kinds_differ_in_most_of_their_ink(one: Kind, other: Kind) -> None:
    """In a grey picture, at most half of the ink of the two lies at the same place."""
    both, either = drawn(one) & drawn(other), drawn(one) | drawn(other)
    assert either.sum() > 100
    assert both.sum() / either.sum() < 0.5


def test_what_is_heard_is_above_the_line_and_what_hands_do_below() -> None:
    """The line lies at row 140; a pause is a part of it."""
    for kind in (Kind.SPEECH, Kind.CHIME):
        assert sizes(drawn(kind))[2] < 140
    for kind in (Kind.HOLD, Kind.FOR, Kind.REPEAT, Kind.WAIT):
        assert sizes(drawn(kind))[1] > 140
    assert 134 < sizes(drawn(Kind.PAUSE))[1] <= 140 <= sizes(drawn(Kind.PAUSE))[2] < 146


def test_a_hold_is_solid_and_a_wait_is_empty() -> None:
    """Of the room that hands have, 90 by 30 units in pixels of half a unit."""
    room = 180 * 60
    assert sizes(drawn(Kind.HOLD))[0] > 0.9 * room
    assert sizes(drawn(Kind.WAIT))[0] < 0.3 * room


def runs(row: NDArray[np.bool_]) -> int:
    """How many separate pieces of ink a row has."""
    return int(np.count_nonzero(np.diff(row.astype(np.int8), prepend=0) == 1))


def test_beads_are_as_many_as_beats_and_words_are_strokes() -> None:
    middle_of_hands = 140 + round((0.12 + 1) / 2 * 34 * 2)
    assert runs(drawn(Kind.REPEAT)[middle_of_hands]) == 6
    assert runs(drawn(Kind.HOLD)[middle_of_hands]) == 1
    assert runs(drawn(Kind.FOR)[middle_of_hands]) >= 8
    assert runs(drawn(Kind.SPEECH)[130]) == 25


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of ``#rrggbb``."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast (WCAG 2.2), from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("paper", ["#ffffff", "#16181d", "#000000"])
def test_every_colour_can_be_seen_on_white_and_on_black(paper: str) -> None:
    """3 to 1 is what WCAG 2.2 asks of graphics (1.4.11)."""
    for kind, colour in COLOURS.items():
        if kind is not Kind.PAUSE:
            assert contrast(colour, paper) >= 3, kind
