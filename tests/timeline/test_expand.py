"""What happens in a session, in order: words, work, silences, sides, repeats, options."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.script import Chime, Condition, For, Hold, Pause, Prompt, Repeat, Span, Wait
from coach.script._routine import Option
from coach.timeline import Beat, Choices, Clip, Gap, Kind, Pace, expand, spoken
from coach.timeline._settings import at_pace
from tests.timeline.helpers import of_step, routine, seconds, section, step, timeline_of

SOME = step("Do this.", Pause(seconds(4)))


def texts(timeline_section: list[tuple[str, str, float]]) -> list[str]:
    return [text for kind, text, _ in timeline_section if kind == "speech"]


def test_a_session_opens_with_chime_title_needs_and_safety_and_ends_with_the_chime() -> None:
    made = routine(section(SOME), needs=("oil", "a towel", "time"), safety=("Stop if it hurts", "Ask first."))
    events = timeline_of(made).events
    opening = [(event.kind.value, event.text) for event in events if event.place.section == 0]
    assert opening == [
        ("chime", "start"),
        ("pause", ""),
        ("speech", "Test."),
        ("pause", ""),
        ("speech", "You will need: oil, a towel and time."),
        ("pause", ""),
        ("speech", "Stop if it hurts."),
        ("pause", ""),
        ("speech", "Ask first."),
        ("pause", ""),
    ]
    assert (events[-1].kind, events[-1].text) == (Kind.CHIME, "finished")


@pytest.mark.parametrize(
    ("needs", "said"), [(("oil",), "You will need: oil."), (("oil", "time"), "You will need: oil and time.")]
)
def test_few_needs_are_named_as_a_person_would(needs: tuple[str, ...], said: str) -> None:
    assert said in [event.text for event in timeline_of(routine(section(SOME), needs=needs)).events]


def test_a_step_says_its_name_then_its_words_sentence_by_sentence() -> None:
    made = routine(section(step("Hold it. Then wait!", Pause(seconds(5)), name="Milking"), SOME))
    assert of_step(timeline_of(made))[:6] == [
        ("speech", "Milking.", 0.5),
        ("pause", "", 0.6),
        ("speech", "Hold it.", 1.0),
        ("pause", "", 0.6),
        ("speech", "Then wait!", 1.0),
        ("pause", "", 5.0),
    ]


def test_holds_and_moves_end_with_the_chime_unless_very_short() -> None:
    made = routine(section(step("Now.", Hold(seconds(10)), "Then.", For(seconds(6)), "Last.", Hold(seconds(4))), SOME))
    assert [(kind, text) for kind, text, _ in of_step(timeline_of(made))][:9] == [
        ("speech", "Now."),
        ("hold", ""),
        ("chime", "hold-end"),
        ("pause", ""),
        ("speech", "Then."),
        ("for", ""),
        ("chime", "hold-end"),
        ("pause", ""),
        ("speech", "Last."),
    ]
    assert [kind for kind, _, _ in of_step(timeline_of(made))][9:11] == ["hold", "speech"]


def test_a_repeat_ticks_or_counts_or_is_silent() -> None:
    for count, clips in (("tick", ["tick"] * 3), ("spoken", ["1.", "2.", "3."]), ("none", [])):
        made = routine(section(step("Go.", Repeat(3, seconds(4), count))))  # type: ignore[arg-type]  # one of its literals
        events = [event for event in timeline_of(made).events if event.place.section == 1 and event.place.step == 0]
        assert [event.text for event in events if isinstance(event, Clip)] == ["Go.", *clips]
        work = [event for event in events if event.kind is Kind.REPEAT]
        assert [event.beat for event in work] == [Beat(1, 3), Beat(2, 3), Beat(3, 3)]


def test_a_bare_pause_a_wait_and_a_named_chime() -> None:
    made = routine(
        section(
            step("A.", Pause(None), "B.", Wait(None), "C.", Wait(seconds(7)), Chime("gong"), Pause(seconds(2))), SOME
        )
    )
    assert of_step(timeline_of(made))[1:8] == [
        ("pause", "", 3.0),
        ("speech", "B.", 0.5),
        ("wait", "", 20.0),
        ("speech", "C.", 0.5),
        ("wait", "", 7.0),
        ("chime", "gong", 1.0),
        ("pause", "", 1.0),
    ]


def test_words_at_the_end_of_a_step_and_of_a_section_leave_time_to_follow() -> None:
    made = routine(section(step("One."), step("Two.")), section(SOME))
    assert of_step(timeline_of(made)) == [
        ("speech", "One.", 0.5),
        ("pause", "", 2.0),
        ("speech", "Two.", 0.5),
        ("pause", "", 3.0),
    ]


class TestSides:
    """Every side gets its whole time, and time to change over."""

    MADE = routine(
        section(
            step("Take the {side}, not the {other_side}.", Pause(seconds(5))),
            step("Long words.", conditions=(Condition("first-side", wanted=True),)),
            step("Short.", conditions=(Condition("later-side", wanted=True),)),
            title="Legs",
            sides=("right leg", "left leg"),
        )
    )

    def test_each_side_is_a_chapter_of_its_own(self) -> None:
        titles = [marker.title for marker in timeline_of(self.MADE).chapters()]
        assert titles == ["Before you begin", "Legs: right leg", "Legs: left leg"]

    def test_the_first_side_is_named_and_the_change_rings_names_and_waits(self) -> None:
        events = timeline_of(self.MADE).events
        before = {
            number: [
                (event.kind.value, event.text)
                for event in events
                if event.place.section == number and event.place.step < 0
            ]
            for number in (1, 2)
        }
        assert before[1] == [("speech", "First, the right leg."), ("pause", "")]
        assert before[2][:4] == [
            ("chime", "change-sides"),
            ("pause", ""),
            ("speech", "Now the left leg."),
            ("pause", ""),
        ]
        change_over = [event for event in events if event.place.section == 2 and event.place.step < 0][3]
        assert round(change_over.length * 1152 / 44_100, 1) == 6.0

    def test_words_name_the_side_and_the_later_side_may_have_fewer(self) -> None:
        timeline = timeline_of(self.MADE)
        assert texts(of_step(timeline, 1)) == ["Take the right leg, not the left leg.", "Long words."]
        assert texts(of_step(timeline, 2)) == ["Take the left leg, not the right leg.", "Short."]

    def test_timed_work_is_equally_long_on_both_sides(self) -> None:
        gaps = [
            [
                event.length
                for event in timeline_of(self.MADE).events
                if isinstance(event, Gap) and event.place.section == n and event.place.step == 0
            ]
            for n in (1, 2)
        ]
        assert abs(gaps[0][0] - gaps[1][0]) <= 1


def test_a_section_repeats_with_its_round_announced() -> None:
    timeline = timeline_of(routine(section(SOME, title="Circle", repeat=3)))
    assert [marker.title for marker in timeline.chapters()][1:] == [
        "Circle (1 of 3)",
        "Circle (2 of 3)",
        "Circle (3 of 3)",
    ]
    assert "Round 2 of 3." in [event.text for event in timeline.events]


def test_sides_within_rounds_change_over_every_time() -> None:
    timeline = timeline_of(routine(section(SOME, sides=("left", "right"), repeat=2)))
    said = [event.text for event in timeline.events if isinstance(event, Clip) and event.place.section > 0]
    assert said == [
        *("First, the left.", "Do this."),
        *("change-sides", "Now the right.", "Do this."),
        *("change-sides", "Round 2 of 2.", "Now the left.", "Do this."),
        *("change-sides", "Now the right.", "Do this.", "finished"),
    ]


@pytest.mark.parametrize(("chosen", "said"), [(frozenset(), ["Young."]), (frozenset({"older"}), ["Old.", "More."])])
def test_options_choose_steps_and_sections(chosen: frozenset[str], said: list[str]) -> None:
    older, younger = (Condition("older", wanted=True),), (Condition("older", wanted=False),)
    made = routine(
        section(step("Old.", conditions=older), step("Young.", conditions=younger)),
        section(step("More."), conditions=older),
        options=(Option("older", "bigger"),),
    )
    timeline = timeline_of(made, options=chosen)
    assert [
        event.text
        for event in timeline.events
        if event.place.step >= 0 and event.place.section > 0 and event.kind is Kind.SPEECH
    ] == said


def test_a_section_whose_every_step_is_off_leaves_nothing_behind() -> None:
    off = section(step("No.", conditions=(Condition("x", wanted=True),)), title="Off", sides=("a", "b"))
    assert [marker.title for marker in timeline_of(routine(off, section(SOME))).chapters()] == [
        "Before you begin",
        "Part",
    ]


class TestPace:
    """Pace moves words, pauses and timed work."""

    @pytest.mark.parametrize(
        ("span", "pace", "expected"),
        [
            (seconds(30), Fraction(1), 30),
            (seconds(30), Fraction(2), 15),
            (seconds(30), Fraction(1, 2), 60),
            (seconds(10, 20), Fraction(1), 15),
            (seconds(10, 20), Fraction(2), 10),
            (seconds(10, 20), Fraction(1, 2), 20),
            (seconds(10, 20), Fraction(6, 5), Fraction(25, 2)),
        ],
    )
    def test_a_length_is_its_middle_over_the_pace_and_a_range_is_never_left(
        self, span: Span, pace: Fraction, expected: Fraction
    ) -> None:
        assert at_pace(span, pace) == expected

    @given(st.fractions(1, 100), st.fractions(1, 100), st.fractions(Fraction(1, 2), 2), st.fractions(Fraction(1, 2), 2))
    def test_a_slower_pace_never_shortens(
        self, one: Fraction, other: Fraction, pace: Fraction, slower: Fraction
    ) -> None:
        span = Span(min(one, other), max(one, other))
        slower, pace = min(pace, slower), max(pace, slower)
        assert at_pace(span, slower) >= at_pace(span, pace)
        if span.is_range:
            assert span.shortest_s <= at_pace(span, pace) <= span.longest_s

    def test_doubling_the_pace_halves_every_silence_to_the_frame(self) -> None:
        made = routine(
            section(step("One. Two.", Pause(seconds(5)), "Go.", Hold(seconds(31)), Repeat(3, seconds(4)))),
            section(SOME),
        )
        once, twice = (
            [
                event
                for event in timeline_of(made, pace).events
                if isinstance(event, Gap) and event.kind is not Kind.REPEAT
            ]
            for pace in (1, 2)
        )
        assert len(once) == len(twice)
        assert all(abs(slow.length / 2 - fast.length) <= 1 for slow, fast in zip(once, twice, strict=True))

    def test_words_are_asked_for_at_the_pace(self) -> None:
        moments = expand(routine(section(SOME)), Choices("voice", Pace.of(Fraction(3, 4))))
        assert {utterance.rate_wpm for utterance, _ in spoken(moments)} == {90}


def test_what_will_be_spoken_is_exactly_what_the_timeline_says() -> None:
    work = Hold(seconds(30), halfway="Half of it.", countdown=3)
    made = routine(
        section(step("Go.", work, Repeat(2, seconds(4), "spoken"), name="Name"), sides=("a", "b")), safety=("Care.",)
    )
    utterances = [utterance.text for utterance, _ in spoken(expand(made, Choices("voice")))]
    assert utterances == [event.text for event in timeline_of(made).events if event.kind is Kind.SPEECH]
    assert "3." in utterances
    assert "Half of it." in utterances
    assert Prompt("Go.").text in utterances
