"""A list item that is indented too far is more words of the item above, to YAML; nobody means that."""

import pytest

from coach.errors import ScriptError
from coach.script import ScriptCode, parse


def script(safety: str) -> str:
    return f"---\ntitle: T\nlanguage: en-US\nsafety:\n{safety}---\n\n## A\n\n- Press. [5s]\n"


@pytest.mark.parametrize(
    ("items", "line", "instead"),
    [
        (" - A thing.\n  - Another.\n", 6, " - Another."),
        ("  - A thing.\n     - Another.\n", 6, "  - Another."),
        ("- A thing.\n  goes on\n  - Another.\n", 7, "- Another."),
        ("- One.\n- Two.\n   - Three.\n", 7, "- Three."),
    ],
)
def test_it_is_refused_with_where_it_belongs(items: str, line: int, instead: str) -> None:
    with pytest.raises(ScriptError) as caught:
        parse(script(items), "t.md")
    (problem,) = caught.value.problems
    assert (problem.line, problem.code) == (line, ScriptCode.LAZY_LINE)
    assert problem.replacement
    assert problem.replacement.text == instead


@pytest.mark.parametrize(
    "items", ["- One.\n- Two.\n", "- One\n  goes on.\n", '- "One\n  - quoted."\n', "- One.\n\n- Two.\n"]
)
def test_whatever_else_goes_over_lines_is_taken(items: str) -> None:
    assert parse(script(items), "t.md").safety
