"""What a session asks of whoever keeps its sounds ready."""

from collections.abc import Sequence
from typing import Protocol

from coach.sound import Pcm
from coach.timeline import Moment, Source


class Sounds(Protocol):
    """Sounds at hand, and more on their way. Never waits: it is asked from where sound is made in real time."""

    def get(self, source: Source) -> Pcm | None:
        """The samples of a source, not to be written to; None if they are not there yet. Raises CoachError if they cannot be had."""
        ...

    def plan(self, moments: Sequence[Moment], index: int, first: Sequence[Moment] = ()) -> None:
        """Have ready what ``first`` needs, then what the moments from ``index`` on need, in order. All else may be forgotten."""
        ...
