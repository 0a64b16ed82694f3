"""Routines by name or by file: read, checked, with what they include."""

import difflib
import os
import shlex
from codecs import getincrementaldecoder
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coach.bounded import files_in, is_utf8, read_at_most
from coach.cache import Cache
from coach.errors import Code, NotFoundError, Problem, ScriptError, SoundError
from coach.folders import Folders, shipped
from coach.programme._missing_names import meant, no_routine
from coach.script import LONGEST_SCRIPT, SOUND_FILE, Routine, ScriptCode, Sounds, Trouble, foreign_kind, parse, resolve
from coach.sound import Chimes
from coach.timeline import beyond_limits

SUFFIX: Final = ".md"
TEXT_SUFFIXES: Final = (SUFFIX, ".markdown", ".txt", ".text")
"""What the name of a script's file may end in without its being part of the routine's name."""

MOST_BYTES: Final = 4 * LONGEST_SCRIPT + 16
"""So many bytes are longer than any script, whatever it is written in: more of a file need not be read."""

_MOST_NAMED: Final = 8
"""Of the scripts in a folder so many are named."""


@dataclass(frozen=True, slots=True)
class Script:
    """A routine script as found: the name people call it by, its file, and its text."""

    name: str
    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A routine ready to be timed, where it came from, the chimes it may name, and the scripts it includes through any depth."""

    script: Script
    routine: Routine
    chimes: Chimes
    included: tuple[Script, ...] = ()


def routine_names(folders: Folders, *, only_own: bool = False) -> dict[str, Path]:
    """Every routine that can be called by name, and its file; the user's own come before those that ship, or are all there are."""
    found: dict[str, Path] = {}
    for folder in (folders.scripts, *(() if only_own else (shipped("scripts"),))):
        for path in files_in(folder, (SUFFIX,)):
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def is_script_path(name: str) -> bool:
    """Whether a name can only be the path of a script: it ends in ``.md``, or holds a separator."""
    separators = (os.sep, os.altsep) if os.altsep else (os.sep,)
    return name.endswith(SUFFIX) or any(separator in name for separator in separators)


def script_path(name: str, folders: Folders) -> Path | None:
    """The file that is meant by a name; None if there is none, and the name is not a path.

    A routine's name comes first, so that it means the same in every folder. Any other name is that of a file, whatever its
    extension; ``.md`` may be left out.
    """
    if not is_script_path(name) and (named := routine_names(folders).get(name)):
        return named
    path = Path(name)
    candidates = [candidate for candidate in (path, Path(f"{name}{SUFFIX}")) if name and _exists(candidate)]
    files = [candidate for candidate in candidates if not candidate.is_dir()]
    return next(iter(files or candidates), path if is_script_path(name) else None)


def stem_of(path: Path) -> str:
    """The name of a script's file without the extension of a text; any other dot is part of the name, as in ``hand-reset.de``."""
    return path.stem if path.suffix.lower() in TEXT_SUFFIXES else path.name


def read_script(name: str, folders: Folders) -> Script:
    """Find a script by name or by path: see :func:`script_path`.

    Raises:
        NotFoundError: there is none, or it cannot be read.
        ScriptError: its file is not text.
    """
    path = script_path(name, folders)
    if path is None:
        raise no_routine(name, routine_names(folders), _language_of)
    return _read_file(path, folders)


def script_of(path: Path, data: bytes) -> Script:
    """The script in some bytes, which came from ``path``. Raises ScriptError if they are not text."""
    if kind := foreign_kind(data):
        hint = "Save it as plain text (UTF-8). If it is an article, import that."
        if kind == SOUND_FILE:
            hint = f"Give the script it was made from, such as {path.with_suffix(SUFFIX).name}."
        raise _no_text(path, 1, f"this file is {kind}, not the text of a script", hint)
    try:
        # Of a file that is too long for a script the last character may have been cut off, which is not what is wrong with it.
        text = getincrementaldecoder("utf-8")().decode(data, final=len(data) < MOST_BYTES)
        return Script(stem_of(path), path, text)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        what = f"this file is not UTF-8 text (at byte {error.start})"
        raise _no_text(path, line, what, "Save the script as UTF-8 text.") from error


def _no_text(path: Path, line: int, what: str, hint: str) -> ScriptError:
    return ScriptError([Problem(str(path), line, 1, what, hint, code=ScriptCode.NOT_UTF8)])


def find_routine(source: str | Script, folders: Folders) -> Found:
    """Read a routine with all that it includes, and see that every chime it names is there and can be read.

    ``source`` is its name, the path of its script, or a script that has been read already.

    Raises:
        NotFoundError: there is no such routine.
        ScriptError: the script, or one that it includes, has problems.
    """
    script = source if isinstance(source, Script) else read_script(source, folders)
    return complete_routine(script, folders, script.path.parent)


def complete_routine(script: Script, folders: Folders, beside: Path | None) -> Found:
    """A script read, with all that it includes, and its chimes found: those in the folder ``beside`` it, the user's, those that ship.

    Raises NotFoundError, ScriptError.
    """
    included: list[Script] = []
    chimes = Chimes([folders.chimes, shipped("audio_cues")], beside, Cache(folders.cache))
    sounds = _looking_for(chimes)
    try:
        routine = parse(script.text, str(script.path), sounds)
        routine = resolve(routine, _load_beside(beside, folders, included.append), sounds)
    finally:
        chimes.release()
    if problems := [*beyond_limits(routine)]:
        raise ScriptError(problems, routine.hints)
    return Found(script, routine, chimes, tuple(included))


def _read_file(path: Path, folders: Folders) -> Script:
    if path.is_dir():
        raise _folder(path)
    if not is_utf8(path.name):
        what = f"The name of the file {path} is not UTF-8 text"
        raise NotFoundError(what, "Rename it.", code=Code.FILE_UNREADABLE, path=str(path))
    try:
        return script_of(path, read_at_most(path, MOST_BYTES))
    except FileNotFoundError as error:
        raise NotFoundError(
            f"There is no file {path}", _instead_of(path, folders), code=Code.FILE_NOT_FOUND, path=str(path)
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _instead_of(path: Path, folders: Folders) -> str:
    """What to do about a script that is not there."""
    known = routine_names(folders)
    if path.parent == Path() and path.suffix.lower() in TEXT_SUFFIXES and path.stem in known:
        return f"For the routine of that name, leave out {path.suffix}: {path.stem}"
    beside = {file.stem: file for file in files_in(path.parent, (SUFFIX,))}
    return meant(stem_of(path), known | beside, _language_of) or "Check the path."


def _unreadable(path: Path, error: OSError) -> NotFoundError:
    hint = "Check that it is a text file, and that you may read it."
    return NotFoundError(f"{path} cannot be read: {error.strerror}", hint, code=Code.FILE_UNREADABLE, path=str(path))


def _folder(path: Path) -> NotFoundError:
    scripts = [shlex.quote(str(script)) for script in files_in(path, (SUFFIX,))]
    more = ", and more" if len(scripts) > _MOST_NAMED else ""
    there = f"It holds: {', '.join(scripts[:_MOST_NAMED])}{more}." if scripts else "There is no script in it."
    what = f"{path} is a folder, not a script"
    return NotFoundError(what, f"Name a file in it. {there}", code=Code.IS_A_FOLDER, path=str(path))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # such as a name that is too long for any file
        return False


def _language_of(path: Path) -> str:
    try:
        return parse(script_of(path, read_at_most(path, MOST_BYTES)).text, str(path)).language
    except OSError as error:
        raise _unreadable(path, error) from error


def _load_beside(
    folder: Path | None, folders: Folders, on_load: Callable[[Script], None]
) -> Callable[[str], tuple[str, str]]:
    """Gives included scripts by bare name: those in ``folder``, the user's, those that ship; never one from elsewhere.

    ``on_load`` is called with each.
    """
    known = routine_names(folders) | ({path.stem: path for path in files_in(folder, (SUFFIX,))} if folder else {})

    def load(name: str) -> tuple[str, str]:
        if name not in known:
            raise no_routine(name, known, _language_of)
        script = _read_file(known[name], folders)
        on_load(script)
        return script.text, str(script.path)

    return load


def _looking_for(chimes: Chimes) -> Sounds:
    """Says what is wrong with a sound: that there is none of that name, or that its file cannot be read."""

    def trouble(name: str) -> Trouble | None:
        try:
            if chimes.find(name).parent != shipped("audio_cues"):
                chimes.load(name)
        except NotFoundError as error:
            near = difflib.get_close_matches(name, chimes.names(), n=1)
            hint = f"write {near[0]}" if near else error.hint
            return Trouble(error.what, hint, ScriptCode.SOUND_NOT_FOUND, near[0] if near else None)
        except SoundError as error:
            return Trouble(error.what, error.hint, ScriptCode.SOUND_UNREADABLE)
        return None

    return trouble
