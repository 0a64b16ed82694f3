"""French and Spanish ordinals in digits and letters, as voices know them: "2e" is "2ème", and "2.ª" is "segunda". Pure."""

from typing import Final

from coach.timeline._patterns import Pattern

_FRENCH: Final = Pattern(r"(?<![\w.,])([2-9]|[1-9][0-9])e(?!\w)")
_SPANISH: Final = Pattern(
    r"(?<![\w.,])(?P<number>[1-9]|10)(?:\.(?P<sign>[ºª])|(?P<bare>ª)|(?<=[13])\.?(?P<short>er))(?!\w)"
)
_BEFORE_NOUN: Final = Pattern(
    r"(?<![\w.,–-])(?P<number>[1-9]|10)\.?º(?=[ \u00a0](?!(?:a|al|con|de|del|e|en|es|hacia|más|menos|o|para|por|que|sobre|u|y|"
    r"bajo|cada|como|fuera|dentro|arriba|abajo|si|sin|grados)\b)[a-záéíóúñü]+)"
)
"""Before a man's word; what else follows degrees: "a 5º de la pared"."""
_STEMS: Final = ("", "primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim")


def with_signs_said(text: str, language: str) -> str:
    """The text with such ordinals as a voice of the language can say them. A bare ``º`` is one before a noun only."""
    if language == "fr":
        return _FRENCH.sub(r"\1ème", text)
    if language == "es":
        text = _BEFORE_NOUN.sub(lambda found: _said(found["number"], "er" if found["number"] in "13" else "º"), text)
    return (
        _SPANISH.sub(lambda found: _said(found["number"], found["sign"] or found["bare"] or found["short"]), text)
        if language == "es"
        else text
    )


def _said(number: str, sign: str) -> str:
    return _STEMS[int(number)] + {"º": "o", "ª": "a", "er": ""}[sign]
