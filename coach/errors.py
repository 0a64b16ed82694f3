"""Everything that can go wrong, as one tree.

::

    CoachError               ``what`` is wrong, a ``hint`` what to do, a ``code`` and ``data`` for programs
    ├── ScriptError          a script with problems, each at its place
    ├── DurationError        text that is not a length of time
    ├── ArticleError         an article that no draft can be made from
    ├── NotFoundError        something named is not there: a routine, a file, a voice, a device
    ├── VoiceError           the speech engine is missing, failed, or hung
    │   └── ModelError       a voice's model is missing or broken (in coach.voice)
    ├── SoundError           a sound file that cannot be used
    ├── OutputError          the audio output: no device, or it was disconnected
    ├── ConfigError          a setting that cannot be used
    ├── FitError             a duration that a routine cannot have
    ├── SavedError           a session that cannot be resumed
    └── ExportError          a file that cannot be written

``what`` and ``hint`` are English sentences for whoever meets the error, in any program; they name no option of the command line.
:mod:`coach.cli` alone turns them into text on a terminal and an exit code, and says there which option or command helps. Programs
go by ``code`` and ``data``; docs/errors.md lists all of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar, Final, Self


class Code(StrEnum):
    """What went wrong, for programs. The value of a code never changes its meaning."""

    FAILED = "failed"
    """An error of an add-on that says no more than its words."""

    # Files
    FILE_EXISTS = "file-exists"
    FILE_NOT_FOUND = "file-not-found"
    FILE_UNREADABLE = "file-unreadable"
    IS_A_FOLDER = "is-a-folder"
    FOLDER_NOT_FOUND = "folder-not-found"
    CANNOT_WRITE = "cannot-write"
    DISK_FULL = "disk-full"
    SAME_FILE_TWICE = "same-file-twice"

    # Routines, and what they name
    SCRIPT_PROBLEMS = "script-problems"
    ROUTINE_NOT_FOUND = "routine-not-found"
    NO_ROUTINES = "no-routines"
    OPTION_NOT_FOUND = "option-not-found"
    CHIME_NOT_FOUND = "chime-not-found"
    BED_NOT_FOUND = "bed-not-found"
    DURATION_INVALID = "duration-invalid"
    CANNOT_LAST = "cannot-last"
    SCRIPT_EXISTS = "script-exists"
    ARTICLE_UNUSABLE = "article-unusable"

    # Voices
    VOICE_NOT_FOUND = "voice-not-found"
    VOICE_AMBIGUOUS = "voice-ambiguous"
    VOICE_NOT_INSTALLED = "voice-not-installed"
    LANGUAGE_NOT_SPOKEN = "language-not-spoken"
    ENGINE_NOT_FOUND = "engine-not-found"
    ENGINE_WITHOUT_VOICES = "engine-without-voices"
    ENGINE_FAILED = "engine-failed"
    MODEL_MISSING = "model-missing"
    MODEL_DAMAGED = "model-damaged"
    SPEECH_UNUSABLE = "speech-unusable"
    SPEECH_NOT_CACHED = "speech-not-cached"
    VOICE_CLOSED = "voice-closed"

    # Sound and devices
    SOUND_UNREADABLE = "sound-unreadable"
    SOUND_UNUSABLE = "sound-unusable"
    NO_DEVICE = "no-device"
    NO_ANSWER = "no-answer"
    DEVICE_NOT_FOUND = "device-not-found"
    DEVICE_AMBIGUOUS = "device-ambiguous"
    DEVICE_GONE = "device-gone"
    DEVICE_LOST = "device-lost"
    OUTPUT_NOT_INSTALLED = "output-not-installed"

    # Sessions
    SESSION_NOT_FOUND = "session-not-found"
    SESSION_DAMAGED = "session-damaged"
    SESSION_UNUSABLE = "session-unusable"

    # Exports
    FORMAT_BROKEN = "format-broken"
    FORMAT_UNKNOWN = "format-unknown"
    EXTENSION_UNKNOWN = "extension-unknown"
    FORMAT_SILENT = "format-silent"
    FFMPEG_MISSING = "ffmpeg-missing"
    FFMPEG_FAILED = "ffmpeg-failed"
    TOO_LONG = "too-long"

    # A shelf
    ADDRESS_INVALID = "address-invalid"
    FOLDER_UNUSABLE = "folder-unusable"
    FOLDER_IN_USE = "folder-in-use"
    FILES_OF_OTHERS = "files-of-others"
    FILES_CLASH = "files-clash"
    MANIFEST_NEWER = "manifest-newer"
    MANIFEST_DAMAGED = "manifest-damaged"
    BUILD_DIED = "build-died"

    # Settings, and choices in a program
    CHOICE_INVALID = "choice-invalid"
    SETTING_UNKNOWN = "setting-unknown"
    SETTING_INVALID = "setting-invalid"
    SETTINGS_UNREADABLE = "settings-unreadable"
    SETTINGS_NOT_SAVED = "settings-not-saved"
    KEY_NOT_TAUGHT = "key-not-taught"
    NO_KEYBOARD = "no-keyboard"


class CoachError(Exception):
    """An error for a person: ``what`` is wrong in one sentence, and a ``hint`` what to do about it; and for a program.

    ``code`` is what went wrong, by default the usual code of the class. ``data`` are the names and numbers in the message, as text,
    numbers and tuples of them; errors of one code have the same. An error survives pickling whole, since it may come from another process.
    """

    usual: ClassVar[Code] = Code.FAILED

    def __init__(self, what: str, hint: str = "", *, code: Code | None = None, **data: Any) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint
        self.code = code or self.usual
        self.data: Mapping[str, Any] = MappingProxyType(data)

    def reworded(self, what: str, hint: str | None = None) -> Self:
        """The same error in other words; the hint stays if there is no other."""
        return type(self)(what, self.hint if hint is None else hint, code=self.code, **self.data)

    def __reduce__(self) -> tuple[Any, ...]:
        """How it crosses from one process to another: by default, exceptions are rebuilt from their ``args`` alone."""
        return _rebuilt, (type(self), self.what, self.hint, self.code, dict(self.data))


def _rebuilt(kind: type[CoachError], what: str, hint: str, code: Code, data: dict[str, Any]) -> CoachError:
    return kind(what, hint, code=code, **data)


class Level(StrEnum):
    """How bad it is: with a problem a script cannot be played as written; with a hint it can, but the writer should look there."""

    PROBLEM = "problem"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Replacement:
    """The text to write in place of ``width`` characters of a line; a width of 0 puts it in before ``column``."""

    text: str
    line: int
    column: int
    width: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a script, or worth a look.

    ``line`` and ``column`` count from 1, columns in characters. ``source_line`` is the line as the writer typed it,
    ``width`` how many of its characters from ``column`` on are meant, and ``hint`` says what to write instead. ``code`` says for
    programs which kind of problem it is, and ``replacement``, if there is one, is what to write as data.
    """

    path: str
    line: int
    column: int
    what: str
    hint: str = ""
    source_line: str = ""
    width: int = 1
    level: Level = Level.PROBLEM
    code: str = ""
    replacement: Replacement | None = None

    @property
    def in_a_line(self) -> str:
        """Where it is, what it is and what to write instead, for a list of notes."""
        return f"{self.path}:{self.line}: {self.what}; {self.hint}"


MOST_PROBLEMS: Final = 100
"""More than this many problems, or hints, are counted but not kept: nobody reads them before the first ones are mended."""


class ScriptError(CoachError):
    """A script that cannot be used, with the problems found in it, in the order of the file, and the hints.

    At most :data:`MOST_PROBLEMS` of each are kept; ``count`` is how many problems there are in all.
    """

    usual = Code.SCRIPT_PROBLEMS

    def __init__(self, problems: Sequence[Problem], hints: Sequence[Problem] = (), count: int = 0) -> None:
        self.count = max(count, len(problems))
        self.problems = tuple(problems[:MOST_PROBLEMS])
        self.hints = tuple(hints[:MOST_PROBLEMS])
        path = self.problems[0].path
        super().__init__(f"{self.count} problem{'s' if self.count != 1 else ''} in {path}", path=path)

    def __reduce__(self) -> tuple[Any, ...]:
        """It is rebuilt from its problems."""
        return type(self), (self.problems, self.hints, self.count)


class DurationError(CoachError):
    """Words that are not a length of time, or not one that can be used."""

    usual = Code.DURATION_INVALID

    @property
    def write(self) -> str | None:
        """The time to write instead, where the hint is just that."""
        return _MEANT.sub("", self.hint) if _MEANT.match(self.hint) else None


_MEANT: Final = re.compile(r"^write (?=[0-9][0-9.hms-]*$)")


class ArticleError(CoachError):
    """An article that cannot be made into a draft."""

    usual = Code.ARTICLE_UNUSABLE


class NotFoundError(CoachError):
    """Something that was named is not there: a routine, a file, a chime, a voice, a device."""


class VoiceError(CoachError):
    """The speech engine is missing, failed, or hung."""

    usual = Code.ENGINE_FAILED


class SoundError(CoachError):
    """A sound file that cannot be used."""


class OutputError(CoachError):
    """The audio output: no device, or it was disconnected."""


class ConfigError(CoachError):
    """A setting that cannot be used, or that could not be saved."""


class FitError(CoachError):
    """A duration that a routine cannot have."""

    usual = Code.CANNOT_LAST


class SavedError(CoachError):
    """A session that cannot be resumed: nothing is saved, or what is saved cannot be used any more."""


class ExportError(CoachError):
    """A file that cannot be written."""
