"""The sizes of the two variants of a strip."""

from dataclasses import dataclass
from typing import Final

from coach.picture._shapes import Point, Scale


@dataclass(frozen=True, slots=True)
class Sheet:
    """In units of the picture, which are pixels at its natural width."""

    width: float
    margin: float
    letters: float
    """Their size at the sections and along the time."""
    rise: float
    """How high words rise above the base line."""
    depth: float
    """How far hands reach below it."""
    pitch: float
    """The distance of the strokes of words."""
    grain: float
    """The shortest that is drawn."""

    @property
    def length(self) -> float:
        """From the beginning of a routine to its end."""
        return self.width - 2 * self.margin

    @property
    def scale(self) -> Scale:
        """For shapes."""
        return Scale(self.length, self.rise, self.depth, self.pitch, self.grain)

    def x(self, share: float) -> float:
        """Where a share of the whole stands."""
        return self.margin + share * self.length

    def point(self, base_y: float, point: Point) -> Point:
        """A point of a figure on a straight line at ``base_y``."""
        along, above = point
        return self.margin + along, base_y - above


WHOLE: Final = Sheet(width=1200, margin=30, letters=14, rise=54, depth=34, pitch=3.6, grain=2)
COMPACT: Final = Sheet(width=400, margin=0, letters=11, rise=38, depth=24, pitch=2.6, grain=1.2)
