"""The options by which a session is resumed a little otherwise than it was."""

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli._values import a_loudness, a_pace
from coach.cli._wishing import gathering

if TYPE_CHECKING:
    from coach.session import Adjustments


def _adjustments(
    pace: Annotated[
        Fraction | None, typer.Option(parser=a_pace, metavar="PACE", help="At another pace: 0.5 to 2.0, or its name.")
    ] = None,
    loudness: Annotated[
        str | None, typer.Option(parser=a_loudness, metavar="HOW", help="At another loudness: normal or night.")
    ] = None,
    slower: Annotated[
        int, typer.Option("--slower", count=True, show_default=False, help="A step slower; may be repeated.")
    ] = 0,
    faster: Annotated[
        int, typer.Option("--faster", count=True, show_default=False, help="A step faster; may be repeated.")
    ] = 0,
    softer: Annotated[
        int, typer.Option("--softer", count=True, show_default=False, help="A step softer; may be repeated.")
    ] = 0,
    louder: Annotated[
        int, typer.Option("--louder", count=True, show_default=False, help="A step louder; may be repeated.")
    ] = 0,
) -> "Adjustments":
    from coach.session import Adjustments
    from coach.timeline import Loudness

    return Adjustments(pace, Loudness(loudness) if loudness else None, faster - slower, louder - softer)


adjusting = gathering(_adjustments, "adjustments")
"""Give a command the options above, and what they ask for as its keyword ``adjustments``."""
