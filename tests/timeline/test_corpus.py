"""Scripts of the corpus with the timeline that they must give, worked out by hand: two words a second, chimes of one second, pace 1.

A line of a ``.timeline`` file is kind, seconds and text. An include stands for ``smallest.md``.
"""

from fractions import Fraction
from pathlib import Path

import pytest

from coach.script import parse, resolve
from coach.timeline import Clip, Event, Gap
from coach.units import Samples, exact_s, nearest_frame, whole_frames
from tests.timeline.helpers import timeline_of

CORPUS = Path(__file__).parents[1] / "data" / "scripts" / "valid"


def text_of(event: Event) -> str:
    """The words, the chime's name, or which repetition a silence belongs to."""
    return f"{event.beat.number} of {event.beat.total}" if isinstance(event, Gap) and event.beat else event.text


@pytest.mark.parametrize("expected", sorted(CORPUS.glob("*.timeline")), ids=lambda path: path.stem)
def test_a_script_gives_the_timeline_that_stands_beside_it(expected: Path) -> None:
    script = expected.with_suffix(".md")
    smallest = ((CORPUS / "smallest.md").read_text(), "smallest.md")
    routine = resolve(parse(script.read_text(), script.name), lambda _: smallest)
    lines = [line.split(None, 2) for line in expected.read_text().splitlines()]
    events = timeline_of(routine).events
    assert [(event.kind.value, text_of(event)) for event in events] == [(line[0], "".join(line[2:])) for line in lines]
    # What was written beside a gap has two decimals, so the clock here may be off by half a hundredth for each of them.
    exact = Fraction(0)
    for number, (event, (_, length_s, *_)) in enumerate(zip(events, lines, strict=True)):
        assert abs(event.start - nearest_frame(exact)) <= 1 + number * 0.005 * 44_100 / 1152
        if isinstance(event, Clip):
            assert event.length == whole_frames(Samples(round(float(length_s) * 44_100)))
            exact += exact_s(event.length)
        else:
            assert abs(event.length - nearest_frame(Fraction(length_s))) <= 1
            exact += Fraction(length_s)
