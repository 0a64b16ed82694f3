"""What the tables of a language are made of, for reading its words aloud: see :mod:`coach.timeline._wording`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from coach.timeline._agreement import Agreement, Counted

HOUR: Final = 3600
MINUTE: Final = 60
SECOND: Final = 1


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands after a number, as written (each form with or without a full stop), and the words for one and for many.

    ``gender`` is ``m``, ``f`` or ``n``, in languages in which it changes the words before it. ``seconds`` is the length of a unit of time,
    and 0 for all others.
    """

    written: tuple[str, ...]
    one: str
    many: str
    gender: str = ""
    seconds: int = 0
    is_length: bool = False

    @property
    def counted(self) -> Counted:
        """The unit as grammar sees it."""
        return Counted(self.one, self.many, self.gender)


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The words of one language.

    ``to`` joins the ends of a range; ``times`` and ``by`` what stands around a cross, as in "3 x 10" and "30 x 50 cm"; ``per`` a unit and
    what there are so many in; ``out_of`` a mark and the best there is, as in "3/10". ``before_number`` and ``before_name`` are signs
    and short forms that mean something before a number or a name only; ``signs`` mean it anywhere.

    ``each`` are nouns that a slash may count by, as in "10 reps/side", ``labels`` nouns that a number belongs to, as in "Part 1 - 2
    minutes", and ``repeated`` nouns that a cross before a number counts, as in "x 10 reps". With ``has_decades``, "30s" may be the
    thirties; with ``has_inches`` a double prime may be inches; with ``is_hour_bare`` the minutes after hours have no unit; with
    ``is_joined`` a unit may be joined to its number by a hyphen, and then is in its singular unless ``is_joined_many``.

    ``short_words`` are words of two or three letters, as they are written, and ``spelled`` abbreviations that are said letter by letter,
    both for words in capitals. With ``has_capital_nouns`` other words may be nouns, and keep their first capital.
    """

    agreement: Agreement
    to: str
    times: str
    by: str
    per: str
    out_of: str
    fractions: Mapping[str, str]
    before_number: Mapping[str, str]
    abbreviations: Mapping[str, str]
    units: tuple[Unit, ...]
    each: frozenset[str]
    labels: frozenset[str]
    repeated: frozenset[str]
    short_words: frozenset[str]
    spelled: frozenset[str]
    before_name: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    has_decades: bool = False
    has_inches: bool = False
    has_capital_nouns: bool = False
    is_hour_bare: bool = False
    is_joined: bool = False
    is_joined_many: bool = False


def with_capitals(words: Mapping[str, str]) -> Mapping[str, str]:
    """A table of short forms, with each that begins with a small letter as it stands at the beginning of a sentence too."""
    capitals = {
        short[:1].upper() + short[1:]: said[:1].upper() + said[1:]
        for short, said in words.items()
        if short[:1].islower()
    }
    return {**capitals, **words}
