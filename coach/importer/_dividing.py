"""What stands under one heading -> sections: apart where the article leads over, and where steps are done more than once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from coach.importer._article import DraftSection, DraftStep
from coach.importer._drafted_steps import Made, quoted
from coach.importer._lexicon import Lexicon
from coach.importer._sides import Sides, sides_of

_NAME_IT = "give this section a better name"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of steps and notes that becomes a section; ``asked_by`` are the words that ask for the other side."""

    made: tuple[Made, ...]
    sides: Sides | None = None
    asked_by: str = ""
    rounds: int = 1

    @property
    def steps(self) -> list[DraftStep]:
        """Its steps, without the notes."""
        return [made.entry for made in self.made if isinstance(made.entry, DraftStep)]


@dataclass(frozen=True, slots=True)
class _Times:
    """How often an entry is done: on which sides, and in how many rounds; ``since`` tells one run from the next."""

    since: int = -1
    sides: Sides | None = None
    asked_by: str = ""
    rounds: int = 1
    rounds_since: int = -1


def divide(made: Sequence[Made], words: Lexicon | None, *, by_leads: bool) -> list[Part]:
    """The parts of what stands under one heading, in order; each has a step, unless there is none at all."""
    runs = _by_leads(made) if by_leads else [list(made)]
    return _joined([part for run in runs for part in _by_times(run, words)])


def sections(parts: Sequence[Part], heading: str, first_number: int) -> list[DraftSection]:
    """Parts as sections. ``heading`` names the first; where there is none, they are numbered from ``first_number``."""
    done = []
    for index, part in enumerate(parts):
        looks: tuple[str, ...] = ()
        names = [step.name for step in part.steps if step.name]
        if heading and index == 0:
            title = heading
        elif (part.sides or part.rounds > 1) and names and part.steps[0].name and len(names) == 1:
            title = names[0]
        elif part.sides:
            title, looks = part.sides.title, (_NAME_IT,)
        else:
            number = first_number + index if not heading else index + 1
            title, looks = (f"{heading} ({number})" if heading else f"Part {number}"), (_NAME_IT,)
        if part.sides:
            looks = (*looks, _sides_look(part))
        elif part.asked_by:
            looks = (
                *looks,
                f"{quoted(part.asked_by)} cannot be sides inside of what is done {part.rounds} times: write it out",
            )
        names_of_sides = part.sides.names if part.sides else ()
        done.append(DraftSection(title, tuple(one.entry for one in part.made), names_of_sides, looks, part.rounds))
    return done


def _sides_look(part: Part) -> str:
    why = f"sides, because of {quoted(part.asked_by)}" if part.asked_by else "sides"
    return f"{why}: do they begin and end where they should? Write {{side}} where the words name one side"


def _by_leads(made: Sequence[Made]) -> list[list[Made]]:
    """Apart at each paragraph with two steps or more on either side of it."""
    runs: list[list[Made]] = [[]]
    for index, one in enumerate(made):
        if one.is_lead and _count(runs[-1]) >= 2 and _count(made[index:]) >= 2:
            runs.append([])
        runs[-1].append(one)
    return runs


def _count(made: Sequence[Made]) -> int:
    return sum(one.step is not None for one in made)


def _by_times(made: Sequence[Made], words: Lexicon | None) -> list[Part]:
    times = [_Times()] * len(made)
    since = run_since = 0
    for index, one in enumerate(made):
        if one.asked is not None and words is not None:
            # What is asked for a whole exercise holds for steps, too, that have sides of their own.
            begin = _reach(made, since if one.asked.is_local else run_since, index)
            if _count(made[begin : index + 1]):
                _set_sides(times, made, begin, index, words)
                since = index + 1
                run_since = run_since if one.asked.is_local else index + 1
    since = 0
    for index, one in enumerate(made):
        if one.rounds > 1:
            begin = _exercise(made, index) if one.round_is_own else since
            kept = times[begin : index + 1]
            is_mixed = len({here.since for here in kept}) > 1 and any(here.sides for here in kept)
            for at in range(begin, index + 1):
                here = _Times(asked_by=times[at].asked_by) if is_mixed else times[at]
                times[at] = _Times(here.since, here.sides, here.asked_by, one.rounds, begin)
            since = index + 1
    parts = []
    for _, run in groupby(range(len(made)), key=lambda at: (times[at].since, times[at].rounds_since)):
        places = list(run)
        here = times[places[0]]
        asked_by = here.asked_by or next((times[one].asked_by for one in places if times[one].asked_by), "")
        parts.append(Part(tuple(made[one] for one in places), here.sides, asked_by, here.rounds))
    return parts


def _set_sides(times: list[_Times], made: Sequence[Made], begin: int, end: int, words: Lexicon) -> None:
    asked = made[end].asked
    assert asked is not None  # noqa: S101 (the caller has looked)
    run = [one.step for one in made[begin : end + 1] if one.step]
    said = " ".join(
        text for step in run for text in (step.name, *(item for item in step.items if isinstance(item, str)))
    )
    sides = sides_of(asked, said, words)
    for at in range(begin, end + 1):
        times[at] = _Times(begin, sides, made[end].asked_by)


def _reach(made: Sequence[Made], since: int, index: int) -> int:
    """Where what is to be done on the other side begins.

    Words that speak of their own step ("ten times on each side") mean its exercise, and so does an exercise with a name or one that
    says itself on which side it begins. Else it is all since a step that says so, or since the list began.
    """
    one = made[index]
    asked = one.asked
    own = max(since, _exercise(made, index))
    if one.is_own and (
        one.is_named or (asked is not None and asked.is_local) or any(part.begins for part in made[own : index + 1])
    ):
        return own
    before = [at for at in range(since, index + 1) if made[at].step]
    begins = next((at for at in before if made[at].begins), None)
    if asked is not None and asked.is_direction and not one.is_own:
        return max(since, _exercise(made, before[-1])) if before else since
    if begins is not None:
        return begins
    steps = [at for at in before if at < index or one.is_own]
    if steps and any(made[at].is_named for at in steps):
        return max(since, _exercise(made, steps[-1]))
    return since


def _exercise(made: Sequence[Made], index: int) -> int:
    """Where the exercise that an entry belongs to begins."""
    begin = index
    while begin > 0 and made[begin - 1].exercise == made[index].exercise:
        begin -= 1
    return begin


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Parts without a step go with the next part, or with the last one."""
    done: list[Part] = []
    waiting: tuple[Made, ...] = ()
    for part in parts:
        if not part.steps:
            waiting += part.made
        else:
            done.append(Part(waiting + part.made, part.sides, part.asked_by, part.rounds))
            waiting = ()
    if waiting and done:
        last = done.pop()
        return [*done, Part(last.made + waiting, last.sides, last.asked_by, last.rounds)]
    return done or ([Part(waiting)] if waiting else [])
