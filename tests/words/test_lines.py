"""Lines of text: no wider than asked for, and nothing of the text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from coach.words._lines import clean, columns, wrapped
from tests.words.helpers import plain, texts


@given(texts)
def test_a_clean_text_is_one_line_without_control_characters(text: str) -> None:
    made = clean(text)
    assert len(made.splitlines()) <= 1
    assert made.isprintable() or not any(letter < " " or "\x7f" <= letter <= "\x9f" for letter in made)
    assert made == made.strip()
    assert plain(made) == plain(text)
    made.encode()


@pytest.mark.parametrize("text", ["Réveil\u00a0: allons", "a\u200db", "日本 語"])
def test_spaces_that_do_not_break_and_joiners_stay(text: str) -> None:
    assert clean(text) == text


@given(texts.map(clean), st.integers(1, 60))
def test_lines_are_no_wider_than_asked_for_and_lose_nothing(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(columns(line) <= max(width, 2) for line in lines)  # one letter may be two columns wide
    assert plain("".join(lines)) == plain(text)


def test_words_stay_whole_where_they_can() -> None:
    assert wrapped("one two three four", 9) == ["one two", "three", "four"]
    assert wrapped("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]
    assert wrapped("", 4) == [""]


@pytest.mark.parametrize("text", ["plain words", "Füße & légs", "e\u0301te\u0301", "日本語", "ｆｕｌｌ", "שלום"])
def test_columns_are_those_that_a_terminal_gives(text: str) -> None:
    assert columns(text) == wcswidth(text)
