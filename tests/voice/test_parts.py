"""A long sentence is spoken in parts, because the memory that Piper takes grows with the length of sound made at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.voice._piper_engine import parts


@pytest.mark.parametrize(
    ("sentence", "most", "expected"),
    [
        ("", 5, []),
        ("whole", 5, ["whole"]),
        ("one, two three", 9, ["one, two ", "three"]),
        ("one two, three", 9, ["one two,", " three"]),
        ("one, two three four", 10, ["one, two ", "three four"]),
        ("aa bb,cc dd ee", 11, ["aa bb,", "cc dd ee"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
    ],
)
def test_it_is_parted_after_a_comma_or_else_after_a_word(sentence: str, most: int, expected: list[str]) -> None:
    assert ["".join(part) for part in parts(list(sentence), most)] == expected


@given(st.text("ab ,;"), st.integers(1, 9))
def test_nothing_is_lost_and_no_part_is_too_long(sentence: str, most: int) -> None:
    found = list(parts(list(sentence), most))
    assert "".join("".join(part) for part in found) == sentence
    assert all(0 < len(part) <= most for part in found)
