"""German times that are written as one word with their number: "2–3mal" is "2 bis 3 Mal", and "1mal" is "einmal". Pure."""

from typing import Final

from coach.timeline._patterns import Pattern

_ONCE: Final = Pattern(r"(?<![\w.,:/–-])1-?mal(?!\w)")
_OPEN: Final = Pattern(r"(?<=[0-9])-(?= (?:bis|oder|und) [0-9]+-?mal(?!\w))")
"""The hyphen of "2- bis 3mal"."""
_MORE: Final = Pattern(r"(?<=[0-9])-?mal(?!\w)")


def with_times_said(text: str) -> str:
    """The text with such times as two words, and one time as one."""
    return _MORE.sub(" Mal", _ONCE.sub("einmal", _OPEN.sub("", text)))
