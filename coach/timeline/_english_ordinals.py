"""English ordinals in words: 22 is "twenty-second". Pure."""

from typing import Final

_ONES: Final = (
    "-",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)


def english_ordinal(number: int) -> str:
    """A number from 1 to 39 as an ordinal, in small letters."""
    if number < len(_ONES):
        return _ONES[number]
    return "thirtieth" if number == 30 else f"{'thirty' if number > 30 else 'twenty'}-{_ONES[number % 10]}"
