"""A timeline is divided into sound and silence, and nothing of it is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.files._runs import APART, Run, SilentRun, SoundRun, runs
from coach.timeline import Clip, Event, Gap, Jingle, Kind, Place
from coach.units import Frames

WHERE = Place(0, "Legs", 0, "Milking")


def events_of(lengths: list[int]) -> list[Event]:
    """A clip for a number above nothing, a gap for one below, each so many frames long."""
    events: list[Event] = []
    start = 0
    for length in lengths:
        begin, frames = Frames(start), Frames(abs(length))
        if length > 0:
            events.append(Clip(begin, frames, Kind.CHIME, WHERE, Jingle("tick")))
        else:
            events.append(Gap(begin, frames, Kind.PAUSE, WHERE))
        start += frames
    return events


def shape_of(parts: list[Run]) -> list[int]:
    """Frames of each: sound counts up, silence down."""
    return [part.frames if isinstance(part, SoundRun) else -part.frames for part in parts]


def divided(lengths: list[int]) -> list[int]:
    return shape_of(list(runs(events_of(lengths))))


def test_sound_and_silence_by_turns() -> None:
    assert divided([3, -5, 1, -2, 4]) == [3, -5, 1, -2, 4]


def test_silences_that_follow_each_other_are_one() -> None:
    assert divided([-3, -4, 2, -1, -1, 5]) == [-7, 2, -2, 5]


def test_a_silence_too_short_for_a_seam_belongs_to_the_sound() -> None:
    assert APART == 2
    assert divided([3, -1, 4, -2, 1, 1]) == [8, -2, 2]


def test_a_silence_at_either_end_stays_one_however_short() -> None:
    assert divided([-1, 2, -1]) == [-1, 2, -1]


def test_nothing_is_nothing() -> None:
    assert divided([]) == []


def test_a_sound_is_given_before_the_end_is_known() -> None:
    asked: list[Event] = []
    source = events_of([2, -5, 3, -5])
    first = next(runs(asked.append(event) or event for event in source))  # type: ignore[func-returns-value]
    assert isinstance(first, SoundRun)
    assert asked == source[:3]


@given(st.lists(st.integers(-6, 6).filter(bool), max_size=12))
def test_every_event_is_in_a_stretch_in_its_place(lengths: list[int]) -> None:
    parts = list(runs(events_of(lengths)))
    assert sum(part.frames for part in parts) == sum(map(abs, lengths))
    clips = [event for part in parts if isinstance(part, SoundRun) for event in part.events if isinstance(event, Clip)]
    assert clips == [event for event in events_of(lengths) if isinstance(event, Clip)]
    assert all(isinstance(part.events[end], Clip) for part in parts if isinstance(part, SoundRun) for end in (0, -1))
    kinds = [type(part) for part in parts]
    assert all(one is not other for one, other in pairwise(kinds))
    assert all(part.frames >= APART for part in parts[1:-1] if isinstance(part, SilentRun))
