"""French counting: gender, a singular below two, and halves that follow. Pure."""

from typing import Final

from coach.timeline._agreement import Counted, next_noun
from coach.timeline._word_sets import words

_UN: Final = {"m": "un", "f": "une", "": "un"}
_DETERMINERS: Final = words("la le une un cette ce chaque première dernière votre ta ma sa")
_MANY: Final = words("les des deux ces vos tes mes")
_SMALL_FR: Final = words(
    """
    puis et ou de du des à au aux fois par pour avec sans en sur chaque dans le la les un une que qui est sont
    """
)
_MASCULINE_FR: Final = words(
    """
    verre centimètre mètre litre kilomètre souffle muscle cercle cycle exercice geste siècle membre temps
    """
)
_FEMININE_FR: Final = words(
    """
    main fois respiration rotation répétition inspiration expiration flexion extension cuiller
    """
)


class FrenchAgreement:
    """Gender, singular below two, and halves that follow."""

    def counted(self, number: str, thing: Counted, before: str) -> str:
        """So many of a thing; one and a half are still singular."""
        if number == "1":
            return f"{_UN[thing.gender]} {thing.one}"
        return f"{number} {thing.one if _value(number) < 2 else thing.many}"

    def part(self, whole: str, fraction: str, bare: str, thing: Counted | None, before: str) -> str:
        """As in "une demi-heure", "2 heures et demie" and "un quart d'heure"."""
        is_half = fraction == "1/2"
        if thing is None:
            return f"{whole} et {'demi' if is_half else bare}" if whole else bare
        if whole:
            after = ("demie" if thing.gender == "f" else "demi") if is_half else bare
            return f"{self.counted(whole, thing, before)} et {after}"
        if is_half:
            return _half(thing, before)
        return f"{bare} {_of(thing.one)}"

    def noun(self, text: str, position: int, *, whole: str) -> tuple[Counted, int] | None:
        """The next word, unless it is one of the small words; its gender by its ending where it is no exception."""
        return next_noun(text, position, _SMALL_FR, _gender_fr)


def _half(thing: Counted, before: str) -> str:
    """As in "une demi-heure", but "chaque demi-heure" and "toutes les demi-heures"."""
    last = before.split()[-1].casefold() if before.split() else ""
    if last in _MANY:
        return f"demi-{thing.many}"
    return f"demi-{thing.one}" if last in _DETERMINERS else f"{_UN[thing.gender]} demi-{thing.one}"


def _gender_fr(noun: str) -> str:
    if noun in _MASCULINE_FR:
        return "m"
    return "f" if noun in _FEMININE_FR or noun.endswith(("e", "ée", "tion", "sion")) else "m"


def _of(noun: str) -> str:
    return f"d'{noun}" if noun[0] in "aàâeéèêiîoôuhœ" else f"de {noun}"


def _value(number: str) -> float:
    return float(number.replace(",", "."))
