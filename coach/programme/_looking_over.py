"""What the writer of a routine should look at, besides what can be read in its script: what there is no time for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coach.errors import Problem
from coach.folders import Folders
from coach.programme._estimate import guessed_length
from coach.programme._library import Found, Script, find_routine
from coach.programme._wishes import Wishes, choices_of
from coach.script import ROUND_OPTIONS, SIDE_OPTIONS, Condition, Routine
from coach.timeline import Source, Utterance, expand, left_out
from coach.units import SAMPLE_RATE, Samples

_OF_A_PASS = frozenset({*SIDE_OPTIONS, *ROUND_OPTIONS})


@dataclass(frozen=True, slots=True)
class LookedOver:
    """A routine that can be played, and the hints for its writer, in the order of the script.

    ``notes`` are what the voice has to say, if one was asked.
    """

    found: Found
    hints: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


def look_over(source: str | Script, folders: Folders, voice: str | None = None) -> LookedOver:
    """Read a routine, and see what there is no time for in it: exactly as a voice speaks, or about so if none is named.

    ``source`` is as in :func:`find_routine`.

    Raises:
        NotFoundError: no such routine or voice.
        ScriptError: the script, or one that it includes, has problems.
        VoiceError: the engine does not start, or cannot speak.
    """
    found = find_routine(source, folders)
    whole = _with_everything(found.routine)
    too_much, notes = _as_spoken(found, whole, voice, folders) if voice else (_about(whole), ())
    return LookedOver(found, _in_order((*found.routine.hints, *too_much), found), notes)


def _about(routine: Routine) -> tuple[Problem, ...]:
    choices = choices_of(Wishes(), routine, "")
    return left_out(expand(routine, choices), _guess)


def _guess(source: Source) -> Samples:
    """Chimes are not measured: that would take longer than all else, and only a tick has to fit anywhere."""
    return guessed_length(source) if isinstance(source, Utterance) else Samples(SAMPLE_RATE // 6)


def _as_spoken(
    found: Found, routine: Routine, voice: str, folders: Folders
) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    from coach.programme._opening import opened_with
    from coach.voice import open_speaker

    with open_speaker(voice, routine.language, folders.cache) as speaker:
        programme = opened_with(replace(found, routine=routine), Wishes(), speaker, None).programme
        return programme.left_out(), speaker.notes()


def _with_everything(routine: Routine) -> Routine:
    """The routine with all of its options at once, even those that exclude each other, so that nothing goes unseen."""
    sections = tuple(
        replace(
            section,
            conditions=(),
            steps=tuple(replace(step, conditions=_of_sides(step.conditions)) for step in section.steps),
        )
        for section in routine.sections
    )
    return replace(routine, parts=sections)


def _of_sides(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(condition for condition in conditions if condition.option in _OF_A_PASS)


def _in_order(hints: Iterable[Problem], found: Found) -> tuple[Problem, ...]:
    """Hints in the order of their lines, those of the routine's own script first."""
    own = str(found.script.path)
    return tuple(sorted(hints, key=lambda hint: (hint.path != own, hint.path, hint.line, hint.column)))
