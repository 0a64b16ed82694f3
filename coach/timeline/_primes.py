"""Primes after a number, or the quotation marks that stand for them: 5" are seconds, 5' minutes, 12" apart inches. Pure."""

import re
from typing import Final

from coach.timeline._patterns import Pattern
from coach.timeline._vocabulary import MINUTE, SECOND, Unit, Wording

_MARK: Final = Pattern("(?P<double>''|’’|[\"″”])|(?P<single>['′’])(?![^\\W\\d_])")
_FAR: Final = Pattern(
    r"\s*(?:apart|wide|long|deep|high|tall|thick|off|above|below|away|from|in diameter|foam|ball|block|step|forward|back|up|down|to the)\b"
)
_THING: Final = Pattern(
    r"\s*(?:(?:foam|wooden|plastic|metal|rubber|soft|firm|hard|small|big|large|half|full|padded|plyo|yoga|massage|stability|exercise|medicine)\s+)*"
    r"(?:rulers?|dowels?|sticks?|rollers?|box(?:es)?|bench(?:es)?|stools?|cushions?|pillows?|bolsters?|platforms?|risers?|hurdles?|tubes?|"
    r"pipes?|straps?|bands?|loops?|plates?|blocks?|balls?)\b"
    r"(?!\s+(?:press|dip|squeeze|pose|stretch|sit|breath|hold|pull|push|roll|slam|toss|throw|hop|walk|stand|curl|twist|raise|lift|row|"
    r"squat|bridge|massage|release|work|tap)\w*)"
)
"""What is so long, and no exercise with it: a 12" ruler, but a 30" bench press."""
_INCHES: Final = Pattern(r"[0-9]{1,2}(?:''|’’|[\"″”])")
_SIZE: Final = Pattern(r"\s*[x×]\s*[0-9.]+(?:''|[\"″”])")
_SIZE_BEFORE: Final = Pattern(r"(?:''|[\"″”])\s*[x×]\s*[0-9.]+$")
INCH: Final = Unit((), "inch", "inches", is_length=True)
FOOT: Final = Unit((), "foot", "feet", is_length=True)
_MOVES: Final = Pattern(
    r"\b(?:lift|raise|lower|slide|step|move|rise|lean|shift)s?\b(?![^.!?]*\b(?:hold|for|rest|wait|pause|stay|keep|squeeze)\b)[^.!?]*$"
)
"""Before a distance, unless a later word is about time, as in "lift and hold"."""
_STRAIGHT: Final = Pattern('"')
_OPENED: Final = Pattern(r"(?:^|[\s(])['‘‚](?!\s)(?:[^'’]|(?<=\w)['’](?=\w))*$")


def prime_at(text: str, position: int, wording: Wording) -> tuple[Unit, int] | None:
    """The unit that a prime just after a number stands for, and where it ends; None if it closes a quotation."""
    mark = _MARK.match(text, position)
    if not mark or _closes_quotation(text[:position], mark[0]):
        return None
    if wording.has_inches and _is_length(text, position, mark):
        return (INCH if mark["double"] else FOOT), mark.end()
    seconds = SECOND if mark["double"] else MINUTE
    return next(unit for unit in wording.units if unit.seconds == seconds), mark.end()


def _is_length(text: str, position: int, mark: re.Match[str]) -> bool:
    """Whether the words around are about a distance or a size."""
    inches = _INCHES.match(text, mark.end()) if mark["single"] else None
    if _SIZE.match(text, mark.end()) or _SIZE_BEFORE.search(text[:position]):
        return True
    if mark["double"] and is_before_thing(text, mark.end()):
        return True
    return bool(_FAR.match(text, inches.end() if inches else mark.end()) or _MOVES.search(text[:position].casefold()))


def is_before_thing(text: str, position: int) -> bool:
    """Whether a thing follows that a length describes: "12-inch ruler"."""
    return _THING.match(text, position) is not None


def _closes_quotation(before: str, mark: str) -> bool:
    if mark == '"':
        return _is_open(before)
    if mark == "”":
        return before.count("“") + before.count("„") > before.count("”")
    if mark in ("'", "’"):
        opened = _OPENED.search(before)
        return opened is not None
    return False


def _is_open(before: str) -> bool:
    """Whether a straight quotation mark still waits for its other one; after a number it opens none."""
    is_open = False
    for found in _STRAIGHT.finditer(before):
        is_open = not is_open and not before[: found.start()][-1:].isdigit()
    return is_open
