"""What has been spoken and encoded, kept for the next time: each thing whole and unchanged, or not there."""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.cache._cache import Cache as Cache
    from coach.cache._cache import clip_key as clip_key
    from coach.cache._records import Records as Records

__all__ = [
    "Cache",
    "Records",
    "clip_key",
]

__getattr__ = face(
    __name__,
    {
        "_cache": (
            "Cache",
            "clip_key",
        ),
        "_records": ("Records",),
    },
)
