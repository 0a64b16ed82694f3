"""A script in, a programme with an open voice out."""

from contextlib import ExitStack
from os import PathLike, fspath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Unpack
from warnings import warn

from coach.errors import VoiceError
from coach.folders import Folders
from coach.front._choosing import ChosenValues, wishes_of
from coach.front._open_programme import OpenProgramme
from coach.programme import (
    Found,
    Script,
    complete_routine,
    find_bed,
    find_routine,
    is_script_path,
    opened_with,
)
from coach.voice import Speaker, VoiceInfo, installed_engines, list_voices, misfit, open_speaker


def load(
    path: str | PathLike[str],
    *,
    voice: str | Speaker | None = None,
    folders: Folders | None = None,
    **choices: Unpack[ChosenValues],
) -> OpenProgramme:
    """Read a script and open a voice for it.

    Args:
        path: the file of a script, or, as text, the name of a routine that ships or lies in the scripts folder.
        voice: the name of a voice, the file of a Piper voice, or a voice from :func:`open_voice`, which stays yours to close; None is
            the best that is installed for the script's language.
        folders: where your scripts and chimes are and what is spoken is kept. Without, nothing is kept: what is spoken lies in a
            temporary folder that goes when the programme is closed.
        choices: see :class:`ChosenValues`; for instance ``pace=0.8`` or ``duration="12m"``.

    Raises:
        NotFoundError: there is no such routine, option, voice or bed.
        ScriptError: the script has problems, each at its place.
        ConfigError, DurationError: a choice cannot be used.
        VoiceError: the engine does not start.
        FitError: the routine cannot last so long.

    """
    with ExitStack() as stack:
        places = _places(folders, stack)
        found = find_routine(path if isinstance(path, str) else _name_of_file(path), places)
        return _opened(found, voice, places, stack, choices)


def loads(
    text: str,
    *,
    name: str = "routine",
    voice: str | Speaker | None = None,
    folders: Folders | None = None,
    **choices: Unpack[ChosenValues],
) -> OpenProgramme:
    """The same for the text of a script, which may include and name what ships and what is in your folders.

    ``name`` is what problems call it.
    """
    if not isinstance(text, str):
        raise TypeError(f"loads() takes the text of a script, not {type(text).__name__}; load() takes its path")
    with ExitStack() as stack:
        places = _places(folders, stack)
        found = complete_routine(Script(name, Path(name), text), places, beside=None)
        return _opened(found, voice, places, stack, choices)


def open_voice(
    name: str | None = None,
    language: str = "en",
    *,
    engine: str | None = None,
    folders: Folders | None = None,
    workers: int | None = None,
) -> Speaker:
    """A voice, to be closed or used as a context manager; give it to several programmes to open it only once.

    Args:
        name: as for ``voice`` in :func:`load`.
        language: a BCP 47 tag, by which the best voice is chosen where none is named.
        engine: the only engine to ask, by its name or as the address of your own, ``module:class``; None asks all that are installed.
        folders: where what is spoken is kept; without, it is kept until the voice is closed.
        workers: how many processes may speak at once; None is one for each core, as far as memory goes.

    Raises NotFoundError, VoiceError.
    """
    return open_speaker(name, language, folders.cache if folders else None, workers=workers, engine=engine)


def voices(language: str | None = None, *, folders: Folders | None = None) -> tuple[VoiceInfo, ...]:
    """The voices of all installed engines, the best engine's first; or those that speak a language.

    An engine that does not start is left out with a warning. Raises VoiceError if none starts.
    """
    there: list[VoiceInfo] = []
    faults: list[VoiceError] = []
    with ExitStack() as stack:
        cache = _places(folders, stack).cache
        for engine in installed_engines():
            try:
                there += list_voices(cache, engine=engine)
            except VoiceError as error:
                faults.append(error)
    if faults and not there:
        raise faults[0]
    for fault in faults:
        warn(f"Left out: {fault.what}", RuntimeWarning, stacklevel=2)
    return tuple(voice for voice in there if language is None or misfit(language, voice.languages) is not None)


def _name_of_file(path: PathLike[str]) -> str:
    """What a file is called by where a bare word would be the name of a routine."""
    return fspath(path) if is_script_path(fspath(path)) else str(Path(path).absolute())


def _places(folders: Folders | None, stack: ExitStack) -> Folders:
    """The folders given, or temporary ones that go with the stack."""
    return folders or Folders.within(Path(stack.enter_context(TemporaryDirectory(prefix="coach-"))))


def _opened(
    found: Found, voice: str | Speaker | None, folders: Folders, stack: ExitStack, choices: ChosenValues
) -> OpenProgramme:
    if not isinstance(voice, str | Speaker | None):
        raise TypeError(f"voice is a name or what open_voice() gives, not {type(voice).__name__}")
    wishes = wishes_of(voice if isinstance(voice, str) else None, **choices)
    bed = find_bed(wishes.bed, folders)
    speaker = voice if isinstance(voice, Speaker) else open_speaker(voice, found.routine.language, folders.cache)
    if speaker is not voice:
        stack.enter_context(speaker)
    return OpenProgramme(opened_with(found, wishes, speaker, bed), stack.pop_all())
