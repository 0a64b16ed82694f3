"""French and Spanish ordinals in digits and letters, as voices know them: "2e" is "2ème", and "2.ª" is "segunda". Pure."""

from typing import Final

from coach.timeline._patterns import Pattern

_FRENCH: Final = Pattern(r"(?<![\w.,])([2-9]|[1-9][0-9])e(?!\w)")
_SPANISH: Final = Pattern(
    r"(?<![\w.,])(?P<number>[1-9]|10)(?:\.(?P<sign>[ºª])|(?P<bare>ª)|(?<=[13])\.?(?P<short>er))(?!\w)"
)
_STEMS: Final = ("", "primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim")


def with_signs_said(text: str, language: str) -> str:
    """The text with such ordinals as a voice of the language can say them. A bare ``º`` may be degrees, and stays."""
    if language == "fr":
        return _FRENCH.sub(r"\1ème", text)
    return (
        _SPANISH.sub(lambda found: _said(found["number"], found["sign"] or found["bare"] or found["short"]), text)
        if language == "es"
        else text
    )


def _said(number: str, sign: str) -> str:
    return _STEMS[int(number)] + {"º": "o", "ª": "a", "er": ""}[sign]
