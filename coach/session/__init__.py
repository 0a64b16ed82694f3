"""A live session: the transport that the listener's commands work, and how it survives what happens in a real room."""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.session._adjusting import Adjustments as Adjustments
    from coach.session._adjusting import adjusted as adjusted
    from coach.session._autosave import Autosave as Autosave
    from coach.session._autosave import NothingKept as NothingKept
    from coach.session._autosave import position_of as position_of
    from coach.session._command import Command as Command
    from coach.session._live import AFTER_WORDS_S as AFTER_WORDS_S
    from coach.session._live import Live as Live
    from coach.session._live import Start as Start
    from coach.session._live import View as View
    from coach.session._saved import Saved as Saved
    from coach.session._saved import StepName as StepName
    from coach.session._saved_files import SavedSessions as SavedSessions
    from coach.session._step_index import StepIndex as StepIndex
    from coach.session._step_matching import MatchedBy as MatchedBy
    from coach.session._step_matching import StepMatch as StepMatch
    from coach.session._step_matching import match_step as match_step
    from coach.session._transport import VOLUME_LIMITS_DB as VOLUME_LIMITS_DB
    from coach.session._transport import VOLUME_STEP_DB as VOLUME_STEP_DB
    from coach.session._transport import Status as Status
    from coach.session._transport import Transport as Transport

__all__ = [
    "AFTER_WORDS_S",
    "VOLUME_LIMITS_DB",
    "VOLUME_STEP_DB",
    "Adjustments",
    "Autosave",
    "Command",
    "Live",
    "MatchedBy",
    "NothingKept",
    "Saved",
    "SavedSessions",
    "Start",
    "Status",
    "StepIndex",
    "StepMatch",
    "StepName",
    "Transport",
    "View",
    "adjusted",
    "match_step",
    "position_of",
]

__getattr__ = face(
    __name__,
    {
        "_adjusting": (
            "Adjustments",
            "adjusted",
        ),
        "_autosave": (
            "Autosave",
            "NothingKept",
            "position_of",
        ),
        "_command": ("Command",),
        "_live": (
            "AFTER_WORDS_S",
            "Live",
            "Start",
            "View",
        ),
        "_saved": (
            "Saved",
            "StepName",
        ),
        "_saved_files": ("SavedSessions",),
        "_step_index": ("StepIndex",),
        "_step_matching": (
            "MatchedBy",
            "StepMatch",
            "match_step",
        ),
        "_transport": (
            "VOLUME_LIMITS_DB",
            "VOLUME_STEP_DB",
            "Status",
            "Transport",
        ),
    },
)
