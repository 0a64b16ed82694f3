"""What the programme itself says, apart from the writer's words."""

from collections.abc import Sequence
from typing import Final

OPENING_TITLE: Final = "Before you begin"
"""The chapter that names the routine, what it needs and when to stop."""


def needs(things: Sequence[str]) -> str:
    """Ask for the things a routine needs: ``Have ready: a, b and c.``"""
    listed = " and ".join(part for part in (", ".join(things[:-1]), things[-1]) if part)
    return f"Have ready: {listed}."


def first_side(side: str) -> str:
    """Name the side that comes first."""
    return f"First, the {side}."


def next_side(side: str) -> str:
    """Name the side to change to."""
    return f"Now the {side}."


def round_of(number: int, total: int) -> str:
    """Announce a repetition of a whole section, from the second on."""
    return f"Round {number} of {total}."


def chapter(title: str, side: str | None, number: int, total: int) -> str:
    """A section's title as it stands in a list of chapters, told apart by side and round."""
    named = f"{title}: {side}" if side else title
    return f"{named} ({number} of {total})" if total > 1 else named


def time_left(seconds: float) -> str:
    """Tell how long the session still takes."""
    minutes = round(seconds / 60)
    return (
        f"About {minutes} minutes left."
        if minutes > 1
        else "About a minute left."
        if minutes
        else "Less than a minute left."
    )
