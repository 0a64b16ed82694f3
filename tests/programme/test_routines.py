"""The routines that ship: complete, gentle, and timed for real hands."""

from itertools import pairwise

import pytest

from coach.folders import Folders, shipped
from coach.programme import find_routine, messages_for
from coach.script import Condition, For, Hold, Pause, Prompt, Repeat, Routine, Wait
from coach.timeline import Clip, Kind
from coach.timeline._expand import all_hold
from tests.programme.helpers import said, timeline_of
from tests.timeline.helpers import seconds

STOP = {"en-US": "stop", "de": "hör sofort auf", "fr": "arrêtez", "es": "detente"}
"""How a routine in each language says when to stop."""

SHIPPED = sorted(path.stem for path in shipped("scripts").glob("*.md"))
every_routine = pytest.mark.parametrize("name", SHIPPED)


@every_routine
def test_safety_and_consent_are_said_before_anything_else(name: str) -> None:
    routine = find_routine(name, Folders.of_user()).routine
    assert routine.safety
    opening = [event.text for event in timeline_of(name).events if event.place.section == 0 and isinstance(event, Clip)]
    for line in routine.safety:
        assert line.split(". ")[0] in " ".join(opening)
    assert any(STOP[routine.language] in line.lower() for line in routine.safety)


@every_routine
def test_sentences_are_short_enough_for_a_busy_listener(name: str) -> None:
    longest = max(
        (event.text for event in timeline_of(name).events if event.kind is Kind.SPEECH),
        key=lambda text: len(text.split()),
    )
    assert len(longest.split()) <= 24, longest


@every_routine
def test_hands_get_time_after_words_that_tell_them_to_move(name: str) -> None:
    """Once hands are at work, between two stretches of talk there is timed silence; nobody is talked past for 45 seconds."""
    talk_s = 0.0
    events = [event for event in timeline_of(name).events if event.place.section > 0]
    for event, following in pairwise(events):
        seconds = event.length * 1152 / 44_100
        if event.kind is Kind.SPEECH or (event.kind is Kind.PAUSE and seconds < 3 and following.kind is Kind.SPEECH):
            talk_s += seconds
        else:
            talk_s = 0.0
        assert talk_s < 45, event


@every_routine
def test_every_step_with_work_gives_a_range_or_a_beat_that_hands_can_keep(name: str) -> None:
    for section in find_routine(name, Folders.of_user()).routine.sections:
        for step in section.steps:
            for item in step.items:
                match item:
                    case Hold(length) | For(length):
                        assert length.shortest_s >= 5
                    case Repeat(times, every):
                        assert times >= 3
                        assert every.shortest_s >= 4
                    case Pause(length) | Wait(length):
                        assert length is None or length.shortest_s >= 2


@every_routine
def test_every_option_changes_what_is_heard(name: str) -> None:
    """By itself, or, if it is about an included routine, once all the others are chosen."""
    names = frozenset(option.name for option in find_routine(name, Folders.of_user()).routine.options)
    assert names
    for option in names:
        alone = said(name, frozenset({option})) != said(name)
        assert alone or said(name, names) != said(name, names - {option}), option


@every_routine
def test_the_second_side_takes_fewer_words_and_its_whole_time(name: str) -> None:
    routine = find_routine(name, Folders.of_user()).routine
    for chosen in (frozenset[str](), frozenset(option.name for option in routine.options)):
        for section in routine.sections:
            if section.sides and not section.alternates and all_hold(section.conditions, chosen):
                chapters = [messages_for(routine.language).chapter(section.title, side, 1, 1) for side in section.sides]
                turns = [_words_and_work_s(name, chosen, chapter) for chapter in chapters]
                for (first_words, first_s), (later_words, later_s) in pairwise(turns):
                    assert 0 < later_words < first_words, section.title
                    assert later_s > 0.9 * first_s, section.title


def _words_and_work_s(name: str, options: frozenset[str], chapter: str) -> tuple[int, float]:
    """How many words a chapter says, and how long it holds and moves."""
    turn = [event for event in timeline_of(name, options).events if event.place.section_title == chapter]
    words = sum(len(event.text.split()) for event in turn if event.kind is Kind.SPEECH)
    frames = sum(event.length for event in turn if event.kind in (Kind.HOLD, Kind.FOR, Kind.REPEAT))
    return words, frames * 1152 / 44_100


@pytest.mark.parametrize("name", ["infant-feet", "infant-tummy", "prenatal-squats", "hand-reset", "shoulders-and-neck"])
def test_a_routine_can_be_made_longer_and_shorter_where_its_writer_allows(name: str) -> None:
    sections = find_routine(name, Folders.of_user()).routine.sections
    lengths = [
        item.length if isinstance(item, Hold | For) else item.every
        for section in sections
        for step in section.steps
        for item in step.items
        if isinstance(item, Hold | For | Repeat)
    ]
    assert lengths
    assert all(length.is_range for length in lengths)
    assert any(section.optional for section in sections)
    assert not all(section.optional for section in sections)


@pytest.mark.parametrize(
    ("name", "shortest_min", "longest_min"),
    [
        ("infant-feet", 6, 12),
        ("infant-tummy", 6, 12),
        ("prenatal-squats", 8, 15),
        ("hand-reset", 6, 12),
        ("hand-reset.de", 6, 12),
        ("hand-reset.es", 6, 12),
        ("hand-reset.fr", 6, 12),
        ("shoulders-and-neck", 10, 18),
        ("birth-contractions", 25, 35),
        ("steady-knees", 10, 20),
    ],
)
def test_a_routine_is_as_long_as_it_is_meant_to_be_with_and_without_its_options(
    name: str, shortest_min: int, longest_min: int
) -> None:
    for option in (None, *find_routine(name, Folders.of_user()).routine.options):
        chosen = frozenset({option.name}) if option else frozenset()
        assert shortest_min * 60 < timeline_of(name, chosen).duration_s < longest_min * 60, option


@pytest.mark.parametrize("name", [name for name in SHIPPED if "." in name])
def test_a_translated_routine_is_the_original_in_other_words(name: str) -> None:
    """The same sections, sides, steps and times in the same order; no sentence is left as it was."""
    original, language = name.split(".")
    there, here = find_routine(original, Folders.of_user()).routine, find_routine(name, Folders.of_user()).routine
    assert here.language == language
    assert _shape(here) == _shape(there)
    assert not _sentences(here) & _sentences(there)


def _shape(routine: Routine) -> object:
    """Everything but words; options are told apart by their place in the front matter."""
    options = {option.name: number for number, option in enumerate(routine.options)}
    return (
        routine.pace,
        (len(routine.needs), len(routine.safety), len(options), len(routine.notes)),
        [
            (
                len(section.sides),
                section.optional,
                section.repeat,
                len(section.notes),
                [
                    (
                        step.name is None,
                        [(options.get(found.option, found.option), found.wanted) for found in step.conditions],
                        [None if isinstance(item, Prompt) else item for item in step.items],
                    )
                    for step in section.steps
                ],
            )
            for section in routine.sections
        ],
    )


def _sentences(routine: Routine) -> set[str]:
    """What is said in more than one word: a bracelet is one in French too."""
    steps = [step for section in routine.sections for step in section.steps]
    texts = [
        routine.title,
        routine.summary,
        *routine.needs,
        *routine.safety,
        *(option.text for option in routine.options),
        *(text for section in routine.sections for text in (section.title, *section.sides)),
        *(step.name or "" for step in steps),
        *(item.text for step in steps for item in step.items if isinstance(item, Prompt)),
    ]
    return {text for text in texts if len(text.split()) > 1}


class TestInfantLegsAndHips:
    """Every stroke and stretch of the article it follows, on both legs where it says so."""

    NAME = "infant-legs-and-hips"

    def test_strokes_are_done_on_both_legs_in_full(self) -> None:
        timeline = timeline_of(self.NAME)
        for stroke in ("Milking", "Squeeze and twist", "Rolling"):
            chapters = {event.place.section_title for event in timeline.events if event.place.step_title == stroke}
            assert chapters == {"Leg strokes: right leg", "Leg strokes: left leg"}

    def test_hips_and_stretches_are_all_there(self) -> None:
        routine = find_routine(self.NAME, Folders.of_user()).routine
        names = {section.title: [step.name for step in section.steps if step.name] for section in routine.sections}
        assert names["Hips"] == ["Rocking", "Hearts", "Long hearts"]
        assert names["Stretches"] == [
            "Bicycle",
            "Knees to the side",
            "Knee across",
            "Knees to the tummy",
            "Toes to the nose",
        ]

    def test_an_older_child_is_squeezed_on_the_lower_leg_only(self) -> None:
        assert "around the lower leg" not in said(self.NAME)
        older = said(self.NAME, frozenset({"older-child"}))
        assert "around the lower leg" in older
        assert "both hands around the thigh" not in older

    def test_it_lasts_as_long_as_a_baby_may_like(self) -> None:
        assert 10 * 60 < timeline_of(self.NAME).duration_s < 25 * 60


class TestPrenatalHip:
    """Every technique of the article it follows."""

    NAME = "prenatal-hip"

    def test_it_lies_on_pillows_leans_like_a_cat_and_covers_the_whole_hip_on_both_sides(self) -> None:
        timeline = timeline_of(self.NAME)
        for technique in ("Cat paws", "Stay", "The whole hip"):
            chapters = {event.place.section_title for event in timeline.events if event.place.step_title == technique}
            assert {"Side lying: right hip", "Side lying: left hip"} <= chapters
        words = said(self.NAME)
        assert all(word in words for word in ("between the knees", "under the belly", "sacrum", "top of the leg"))

    def test_pressure_is_held_for_thirty_to_sixty_seconds(self) -> None:
        holds = [
            item.length
            for section in find_routine(self.NAME, Folders.of_user()).routine.sections
            for step in section.steps
            for item in step.items
            if isinstance(item, Hold) and step.name == "Stay"
        ]
        assert holds
        assert all(length == seconds(30, 60) for length in holds)

    def test_sitting_can_be_left_out(self) -> None:
        (sitting,) = [
            section
            for section in find_routine(self.NAME, Folders.of_user()).routine.sections
            if section.title == "Sitting"
        ]
        assert sitting.conditions == (Condition("no-chair", wanted=False),)
        assert "both hips at once" in said(self.NAME)
        assert "both hips at once" not in said(self.NAME, frozenset({"no-chair"}))
