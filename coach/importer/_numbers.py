"""The words of a sentence as tokens: numbers of any size put together, units, words that count, and all the rest.

Each token has a letter for its kind, so that the grammar in ``quantities`` is a handful of patterns over letters, the same
for every language: ``n`` number; ``s m h q z b c`` seconds, minutes, hours, quarters and three quarters of one,
breaths, counts; ``t r S o`` times, repetitions, sets,
rounds; ``v`` a few; ``-`` to; ``&`` and; ``x`` times as a sign; ``g`` of; ``e`` each; ``f`` words that say nothing; ``N``
a movement that can be counted; ``:`` ``,`` ``.`` stops; ``w`` any other word; ``H`` a clock time such as 2:30, in seconds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from coach.importer._lexicon import Lexicon

_CLOCK: Final = re.compile(
    r"([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9]))?(?!\s*(?:am|pm|uhr|h)\b)(?![\d:])", re.IGNORECASE
)
_PRIMES: Final = re.compile(
    r"(?:([0-9]{1,3})\s?['\u2032\u2019](?![^\W\d]))?\s?(?:([0-9]{1,3})\s?(?:[\"\u2033\u201d]|''))?"
)
_DIGITS: Final = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,2})?(?![0-9])")
_FRACTION: Final = re.compile(r"(?:([0-9]{1,3})\s+)?([1-3])/([2-4])(?![/\d])")
_HALVES: Final = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_SIGN_OF_TIMES: Final = re.compile(r"×|(?<![^\W\d_])x(?![^\W\d_])", re.IGNORECASE)
_ATTACHED: Final = re.compile(r"(?<=[0-9])[smh](?![^\W\d_])", re.IGNORECASE)
_UNIT_APART: Final = re.compile(r"(?<=[0-9] )[sh](?![^\W\d_]|['\u2019])")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_STOPS: Final = {
    ",": ",",
    ";": ".",
    ".": ".",
    ":": ":",
    "!": ".",
    "?": ".",
    "(": "(",
    ")": ")",
    "+": "&",
    "&": "&",
    "=": ":",
}
_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015"
_GERMAN_COMPOUND: Final = re.compile(
    r"(ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(\w+(?:zig|ßig|ssig))(?!\w)", re.IGNORECASE
)
_GERMAN_TIMES: Final = re.compile(r"(\w+?)(mal)(?!\w)", re.IGNORECASE)
_GERMAN_UNITS: Final = {
    "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a sentence from ``start`` up to ``end``; ``value`` is a number's, ``atom`` tells how it was written."""

    kind: str
    start: int
    end: int
    value: Fraction = Fraction(0)
    atom: str = ""


def tokens(text: str, words: Lexicon) -> list[Token]:
    """The tokens of a text, numbers put together."""
    return _composed(_single_dashes(_atoms(text, words)), text, words)


def _single_dashes(found: Iterator[Token]) -> list[Token]:
    """The tokens with one for "- bis", as in "acht- bis zehnmal"."""
    done: list[Token] = []
    for token in found:
        if token.kind == "-" and done and done[-1].kind == "-":
            done[-1] = Token("-", done[-1].start, token.end)
        else:
            done.append(token)
    return done


def _atoms(text: str, words: Lexicon) -> Iterator[Token]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = list(_atom(text, at, words))
        yield from found
        at = found[-1].end


def _atom(text: str, at: int, words: Lexicon) -> Iterator[Token]:
    sign = text[at]
    if sign in _HALVES:
        yield Token("n", at, at + 1, _HALVES[sign], "half")
    elif sign.isdigit() and sign.isascii():
        yield _digits(text, at)
    elif sign in _DASHES:
        yield Token("-", at, at + 1, atom="dash")
    elif _SIGN_OF_TIMES.match(text, at):
        yield Token("x", at, at + 1)
    elif attached := _ATTACHED.match(text, at) or _UNIT_APART.match(text, at):
        yield Token(attached[0].lower(), at, attached.end())
    elif sign.isalpha():
        yield from _word(text, at, words)
    else:
        yield Token(_STOPS.get(sign, "w"), at, at + 1)


def _digits(text: str, at: int) -> Token:
    clock = _CLOCK.match(text, at)
    if clock and not text[:at].rstrip().lower().endswith((" at", " um", " à", " um")):
        parts = [int(part) for part in clock.groups() if part]
        seconds = parts[0] * 60 + parts[1] if len(parts) == 2 else parts[0] * 3600 + parts[1] * 60 + parts[2]
        return Token("H", at, clock.end(), Fraction(seconds))
    primes = _PRIMES.match(text, at)
    if primes and (primes[1] or primes[2]) and not _is_quoted(text[:at]):
        return Token("H", at, primes.end(), Fraction(60 * int(primes[1] or 0) + int(primes[2] or 0)))
    parts_of = _FRACTION.match(text, at)
    if parts_of:
        value = Fraction(int(parts_of[1] or 0)) + Fraction(int(parts_of[2]), int(parts_of[3]))
        return Token("n", at, parts_of.end(), value, "digits" if parts_of[1] else "half")
    digits = _DIGITS.match(text, at)
    if digits is None:
        long = re.compile(r"[0-9.,]+").match(text, at)
        return Token("w", at, long.end() if long else at + 1)
    return Token("n", at, digits.end(), Fraction(digits[0].replace(",", ".")), "digits")


def _is_quoted(before: str) -> bool:
    """Whether a quotation is open, so that a quotation mark after a number closes it and counts no seconds."""
    return before.count('"') % 2 == 1 or before.count("\u201c") > before.count("\u201d")


def _word(text: str, at: int, words: Lexicon) -> Iterator[Token]:
    if words.code == "de" and (compound := _GERMAN_COMPOUND.match(text, at)):
        tens = _number(compound[2], 0, words)
        if tens:
            yield Token("n", at, compound.end(), tens.value + _GERMAN_UNITS[compound[1].lower()], "word")
            return
    if words.code == "de" and (times := _GERMAN_TIMES.match(text, at)):
        number = _number(times[1], 0, words)
        if number and number.end == len(times[1]):
            yield Token("n", at, at + number.end, number.value, "word")
            yield Token("t", at + number.end, times.end())
            return
    longest = max(_known(text, at, words), key=lambda token: token.end, default=None)
    if longest is not None:
        yield longest
        return
    word = _WORD.match(text, at)
    yield Token("w", at, word.end() if word else at + 1)


def _known(text: str, at: int, words: Lexicon) -> Iterator[Token]:
    """What the lexicon knows the word as; a number comes before what else it may be."""
    if number := _number(text, at, words):
        yield number
    for kind, pattern in words.tokens:
        if found := pattern.match(text, at):
            yield Token(kind, at, found.end())
    if words.has("quantities.once", text[at : at + 20]) and (
        found := words.patterns["quantities.once"].match(text, at)
    ):
        yield Token("2", at, found.end(), Fraction(2))


def _number(text: str, at: int, words: Lexicon) -> Token | None:
    best: Token | None = None
    for pattern, value in words.numbers:
        found = pattern.match(text, at)
        if found and (best is None or found.end() > best.end):
            is_half = value.denominator != 1 and value < 1
            best = Token("n", at, found.end(), value, "half" if is_half else "word")
    return best


def _composed(found: list[Token], text: str, words: Lexicon) -> list[Token]:
    """Neighbouring numbers put together: "thirty" "-" "five", "two" "and" "a half", "soixante" "-" "quinze"."""
    done: list[Token] = []
    at = 0
    while at < len(found):
        token = found[at]
        at += 1
        while token.kind == "n":
            joint, following = _following(found, at)
            if following is None or not _adds(token, joint, following, words):
                break
            value = token.value * following.value if following.value == 100 else token.value + following.value
            token = Token("n", token.start, following.end, value, "half" if following.atom == "half" else "word")
            at = found.index(following, at) + 1
        done.append(token)
    return done


def _following(found: list[Token], at: int) -> tuple[str, Token | None]:
    """The number after a number, and what stands between: nothing, a dash, or "and"."""
    if at < len(found) and found[at].kind == "n":
        return "", found[at]
    if at + 1 < len(found) and found[at].kind in "-&" and found[at + 1].kind == "n":
        is_dash = found[at].atom == "dash"
        return ("-" if is_dash else "&" if found[at].kind == "&" else "to"), found[at + 1]
    return "", None


def _adds(token: Token, joint: str, following: Token, words: Lexicon) -> bool:
    if joint == "to" or token.atom == "half":
        return False
    if following.atom == "half":
        return joint == "&" or (joint == "" and token.atom == "digits")
    if token.atom != "word" or following.atom != "word":
        return False
    if following.value == 100:
        return joint == "" and 1 <= token.value < 10
    if token.value >= 100 and token.value % 100 == 0:
        return joint in {"", "&"} and following.value < 100
    if words.code == "fr" and token.value % 100 in {60, 80}:
        return following.value < 20
    if words.code == "fr" and token.value % 100 in {10, 70, 90} and token.end != token.start:
        return 7 <= following.value <= 9 and joint in {"", "-"}
    is_tens = token.value % 10 == 0 and token.value % 100 >= 20
    if joint == "&" and words.code not in {"fr", "es"}:
        return False
    return is_tens and 0 < following.value < 10
