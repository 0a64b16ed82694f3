"""How people read numbers, units and abbreviations aloud, language by language: tables for :mod:`coach.timeline._reading`.

Only what voices get wrong stands here. Digits, decimals, ``%`` and a plain ``°`` are left to them: each voice says those in its own
language already.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from coach.timeline._vocabulary import Wording
from coach.timeline._wording_de import GERMAN
from coach.timeline._wording_en import ENGLISH
from coach.timeline._wording_es import SPANISH
from coach.timeline._wording_fr import FRENCH

WORDINGS: Final[Mapping[str, Wording]] = MappingProxyType({"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH})
"""By the first part of a language tag."""


def wording_of(language: str) -> Wording | None:
    """The words of a language by its tag, whatever its region and case; None if there are none."""
    return WORDINGS.get(primary(language))


def primary(language: str) -> str:
    """The first part of a language tag, in small letters."""
    return language.split("-")[0].casefold()
