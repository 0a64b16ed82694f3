"""What the programme says by itself, in the words that the phrases are written in."""

import pytest

from coach.script import Hold, Prompt, Repeat, Section
from coach.timeline import ENGLISH, Choices, Kind, Messages, Timeline, build, expand
from tests.timeline.helpers import a_word_is_half_a_second, routine, seconds, section, step


@pytest.mark.parametrize(
    ("things", "said"),
    [
        (["oil"], "You will need: oil."),
        (["oil", "a towel"], "You will need: oil and a towel."),
        (["oil", "a towel", "time"], "You will need: oil, a towel and time."),
        (["{braces}", "{first}"], "You will need: {braces} and {first}."),
    ],
)
def test_things_are_listed(things: list[str], said: str) -> None:
    assert ENGLISH.needs(things) == said


@pytest.mark.parametrize(
    ("left_s", "said"),
    [
        (725, "About 12 minutes left."),
        (150, "About 3 minutes left."),
        (149, "About 2 minutes left."),
        (90, "About 2 minutes left."),
        (89, "About a minute left."),
        (45, "About a minute left."),
        (44.9, "Less than a minute left."),
        (0, "Less than a minute left."),
    ],
)
def test_time_left_is_rounded_for_a_listener(left_s: float, said: str) -> None:
    assert ENGLISH.time_left(left_s) == said


@pytest.mark.parametrize(("before_s", "said"), [(1, "Starting in 1 second."), (10, "Starting in 10 seconds.")])
def test_a_lead_in_tells_when_it_begins(before_s: int, said: str) -> None:
    assert ENGLISH.lead_in(before_s) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Milking", "Continuing with: Milking."),
        ("Lift the leg.", "Continuing with: Lift the leg."),
        ("Ready?", "Continuing with: Ready."),
    ],
)
def test_after_a_break_the_step_is_named(title: str, said: str) -> None:
    assert ENGLISH.resumed(title) == said


def test_all_else_in_english() -> None:
    assert ENGLISH.opening("Evening") == "Before you begin"
    assert ENGLISH.first_side("right leg") == "First, the right leg."
    assert ENGLISH.next_side("left leg") == "Now the left leg."
    assert ENGLISH.round_of(2, 3) == "Round 2 of 3."
    assert ENGLISH.chapter("Legs", None, 1, 1) == "Legs"
    assert ENGLISH.chapter("Legs", "left", 2, 3) == "Legs: left (2 of 3)"
    assert ENGLISH.count(3) == "3."
    assert ENGLISH.halfway() == "Halfway."
    assert [ENGLISH.read_repeat(1), ENGLISH.read_repeat(6)] == ["(1 time)", "(6 times)"]
    assert [ENGLISH.kind(kind) for kind in (Kind.SPEECH, Kind.FOR, Kind.PAUSE)] == ["Words", "Keep moving", "Pause"]
    assert [ENGLISH.read_hold(15), ENGLISH.read_for(20)] == ["(hold 15 s)", "(keep moving 20 s)"]
    assert [ENGLISH.read_wait(20), ENGLISH.read_pause(8)] == ["(get ready 20 s)", "(pause 8 s)"]
    assert ENGLISH.read_beat(2, 6) == "(2 of 6)"
    assert [ENGLISH.read_beats(1, 5), ENGLISH.read_beats(6, 30)] == ["(1 time in 5 s)", "(6 times in 30 s)"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("start", "(chime)"),
        ("hold-end", "(chime: time is up)"),
        ("change-sides", "(chime: change sides)"),
        ("finished", "(chime: the end)"),
        ("my-gong", "(chime: my-gong)"),
    ],
)
def test_a_reader_is_told_what_a_chime_means(name: str, told: str) -> None:
    assert ENGLISH.read_chime(name) == told


class Marked:
    """A catalogue that can be told from any other: every phrase comes back between angle brackets."""

    def gettext(self, message: str) -> str:
        return f"<{message}>"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"<{msgid1 if n == 1 else msgid2}>"


def played(*sections: Section, **fields: object) -> Timeline:
    choices = Choices("voice", messages=Messages("und", Marked()))
    return build(expand(routine(*sections, **fields), choices), a_word_is_half_a_second)


def test_a_session_says_and_counts_by_the_catalogue_it_is_given_and_leaves_the_writers_words_alone() -> None:
    """Whatever the timeline adds to a writer's words comes from the catalogue, so all of it is marked."""
    moved = step("Hold.", Hold(seconds(10), "Half.", 2), "Count.", Repeat(2, seconds(4), "spoken"))
    timeline = played(section(moved, title="Legs", sides=("right", "left"), repeat=2), needs=("oil", "time"))
    said = [event.text for event in timeline.events if event.kind is Kind.SPEECH]
    turn = ["Hold.", "Half.", "<2.>", "<1.>", "Count.", "<1.>", "<2.>"]
    assert said == [
        "Test.",
        "<You will need: <oil and time>.>",
        *["<First, the right.>", *turn, "<Now the left.>", *turn],
        *["<Round 2 of 2.>", "<Now the right.>", *turn, "<Now the left.>", *turn],
    ]
    assert list(dict.fromkeys(event.place.section_title for event in timeline.events)) == [
        "<Before you begin>",
        *[f"<<Legs: {side}> ({number} of 2)>" for number in (1, 2) for side in ("right", "left")],
    ]


def test_announcements_are_cut_apart_whatever_they_begin_with() -> None:
    """A side can begin with a small letter, and a round end in a number: still two sentences with the pause between them."""

    class Bare(Marked):
        def gettext(self, message: str) -> str:
            return {"Round {number} of {total}.": "{number}", "Now the {side}.": "{side}."}.get(message, message)

    made = routine(Section("Legs", (step(Prompt("Go.")),), sides=("gamba",), repeat=2))
    timeline = build(expand(made, Choices("voice", messages=Messages("und", Bare()))), a_word_is_half_a_second)
    texts = [event.text for event in timeline.events if event.kind is Kind.SPEECH]
    assert texts[-3:] == ["2", "gamba.", "Go."]
