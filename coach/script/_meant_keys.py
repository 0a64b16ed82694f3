"""What was probably meant by a key of the front matter, or a pace, that is none: ``Titel``, ``warnings``, ``80%``."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from coach.script._pace_names import FASTEST_PACE, PACE_NAMES, SLOWEST_PACE
from coach.script._speakable import plain, similar

_WORDS: Final = {
    "title": "name titel titre título titulo heading",
    "language": "lang locale sprache langue idioma lengua",
    "summary": "description desc subtitle about abstract intro beschreibung zusammenfassung résumé resume resumen descripción",
    "needs": "need materials material equipment tools requirements requires ingredients supplies props things you-need benötigt "
    "zubehör brauche matériel besoin necesita necesitas materiales",
    "safety": "warning warnings caution cautions precautions contraindications stop care sicherheit warnung vorsicht hinweise "
    "sécurité precaución seguridad advertencia",
    "options": "option choices choice variants variations versions optionen varianten opciones",
    "pace": "speed tempo rate rhythm geschwindigkeit vitesse velocidad ritmo",
    "pronounce": "pronunciation pronunciations lexicon say aussprache prononciation pronunciación",
}
_MEANT: Final = {word: key for key, words in _WORDS.items() for word in words.split()}
_PACES: Final = {
    "gentle": "very-slow slowest sanft doux suave",
    "slow": "slowly slower langsam lent lento calm calmly relaxed ruhig",
    "normal": "medium default regular standard moderate mittel moyen",
    "brisk": "fast quick quickly faster schnell rapide rápido rapido",
}
_MEANT_PACES: Final = {word: pace for pace, words in _PACES.items() for word in words.split()}
_PERCENT: Final = re.compile(r"([0-9]{1,3})\s*%")
_TIMES: Final = re.compile(r"[x×]?\s*([0-9]{0,2}[.,]?[0-9]{1,3})\s*[x×]?")


def meant_key(word: str, known: Sequence[str]) -> str | None:
    """The key that was probably meant; None if nothing says which."""
    key = re.sub(r"[\s_]+", "-", plain(word).strip())
    return key if key in known else _MEANT.get(key) or similar(key, known)


def meant_pace(text: str) -> str | None:
    """The pace that was probably meant, as it should be written; None if nothing says which."""
    words = plain(text).strip()
    if words in PACE_NAMES:
        return words
    if percent := _PERCENT.fullmatch(words):
        return _within(Fraction(int(percent[1]), 100))
    if times := _TIMES.fullmatch(words):
        return _within(Fraction(times[1].replace(",", ".")))
    return _MEANT_PACES.get(re.sub(r"\s+", "-", words)) or similar(words, tuple(PACE_NAMES))


def _within(pace: Fraction) -> str | None:
    return f"{float(pace):g}" if SLOWEST_PACE <= pace <= FASTEST_PACE else None
