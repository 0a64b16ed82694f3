"""A count is all or none: where a number does not fit its beat or its second, all are said quicker, or none is said."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.script import Cycle, For, Hold, Item, Phase, Repeat
from coach.timeline import (
    Beats,
    Choices,
    Clip,
    Guidance,
    Jingle,
    Kind,
    Measure,
    NotAsWritten,
    Otherwise,
    Pace,
    Source,
    Timeline,
    build,
    expand,
    moved,
    not_as_written,
)
from coach.units import Samples
from tests.timeline.helpers import FRAME_S, of_step, routine, seconds, section, step

LIVE = Choices("voice", is_live=True)
FILE = Choices("voice")


def by_letters(seconds_a_letter: Fraction) -> Measure:
    """A letter takes so long at 120 words a minute, and less the quicker it is said; a chime takes half a second."""

    def measure(source: Source) -> Samples:
        if isinstance(source, Jingle):
            return Samples(22_050)
        return Samples(round(44_100 * len(source.text) * seconds_a_letter * 120 / source.rate_wpm))

    return measure


def placed(item: Item, measure: Measure, choices: Choices = FILE, **fields: object) -> Timeline:
    made = section(step(item), **fields)  # type: ignore[arg-type]  # fields of the section by name
    return build(expand(routine(made), choices), measure)


def notes(item: Item, measure: Measure, choices: Choices = FILE) -> list[tuple[Otherwise, float]]:
    found = not_as_written(expand(routine(section(step(item))), choices), measure)
    return [(one.what, round(float(one.over_s), 1)) for one in found]


def heard(timeline: Timeline) -> list[tuple[str, int]]:
    """What is heard in the first section, and how quickly it is said; a chime has no rate."""
    return [
        (event.text, event.source.rate_wpm if not isinstance(event.source, Jingle) else 0)
        for event in timeline.events
        if isinstance(event, Clip) and event.place.section == 1 and event.place.step >= 0
    ]


THIRTY = Repeat(30, seconds(1), "spoken")
NUMBERS = [f"{number}." for number in range(1, 31)]


class TestRepeats:
    """``[repeat: 30 every 1s, count: spoken]``; "30." has three letters."""

    @pytest.mark.parametrize(
        ("letter_s", "expected", "noted"),
        [
            # "30." takes 0.9 s, and fits.
            (Fraction(3, 10), [(number, 120) for number in NUMBERS], []),
            # 1.2 s at 120 words a minute, 0.8 s at 180.
            (Fraction(4, 10), [(number, 180) for number in NUMBERS], [(Otherwise.COUNT_QUICKER, 0.2)]),
            # 1.8 s, 1.2 s, and 0.8 s at 280.
            (Fraction(6, 10), [(number, 280) for number in NUMBERS], [(Otherwise.COUNT_QUICKER, 0.8)]),
            # 2.4 s and at 280 still 1.03 s, though "9." would fit: none is said.
            (Fraction(8, 10), [("tick", 0)] * 30, [(Otherwise.COUNT_TICKS, 1.4)]),
        ],
        ids=["it fits", "quicker", "quickest", "ticks"],
    )
    def test_either_all_numbers_are_heard_or_none(
        self, letter_s: Fraction, expected: list[tuple[str, int]], noted: list[tuple[Otherwise, float]]
    ) -> None:
        assert heard(placed(THIRTY, by_letters(letter_s))) == expected
        assert notes(THIRTY, by_letters(letter_s)) == noted

    def test_where_not_even_a_tick_fits_nothing_is_heard_and_that_is_noted(self) -> None:
        quick = Repeat(3, seconds("1/2"), "spoken")
        assert heard(placed(quick, by_letters(Fraction(1)))) == []
        assert notes(quick, by_letters(Fraction(1))) == [(Otherwise.COUNT_LEFT_OUT, 1.5)]

    @given(st.fractions(Fraction(1, 100), 1), st.fractions(Fraction(1, 2), 2), st.fractions(-1, 1))
    def test_no_number_is_ever_missing_among_others(self, letter_s: Fraction, pace: Fraction, share: Fraction) -> None:
        choices = Choices("voice", Pace.of(pace))
        moments = moved(expand(routine(section(step(THIRTY))), choices), share)
        assert len(heard(build(moments, by_letters(letter_s)))) in (0, 30)

    def test_beats_stay_where_they_are_whatever_is_heard(self) -> None:
        lengths = {placed(THIRTY, by_letters(letter_s)).length for letter_s in (Fraction(3, 10), Fraction(4, 10))}
        # The words of the opening, "Test.", are five letters, so 1.5 s and 2 s.
        shortest, longest = sorted(lengths)
        assert round((longest - shortest) * FRAME_S, 1) == 0.5

    @pytest.mark.parametrize(("every", "rows"), [(seconds(10), 1), (seconds(1), 3)])
    def test_numbers_are_spoken_a_second_time_only_where_they_might_not_fit(self, every: object, rows: int) -> None:
        (beats,) = (
            moment
            for moment in expand(routine(section(step(Repeat(3, every, "spoken")))), FILE)  # type: ignore[arg-type]  # a span
            if isinstance(moment, Beats)
        )
        assert len(beats.otherwise) == rows

    def test_a_count_by_ticks_is_what_it_was(self) -> None:
        (beats,) = (
            moment
            for moment in expand(routine(section(step(Repeat(3, seconds(5))))), FILE)
            if isinstance(moment, Beats)
        )
        assert beats == Beats(Fraction(5), (Jingle("tick"),) * 3, beats.place, seconds("5/2", 10))


class TestCountdowns:
    """``[hold: 20s, countdown: 3]``; "3." has two letters."""

    HOLD = Hold(seconds(20), countdown=3)

    @pytest.mark.parametrize(
        ("letter_s", "expected", "noted"),
        [
            (Fraction(9, 20), [("3.", 120), ("2.", 120), ("1.", 120)], []),
            (Fraction(6, 10), [("3.", 180), ("2.", 180), ("1.", 180)], [(Otherwise.COUNTDOWN_QUICKER, 0.2)]),
            (Fraction(1), [("3.", 280), ("2.", 280), ("1.", 280)], [(Otherwise.COUNTDOWN_QUICKER, 1.0)]),
            (Fraction(3, 2), [], [(Otherwise.COUNTDOWN_LEFT_OUT, 2.0)]),
        ],
        ids=["it fits", "quicker", "quickest", "none"],
    )
    def test_it_is_said_quicker_before_it_is_left_out(
        self, letter_s: Fraction, expected: list[tuple[str, int]], noted: list[tuple[Otherwise, float]]
    ) -> None:
        numbers = heard(placed(self.HOLD, by_letters(letter_s)))
        assert [one for one in numbers if one[0] != "hold-end"] == expected
        assert notes(self.HOLD, by_letters(letter_s)) == noted

    def test_at_a_slow_pace_it_stays(self) -> None:
        """0.7 s a number at pace 1 is a second at 0.7, which is 84 words a minute; said quicker it is at least 180."""
        slow = Choices("voice", Pace.of(Fraction(7, 10)))
        measure = by_letters(Fraction(36, 100))
        assert [one for one in heard(placed(self.HOLD, measure, slow)) if one[0] != "hold-end"] == [
            ("3.", 180),
            ("2.", 180),
            ("1.", 180),
        ]

    def test_work_too_short_for_a_breath_before_it_has_none(self) -> None:
        short = Hold(seconds(3), countdown=3)
        assert heard(placed(short, by_letters(Fraction(1, 10)))) == []
        assert notes(short, by_letters(Fraction(1, 10))) == [(Otherwise.COUNTDOWN_LEFT_OUT, 0)]


class TestCountingInTimedWork:
    """``[for: 20s, count: spoken]``."""

    @pytest.mark.parametrize("kind", [For, Hold])
    def test_every_second_has_its_number(self, kind: type[For | Hold]) -> None:
        timeline = placed(kind(seconds(4), is_counted=True), by_letters(Fraction(1, 4)))
        name = "for" if kind is For else "hold"
        assert of_step(timeline) == [
            (what, text, 0.5) for number in range(1, 5) for what, text in (("speech", f"{number}."), (name, ""))
        ]

    def test_it_ends_with_the_chime_like_any_other_work(self) -> None:
        timeline = placed(For(seconds(5), is_counted=True), by_letters(Fraction(1, 4)))
        assert [text for text, _ in heard(timeline)] == ["1.", "2.", "3.", "4.", "5.", "hold-end"]

    @pytest.mark.parametrize(
        ("letter_s", "numbers", "noted"),
        [
            (Fraction(3, 10), 20, []),
            (Fraction(4, 10), 20, [(Otherwise.COUNT_QUICKER, 0.2)]),
            (Fraction(6, 10), 20, [(Otherwise.COUNT_QUICKER, 0.8)]),
            (Fraction(8, 10), 0, [(Otherwise.COUNT_LEFT_OUT, 1.4)]),
        ],
    )
    def test_all_or_none(self, letter_s: Fraction, numbers: int, noted: list[tuple[Otherwise, float]]) -> None:
        work = For(seconds(20), is_counted=True)
        said = [text for text, _ in heard(placed(work, by_letters(letter_s))) if text != "hold-end"]
        assert said == [f"{number}." for number in range(1, numbers + 1)]
        assert notes(work, by_letters(letter_s)) == noted

    def test_the_listeners_pace_moves_the_seconds_and_not_their_number(self) -> None:
        slow = placed(
            For(seconds(4), is_counted=True), by_letters(Fraction(1, 10)), Choices("voice", Pace.of(Fraction(1, 2)))
        )
        starts = [event.start for event in slow.events if isinstance(event, Clip) and event.is_count]
        assert [round((start - starts[0]) * FRAME_S) for start in starts] == [0, 2, 4, 6]

    def test_a_broken_second_is_shared_among_the_others(self) -> None:
        timeline = placed(For(seconds("9/2"), is_counted=True), by_letters(Fraction(1, 10)))
        starts = [event.start for event in timeline.events if isinstance(event, Clip) and event.is_count]
        assert [float((start - starts[0]) * FRAME_S) for start in starts] == pytest.approx(
            [0, 1.125, 2.25, 3.375], abs=0.03
        )

    @pytest.mark.parametrize(("guidance", "numbers"), [(Guidance.BRIEF, 3), (Guidance.SILENT, 0)])
    def test_brief_guidance_counts_and_silent_does_not(self, guidance: Guidance, numbers: int) -> None:
        timeline = placed(
            For(seconds(3), is_counted=True), by_letters(Fraction(1, 10)), Choices("voice", guidance=guidance)
        )
        assert len(heard(timeline)) == numbers

    def test_its_numbers_are_counts(self) -> None:
        timeline = placed(For(seconds(3), is_counted=True), by_letters(Fraction(1, 10)))
        clips = [
            event
            for event in timeline.events
            if isinstance(event, Clip) and event.place.section == 1 and event.place.step == 0
        ]
        assert all(clip.is_count and clip.kind is Kind.SPEECH for clip in clips)


class TestAlternatingSides:
    """``[repeat: 5 every 3s, sides: alternating]`` in a section with sides."""

    SIDES = ("right leg", "left leg")

    def test_the_section_is_done_once_and_each_beat_names_its_side(self) -> None:
        item = Repeat(5, seconds(3), alternates=True)
        timeline = placed(item, by_letters(Fraction(1, 10)), sides=self.SIDES)
        assert [text for text, _ in heard(timeline)] == ["right leg", "left leg"] * 2 + ["right leg"]
        assert [marker.title for marker in timeline.chapters()] == ["Before you begin", "Part"]

    def test_a_spoken_count_names_number_and_side(self) -> None:
        item = Repeat(3, seconds(3), "spoken", alternates=True)
        texts = [text for text, _ in heard(placed(item, by_letters(Fraction(1, 10)), sides=self.SIDES))]
        assert texts == ["1, right leg", "2, left leg", "3, right leg"]

    @pytest.mark.parametrize(
        ("every_s", "texts"), [(1, ["right leg", "left leg"]), (Fraction(6, 10), ["tick", "tick"])]
    )
    def test_names_that_do_not_fit_are_said_quicker_or_tick(self, every_s: Fraction, texts: list[str]) -> None:
        """Nine letters are 1.35 s, 0.9 s, and 0.58 s; a tick is half a second."""
        item = Repeat(2, seconds(every_s), alternates=True)  # type: ignore[arg-type]  # a number
        assert [text for text, _ in heard(placed(item, by_letters(Fraction(15, 100)), sides=self.SIDES))] == texts

    def test_three_sides_take_turns_too(self) -> None:
        item = Repeat(4, seconds(3), alternates=True)
        timeline = placed(item, by_letters(Fraction(1, 10)), sides=("a", "b", "c"))
        assert [text for text, _ in heard(timeline)] == ["a", "b", "c", "a"]

    def test_without_a_count_nothing_is_said(self) -> None:
        item = Repeat(4, seconds(3), "none", alternates=True)
        assert heard(placed(item, by_letters(Fraction(1, 10)), sides=self.SIDES)) == []

    def test_in_silent_guidance_it_ticks(self) -> None:
        item = Repeat(2, seconds(3), alternates=True)
        silent = Choices("voice", guidance=Guidance.SILENT)
        assert heard(placed(item, by_letters(Fraction(1, 10)), silent, sides=self.SIDES)) == [("tick", 0)] * 2

    def test_rounds_are_announced_and_sides_are_not(self) -> None:
        item = Repeat(2, seconds(3), alternates=True)
        timeline = placed(item, by_letters(Fraction(1, 10)), sides=self.SIDES, repeat=2)
        said = [event.text for event in timeline.events if event.place.section and event.kind is Kind.SPEECH]
        assert said == ["right leg", "left leg", "Round 2 of 2.", "right leg", "left leg"]


def test_whatever_fits_is_not_noted() -> None:
    made = routine(section(step("Go.", Hold(seconds(30), "Half of it.", 3)), every_s=Fraction(60)))
    assert list(not_as_written(expand(made, FILE), by_letters(Fraction(1, 10)))) == []


def test_half_way_words_that_move_or_go_are_noted_with_their_place() -> None:
    """Ten letters are 5 s: too long for the second half of 9 s, and with a breath on both sides for 5 s."""
    made = routine(
        section(step(Hold(seconds(9), "Half of it"), name="Long"), step(Hold(seconds(5), "Half of it"), name="Short"))
    )
    found = list(not_as_written(expand(made, FILE), by_letters(Fraction(1, 2))))
    assert [(one.what, one.place.step_title, one.words) for one in found] == [
        (Otherwise.HALFWAY_MOVED, "Long", "Half of it"),
        (Otherwise.HALFWAY_LEFT_OUT, "Short", "Half of it"),
    ]


def test_a_round_that_is_too_full_is_noted_with_what_it_is_too_long_by() -> None:
    made = routine(section(step("Go.", Hold(seconds(4))), repeat=2, every_s=Fraction(3), announce=False))
    found: list[NotAsWritten] = list(not_as_written(expand(made, FILE), by_letters(Fraction(1, 3))))
    assert [(one.what, round(float(one.over_s), 1)) for one in found] == [(Otherwise.ROUND_TOO_LONG, 2.0)] * 2


def test_a_word_that_is_longer_than_its_phase_is_noted_with_what_it_is_too_long_by() -> None:
    """Seven letters at half a second each, in a phase of two seconds."""
    made = routine(section(step(Cycle((Phase(Fraction(2), "Breathe"), Phase(Fraction(4))), 3))))
    (found,) = not_as_written(expand(made, FILE), by_letters(Fraction(1, 2)))
    assert (found.what, found.words, round(float(found.over_s), 1)) == (Otherwise.WORD_LEFT_OUT, "Breathe", 1.5)
