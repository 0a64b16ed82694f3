"""Routine, voice, chimes and choices put together, once, for everybody: :class:`Programme`."""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.programme._beds import find_bed as find_bed
    from coach.programme._estimate import estimated_duration_s as estimated_duration_s
    from coach.programme._library import MOST_BYTES as MOST_BYTES
    from coach.programme._library import SUFFIX as SUFFIX
    from coach.programme._library import TEXT_SUFFIXES as TEXT_SUFFIXES
    from coach.programme._library import Found as Found
    from coach.programme._library import Script as Script
    from coach.programme._library import complete_routine as complete_routine
    from coach.programme._library import find_routine as find_routine
    from coach.programme._library import is_script_path as is_script_path
    from coach.programme._library import routine_names as routine_names
    from coach.programme._library import script_of as script_of
    from coach.programme._library import stem_of as stem_of
    from coach.programme._looking_over import LookedOver as LookedOver
    from coach.programme._looking_over import look_over as look_over
    from coach.programme._opening import Opened as Opened
    from coach.programme._opening import open_programme as open_programme
    from coach.programme._opening import opened_with as opened_with
    from coach.programme._phrasebook import WORDLESS as WORDLESS
    from coach.programme._phrasebook import messages_for as messages_for
    from coach.programme._programme import Programme as Programme
    from coach.programme._wishes import RATE_LIMITS_WPM as RATE_LIMITS_WPM
    from coach.programme._wishes import TIMES_LIMITS as TIMES_LIMITS
    from coach.programme._wishes import Wishes as Wishes
    from coach.programme._wishes import choices_of as choices_of

__all__ = [
    "MOST_BYTES",
    "RATE_LIMITS_WPM",
    "SUFFIX",
    "TEXT_SUFFIXES",
    "TIMES_LIMITS",
    "WORDLESS",
    "Found",
    "LookedOver",
    "Opened",
    "Programme",
    "Script",
    "Wishes",
    "choices_of",
    "complete_routine",
    "estimated_duration_s",
    "find_bed",
    "find_routine",
    "is_script_path",
    "look_over",
    "messages_for",
    "open_programme",
    "opened_with",
    "routine_names",
    "script_of",
    "stem_of",
]

__getattr__ = face(
    __name__,
    {
        "_beds": ("find_bed",),
        "_estimate": ("estimated_duration_s",),
        "_library": (
            "Found",
            "MOST_BYTES",
            "SUFFIX",
            "TEXT_SUFFIXES",
            "Script",
            "complete_routine",
            "find_routine",
            "is_script_path",
            "routine_names",
            "script_of",
            "stem_of",
        ),
        "_looking_over": (
            "LookedOver",
            "look_over",
        ),
        "_opening": (
            "Opened",
            "open_programme",
            "opened_with",
        ),
        "_phrasebook": (
            "WORDLESS",
            "messages_for",
        ),
        "_programme": ("Programme",),
        "_wishes": (
            "RATE_LIMITS_WPM",
            "TIMES_LIMITS",
            "Wishes",
            "choices_of",
        ),
    },
)
