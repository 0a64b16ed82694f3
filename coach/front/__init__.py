"""The front door: what ``import coach`` gives to other programs. docs/api.md tells how it is used."""

from typing import TYPE_CHECKING

from coach._faces import face

if TYPE_CHECKING:
    from coach.front._choosing import ChosenValues as ChosenValues
    from coach.front._loading import load as load
    from coach.front._loading import loads as loads
    from coach.front._loading import open_voice as open_voice
    from coach.front._loading import voices as voices
    from coach.front._open_programme import OpenProgramme as OpenProgramme

__all__ = ["ChosenValues", "OpenProgramme", "load", "loads", "open_voice", "voices"]

__getattr__ = face(
    __name__,
    {
        "_choosing": ("ChosenValues",),
        "_loading": ("load", "loads", "open_voice", "voices"),
        "_open_programme": ("OpenProgramme",),
    },
)
