"""Rounds that last exactly as long as they say, words and all; and sections that nobody announces."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.script import Condition, For, Hold, Pause, Section, Span
from coach.timeline import Choices, Guidance, Kind, Pace, Remainder, Sound, Timeline, build, expand, moved, reach
from coach.units import Frames, nearest_frame
from tests.timeline.helpers import (
    FRAME_S,
    a_word_is_half_a_second,
    of_step,
    routine,
    seconds,
    section,
    step,
    timeline_of,
)

TWENTY = Span(Fraction(20), Fraction(20), is_exact=True)
WORDS = step("Go.", For(TWENTY))


def starts_of(timeline: Timeline) -> list[Frames]:
    """Where each pass through a section begins, and where the last one ends."""
    chapters = [marker.at for marker in timeline.chapters()][1:]
    end = next(event.start for event in timeline.events if event.text == "finished")
    return [*chapters, end]


def seconds_between(timeline: Timeline) -> list[float]:
    starts = starts_of(timeline)
    return [round((after - before) * float(FRAME_S), 1) for before, after in pairwise(starts)]


def intervals(*steps: object, **fields: object) -> Timeline:
    return timeline_of(routine(section(*steps, **fields)))  # type: ignore[arg-type]  # steps and fields by name


def test_eight_rounds_of_thirty_seconds_last_four_minutes_to_the_frame() -> None:
    timeline = intervals(WORDS, repeat=8, every_s=Fraction(30), announce=False)
    first, *_, end = starts = starts_of(timeline)
    # The opening takes a chime and a word of whole frames, one second and three: 39 and 20 frames, and 4 s.
    opening_s = FRAME_S * 59 + 4
    assert starts == [nearest_frame(opening_s + 30 * number) for number in range(9)]
    assert abs((end - first) * FRAME_S - 240) <= FRAME_S


def test_announcements_are_part_of_the_round() -> None:
    """Two seconds of words and two of pause come off the silence at the end."""
    quiet, named = (intervals(WORDS, repeat=3, every_s=Fraction(30), announce=announce) for announce in (False, True))
    assert seconds_between(quiet) == seconds_between(named) == [30, 30, 30]
    assert "Round 2 of 3." in [event.text for event in named.events]
    # 77 frames of words.
    lasts = [next(event for event in reversed(one.events) if event.kind is Kind.PAUSE) for one in (quiet, named)]
    assert abs((lasts[0].length - lasts[1].length) * FRAME_S - (77 * FRAME_S + 2)) <= FRAME_S


def test_what_is_left_takes_the_place_of_the_pause_at_the_end_of_a_section() -> None:
    """One second of chime and half a second of words leave room for 58 s of work in a minute, though three seconds of pause would not."""
    timeline = intervals(step("Go.", Hold(Span(Fraction(58), Fraction(58), is_exact=True))), every_s=Fraction(60))
    assert seconds_between(timeline) == [60]


def test_a_round_that_is_too_full_lasts_as_long_as_its_content() -> None:
    timeline = intervals(step("Go.", Pause(seconds(40))), repeat=2, every_s=Fraction(30), announce=False)
    assert seconds_between(timeline) == [40.5, 40.5]
    assert timeline.events[-2].kind is Kind.PAUSE
    assert round(timeline.events[-2].length * FRAME_S) == 40


def test_a_round_is_all_sides() -> None:
    timeline = intervals(step("Go.", Pause(seconds(4))), repeat=2, every_s=Fraction(60), sides=("left", "right"))
    first, _, third, _, end = starts_of(timeline)
    assert abs((third - first) * FRAME_S - 60) <= FRAME_S
    assert abs((end - third) * FRAME_S - 60) <= FRAME_S


def test_a_round_of_which_nothing_is_left_takes_its_time() -> None:
    rests = step("Rest.", Pause(seconds(4)), conditions=(Condition("last-round", False),))
    timeline = intervals(rests, repeat=3, every_s=Fraction(30), announce=False)
    assert seconds_between(timeline) == [30, 30, 30]


@given(st.fractions(Fraction(1, 2), 2), st.fractions(-1, 1), st.booleans(), st.sampled_from(Guidance))
def test_neither_pace_nor_fitting_nor_easing_off_moves_a_round(
    pace: Fraction, share: Fraction, taper: bool, guidance: Guidance
) -> None:
    made = routine(section(step("Go on. And on.", Pause(None), For(TWENTY)), repeat=3, every_s=Fraction(60)))
    choices = Choices("voice", Pace.of(pace), guidance=guidance, taper=taper)
    timeline = build(moved(expand(made, choices), share), a_word_is_half_a_second)
    assert seconds_between(timeline) == pytest.approx([60, 60, 60], abs=0.1)


def test_fitting_cannot_move_what_lasts_as_long_as_it_says() -> None:
    made = routine(section(WORDS, repeat=8, every_s=Fraction(30)))
    possible = reach(tuple(expand(made, Choices("voice"))), a_word_is_half_a_second)
    # All that can move are the two pauses of the opening, one and three seconds, from half to double.
    assert possible.natural_s - possible.shortest_s == 2
    assert possible.longest_s - possible.natural_s == 4


def test_a_remainder_knows_what_it_is_left_of() -> None:
    moments = tuple(expand(routine(section(WORDS, repeat=2, every_s=Fraction(30))), Choices("voice", taper=True)))
    first, last = (moment for moment in moments if isinstance(moment, Remainder))
    # The opening is four moments: a chime, a pause, the title, a pause.
    assert first.within == moments[4 : moments.index(first)]
    assert last.within == moments[moments.index(first) + 1 : moments.index(last)]


class TestAnnounceNone:
    """Nobody names rounds and sides."""

    def test_rounds_follow_each_other_without_a_word(self) -> None:
        made = section(step("Go.", Pause(seconds(5))), repeat=3, announce=False)
        timeline = timeline_of(routine(made))
        assert [event.text for event in timeline.events if event.place.section and event.kind is Kind.SPEECH] == [
            "Go."
        ] * 3
        assert [of_step(timeline, number) for number in (1, 2, 3)] == [
            [("speech", "Go.", 0.5), ("pause", "", 5.0)],
        ] * 3

    def test_sides_are_changed_by_the_chime_and_their_time(self) -> None:
        made = Section("Part", (step("Go.", Pause(seconds(5))),), ("left", "right"), announce=False)
        events = [event for event in timeline_of(routine(made)).events if event.place.section > 0]
        assert [(event.kind.value, event.text, round(event.length * FRAME_S)) for event in events] == [
            ("speech", "Go.", 1),
            ("pause", "", 5),
            ("chime", "change-sides", 1),
            ("pause", "", 1),
            ("pause", "", 6),
            ("speech", "Go.", 1),
            ("pause", "", 5),
            ("chime", "finished", 1),
        ]

    def test_chapters_keep_their_names(self) -> None:
        timeline = timeline_of(routine(section(WORDS, repeat=2, announce=False)))
        assert [marker.title for marker in timeline.chapters()][1:] == ["Part (1 of 2)", "Part (2 of 2)"]


def test_a_part_of_which_nothing_is_left_does_not_even_get_the_last_chime() -> None:
    gone = section(step("Never.", conditions=(Condition("live", True),)), title="Gone")
    timeline = timeline_of(routine(section(WORDS), gone))
    assert [marker.title for marker in timeline.chapters()] == ["Before you begin", "Part"]


def test_sounds_of_a_round_are_what_they_are_without_an_interval() -> None:
    def sounds(every_s: Fraction | None) -> list[object]:
        made = routine(section(WORDS, step("Rest."), repeat=2, every_s=every_s))
        return [moment.source for moment in expand(made, Choices("voice")) if isinstance(moment, Sound)]

    assert sounds(None) == sounds(Fraction(60))


class TestRoundsWithoutWords:
    """A round lasts as long as it says, also if nothing is said or done in it."""

    FIRST = step("Ten squats.", conditions=(Condition("first-round", wanted=True),))

    @pytest.mark.parametrize("announce", [False, True])
    def test_words_of_the_first_round_only(self, announce: bool) -> None:
        timeline = intervals(self.FIRST, repeat=4, every_s=Fraction(60), announce=announce)
        assert seconds_between(timeline) == [60.0] * 4
        said = [event.text for event in timeline.events if event.text.startswith("Round")]
        assert said == (["Round 2 of 4.", "Round 3 of 4.", "Round 4 of 4."] if announce else [])

    @pytest.mark.parametrize("sides", [(), ("left", "right")])
    def test_silent_guidance(self, sides: tuple[str, ...]) -> None:
        made = routine(section(step("Ten squats."), repeat=4, every_s=Fraction(60), sides=sides))
        silent = Choices("voice", Pace.of(Fraction(1)), guidance=Guidance.SILENT)
        timeline = build(expand(made, silent), a_word_is_half_a_second)
        first = timeline.chapters()[1].at
        end = next(event.start for event in timeline.events if event.text == "finished")
        assert round((end - first) * float(FRAME_S), 1) == 240

    def test_one_side_only(self) -> None:
        second = step("Now.", conditions=(Condition("later-side", wanted=True),))
        timeline = intervals(second, repeat=2, every_s=Fraction(60), sides=("left", "right"))
        assert seconds_between(timeline) == [60.0] * 2

    def test_a_section_whose_every_step_is_off_takes_no_time(self) -> None:
        off = step("No.", conditions=(Condition("x", wanted=True), Condition("first-round", wanted=True)))
        made = routine(section(off, title="Off", repeat=3, every_s=Fraction(60)), section(WORDS))
        assert [marker.title for marker in timeline_of(made).chapters()] == ["Before you begin", "Part"]
