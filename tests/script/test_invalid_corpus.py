"""Each script in tests/data/scripts/invalid, against the report beside it that says exactly what a writer reads."""

from pathlib import Path

import pytest

from coach.errors import ScriptError
from coach.script import format_problem, parse

CORPUS = Path(__file__).parent.parent / "data" / "scripts" / "invalid"
SCRIPTS = sorted(CORPUS.glob("*.md"))


def read_exactly(path: Path) -> str:
    """The text with its line ends and byte order mark as they are."""
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_an_invalid_script_is_reported_as_written_beside_it(path: Path) -> None:
    with pytest.raises(ScriptError) as caught:
        parse(read_exactly(path), path.name)
    reports = [format_problem(problem) + "\n" for problem in caught.value.problems]
    assert "\n".join(reports) == read_exactly(path.with_suffix(".txt"))


def test_the_corpus_is_there_and_complete() -> None:
    assert len(SCRIPTS) >= 25
    assert [path.stem for path in SCRIPTS] == [path.stem for path in sorted(CORPUS.glob("*.txt"))]
