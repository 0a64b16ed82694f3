"""The routines that ship, drawn."""

import struct
from xml.etree.ElementTree import fromstring

import pytest

from coach.folders import Folders
from coach.picture import cover_png, line, strip_svg
from coach.programme import find_routine, messages_for, routine_names
from coach.timeline import Timeline
from tests.programme.helpers import timeline_of

NAMES = sorted(routine_names(Folders.of_user()))
EMPTY = Timeline(())


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_routine_that_ships_has_its_pictures(name: str) -> None:
    timeline, routine = timeline_of(name), find_routine(name, Folders.of_user()).routine
    for compact in (False, True):
        svg = strip_svg(timeline, routine.title, messages_for(routine.language), compact=compact)
        assert fromstring(svg).get("role") == "img"  # noqa: S314 - it is our own
        assert len(svg) < 60_000
    png = cover_png(timeline, routine.title)
    assert struct.unpack(">II", png[16:24]) == (1400, 1400)
    assert len(png) < 200_000  # podcast directories ask for less than 512 kB
    assert len(line(timeline, 80)) == 80


def test_an_empty_timeline_has_pictures_too() -> None:
    fromstring(strip_svg(EMPTY, "Nothing"))  # noqa: S314 - it is our own
    fromstring(strip_svg(EMPTY, compact=True))  # noqa: S314 - it is our own
    assert cover_png(EMPTY, "Nothing") != cover_png(EMPTY, "")
    assert line(EMPTY, 3) == "···"
