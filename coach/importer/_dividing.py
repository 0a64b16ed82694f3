"""What stands under one heading -> sections: apart where the article leads over, and where steps are done for each side."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.importer._article import DraftNote, DraftSection, DraftStep
from coach.importer._drafted_steps import Made, quoted
from coach.importer._sides import Sides

_NAME_IT = "give this section a better name"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of steps and notes that becomes a section; ``asked_by`` are the words that ask for the other side."""

    made: tuple[Made, ...]
    sides: Sides | None = None
    asked_by: str = ""

    @property
    def steps(self) -> list[DraftStep]:
        """Its steps, without the notes."""
        return [made.entry for made in self.made if isinstance(made.entry, DraftStep)]


def divide(made: Sequence[Made], *, by_leads: bool) -> list[Part]:
    """The parts of what stands under one heading, in order; each has a step, unless there is none at all."""
    runs = _by_leads(made) if by_leads else [list(made)]
    return _joined([part for run in runs for part in _by_sides(run)])


def sections(parts: Sequence[Part], heading: str, first_number: int) -> list[DraftSection]:
    """Parts as sections. ``heading`` names the first; where there is none, they are numbered from ``first_number``."""
    done = []
    for index, part in enumerate(parts):
        looks: tuple[str, ...] = ()
        names = [step.name for step in part.steps]
        if heading and index == 0:
            title = heading
        elif part.sides and len(names) == 1 and names[0]:
            title = names[0]
        elif part.sides:
            title, looks = ("Beide Seiten" if part.sides.is_german else f"Each {part.sides.part}"), (_NAME_IT,)
        else:
            number = first_number + index if not heading else index + 1
            title, looks = (f"{heading} ({number})" if heading else f"Part {number}"), (_NAME_IT,)
        if part.sides:
            looks = (*looks, _sides_look(part))
        names_of_sides = part.sides.names if part.sides else ()
        done.append(DraftSection(title, tuple(made.entry for made in part.made), names_of_sides, looks))
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
    return sum(isinstance(one.entry, DraftStep) for one in made)


def _by_sides(made: Sequence[Made]) -> list[Part]:
    parts: list[Part] = []
    start = 0
    for index, one in enumerate(made):
        if one.sides is None:
            continue
        begin = _begin(made, start, index) if one.is_alone else index - one.pieces + 1
        run = made[begin : index + 1]
        if not _count(run):
            continue
        if begin > start:
            parts.append(Part(tuple(made[start:begin])))
        parts.append(Part(tuple(run), one.sides, one.entry.text if isinstance(one.entry, DraftNote) else ""))
        start = index + 1
    return [*parts, Part(tuple(made[start:]))] if made[start:] else parts


def _begin(made: Sequence[Made], start: int, end: int) -> int:
    """Where the steps begin that are to be done on the other side too: the first that speaks of one side, or all there are."""
    return next((index for index in range(start, end) if made[index].begins), start)


def _joined(parts: Sequence[Part]) -> list[Part]:
    """Parts without a step go with the next part, or with the last one."""
    done: list[Part] = []
    waiting: tuple[Made, ...] = ()
    for part in parts:
        if not part.steps:
            waiting += part.made
        else:
            done.append(Part(waiting + part.made, part.sides, part.asked_by))
            waiting = ()
    if waiting and done:
        last = done.pop()
        return [*done, Part(last.made + waiting, last.sides, last.asked_by)]
    return done or ([Part(waiting)] if waiting else [])
