"""The names that paces have, the one list of them."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

PACE_NAMES: Final[Mapping[str, Fraction]] = MappingProxyType(
    {"gentle": Fraction(7, 10), "slow": Fraction(85, 100), "normal": Fraction(1), "brisk": Fraction(12, 10)}
)
"""Names for relative speeds: 1 is as written, below is slower."""

SLOWEST_PACE: Final = Fraction(1, 2)
FASTEST_PACE: Final = Fraction(2)
