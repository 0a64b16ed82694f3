"""What the page knows of a timeline."""

from coach.page._table import Effort, Table
from coach.script import Chime, Hold, Pause, Prompt, Repeat, Routine, Section, Step, Wait
from coach.timeline import Choices, Kind, build, expand
from tests.page.helpers import seconds_of
from tests.timeline.helpers import a_word_is_half_a_second, routine, seconds, section, step


def table_of(made: Routine) -> Table:
    return Table.of(build(expand(made, Choices("voice")), a_word_is_half_a_second))


def lengths(efforts: tuple[Effort, ...]) -> list[tuple[Kind, float, int]]:
    return [(effort.kind, round(seconds_of(effort.end - effort.at), 1), effort.times) for effort in efforts]


def test_timed_work_is_whole_whatever_is_said_inside() -> None:
    table = table_of(routine(section(step("Stay.", Hold(seconds(20), "Halfway words.", countdown=3)))))
    assert lengths(table.efforts) == [(Kind.HOLD, 20.0, 0)]
    assert [words.text for words in table.words] == ["Test.", "Stay.", "Halfway words."]


def test_two_holds_with_words_between_them_are_two() -> None:
    """Short ones have no chime between them, so that in the timeline they look like one with words inside."""
    table = table_of(routine(section(step("Stay.", Hold(seconds(3)), "And again.", Hold(seconds(4))))))
    assert lengths(table.efforts) == [(Kind.HOLD, 3.0, 0), (Kind.HOLD, 4.0, 0)]


def test_repetitions_and_waits() -> None:
    table = table_of(routine(section(step("Go.", Repeat(4, seconds(3), "spoken")), step("Ready?", Wait(seconds(8))))))
    assert lengths(table.efforts) == [(Kind.REPEAT, 12.0, 4), (Kind.WAIT, 8.0, 0)]
    assert [words.text for words in table.words] == ["Test.", "Go.", "Ready?"]


def test_a_number_that_a_writer_says_is_words() -> None:
    table = table_of(routine(section(step("Three things.", "1.", Repeat(1, seconds(2), "spoken")))))
    assert "1." in [words.text for words in table.words]


def test_efforts_begin_and_end_with_the_events_of_the_timeline() -> None:
    made = routine(section(step("Go.", Repeat(3, seconds("1.7"))), step("Stay.", Hold(seconds("5.3"), "Half.", 2))))
    timeline = build(expand(made, Choices("voice")), a_word_is_half_a_second)
    edges = {event.start for event in timeline.events}
    for effort in table_of(made).efforts:
        assert effort.at in edges
        assert effort.end in edges


def test_steps_are_in_their_chapters_and_the_end_stands_apart() -> None:
    table = table_of(routine(section(step("One.", name="First"), step("Two."), sides=("left", "right"))))
    assert [(one.chapter, one.name, one.is_end) for one in table.steps] == [
        (0, "Before you begin", False),
        *[(1, name, False) for name in ("Part", "First", "Two.")],
        *[(2, name, False) for name in ("Part", "First", "Two.")],
        (2, "Part", True),
    ]
    assert table.steps[0].at == 0
    assert table.length - table.steps[-1].at == 39  # the whole frames that a chime of one second fills


def test_a_step_without_words_is_called_by_its_chapter() -> None:
    made = Routine(
        "Test", "en", (Section("Rest", (Step((Prompt("Lie down."),)), Step((Chime("tick"), Pause(seconds(2)))))),)
    )
    assert [(one.name, one.is_end) for one in table_of(made).steps[1:]] == [
        ("Lie down.", False),
        ("Rest", False),
        ("Rest", True),
    ]
