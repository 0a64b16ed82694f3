"""What to do about an error, with the options and commands of the command line. Pure.

The hints of the library name none of them, since a library's caller has no command line.
"""

from collections.abc import Callable, Mapping
from shlex import quote
from types import MappingProxyType
from typing import Final

from coach.errors import CoachError, Code


def hint_of(error: CoachError) -> str:
    """The hint to print: the command line's own for this code, or the library's."""
    hint = _HINTS.get(error.code, error.hint)
    return hint if isinstance(hint, str) else hint(error)


def _play(error: CoachError) -> str:
    return f"coach play {quote(error.data.get('name') or 'NAME')}"


def _no_session(error: CoachError) -> str:
    others = "See coach resume --list. " if error.data.get("name") else ""
    return f"{others}Start one with: {_play(error)}"


def _another_duration(error: CoachError) -> str:
    asked_s, shortest_s, longest_s = (error.data[key] for key in ("asked_s", "shortest_s", "longest_s"))
    if shortest_s <= 60 * asked_s <= longest_s:
        return f"{error.hint} {asked_s:g} means {asked_s:g} seconds; for minutes, write {asked_s:g}m."
    return f"{error.hint} A different --pace, --fit-speech or --drop-optional may help."


_HINTS: Final[Mapping[Code, str | Callable[[CoachError], str]]] = MappingProxyType(
    {
        Code.FILE_EXISTS: "Overwrite it with --force, or choose another name.",
        Code.SAME_FILE_TWICE: "Choose another name with -o FILE.",
        Code.FORMAT_UNKNOWN: lambda error: f"{error.hint} Choose with --format.",
        Code.TOO_LONG: "Export a FLAC instead, which is lossless too: --format flac",
        Code.CANNOT_LAST: _another_duration,
        Code.VOICE_NOT_FOUND: lambda error: f"{error.hint} See coach voices.",
        Code.NO_DEVICE: "Connect or switch on a loudspeaker, or make a sound file with: coach export NAME",
        Code.NO_ANSWER: "Restart it or log in again, or make a sound file with: coach export NAME",
        Code.DEVICE_GONE: "Connect it or switch it on, or choose another device with --device (see coach devices).",
        Code.SESSION_NOT_FOUND: _no_session,
        Code.SESSION_DAMAGED: lambda error: f"Delete the file and start over with: {_play(error)}",
        Code.FOLDER_UNUSABLE: "Choose another folder with -o.",
        Code.FOLDER_IN_USE: "Wait for it to finish, or choose another folder with -o. Nothing was changed.",
        Code.FILES_OF_OTHERS: "Choose another folder with -o, or overwrite with --force. Nothing was changed.",
        Code.MANIFEST_NEWER: "Use the newer version, or choose another folder with -o.",
        Code.MANIFEST_DAMAGED: "Restore an older copy, or delete it and rebuild everything with --force.",
    }
)
