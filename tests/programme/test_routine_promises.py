"""What each routine that stands beside the two articles promises, besides what holds for all of them."""

from fractions import Fraction
from itertools import pairwise

import pytest

from coach.folders import Folders
from coach.programme import find_routine, messages_for
from coach.script import Hold
from coach.timeline import (
    Beats,
    Choices,
    Clip,
    Cycles,
    Kind,
    Moment,
    Pace,
    Rest,
    Source,
    Utterance,
    build,
    expand,
    not_as_written,
)
from coach.units import Samples
from tests.programme.helpers import chapters_of, guided, said, timeline_of
from tests.timeline.helpers import FRAME_S, a_word_is_half_a_second


class TestInfantFeet:
    """Soles, toes and ankles, on both feet."""

    NAME = "infant-feet"

    @pytest.mark.parametrize("stroke", ["Heel to toe", "Every toe", "Circles", "Top of the foot", "Ankle circles"])
    def test_every_stroke_is_done_on_both_feet(self, stroke: str) -> None:
        assert chapters_of(self.NAME, stroke) == {"Feet: right foot", "Feet: left foot"}

    def test_there_are_as_many_beats_as_toes(self) -> None:
        for chapter in ("Feet: right foot", "Feet: left foot"):
            beats = [
                event
                for event in timeline_of(self.NAME).events
                if (event.place.section_title, event.place.step_title, event.kind)
                == (chapter, "Every toe", Kind.REPEAT)
            ]
            assert len(beats) == 5

    def test_ankles_circle_both_ways_on_both_feet(self) -> None:
        for chapter in ("Feet: right foot", "Feet: left foot"):
            at_work = [
                event
                for event in timeline_of(self.NAME).events
                if (event.place.section_title, event.place.step_title, event.kind)
                == (chapter, "Ankle circles", Kind.FOR)
            ]
            assert len(at_work) == 2

    def test_ticklish_feet_meet_no_thumbs_and_fingers(self) -> None:
        assert "thumb" in guided(self.NAME)
        ticklish = guided(self.NAME, frozenset({"ticklish"}))
        assert "thumb" not in ticklish
        assert "finger" not in ticklish
        assert "flat" in ticklish

    def test_it_joins_the_legs_between_strokes_and_hips_if_the_listener_likes(self) -> None:
        legs = "infant-legs-and-hips"
        assert "sole" not in said(legs)
        chapters = list(
            dict.fromkeys(event.place.section_title for event in timeline_of(legs, frozenset({"with-feet"})).events)
        )
        feet = list(dict.fromkeys(event.place.section_title for event in timeline_of(self.NAME).events))[1:]
        start = chapters.index("Leg strokes: left leg") + 1
        assert chapters[start : start + len(feet)] == feet
        assert chapters[start + len(feet)] == "Hips"

    def test_joined_to_the_legs_it_asks_for_nothing_more(self) -> None:
        feet, legs = (
            find_routine(self.NAME, Folders.of_user()).routine,
            find_routine("infant-legs-and-hips", Folders.of_user()).routine,
        )
        assert legs.needs == feet.needs
        assert legs.safety == feet.safety


class TestInfantTummy:
    """Clockwise, lightly, and not on a full tummy."""

    NAME = "infant-tummy"

    def test_it_waits_after_a_feed_and_says_so_before_anything_else(self) -> None:
        assert any(
            "Not right after feeding" in line for line in find_routine(self.NAME, Folders.of_user()).routine.safety
        )

    def test_it_begins_with_a_resting_hand_and_ends_with_knees_to_the_tummy(self) -> None:
        names = [
            step.name
            for section in find_routine(self.NAME, Folders.of_user()).routine.sections
            for step in section.steps
            if step.name
        ]
        assert list(dict.fromkeys(names)) == [
            "Resting hand",
            "Paddling hands",
            "Round the clock",
            "Sun and moon",
            "Around the waist",
            "Crossing over",
            "Walking fingers",
            "Knees up",
        ]
        assert names[-1] == "Resting hand"

    def test_circles_go_clockwise_as_the_parent_sees_them(self) -> None:
        """Up on the parent's left, over the top, down on the right: as the hands of a clock that lies on the tummy."""
        words = guided(self.NAME)
        assert (
            "circle clockwise, as you see it. go up on your left, across below the ribs, and down on your right"
            in words
        )
        assert "from your left, over the top, to your right" in words
        assert "counter" not in words
        assert "anti" not in words

    def test_a_dressed_baby_needs_no_oil(self) -> None:
        assert "oil" in guided(self.NAME)
        assert "oil" not in guided(self.NAME, frozenset({"dressed"}))


class TestPrenatalSquats:
    """Squats with something steady to hold, a way to breathe, and rest."""

    NAME = "prenatal-squats"
    CHAIR = frozenset({"chair-only"})
    both_ways = pytest.mark.parametrize("options", [frozenset(), CHAIR], ids=["table", "chair"])

    @both_ways
    def test_after_every_round_of_squats_comes_a_rest_of_half_a_minute(self, options: frozenset[str]) -> None:
        """At normal pace; before the next round, and before the end."""
        rest_s, rounds, rested_from = 30.0, 0, ""
        for event in timeline_of(self.NAME, options).events:
            if event.kind is Kind.REPEAT and event.place.step_title != rested_from:
                rounds += 1
                assert rest_s >= 29.9, event
                rest_s, rested_from = 0.0, event.place.step_title
            elif event.kind is Kind.HOLD and event.place.step_title == "Rest":
                rest_s += event.length * 1152 / 44_100
        assert rounds == 3
        assert rest_s >= 29.9

    @both_ways
    def test_every_kind_of_squat_tells_how_to_breathe(self, options: frozenset[str]) -> None:
        for title in ("Small squats", "Chair squats", "Slow squats"):
            words = " ".join(
                event.text.lower()
                for event in timeline_of(self.NAME, options).events
                if event.kind is Kind.SPEECH and event.place.section_title == title
            )
            assert "breathe in" in words
            assert "breathe out" in words

    def test_with_a_chair_only_the_hands_never_leave_it_for_a_table(self) -> None:
        assert "table" in guided(self.NAME)
        assert "low squat" in guided(self.NAME)
        words = guided(self.NAME, self.CHAIR)
        for elsewhere in ("table", "rail", "blanket", "low squat", "on your thighs"):
            assert elsewhere not in words
        for holding in (
            "both hands on its back",
            "one hand always on it",
            "take hold of the seat",
            "keep a hand on the chair",
        ):
            assert holding in words

    def test_a_midwife_or_doctor_is_asked_and_nothing_may_slide(self) -> None:
        safety = " ".join(find_routine(self.NAME, Folders.of_user()).routine.safety)
        assert "midwife or doctor" in safety
        assert "can't tip or slide" in safety
        assert "never hold your breath" in safety


class TestHandReset:
    """Each hand is worked by the other."""

    NAME = "hand-reset"

    @pytest.mark.parametrize("stroke", ["Palm", "Stay", "Four furrows", "Fingers", "Bracelet"])
    def test_every_stroke_is_done_on_both_hands(self, stroke: str) -> None:
        assert chapters_of(self.NAME, stroke) == {"Hands: left hand", "Hands: right hand"}

    def test_there_is_a_beat_for_every_furrow_and_every_finger(self) -> None:
        for stroke, places in (("Four furrows", 4), ("Fingers", 5)):
            beats = [
                event.place.section_title
                for event in timeline_of(self.NAME).events
                if event.kind is Kind.REPEAT and event.place.step_title == stroke
            ]
            assert beats == ["Hands: left hand"] * places + ["Hands: right hand"] * places

    def test_the_hand_at_work_is_the_other_one(self) -> None:
        words = guided(self.NAME)
        assert "palm of the left hand up, and let it rest in the fingers of the right hand" in words
        assert "close the left hand around the wrist" in words

    def test_cream_brings_long_strokes_on_both_sides(self) -> None:
        cream = frozenset({"with-cream"})
        assert chapters_of(self.NAME, "Long strokes", cream) == {"Hands: left hand", "Hands: right hand"}
        assert "cream" not in guided(self.NAME)
        assert "cream" in guided(self.NAME, cream)


class TestShouldersAndNeck:
    """Slow, on muscle only, as far up as the partner likes."""

    NAME = "shoulders-and-neck"

    def test_throat_and_spine_are_never_pressed(self) -> None:
        (never,) = [line for line in find_routine(self.NAME, Folders.of_user()).routine.safety if "Never press" in line]
        assert "throat" in never
        assert "spine" in never
        words = guided(self.NAME)
        assert "away from the throat" in words
        assert words.count("spine") == words.count("along the spine") + words.count("beside the spine")
        for side in ("right side", "left side"):
            assert f"beside the spine, on the {side}" in words
        assert "never on the bone itself" in words
        assert "and only the back" in words

    @pytest.mark.parametrize("technique", ["Along the spine", "Shoulder blade", "Stay"])
    def test_both_sides_of_the_upper_back_have_their_time(self, technique: str) -> None:
        assert {"Upper back: right side", "Upper back: left side"} <= chapters_of(self.NAME, technique)

    def test_it_comes_up_from_the_shoulders_to_the_base_of_the_skull(self) -> None:
        titles = [section.title for section in find_routine(self.NAME, Folders.of_user()).routine.sections]
        assert titles == ["Take a seat", "Shoulders", "Upper back", "Neck", "Head", "Finish"]
        assert chapters_of(self.NAME, "Base of the skull") == {"Neck"}

    def test_pressure_comes_slowly_and_stays(self) -> None:
        stays = [
            item.length
            for section in find_routine(self.NAME, Folders.of_user()).routine.sections
            for step in section.steps
            for item in step.items
            if isinstance(item, Hold) and step.name in ("Stay", "Base of the skull")
        ]
        assert len(stays) == 4
        assert all(length.shortest_s >= 15 for length in stays)
        assert "little by little" in guided(self.NAME)

    def test_neck_and_head_can_be_left_out_and_are_asked_about_first(self) -> None:
        assert "may i go on to your neck?" in guided(self.NAME)
        words = guided(self.NAME, frozenset({"no-neck"}))
        for place in ("skull", "forehead", "the hair", "back of the neck"):
            assert place in guided(self.NAME)
            assert place not in words


def at_its_rate(source: Source) -> Samples:
    """A word is half a second at 120 words a minute."""
    rate_wpm = source.rate_wpm if isinstance(source, Utterance) else 120
    return Samples(a_word_is_half_a_second(source) * 120 // rate_wpm)


def moments_of(name: str, choices: Choices) -> tuple[Moment, ...]:
    return tuple(expand(find_routine(name, Folders.of_user()).routine, choices))


class TestBirthContractions:
    """Every contraction ends when she says so, and so does every rest."""

    NAME = "birth-contractions"
    LIVE = Choices("voice", is_live=True)

    def test_live_every_breath_goes_on_until_she_is_ready(self) -> None:
        breaths = [
            moment
            for moment in moments_of(self.NAME, self.LIVE)
            if isinstance(moment, Cycles) and moment.place.step_title == "Breathe"
        ]
        assert len(breaths) == 8
        assert all(breath.is_open for breath in breaths)
        assert all([length_s for length_s, _ in breath.phases] == [4, 6] for breath in breaths)

    def test_live_every_rest_lasts_as_long_as_it_takes_and_after_the_last_contraction_there_is_none(self) -> None:
        rests = [moment for moment in moments_of(self.NAME, self.LIVE) if isinstance(moment, Rest) and moment.is_open]
        # Before the first contraction, and after each but the last.
        assert len(rests) == 8

    def test_in_a_file_a_contraction_lasts_a_minute_and_nothing_waits_without_end(self) -> None:
        moments = moments_of(self.NAME, Choices("voice"))
        breaths = [moment for moment in moments if isinstance(moment, Cycles) and moment.place.step_title == "Breathe"]
        assert [breath.every_s * breath.times for breath in breaths] == [60] * 8
        assert not any(getattr(moment, "is_open", False) for moment in moments)

    def test_it_says_that_it_cannot_hear_her_only_in_a_file_and_asks_for_a_key_only_live(self) -> None:
        live = " ".join(
            moment.source.text
            for moment in moments_of(self.NAME, self.LIVE)
            if hasattr(moment, "source") and hasattr(moment.source, "text")
        )
        assert "Press a key" in live
        assert "Pause whenever" not in live
        assert "press a key" not in said(self.NAME)
        assert "pause whenever" in said(self.NAME)

    def test_it_names_the_signs_for_which_to_call(self) -> None:
        safety = " ".join(find_routine(self.NAME, Folders.of_user()).routine.safety)
        for sign in ("blood", "green or brown", "fever", "baby moves less", "midwife or doctor"):
            assert sign in safety

    def test_hands_are_only_there_if_they_are_wished(self) -> None:
        assert "partner, " not in guided(self.NAME)
        assert guided(self.NAME, frozenset({"hands"})).count("partner, lean in with your hand") == 8


class TestSteadyKnees:
    """March, press, lift, sit and stand, balance."""

    NAME = "steady-knees"

    def test_legs_take_turns_in_the_march(self) -> None:
        (march,) = (
            moment
            for moment in moments_of(self.NAME, Choices("voice"))
            if isinstance(moment, Beats) and moment.place.step_title == "March"
        )
        texts = [getattr(sound, "text", "") for sound in march.sounds]
        assert texts == ["right leg", "left leg"] * 6

    def test_presses_grow_longer_and_rests_stand_between_them(self) -> None:
        events = [event for event in timeline_of(self.NAME).events if event.place.section_title.startswith("Press")]
        holds = [round(event.length * FRAME_S) for event in events if event.kind is Kind.HOLD]
        assert holds == [5, 8, 10]

    def test_there_are_three_sets_of_eight_with_a_rest_after_each(self) -> None:
        steps = [
            event for event in timeline_of(self.NAME).events if event.place.section_title.startswith("Sit and stand")
        ]
        ups = [event for event in steps if event.text == "Up"]
        assert len(ups) == 24
        assert [after.start - before.start for before, after in pairwise(ups[:8])] == pytest.approx(
            [8 / FRAME_S] * 7, abs=1
        )
        rests = [round(event.length * FRAME_S) for event in steps if event.kind is Kind.HOLD]
        assert rests == [50, 50, 30]

    def test_without_a_mat_nobody_lies_down(self) -> None:
        assert "mat" in guided(self.NAME)
        words = guided(self.NAME, frozenset({"no-mat"}))
        for place in ("mat", "lie on", "towel"):
            assert place not in words


class TestSlowBreathing:
    """Ten minutes, to the minute, whatever is chosen."""

    NAME = "slow-breathing"
    CHOSEN = (
        frozenset[str](),
        frozenset({"shorter"}),
        frozenset({"no-stillness"}),
        frozenset({"shorter", "no-stillness"}),
    )

    @pytest.mark.parametrize("chosen", CHOSEN, ids=lambda chosen: "+".join(sorted(chosen)) or "plain")
    def test_every_part_ends_on_its_time(self, chosen: frozenset[str]) -> None:
        starts = [marker.at * FRAME_S for marker in timeline_of(self.NAME, chosen).chapters()][1:]
        lengths_s = [after - before for before, after in pairwise(starts)]
        assert lengths_s == pytest.approx([75, 120, 150, 120, 75], abs=0.03)

    @pytest.mark.parametrize("chosen", CHOSEN, ids=lambda chosen: "+".join(sorted(chosen)) or "plain")
    def test_it_lasts_ten_minutes_and_half_of_one_at_most_more_or_less(self, chosen: frozenset[str]) -> None:
        assert 9.5 * 60 < timeline_of(self.NAME, chosen).duration_s < 10.5 * 60

    def test_at_a_slower_pace_its_parts_are_as_long(self) -> None:
        moments = moments_of(self.NAME, Choices("voice", Pace.of(Fraction(7, 10)), messages=messages_for("en-US")))
        starts = [marker.at * FRAME_S for marker in build(moments, at_its_rate).chapters()][1:]
        assert [after - before for before, after in pairwise(starts)] == pytest.approx(
            [75, 120, 150, 120, 75], abs=0.03
        )

    def test_the_way_out_is_never_shorter_than_the_way_in_and_nobody_holds_the_breath_full(self) -> None:
        for chosen in self.CHOSEN:
            for moment in moments_of(self.NAME, Choices("voice", options=chosen)):
                if isinstance(moment, Cycles):
                    texts = [getattr(sound, "text", "") for _, sound in moment.phases]
                    assert texts[:2] == ["In", "Out"]
                    assert moment.phases[1][0] >= moment.phases[0][0]


@pytest.mark.parametrize("name", ["birth-contractions", "steady-knees", "slow-breathing"])
@pytest.mark.parametrize("pace", ["7/10", "1", "12/10"])
def test_everything_that_is_written_fits_its_time(name: str, pace: str) -> None:
    routine = find_routine(name, Folders.of_user()).routine
    for chosen in (frozenset[str](), frozenset(option.name for option in routine.options)):
        choices = Choices("voice", Pace.of(Fraction(pace)), chosen)
        assert list(not_as_written(moments_of(name, choices), at_its_rate)) == []


def test_words_of_a_breath_are_heard_each_time() -> None:
    clips = [event for event in timeline_of("slow-breathing").events if isinstance(event, Clip) and event.is_phase]
    assert len(clips) == 12 * 2 + 13 * 2 + 8 * 3
