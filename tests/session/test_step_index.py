"""What is looked up among moments is what a search through them would find."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.session import StepIndex
from coach.timeline import Beats, Jingle, Kind, Moment, Sound, Work
from tests.session.fakes import STEP_ONE, STEP_TWO, rest, words

CHIME = Sound(Jingle("start"), STEP_ONE)
HOLD = Work(Kind.HOLD, Fraction(10), STEP_ONE)
SHORT, LONG = rest(Fraction(199, 100)), rest(2)


@pytest.mark.parametrize(
    ("moments", "runs"),
    [
        pytest.param([SHORT, HOLD], [None, None], id="nothing is said"),
        pytest.param([words("A"), words("B")], [(0, 0), (0, 1)], id="sentences in a row"),
        pytest.param([words("A"), SHORT, words("B")], [(0, 0), (0, 0), (0, 2)], id="a short pause does not end them"),
        pytest.param([words("A"), LONG, words("B")], [(0, 0), (0, 0), (2, 2)], id="two seconds do"),
        pytest.param([words("A"), HOLD, words("B"), HOLD], [(0, 0), (0, 0), (2, 2), (2, 2)], id="so does work"),
        pytest.param([words("A"), CHIME, words("B")], [(0, 0), (0, 0), (2, 2)], id="so does a chime"),
        pytest.param([words("A"), SHORT, words("B", STEP_TWO)], [(0, 0), (0, 0), (2, 2)], id="and another step"),
    ],
)
def test_the_last_run_of_words(moments: Sequence[Moment], runs: Sequence[tuple[int, int] | None]) -> None:
    index = StepIndex.of(moments)
    found = [index.words_before(number) for number in range(len(moments))]
    assert [(run[0], run[-1]) if run else None for run in found] == runs


@pytest.mark.parametrize(
    ("moments", "work"),
    [
        pytest.param([words("A"), CHIME], [None, None], id="no time is given"),
        pytest.param([words("A"), LONG, HOLD, SHORT], [2, 2, 2, 3], id="work comes before a pause that is nearer"),
        pytest.param([words("A"), LONG, words("B"), SHORT], [1, 1, 3, 3], id="without work a pause"),
        pytest.param([rest(9, STEP_ONE, Kind.WAIT), SHORT], [0, 1], id="a wait is work"),
        pytest.param([Beats(Fraction(1), (None,), STEP_ONE), words("A")], [0, None], id="so are beats"),
        pytest.param(
            [words("A"), words("B", STEP_TWO), rest(5, STEP_TWO)], [None, 2, 2], id="not that of another step"
        ),
    ],
)
def test_the_work_of_a_step(moments: Sequence[Moment], work: Sequence[int | None]) -> None:
    index = StepIndex.of(moments)
    assert [index.work_from(number) for number in range(len(moments))] == work


def test_steps_are_runs_of_one_place() -> None:
    index = StepIndex.of([words("A"), SHORT, words("B", STEP_TWO), words("C")])
    assert (index.starts, index.places, index.count) == ((0, 2, 3), (STEP_ONE, STEP_TWO, STEP_ONE), 4)
    assert [index.number_at(number) for number in range(4)] == [0, 0, 1, 2]
    assert [index.start(number) for number in range(4)] == [0, 2, 3, 4]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                words("A"),
                words("B", STEP_TWO),
                SHORT,
                LONG,
                rest(1, STEP_TWO),
                HOLD,
                CHIME,
                rest(9, STEP_TWO, Kind.WAIT),
            ]
        ),
        max_size=30,
    )
)
def test_it_is_what_a_search_finds(moments: list[Moment]) -> None:
    index = StepIndex.of(moments)
    for number in range(len(moments)):
        assert list(index.words_before(number)) == words_by_search(moments, number)
        assert index.work_from(number) == work_by_search(moments, number)


def is_said(moment: Moment) -> bool:
    return moment.place in (STEP_ONE, STEP_TWO) and isinstance(moment, Sound) and moment is not CHIME


def words_by_search(moments: Sequence[Moment], number: int) -> list[int]:
    """Back to the last sentence, and from there as far back as nothing but short pauses lies between sentences of its step."""
    while number >= 0 and not is_said(moments[number]):
        number -= 1
    first = last = number
    for before in range(last - 1, -1, -1):
        if is_said(moments[before]) and moments[before].place == moments[last].place:
            first = before
        elif moments[before] not in (SHORT, rest(1, STEP_TWO)):
            break
    return list(range(first, last + 1)) if last >= 0 else []


def work_by_search(moments: Sequence[Moment], number: int) -> int | None:
    """Forward to the end of the step: the first work, or else the first silence."""
    step = []
    for ahead in range(number, len(moments)):
        if moments[ahead].place != moments[number].place:
            break
        step.append(ahead)
    works = [ahead for ahead in step if moments[ahead] in (HOLD, rest(9, STEP_TWO, Kind.WAIT))]
    pauses = [ahead for ahead in step if moments[ahead] in (SHORT, LONG, rest(1, STEP_TWO))]
    return next(iter(works or pauses), None)
