"""French and Spanish ordinals in digits and letters, as voices know them: "2e" is "2ème", and "2.ª" is "segunda". Pure."""

from typing import Final

from coach.timeline._patterns import Pattern

_FRENCH: Final = Pattern(r"(?<![\w.,])([2-9]|[1-9][0-9])e(?!\w)")
_SPANISH: Final = Pattern(
    r"(?<![\w.,])(?P<number>[1-9]|10)(?:\.(?P<sign>[ºª])|(?P<bare>ª)|(?<=[13])\.?(?P<short>er))(?!\w)"
)
_NOUN: Final = (
    r"(?:dedos?|pasos?|día|mes|ejercicio|lado|bloque|nivel|ciclo|minuto|segundo|punto|intento|turno|grupo|trimestre|tramo|tiempo|"
    r"movimiento|metatarsiano|metacarpiano|espacio|chakra|músculo)\b"
)
_OF_NOUN: Final = Pattern(rf"(?<![\w.,–-])(?P<number>[1-9]|10)\.?º(?=(?P<and>(?:,|\s[you])\s+[0-9]+\.?º)*\s{_NOUN})")
_WITH_ARTICLE: Final = Pattern(
    r"(?<![\w.,–-])(?P<article>(?i:el|al|del|un|tu|su|este|ese)\s)(?P<number>[1-9]|10)\.?º(?=\s(?!grados\b)[a-záéíóúñü]{3,})"
)
"""A bare ``º`` before a man's word; what else it follows are degrees: "a 5º de la pared"."""
_STEMS: Final = ("", "primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim")


def with_signs_said(text: str, language: str) -> str:
    """The text with such ordinals as a voice of the language can say them. A bare ``º`` is one before a noun only."""
    if language == "fr":
        return _FRENCH.sub(r"\1ème", text)
    if language == "es":
        text = _OF_NOUN.sub(lambda found: _said(found["number"], _sign(found["number"], found["and"])), text)
        text = _WITH_ARTICLE.sub(lambda found: found["article"] + _said(found["number"], _sign(found["number"])), text)
    return (
        _SPANISH.sub(lambda found: _said(found["number"], found["sign"] or found["bare"] or found["short"]), text)
        if language == "es"
        else text
    )


def _sign(number: str, following: str | None = None) -> str:
    """First and third are shorter just before their noun."""
    return "er" if number in ("1", "3") and not following else "º"


def _said(number: str, sign: str) -> str:
    return _STEMS[int(number)] + {"º": "o", "ª": "a", "er": ""}[sign]
