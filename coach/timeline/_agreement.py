"""How a language counts: what number, gender and case do to the words around a number. A small class for each language. Pure.

``before`` is always the text that stands before the number: in German, the case follows from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from coach.timeline._patterns import Pattern


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the words for one and for many, and its gender."""

    one: str
    many: str
    gender: str = ""


class Agreement(Protocol):
    """The grammar of counting. Numbers stay digits, since every voice has its own words for them, but one may become an article."""

    def counted(self, number: str, thing: Counted, before: str) -> str:
        """So many of a thing."""
        ...

    def part(self, whole: str, fraction: str, bare: str, thing: Counted | None, before: str) -> str:
        """A fraction such as ``1/2``, whose bare words are given, after a whole number that may be empty, of a thing if there is one."""
        ...

    def noun(self, text: str, position: int, *, whole: str) -> tuple[Counted, int] | None:
        """The noun after a fraction and where it ends, if the words for the fraction depend on it."""
        ...


class EnglishAgreement:
    """Number alone."""

    def counted(self, number: str, thing: Counted, before: str) -> str:
        """So many of a thing."""
        if number == "1":
            return f"{'one' if thing.one == 'time' else number} {thing.one}"
        return f"{number} {thing.many}"

    def part(self, whole: str, fraction: str, bare: str, thing: Counted | None, before: str) -> str:
        """As in "one half cup" and "1 and one half cups"."""
        said = f"{whole} and {bare}" if whole else bare
        return f"{said} {thing.many if whole else thing.one}" if thing else said

    def noun(self, text: str, position: int, *, whole: str) -> tuple[Counted, int] | None:
        """Nothing depends on it."""
        return None


_LOWER_NOUN: Final = Pattern(r"[ \u00a0\u202f](?P<noun>[a-zà-öø-ÿœ]{3,})(?![\w'’])")


def next_noun(
    text: str, position: int, small: frozenset[str], gender_of: Callable[[str], str]
) -> tuple[Counted, int] | None:
    """The word after a fraction in French and Spanish, and where it ends; None for a small one. Its gender is asked for in the singular."""
    found = _LOWER_NOUN.match(text, position)
    if not found or found["noun"] in small:
        return None
    noun = found["noun"]
    return Counted(noun, noun, gender_of(noun.removesuffix("s"))), found.end()
