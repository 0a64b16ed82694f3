"""Lengths of time as people write them, read strictly: what is not understood is an error and never 0."""

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from coach.errors import DurationError
from coach.script._meant_lengths import bare_numbers, meant_lengths
from coach.script._routine import Span
from coach.script._speakable import collapse, plain, shown

LONGEST_S: Final = Fraction(12 * 3600)
"""The longest single length, 12 hours: more is a slip of the pen."""

_UNIT_S: Final = {"h": 3600, "m": 60, "s": 1}
_AMOUNT: Final = r"([0-9]{1,9}(?:\.[0-9]{1,3})?)"
_NUMBER: Final = re.compile(_AMOUNT)
_PART: Final = re.compile(_AMOUNT + "([hms])")
_WHOLE: Final = re.compile(f"(?:{_PART.pattern})+")
_DASH: Final = re.compile(r"\s*[-\u2013]\s*")
_NEGATIVE: Final = re.compile("\\s*[-\u2012\u2013\u2014\u2212]")
_SPELLED: Final = (
    (re.compile(r"h(?:ou)?rs?\b", re.IGNORECASE), "h"),
    (re.compile(r"min(?:ute|uten)?s?\b", re.IGNORECASE), "m"),
    (re.compile(r"se[ck](?:ond|unde|unden)?s?\b", re.IGNORECASE), "s"),
    (re.compile(r"\s+(?:und|and)\s+"), ""),
    (re.compile(r"([0-9]+):([0-5][0-9])"), r"\1m\2s"),
    (re.compile(r"\s*(?:\bto\b|\u2012|\u2014|\u2212)\s*"), "-"),
    (re.compile(r"\s+"), ""),
)
_RANGE_EXAMPLE: Final = "write a range like 10-20s, the shorter time first"
_LAST_UNIT_MISSING: Final = re.compile(r"([hm])[0-9]+$")
_LONGEST_READ: Final = 60
_EXACTLY: Final = re.compile(r"\bexact(?:ly)?\b|(?<=[hms0-9])exact(?:ly)?\b", re.IGNORECASE)
_EXAMPLE: Final = "write a time like 30s, 1m30s or 1h5m"


def parse_duration(text: str, *, allow_zero: bool = False) -> Fraction:
    """The exact seconds of a length such as ``30s``, ``1m30s``, ``1.5s``, ``2m``, ``1h5m`` or ``90`` (seconds).

    Units go from large to small, each once, those after the first below 60; a decimal point with up to three digits may
    stand in the last. More than :data:`LONGEST_S`, less than nothing, nothing (unless ``allow_zero``), and whatever is
    not understood raise :class:`DurationError`.
    """
    words = text.strip()
    if not words:
        raise DurationError("the time is missing", _EXAMPLE)
    if _NEGATIVE.match(words):
        raise DurationError(f"{shown(words)} is less than no time", _EXAMPLE)
    if _NUMBER.fullmatch(words):
        words += "s"
    if not _WHOLE.fullmatch(words):
        raise DurationError(f"{shown(words)} is not a time", _suggestion(words, _EXAMPLE))
    seconds = _seconds(words, [(Fraction(amount), unit) for amount, unit in _PART.findall(words)])
    if seconds > LONGEST_S:
        raise DurationError(f"{shown(text)} is longer than 12 hours", "write a time of 12h at most")
    if seconds == 0 and not allow_zero:
        raise DurationError(f"{shown(text)} is no time at all", "leave it out, or write how long it lasts")
    return seconds


def _seconds(words: str, parts: list[tuple[Fraction, str]]) -> Fraction:
    total = sum((amount * _UNIT_S[unit] for amount, unit in parts), Fraction(0))
    rewritten = f"write {format_duration(total)}" if 0 < total <= LONGEST_S else _EXAMPLE
    sizes = [_UNIT_S[unit] for _, unit in parts]
    if sorted(set(sizes), reverse=True) != sizes:
        raise DurationError(f"{shown(words)} has its units out of order or twice", rewritten)
    if any(amount.denominator != 1 for amount, _ in parts[:-1]):
        raise DurationError(f"{shown(words)} has a decimal point before the last unit", rewritten)
    if any(amount >= 60 for amount, _ in parts[1:]):
        raise DurationError(f"{shown(words)} has 60 or more after a larger unit", rewritten)
    return total


def parse_span(text: str) -> Span:
    """A length, or a range such as ``10-20s``, ``30s-1m`` or ``30-60`` (seconds), with a hyphen or an en dash.

    The first end takes the unit of the second when it has none. A length may be followed by ``exactly``. Errors as in
    :func:`parse_duration`, for a range whose first end is the longer one, and for an exact range.
    """
    if _EXACTLY.search(text):
        return _exact(text)
    ends = _DASH.split(text.strip())
    if len(ends) == 1 or _NEGATIVE.match(text):
        length_s = parse_duration(text)
        return Span(length_s, length_s)
    if len(ends) > 2 or not all(ends):
        raise DurationError(f"{shown(text)} is not a range of times", _suggestion(text, _RANGE_EXAMPLE))
    first, last = ends
    if _NUMBER.fullmatch(first):
        first += _unit_for_both(text, last)
    elif _NUMBER.fullmatch(last):
        raise DurationError(
            f"{shown(text)} has a unit at its first end only", f"write {first}-{last}s or {first}-{last}m"
        )
    shortest_s, longest_s = (_end(end, text) for end in (first, last))
    if shortest_s > longest_s:
        raise DurationError(
            f"{shown(text)} begins with the longer time", _reversed_hint(longest_s, shortest_s, ends[0])
        )
    return Span(shortest_s, longest_s)


def _exact(text: str) -> Span:
    length = collapse(_EXACTLY.sub(" ", text))
    try:
        span = parse_span(length)
    except DurationError as error:
        hint = f"{error.hint} exactly" if re.fullmatch(r"write [^\s-]+", error.hint) else error.hint
        raise DurationError(error.what, hint if length else "write a time like 30s exactly") from None
    middle = format_duration(span.middle_s)
    if not re.fullmatch(r"\S+\s+exactly", text.strip()):
        raise DurationError(f"{shown(text)} is not a time", f"write {middle} exactly")
    if span.is_range:
        what = f"{shown(text)} is a range, so it cannot be exact"
        raise DurationError(what, f"write {format_span(span)}, or {middle} exactly")
    return replace(span, is_exact=True)


def _end(end: str, whole: str) -> Fraction:
    try:
        return parse_duration(end)
    except DurationError as error:
        raise DurationError(error.what, _suggestion(whole, error.hint)) from None


def _unit_for_both(text: str, last: str) -> str:
    if _NUMBER.fullmatch(last):
        return "s"
    parts = _PART.findall(last)
    if len(parts) > 1:
        raise DurationError(
            f"{shown(text)} does not say the unit of its first time", "write both units, like 30s-1m30s"
        )
    return parts[0][1] if parts else ""


def _reversed_hint(shortest_s: Fraction, longest_s: Fraction, first: str) -> str:
    swapped = f"write {format_span(Span(shortest_s, longest_s))}"
    if _NUMBER.fullmatch(first) and Fraction(first) < shortest_s:
        return f"{swapped}, or {first}s-{format_duration(shortest_s)}"
    return swapped


def _suggestion(words: str, otherwise: str) -> str:
    """What was probably meant, where units are spelled out or spaces stand between: ``30 sek`` means ``30s``."""
    if len(words) > _LONGEST_READ:
        return otherwise
    as_typed = words
    written = words = re.sub(r"^([\"'])(.*)\1$", r"\2", words)
    for spelling, short in _SPELLED:
        words = spelling.sub(short, words)
    words = words.lower()
    if cut_short := _LAST_UNIT_MISSING.search(words):
        words += "m" if cut_short[1] == "h" else "s"
    ends = words.split("-")
    if len(ends) > 2 or not all(_WHOLE.fullmatch(end) or _NUMBER.fullmatch(end) for end in ends):
        meant = meant_span(written) if _is_all_length(written) else None
        return f"write {meant}" if meant else otherwise
    return f"write {words}" if words != as_typed and _is_span(words) else otherwise


def _is_span(words: str) -> bool:
    try:
        parse_span(words)
    except DurationError:
        return False
    return True


def _is_all_length(text: str) -> bool:
    lengths = meant_lengths(text)
    return len(lengths) == 1 and not lengths[0].start and not text[lengths[0].end :].strip(" .,;")


def meant_span(text: str) -> str | None:
    """The first length or range that is probably meant in words, as it should be written; None if there is none."""
    found = meant_lengths(text) or bare_numbers(text)
    if not found or found[0].shortest_s <= 0 or found[0].longest_s > LONGEST_S:
        return None
    length = found[0]
    as_written = plain(text[length.start : length.end]).replace(",", ".").rstrip(".")
    for spelling, short in _SPELLED:
        as_written = spelling.sub(short, as_written)
    if _WHOLE.fullmatch(as_written) and length.shortest_s == length.longest_s:
        return as_written
    return format_span(Span(length.shortest_s, length.longest_s))


def format_duration(seconds: Fraction) -> str:
    """Seconds as :func:`parse_duration` reads them: ``1m30s``; parts below a thousandth of a second are rounded."""
    thousandths = round(seconds * 1000)
    whole, part = divmod(thousandths, 1000)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    written = (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes else "")
    if part:
        return written + f"{rest}.{part:03}".rstrip("0") + "s"
    return written + (f"{rest}s" if rest or not written else "")


def format_span(span: Span) -> str:
    """A length or a range as :func:`parse_span` reads it; a unit that both ends share is written once."""
    first, last = format_duration(span.shortest_s), format_duration(span.longest_s)
    if first == last:
        return f"{first} exactly" if span.is_exact else first
    if first[-1] == last[-1] and _NUMBER.fullmatch(first[:-1]) and _NUMBER.fullmatch(last[:-1]):
        first = first[:-1]
    return f"{first}-{last}"
