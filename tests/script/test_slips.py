"""Each slip in tests/data/slips.txt, against what the writer is told to write instead: worked out by hand, and then tried."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from coach.errors import Problem, ScriptError
from coach.script import ScriptCode, parse

DATA = Path(__file__).parent.parent / "data" / "slips.txt"
LINE_BREAK = "\N{RETURN SYMBOL}"
REQUIRED = {"title": "title: Rest", "language": "language: en-US"}
OPTIONS = "options:\n  winter: It is cold.\n"


@dataclass(frozen=True)
class Slip:
    place: str
    typed: str
    code: str
    mended: str

    @property
    def script(self) -> str:
        if self.place == "front matter":
            meant = self.typed if self.mended == "-" else self.mended
            others = [line for key, line in REQUIRED.items() if not meant.startswith(key)]
            return "\n".join(["---", self.typed, *others, "---", "", "- Rest.", ""])
        head = "---\n" + "\n".join(REQUIRED.values()) + "\n" + OPTIONS + "---\n\n"
        bodies = {
            "step": f"{self.typed}\n",
            "after a step": f"- Before.\n{self.typed}\n",
            "heading": f"{self.typed}\n\n- Rest.\n",
        }
        return head + bodies[self.place]


def slips() -> list[Slip]:
    found, place, lines = [], "", DATA.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        if line.startswith("["):
            place = line.strip("[]")
        elif line.startswith("< "):
            found.append(Slip(place, line[2:], lines[number + 1][2:], lines[number + 2][2:]))
    return found


SLIPS = slips()


def problems_of(script: str) -> list[Problem]:
    try:
        return list(parse(script, "a.md").hints)
    except ScriptError as error:
        return [*error.problems, *error.hints]


def mended(script: str, problem: Problem) -> str:
    assert problem.replacement
    at = problem.replacement
    lines = script.split("\n")
    line = lines[at.line - 1]
    lines[at.line - 1] = line[: at.column - 1] + at.text + line[at.column - 1 + at.width :]
    return "\n".join(lines)


def line_of(slip: Slip) -> int:
    return slip.script.split("\n").index(slip.typed) + 1


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.typed)
class TestASlip:
    """One slip of the pen, told once and with what to write."""

    def test_it_is_found_where_it_stands_and_named(self, slip: Slip) -> None:
        found = [problem for problem in problems_of(slip.script) if problem.line == line_of(slip)]
        assert found
        assert found[0].code == slip.code
        assert found[0].what
        assert found[0].hint

    def test_what_to_write_is_given_as_data(self, slip: Slip) -> None:
        first = next(problem for problem in problems_of(slip.script) if problem.line == line_of(slip))
        if slip.mended == "-":
            assert first.replacement is None
        else:
            expected = slip.script.replace(slip.typed, slip.mended.replace(LINE_BREAK, "\n"))
            assert mended(slip.script, first) == expected

    def test_what_to_write_can_be_written(self, slip: Slip) -> None:
        """The same problem is not found again once it is mended; a second tag, or a lost bracket, is another problem."""
        first = next(problem for problem in problems_of(slip.script) if problem.line == line_of(slip))
        if slip.mended == "-":
            return
        again = problems_of(mended(slip.script, first))
        assert (first.code, first.what) not in [(problem.code, problem.what) for problem in again]


def test_there_are_many_slips_of_every_kind() -> None:
    assert len(SLIPS) >= 150
    assert {slip.place for slip in SLIPS} == {"step", "after a step", "heading", "front matter"}
    assert {slip.code for slip in SLIPS} <= set(ScriptCode)
