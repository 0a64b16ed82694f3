"""What the writer of a routine should look at, besides what can be read in its script: what there is no time for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coach.errors import Problem
from coach.folders import Folders
from coach.programme._estimate import guessed_length
from coach.programme._library import Found, Script, find_routine
from coach.programme._nothing_left import nothing_left_for_some
from coach.programme._wishes import Wishes, choices_of
from coach.script import ROUND_OPTIONS, SIDE_OPTIONS, Condition, Routine
from coach.timeline import Source, Utterance, expand, left_out
from coach.units import SAMPLE_RATE, Samples

_Way = tuple[Routine, Wishes]
"""A routine, and how it is listened to."""

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
    ways = _ways(found.routine)
    too_much, notes = _as_spoken(found, ways, voice, folders) if voice else (_about(ways), ())
    return LookedOver(
        found, _in_order((*found.routine.hints, *nothing_left_for_some(found.routine), *too_much), found), notes
    )


def _about(ways: Iterable[_Way]) -> tuple[Problem, ...]:
    return _once(
        hint for routine, wishes in ways for hint in left_out(expand(routine, choices_of(wishes, routine, "")), _guess)
    )


def _guess(source: Source) -> Samples:
    """Chimes are not measured: that would take longer than all else, and only a tick has to fit anywhere."""
    return guessed_length(source) if isinstance(source, Utterance) else Samples(SAMPLE_RATE // 6)


def _as_spoken(
    found: Found, ways: Iterable[_Way], voice: str, folders: Folders
) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    from coach.programme._opening import opened_with
    from coach.voice import open_speaker

    with open_speaker(voice, found.routine.language, folders.cache) as speaker:
        programmes = [
            opened_with(replace(found, routine=routine), wishes, speaker, None).programme for routine, wishes in ways
        ]
        return _once(hint for programme in programmes for hint in programme.left_out()), speaker.notes()


def _once(hints: Iterable[Problem]) -> tuple[Problem, ...]:
    """The first of those that say the same of the same place."""
    found: dict[tuple[object, ...], Problem] = {}
    for hint in hints:
        found.setdefault((hint.path, hint.line, hint.column, hint.code), hint)
    return tuple(found.values())


def _ways(routine: Routine) -> tuple[_Way, ...]:
    """How to go through a routine: with everything in it at once, and where rounds last what they say, as it is heard.

    Steps that exclude each other would fill a round twice. So those are heard without any option, and with each by itself.
    """
    everything = (_with_everything(routine), Wishes())
    if all(section.every_s is None for section in routine.sections):
        return (everything,)
    chosen = ((), *((option.name,) for option in routine.options))
    return (everything, *((routine, Wishes(options=frozenset(options))) for options in chosen))


def _with_everything(routine: Routine) -> Routine:
    """The routine with all of its options at once, even those that exclude each other, so that nothing goes unseen."""
    sections = tuple(
        replace(
            section,
            conditions=(),
            every_s=None,
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
