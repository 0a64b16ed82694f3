"""Timeline and clips become blocks of PCM: one generator for live sound and for files; chimes and beds."""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.sound._bed import Bed as Bed
    from coach.sound._bed import with_bed as with_bed
    from coach.sound._chimes import ENDINGS as ENDINGS
    from coach.sound._chimes import Chimes as Chimes
    from coach.sound._ducking import AHEAD as AHEAD
    from coach.sound._ducking import LONGEST as LONGEST
    from coach.sound._ducking import Ahead as Ahead
    from coach.sound._pcm import Pcm as Pcm
    from coach.sound._render import DEFAULT_BLOCK as DEFAULT_BLOCK
    from coach.sound._render import Block as Block
    from coach.sound._render import at_gain as at_gain
    from coach.sound._render import render as render
    from coach.sound._render import whole_numbers as whole_numbers

__all__ = [
    "AHEAD",
    "DEFAULT_BLOCK",
    "ENDINGS",
    "LONGEST",
    "Ahead",
    "Bed",
    "Block",
    "Chimes",
    "Pcm",
    "at_gain",
    "render",
    "whole_numbers",
    "with_bed",
]

__getattr__ = face(
    __name__,
    {
        "_bed": (
            "Bed",
            "with_bed",
        ),
        "_chimes": (
            "ENDINGS",
            "Chimes",
        ),
        "_ducking": (
            "AHEAD",
            "LONGEST",
            "Ahead",
        ),
        "_pcm": ("Pcm",),
        "_render": (
            "DEFAULT_BLOCK",
            "Block",
            "at_gain",
            "render",
            "whole_numbers",
        ),
    },
)
