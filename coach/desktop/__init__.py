"""What surrounds a live session on a desktop: media keys, the lock screen, staying awake.

Nothing here may hold up a session or end it: each part has a thread of its own, which begins after the sound and is not waited for long.
"""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.desktop._desktop import Desktop as Desktop

__all__ = [
    "Desktop",
]

__getattr__ = face(
    __name__,
    {
        "_desktop": ("Desktop",),
    },
)
