"""A routine with includes -> a routine with sections only."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final, TypeVar

from coach.errors import NotFoundError, Problem, ScriptError
from coach.script._codes import ScriptCode
from coach.script._parser import parse
from coach.script._routine import Condition, Include, Location, Option, Pronunciation, Routine, Section
from coach.script._source import Sounds, problem_at
from coach.script._speakable import shown

Load = Callable[[str], tuple[str, str]]
"""Name of a routine -> its text and path; raises :class:`coach.errors.NotFoundError` for a missing or forbidden one."""

MOST_PARTS: Final = 2000
"""Sections and includes in one routine, all told: routines that include each other twice over grow without end."""

_T = TypeVar("_T")


@dataclass(slots=True)
class _Level:
    """One routine while its parts are being put in place: what stands before it on the way from the outer routine."""

    parts: Iterator[Section | Include]
    name: str | None = None
    path: str | None = None
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class _Loaded:
    routine: Routine
    path: str


@dataclass(slots=True)
class _Resolver:
    load: Load
    routine: Routine
    levels: list[_Level]
    sounds: Sounds | None = None
    loaded: dict[str, _Loaded | None] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    hints: list[Problem] = field(default_factory=list)
    more: int = 0
    notes: list[str] = field(default_factory=list)
    parts_seen: int = 0

    def run(self) -> None:
        while self.levels:
            level = self.levels[-1]
            part = next(level.parts, None)
            self.parts_seen += part is not None
            if part is None:
                self.levels.pop()
            elif self.parts_seen > MOST_PARTS:
                what, hint = (
                    f"with this there are more than {MOST_PARTS} sections",
                    "include fewer routines, or each of them once",
                )
                self._problem(part.location, what, hint, ScriptCode.TOO_MUCH)
                return
            elif isinstance(part, Section):
                notes = (*self.notes, *part.notes)
                self.notes.clear()
                self.sections.append(replace(part, conditions=_joined(level.conditions, part.conditions), notes=notes))
            else:
                self._include(part, level)

    def _include(self, include: Include, level: _Level) -> None:
        names = [outer.name for outer in self.levels if outer.name]
        loaded = self._load(include) if include.name not in names else None
        if include.name in names or (loaded and loaded.path in [outer.path for outer in self.levels]):
            way = (
                [*names[names.index(include.name) :], include.name] if include.name in names else [*names, include.name]
            )
            what = (
                f"{' includes '.join(map(shown, way))} without end" if way[1:] else f"{shown(way[0])} includes itself"
            )
            self._problem(include.location, what, "take one of these includes out")
        elif loaded:
            conditions = _joined(level.conditions, include.conditions)
            self.levels.append(_Level(iter(loaded.routine.parts), include.name, loaded.path, conditions))
            self.notes += loaded.routine.notes

    def _load(self, include: Include) -> _Loaded | None:
        if include.name not in self.loaded:
            self.loaded[include.name] = self._load_first(include)
        return self.loaded[include.name]

    def _load_first(self, include: Include) -> _Loaded | None:
        try:
            text, path = self.load(include.name)
            routine = parse(text, path, self.sounds)
        except NotFoundError as error:
            self._problem(include.location, error.what, error.hint)
            return None
        except ScriptError as error:
            self._problem(include.location, f"the included script has {error}", "put right what is listed for it")
            self.problems += error.problems
            self.hints += error.hints
            self.more += error.count - len(error.problems)
            return None
        self.hints += routine.hints
        spoken, outer = routine.language, self.routine.language
        if spoken.split("-")[0].casefold() != outer.split("-")[0].casefold():
            what = f"{shown(include.name)} is in the language {spoken}, and this routine in {outer}"
            hint = "include a routine in the same language: one voice speaks them all"
            self._problem(include.location, what, hint, ScriptCode.LANGUAGE)
        return _Loaded(routine, path)

    def _problem(self, at: Location | None, what: str, hint: str, code: ScriptCode = ScriptCode.INCLUDE) -> None:
        self.problems.append(problem_at(at or Location("", 1, 1), what, hint, code))


def _joined(first: tuple[_T, ...], second: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(chain(first, second)))


def _by_script(problems: list[Problem]) -> list[Problem]:
    """In the order of each script's lines, the scripts in the order in which they were met."""
    order = {problem.path: place for place, problem in reversed(list(enumerate(problems)))}
    return sorted(problems, key=lambda each: (order[each.path], each.line, each.column))


def resolve(routine: Routine, load: Load, sounds: Sounds | None = None) -> Routine:
    """The routine with every include replaced by the sections of the routine it names, through any depth.

    What stands under a condition brings that condition into each of its sections. The options, needs and safety advice of
    included routines join the outer one's, whose own words come first; an option of the same name is the same option. So do their
    lexicons; of two ways to say a word, that of the including routine holds, then that of the one included first. Notes before an
    included routine's first section go to that section. An included title or pace has no say. ``sounds`` is as in :func:`parse`.

    Raises :class:`coach.errors.ScriptError` with every problem: cycles, missing routines and those in another language at
    the place of the include, and whatever is wrong in an included script under that script's path.
    """
    path = next((part.location.path for part in routine.parts if part.location), None)
    resolver = _Resolver(load, routine, [_Level(iter(routine.parts), path=path)], sounds)
    resolver.run()
    if resolver.problems:
        problems = _by_script(resolver.problems)
        raise ScriptError(problems, (*routine.hints, *resolver.hints), len(problems) + resolver.more)
    included = [loaded.routine for loaded in resolver.loaded.values() if loaded]
    options: dict[str, Option] = {}
    for each in (routine, *included):
        for option in each.options:
            options.setdefault(option.name, option)
    lexicon: dict[str, Pronunciation] = {}
    for each in (routine, *included):
        for entry in each.pronounce:
            lexicon.setdefault(entry.word.casefold(), entry)
    needs, safety = routine.needs, routine.safety
    for each in included:
        needs, safety = _joined(needs, each.needs), _joined(safety, each.safety)
    return replace(
        routine,
        parts=tuple(resolver.sections),
        needs=needs,
        safety=safety,
        options=tuple(options.values()),
        pronounce=tuple(lexicon.values()),
        hints=(*routine.hints, *resolver.hints),
    )
