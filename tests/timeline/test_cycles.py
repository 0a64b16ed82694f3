"""Breath and tempo: every word is said inside its time, and a round lasts exactly as long as its parts together."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.script import Cycle, Phase
from coach.timeline import Choices, Clip, Cycles, Guidance, Moment, Pace, Utterance, build, expand, moved, reach
from coach.units import nearest_frame
from tests.timeline.helpers import FRAME_S, a_word_is_half_a_second, of_step, routine, section, step, timeline_of

FOUR_SEVEN_EIGHT = Cycle((Phase(Fraction(4), "In"), Phase(Fraction(7), "Hold"), Phase(Fraction(8), "Out")), 4)


def cycles_of(item: Cycle, choices: Choices = Choices("voice"), sides: tuple[str, ...] = ()) -> tuple[Moment, ...]:  # noqa: B008  # frozen
    return tuple(expand(routine(section(step("Breathe.", item), sides=sides)), choices))


def test_four_rounds_of_four_seven_eight_last_76_seconds_and_each_phase_begins_at_its_time() -> None:
    timeline = timeline_of(routine(section(step(FOUR_SEVEN_EIGHT))))
    clips = [event for event in timeline.events if isinstance(event, Clip) and event.is_phase]
    assert [clip.text for clip in clips] == ["In", "Hold", "Out"] * 4
    # The opening is a chime of 39 frames, 1 s, half a second of words in 20 frames, and 3 s.
    begin_s = FRAME_S * 59 + 4
    begins_s = [begin_s + 19 * number + into for number in range(4) for into in (0, 4, 11)]
    assert [clip.start for clip in clips] == [nearest_frame(at_s) for at_s in begins_s]
    assert timeline.events[-1].start == nearest_frame(begin_s + 76)


def test_a_word_takes_its_time_from_its_phase() -> None:
    one = Cycle((Phase(Fraction(4), "Breathe all the way in"), Phase(Fraction(2))))
    # Five words are 2.5 s: 95.7 frames, so 96.
    assert of_step(timeline_of(routine(section(step(one))))) == [
        ("speech", "Breathe all the way in", 2.5),
        ("repeat", "", 1.5),
        ("repeat", "", 2.0),
    ]


def test_a_word_that_does_not_fit_its_phase_is_left_out_and_its_time_stays() -> None:
    one = Cycle((Phase(Fraction(2), "Breathe all the way in"), Phase(Fraction(2), "Out")), 2)
    assert (
        of_step(timeline_of(routine(section(step(one)))))
        == [
            ("repeat", "", 2.0),
            ("speech", "Out", 0.5),
            ("repeat", "", 1.5),
        ]
        * 2
    )


@pytest.mark.parametrize("words", ["One two three four", "One two three"])
def test_a_word_needs_a_little_silence_after_it(words: str) -> None:
    """Four words are 77 frames; 2 s are 76.6."""
    one = Cycle((Phase(Fraction(2), words),))
    said = [event.text for event in timeline_of(routine(section(step(one)))).events]
    assert (words in said) == (words == "One two three")


@given(st.fractions(Fraction(1, 2), 2), st.fractions(-1, 1), st.booleans(), st.sampled_from(Guidance))
def test_nothing_moves_a_breath(pace: Fraction, share: Fraction, taper: bool, guidance: Guidance) -> None:
    choices = Choices("voice", Pace.of(pace), guidance=guidance, taper=taper)
    moments = tuple(moved(cycles_of(FOUR_SEVEN_EIGHT, choices), share))
    (breath,) = (moment for moment in moments if isinstance(moment, Cycles))
    assert [length_s for length_s, _ in breath.phases] == [4, 7, 8]
    assert breath.every_s == 19
    possible = reach([breath], a_word_is_half_a_second)
    assert possible.shortest_s == possible.longest_s == 76


@pytest.mark.parametrize(
    ("guidance", "heard"), [("full", ["In", "Hold", "Out"]), ("brief", ["In", "Hold", "Out"]), ("silent", ["tick"] * 3)]
)
def test_a_breath_is_said_in_full_and_brief_guidance_and_ticks_in_silent(guidance: str, heard: list[str]) -> None:
    moments = cycles_of(FOUR_SEVEN_EIGHT, Choices("voice", guidance=Guidance(guidance)))
    clips = [event for event in build(moments, a_word_is_half_a_second).events if isinstance(event, Clip)]
    assert [clip.text for clip in clips if clip.is_phase] == heard * 4


def test_no_word_of_a_breath_is_a_count() -> None:
    events = timeline_of(routine(section(step(FOUR_SEVEN_EIGHT)))).events
    assert not any(event.is_count for event in events if isinstance(event, Clip))


def test_words_name_the_side() -> None:
    moments = cycles_of(Cycle((Phase(Fraction(4), "{side}"),)), sides=("left", "right"))
    assert [moment.phases[0][1] for moment in moments if isinstance(moment, Cycles)] == [
        Utterance("left", "voice", 120),
        Utterance("right", "voice", 120),
    ]


@pytest.mark.parametrize(("is_live", "is_open"), [(True, True), (False, False)])
def test_live_it_can_go_on_until_the_listener_is_ready(is_live: bool, is_open: bool) -> None:
    item = Cycle((Phase(Fraction(4), "In"),), 5, until_ready=True)
    (breath,) = (moment for moment in cycles_of(item, Choices("voice", is_live=is_live)) if isinstance(moment, Cycles))
    assert (breath.is_open, breath.times) == (is_open, 5)
