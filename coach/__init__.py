"""A voice-guided audio coach: a routine script goes in, a calm voice comes out, timed to real hands.

For programs::

    import coach

    with coach.load("tired-hands.md", pace=0.8) as programme:
        print(programme.timeline().duration_s)
        programme.export("tired-hands.mp3")

docs/api.md shows the rest, docs/stability.md says what is promised. What is not in ``__all__`` may change at any time.
"""

from typing import TYPE_CHECKING

from coach._faces import face
from coach._version import __version__ as __version__

if TYPE_CHECKING:
    from coach import errors as errors
    from coach.errors import CoachError as CoachError
    from coach.files import Format as Format
    from coach.files import Writer as Writer
    from coach.files import formats as formats
    from coach.folders import Folders as Folders
    from coach.front import OpenProgramme as OpenProgramme
    from coach.front import load as load
    from coach.front import loads as loads
    from coach.front import open_voice as open_voice
    from coach.front import voices as voices
    from coach.player import State as State
    from coach.programme import Programme as Programme
    from coach.script import Routine as Routine
    from coach.session import Command as Command
    from coach.session import Live as Live
    from coach.session import Start as Start
    from coach.session import View as View
    from coach.timeline import Clip as Clip
    from coach.timeline import Gap as Gap
    from coach.timeline import Kind as Kind
    from coach.timeline import Timeline as Timeline
    from coach.voice import Engine as Engine
    from coach.voice import ModelError as ModelError
    from coach.voice import Speaker as Speaker
    from coach.voice import VoiceInfo as VoiceInfo

__all__ = [
    "Clip",
    "CoachError",
    "Command",
    "Engine",
    "Folders",
    "Format",
    "Gap",
    "Kind",
    "Live",
    "ModelError",
    "OpenProgramme",
    "Programme",
    "Routine",
    "Speaker",
    "Start",
    "State",
    "Timeline",
    "View",
    "VoiceInfo",
    "Writer",
    "errors",
    "formats",
    "load",
    "loads",
    "open_voice",
    "voices",
]

__getattr__ = face(
    __name__,
    {
        "errors": ("CoachError",),
        "files": ("Format", "Writer", "formats"),
        "folders": ("Folders",),
        "front": ("OpenProgramme", "load", "loads", "open_voice", "voices"),
        "player": ("State",),
        "programme": ("Programme",),
        "script": ("Routine",),
        "session": ("Command", "Live", "Start", "View"),
        "timeline": ("Clip", "Gap", "Kind", "Timeline"),
        "voice": ("Engine", "ModelError", "Speaker", "VoiceInfo"),
    },
    submodules=("errors",),
)
