"""What says only how often or how long, or marks silence: it joins the steps before it, or the one after it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from coach.importer._article import ArticleBlock
from coach.importer._doses import dosed, is_timed, with_pause
from coach.importer._drafted_steps import Made, as_notes, note, quoted, true_looks
from coach.importer._quantities import MOST_ROUNDS
from coach.importer._sayings import Saying
from coach.script import For, Hold, Repeat

_FEWEST_IN_A_CYCLE: Final = 2


def paused(made: list[Made], said: Sequence[Saying], block: ArticleBlock) -> list[Made]:
    """A silence after the last step, or a note where there is none."""
    at = next((at for at in range(len(made) - 1, -1, -1) if made[at].step), None)
    if at is None:
        return [*made, *as_notes(block, ())]
    step = made[at].step
    assert step is not None  # noqa: S101 (looked for above)
    items = step.items
    for one in said:
        items = with_pause(items, one.pause)
    made = list(made)
    made[at] = replace(made[at], entry=replace(step, items=items, notes=(*step.notes, block.whole)))
    return made


def joined(made: Sequence[Made], said: Sequence[Saying], block: ArticleBlock, group: int) -> list[Made]:
    """What says only how often joins the exercise before it, or all of the list where that is one exercise."""
    at = _last_step(made)
    last, step = made[at], made[at].step
    assert step is not None  # noqa: S101 (looked for)
    found = [one for saying in said for one in saying.quantities]
    counts = [one.times for one in found if one.kind in {"count", "rounds"}]
    sets = [one.times for one in found if one.kind == "sets"]
    if rounds := _rounds_in_all(made, said):
        return _repeated(made, said, block, rounds)
    of_all = bool(counts) and _means_all(made, last, said)
    sets_of_all = bool(sets) and not last.is_named and sum(one.step is not None for one in made) > 1
    rounds, done = 1, list(made)
    if of_all or (counts and _is_timed_twice(made, last)):
        rounds = counts[0] if counts[0] <= MOST_ROUNDS else 1
    elif found:
        dose = dosed(step.items, found, block.whole)
        step = replace(step, items=dose.items, looks=true_looks((*step.looks, *dose.looks), dose.items))
        own = 1 if sets_of_all else dose.rounds
        rounds = dose.rounds if sets_of_all else 1
        done[at] = replace(last, entry=step, rounds=max(last.rounds, own))
    looks = (f"the section is done {rounds} times: is a rest missing between them?",) if rounds > 1 else ()
    asking = next((one for one in said if one.asked), None)
    told = Made(
        note(" ".join([block.whole, *block.extras]), *looks),
        group if of_all or sets_of_all else last.exercise,
        asked=asking.asked if asking else None,
        asked_by=asking.text if asking else "",
        is_own=bool(asking and asking.asked and asking.asked.is_local) and not (of_all or sets_of_all),
        rounds=rounds,
        round_is_own=not (of_all or sets_of_all),
    )
    return [*done, told]


def _rounds_in_all(made: Sequence[Made], said: Sequence[Saying]) -> int:
    """How often steps that take their time fit into a time for all of them: "Continue for five minutes" after ten seconds of breath."""
    found = [one for saying in said for one in saying.quantities]
    steps = [step for at in _timed_run(made) if (step := made[at].step)]
    if (
        len(found) != 1
        or found[0].kind != "time"
        or len(steps) < _FEWEST_IN_A_CYCLE
        or not any(one.is_repeat for one in said)
    ):
        return 0
    once_s = sum(item.length.middle_s for step in steps for item in step.items if isinstance(item, Hold | For))
    rounds = round(found[0].length.middle_s / once_s)
    return rounds if 2 <= rounds <= MOST_ROUNDS else 0


def _timed_run(made: Sequence[Made]) -> list[int]:
    """Where the last steps are that follow one another and each take a time."""
    run: list[int] = []
    for at in range(len(made) - 1, -1, -1):
        step = made[at].step
        if step is None:
            continue
        if not is_timed(step.items) or any(isinstance(item, Repeat) for item in step.items):
            break
        run.insert(0, at)
    return run


def _repeated(made: Sequence[Made], said: Sequence[Saying], block: ArticleBlock, rounds: int) -> list[Made]:
    """The last steps that take a time as one exercise that is done so often."""
    run = _timed_run(made)
    group = made[run[-1]].exercise
    done = [replace(one, exercise=group) if at in run else one for at, one in enumerate(made)]
    look = f"{quoted(block.whole)} became {rounds} rounds: is the number right?"
    return [*done, Made(note(" ".join([block.whole, *block.extras]), look), group, rounds=rounds)]


def _last_step(made: Sequence[Made]) -> int:
    return next(at for at in range(len(made) - 1, -1, -1) if made[at].step)


def _means_all(made: Sequence[Made], last: Made, said: Sequence[Saying]) -> bool:
    """Whether a list of several steps is meant: "repeat the cycle", or "repeat" after steps that have no names of their own."""
    several = sum(one.step is not None for one in made) > 1
    is_repeat = any(one.is_repeat for one in said) and not last.is_named
    return several and (is_repeat or any(one.is_cycle for one in said))


def _is_timed_twice(made: Sequence[Made], last: Made) -> bool:
    """Whether more than one step of an exercise takes its time, so that a count means them all."""
    return sum(one.step is not None and is_timed(one.step.items) for one in made if one.exercise == last.exercise) > 1


def with_waiting(new: list[Made], waiting: Sequence[Saying]) -> list[Made]:
    """An exercise with the dose that stood before it."""
    at = next((at for at in range(len(new) - 1, -1, -1) if new[at].step), None)
    if at is None or not waiting:
        return new
    step = new[at].step
    assert step is not None  # noqa: S101 (looked for above)
    new = list(new)
    items, looks, rounds, asked = step.items, step.looks, new[at].rounds, new[at].asked
    for one in waiting:
        done = dosed(items, one.quantities, one.text)
        items, looks, rounds, asked = done.items, (*looks, *done.looks), max(rounds, done.rounds), asked or one.asked
    new[at] = replace(
        new[at], entry=replace(step, items=items, looks=true_looks(looks, items)), rounds=rounds, asked=asked
    )
    return new
