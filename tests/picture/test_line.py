"""A routine as one line of characters."""

from coach.picture import ASCII, key, line
from coach.timeline import Kind
from tests.picture.helpers import timeline


def test_each_character_shows_what_fills_most_of_its_time() -> None:
    """Ten characters for 100 frames: the third is shared 6 to 4, the seventh 4 to 6."""
    made = timeline(
        (Kind.SPEECH, 26), (Kind.PAUSE, 14), (Kind.HOLD, 24), (Kind.FOR, 6), (Kind.WAIT, 20), (Kind.REPEAT, 10)
    )
    assert line(made, 10) == "███·▒▒▒··▒"
    assert line(made, 10, ASCII) == "###.===..="


def test_of_two_alike_the_earlier_is_shown() -> None:
    assert line(timeline((Kind.PAUSE, 5), (Kind.SPEECH, 5)), 1) == "·"
    assert line(timeline((Kind.SPEECH, 5), (Kind.PAUSE, 5)), 1) == "█"


def test_many_short_things_count_together() -> None:
    """Nine frames of words in three pieces, against two times four of silence."""
    made = timeline((Kind.SPEECH, 3), (Kind.PAUSE, 4), (Kind.SPEECH, 3), (Kind.PAUSE, 4), (Kind.SPEECH, 3))
    assert line(made, 1) == "█"


def test_a_routine_shorter_than_the_line_is_stretched() -> None:
    assert line(timeline((Kind.SPEECH, 1), (Kind.HOLD, 2)), 9) == "███▒▒▒▒▒▒"


def test_the_key_names_every_character() -> None:
    assert key() == "█ words  ▒ work  · silence"
    assert key(ASCII) == "# words  = work  . silence"
    assert ASCII.keys() == {"words", "work", "silence"}
    assert "".join(ASCII.values()).isascii()
