"""Spanish counting: gender, and halves that follow. Pure."""

from typing import Final

from coach.timeline._agreement import Counted, next_noun
from coach.timeline._word_sets import words

_SMALL_ES: Final = words(
    """
    y o u de del a al por para con sin en sobre cada luego que es son el la los las un una veces vez
    """
)
_MASCULINE_ES: Final = words("día mapa sofá programa")
_FEMININE_ES: Final = words("mano respiración repetición rotación inspiración flexión extensión noche parte")


class SpanishAgreement:
    """Gender, and halves that follow."""

    def counted(self, number: str, thing: Counted, before: str) -> str:
        """So many of a thing."""
        if number == "1":
            return f"{'una' if thing.gender == 'f' else 'un'} {thing.one}"
        return f"{number} {thing.many}"

    def part(self, whole: str, fraction: str, bare: str, thing: Counted | None, before: str) -> str:
        """As in "media hora", "2 horas y media" and "un cuarto de hora"."""
        half = "media" if thing and thing.gender == "f" else "medio"
        is_half = fraction == "1/2"
        if thing is None:
            return f"{whole} y {bare}" if whole else bare
        if whole:
            return f"{self.counted(whole, thing, before)} y {half if is_half else bare}"
        return f"{half} {thing.one}" if is_half else f"{bare} de {thing.one}"

    def noun(self, text: str, position: int, *, whole: str) -> tuple[Counted, int] | None:
        """The next word, unless it is one of the small words; its gender by its ending where it is no exception."""
        return next_noun(text, position, _SMALL_ES, _gender_es)


def _gender_es(noun: str) -> str:
    if noun in _MASCULINE_ES:
        return "m"
    return "f" if noun in _FEMININE_ES or noun.endswith(("a", "ción", "sión", "dad")) else "m"
