"""From a routine's name and the listener's wishes to a programme with a voice."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from coach.folders import Folders
from coach.programme._beds import find_bed
from coach.programme._fitting import fitted
from coach.programme._library import Found, Script, find_routine
from coach.programme._phrasebook import lacking
from coach.programme._programme import Programme
from coach.programme._wishes import Wishes, choices_of
from coach.timeline import Jingle, Sound
from coach.voice import Speaker, open_speaker


@dataclass(frozen=True, slots=True)
class Opened:
    """A routine as found, the programme made of it, and the voice that speaks it.

    ``changes`` are notes for the listener: which words of ours the language lacks, and what fitting to a time has changed.
    """

    found: Found
    programme: Programme
    speaker: Speaker
    changes: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[Path, ...]:
        """The files it is made of, which nothing that is made of it may overwrite: scripts, sounds and the bed."""
        scripts = (self.found.script, *self.found.included)
        heard = (moment.source for moment in self.programme.moments if isinstance(moment, Sound))
        names = sorted({source.name for source in heard if isinstance(source, Jingle)})
        chimes = (self.found.chimes.find(name) for name in names)
        bed = self.programme.bed
        return (*(script.path for script in scripts), *chimes, *([bed] if bed else []))


@contextmanager
def open_programme(
    source: str | Script, wishes: Wishes, folders: Folders, *, is_live: bool = False
) -> Iterator[Opened]:
    """Find the routine as :func:`find_routine` does, choose the voice, and put them together; the voice is closed at the end.

    ``is_live`` for somebody who can answer, instead of a file. To fit a routine to a time, all its words are spoken first.

    Raises:
        NotFoundError: no such routine, option, voice or bed.
        ScriptError: the script has problems.
        VoiceError: the engine does not start, or cannot speak.
        FitError: the routine cannot last so long.
    """
    found = find_routine(source, folders)
    bed = find_bed(wishes.bed, folders)
    with open_speaker(wishes.voice, found.routine.language, folders.cache, usual=wishes.usual_voice) as speaker:
        yield opened_with(found, wishes, speaker, bed, is_live=is_live)


def opened_with(found: Found, wishes: Wishes, speaker: Speaker, bed: Path | None, *, is_live: bool = False) -> Opened:
    """A routine and a bed that have been found, put together with a voice that is there and stays the caller's to close.

    Raises NotFoundError, VoiceError and FitError as :func:`open_programme` does.
    """
    routine = found.routine
    choices = choices_of(wishes, routine, speaker.voice.id, is_live=is_live)
    programme = Programme(routine, choices, speaker, found.chimes, bed=bed, cache=speaker.cache)
    if wishes.duration_s is None:
        return Opened(found, programme, speaker, lacking(routine.language))
    fit = fitted(programme, wishes)
    return Opened(found, fit.programme, speaker, (*lacking(routine.language), *fit.changes))
