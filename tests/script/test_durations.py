"""Lengths of time as people write them."""

from fractions import Fraction

import pytest

from coach.errors import DurationError
from coach.script import Span, format_duration, format_span, parse_duration, parse_span


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30s", 30),
        ("1m30s", 90),
        ("90", 90),
        ("1.5s", Fraction(3, 2)),
        ("0.001s", Fraction(1, 1000)),
        ("1.5", Fraction(3, 2)),
        ("1.5m", 90),
        ("2m", 120),
        ("90m", 5400),
        ("1h", 3600),
        ("1h5m", 3900),
        ("1h30s", 3630),
        ("1h5m7s", 3907),
        ("12h", 43200),
        ("007s", 7),
        (" 30s\n", 30),
    ],
)
def test_a_duration_is_read_exactly(text: str, seconds: Fraction) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("", "missing", "30s"),
        ("  ", "missing", "30s"),
        ("30 sek", "'30 sek' is not a time", "write 30s"),
        ("30 seconds", "not a time", "write 30s"),
        ("5 min", "not a time", "write 5m"),
        ("1 hour and 5 minutes", "not a time", "write 1h5m"),
        ("30S", "not a time", "write 30s"),
        ("1m 30s", "not a time", "write 1m30s"),
        ("1m30", "not a time", "write 1m30s"),
        ("1h5", "not a time", "write 1h5m"),
        ("1:30", "not a time", "write 1m30s"),
        ("abc", "not a time", "30s"),
        ("s", "not a time", "30s"),
        ("5s3x", "not a time", "30s"),
        ("1e3s", "not a time", "30s"),
        ("1,5s", "not a time", "1.5s"),
        ("1.2345s", "not a time", "30s"),
        (".5s", "not a time", "0.5s"),
        ("5.s", "not a time", "30s"),
        ("\u0663s", "not a time", "30s"),
        ("1_000s", "not a time", "30s"),
        ("+5s", "not a time", "30s"),
        ("nan", "not a time", "30s"),
        ("inf", "not a time", "30s"),
        ("9" * 10_000, "not a time", "30s"),
        ("10-20s", "not a time", "30s"),
        ("-5s", "less than no time", "30s"),
        ("\u22125s", "less than no time", "30s"),
        ("5s3m", "out of order", "write 3m5s"),
        ("5s5s", "out of order or twice", "write 10s"),
        ("1m90s", "60 or more", "write 2m30s"),
        ("1h60m", "60 or more", "write 2h"),
        ("1.5m30s", "decimal point before the last unit", "write 2m"),
        ("0", "no time at all", "leave it out"),
        ("0s", "no time at all", "leave it out"),
        ("0h0m0.000s", "no time at all", "leave it out"),
        ("12h1s", "longer than 12 hours", "12h"),
        ("999999999h", "longer than 12 hours", "12h"),
    ],
)
def test_what_is_no_duration_is_an_error_that_says_what_to_write(text: str, what: str, hint: str) -> None:
    with pytest.raises(DurationError) as caught:
        parse_duration(text)
    assert what in caught.value.what
    assert hint in caught.value.hint
    assert len(caught.value.what) < 120


def test_no_time_at_all_is_accepted_only_where_it_is_asked_for() -> None:
    assert parse_duration("0s", allow_zero=True) == 0


@pytest.mark.parametrize(
    ("text", "shortest_s", "longest_s"),
    [
        ("5s", 5, 5),
        ("10-20s", 10, 20),
        ("30s-1m", 30, 60),
        ("1m-90s", 60, 90),
        ("30-60", 30, 60),
        ("1-2m", 60, 120),
        ("1.5-2.5s", Fraction(3, 2), Fraction(5, 2)),
        ("10\u201320s", 10, 20),
        ("10 - 20s", 10, 20),
        ("1m30s-2m", 90, 120),
        ("10s-10s", 10, 10),
    ],
)
def test_a_range_has_two_ends(text: str, shortest_s: Fraction, longest_s: Fraction) -> None:
    assert parse_span(text) == Span(Fraction(shortest_s), Fraction(longest_s))


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("20-10s", "begins with the longer time", "write 10-20s"),
        ("2m-30s", "begins with the longer time", "write 30s-2m"),
        ("10-1m", "begins with the longer time", "write 1-10m, or 10s-1m"),
        ("1m-90", "unit at its first end only", "1m-90s"),
        ("1-1m30s", "does not say the unit of its first time", "30s-1m30s"),
        ("5s-", "not a range", "10-20s"),
        ("5-6-7s", "not a range", "10-20s"),
        ("-5-10s", "less than no time", "30s"),
        ("5--10s", "not a range", "10-20s"),
        ("0-5s", "no time at all", "leave it out"),
        ("10s to 20s", "not a time", "write 10s-20s"),
        ("10\u201420s", "not a time", "write 10-20s"),
        ("10-20 sec", "not a time", "write 10-20s"),
        ("10s-13h", "longer than 12 hours", "12h"),
        ("", "missing", "30s"),
        ("-", "less than no time", "30s"),
    ],
)
def test_what_is_no_range_is_an_error_that_says_what_to_write(text: str, what: str, hint: str) -> None:
    with pytest.raises(DurationError) as caught:
        parse_span(text)
    assert what in caught.value.what
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (Fraction(30), "30s"),
        (Fraction(60), "1m"),
        (Fraction(90), "1m30s"),
        (Fraction(3600), "1h"),
        (Fraction(3905), "1h5m5s"),
        (Fraction(3605), "1h5s"),
        (Fraction(3, 2), "1.5s"),
        (Fraction(601, 10), "1m0.1s"),
        (Fraction(1, 3), "0.333s"),
        (Fraction(0), "0s"),
    ],
)
def test_a_duration_is_written_as_people_write_it(seconds: Fraction, text: str) -> None:
    assert format_duration(seconds) == text


@pytest.mark.parametrize(
    ("first_s", "last_s", "text"),
    [
        (10, 20, "10-20s"),
        (30, 60, "30s-1m"),
        (60, 120, "1-2m"),
        (90, 120, "1m30s-2m"),
        (5, 5, "5s"),
        (60, 90, "1m-1m30s"),
    ],
)
def test_a_range_is_written_with_its_unit_once_where_both_ends_share_it(first_s: int, last_s: int, text: str) -> None:
    assert format_span(Span(Fraction(first_s), Fraction(last_s))) == text
    assert parse_span(text) == Span(Fraction(first_s), Fraction(last_s))


class TestExactTimes:
    """A time that nothing may move is followed by ``exactly``."""

    @pytest.mark.parametrize("text", ["30s exactly", " 30s   exactly ", "30 exactly", "0m30s\nexactly"])
    def test_a_length_can_be_exact(self, text: str) -> None:
        assert parse_span(text) == Span(Fraction(30), Fraction(30), is_exact=True)
        assert parse_span(text) != parse_span("30s")

    def test_it_is_written_as_it_is_read(self) -> None:
        assert format_span(parse_span("90s exactly")) == "1m30s exactly"

    @pytest.mark.parametrize(
        ("text", "what", "hint"),
        [
            ("10-20s exactly", "'10-20s exactly' is a range, so it cannot be exact", "write 10-20s, or 15s exactly"),
            ("20-10s exactly", "'20-10s' begins with the longer time", "write 10-20s"),
            ("exactly 30s", "'exactly 30s' is not a time", "write 30s exactly"),
            ("30s exact", "'30s exact' is not a time", "write 30s exactly"),
            ("30s Exactly", "'30s Exactly' is not a time", "write 30s exactly"),
            ("30sexactly", "'30sexactly' is not a time", "write 30s exactly"),
            ("30s exactly exactly", "'30s exactly exactly' is not a time", "write 30s exactly"),
            ("30 sek exactly", "'30 sek' is not a time", "write 30s exactly"),
            ("0s exactly", "'0s' is no time at all", "leave it out, or write how long it lasts"),
            ("exactly", "the time is missing", "write a time like 30s exactly"),
        ],
    )
    def test_what_is_no_exact_time_is_an_error_that_says_what_to_write(self, text: str, what: str, hint: str) -> None:
        with pytest.raises(DurationError) as caught:
            parse_span(text)
        assert (caught.value.what, caught.value.hint) == (what, hint)
