"""Nonsense is refused with its line, and without being unrolled first."""

import pytest

from coach.script import parse
from coach.timeline.limits import beyond_limits

HEAD = "---\ntitle: Long\nlanguage: en-US\n---\n\n"


def problems(body: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.what) for problem in beyond_limits(parse(HEAD + body, "long.md"))]


def test_an_ordinary_routine_is_within_all_limits() -> None:
    assert problems("## Part\n\n- Do this. [for: 11h]\n") == []


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ("## One\n\n- A. [for: 7h]\n\n## Two\n\n- B. [for: 6h]\n", 10, "12 hours"),
        ('## One {sides="left, right"}\n\n- A. [for: 7h]\n', 6, "12 hours"),
        ("## One {repeat=50}\n\n- A. [hold: 15m]\n", 6, "12 hours"),
        ("## One\n\n- A. [repeat: 200 every 5m]\n", 6, "12 hours"),
        ("## One {repeat=50}\n\n- A. [repeat: 200 every 1s, count: none]\n", 6, "20000 events"),
    ],
)
def test_too_much_is_refused_at_the_section_that_is_too_much(body: str, line: int, what: str) -> None:
    ((found_line, found),) = problems(body)
    assert found_line == line
    assert what in found
