"""Routines by name or by file: read, checked, with what they include."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from coach.errors import Code, NotFoundError, Problem, ScriptError, SoundError
from coach.folders import Folders, shipped
from coach.script import Routine, ScriptCode, Sounds, Trouble, parse, resolve
from coach.sound import Chimes
from coach.timeline import beyond_limits


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
        if folder.is_dir():
            for path in sorted(folder.glob("*.md")):
                found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def is_script_path(name: str) -> bool:
    """Whether a routine is called by the path of its script: by what ends in ``.md`` or holds a separator."""
    return name.endswith(".md") or len(Path(name).parts) > 1


def read_script(name: str, folders: Folders) -> Script:
    """Find a script by name, or by its path: see :func:`is_script_path`.

    Raises:
        NotFoundError: there is none, or it cannot be read.
        ScriptError: its file is not text.
    """
    known = routine_names(folders)
    path = Path(name) if is_script_path(name) else known.get(name)
    if path is None:
        raise _unknown(name, known)
    if path.name == name and path.stem in known and not path.exists():
        what, hint = f"There is no file {path}", f"For the routine of that name, leave out {path.suffix}: {path.stem}"
        raise NotFoundError(what, hint, code=Code.FILE_NOT_FOUND, path=str(path))
    return _read_file(path)


def find_routine(name: str, folders: Folders) -> Found:
    """Read a routine with all that it includes, and see that every chime it names is there and can be read.

    Raises:
        NotFoundError: there is no such routine.
        ScriptError: the script, or one that it includes, has problems.
    """
    script = read_script(name, folders)
    return complete_routine(script, folders, script.path.parent)


def complete_routine(script: Script, folders: Folders, beside: Path | None) -> Found:
    """A script read, with all that it includes, and its chimes found: those in the folder ``beside`` it, the user's, those that ship.

    Raises NotFoundError, ScriptError.
    """
    included: list[Script] = []
    chimes = Chimes([*([beside] if beside else []), folders.chimes, shipped("audio_cues")])
    sounds = _looking_for(chimes)
    routine = parse(script.text, str(script.path), sounds)
    routine = resolve(routine, _load_beside(beside, folders, included.append), sounds)
    if problems := [*beyond_limits(routine)]:
        raise ScriptError(problems, routine.hints)
    return Found(script, routine, chimes, tuple(included))


def _read_file(path: Path) -> Script:
    try:
        return Script(path.stem, path, path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        what = f"this file is not UTF-8 text (at byte {error.start})"
        problem = Problem(str(path), line, 1, what, "Save the script as UTF-8 text.", code=ScriptCode.NOT_UTF8)
        raise ScriptError([problem]) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> NotFoundError:
    if isinstance(error, FileNotFoundError):
        hint = "Check the path."
        return NotFoundError(f"There is no file {path}", hint, code=Code.FILE_NOT_FOUND, path=str(path))
    hint = "Check that it is a text file, and that you may read it."
    return NotFoundError(f"{path} cannot be read: {error.strerror}", hint, code=Code.FILE_UNREADABLE, path=str(path))


def _load_beside(
    folder: Path | None, folders: Folders, on_load: Callable[[Script], None]
) -> Callable[[str], tuple[str, str]]:
    """Gives included scripts by bare name: those in ``folder``, the user's, those that ship; never one from elsewhere.

    ``on_load`` is called with each.
    """
    known = routine_names(folders) | ({path.stem: path for path in folder.glob("*.md")} if folder else {})

    def load(name: str) -> tuple[str, str]:
        if name not in known:
            raise _unknown(name, known)
        script = _read_file(known[name])
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


def _unknown(name: str, known: Iterable[str]) -> NotFoundError:
    near = difflib.get_close_matches(name, list(known), n=1)
    guess = f"Did you mean '{near[0]}'? " if near else ""
    return NotFoundError(
        f"There is no routine called '{name}'",
        f"{guess}Choose from: {', '.join(known)}; or give the path of a script.",
        code=Code.ROUTINE_NOT_FOUND,
        name=name,
        known=tuple(known),
    )
