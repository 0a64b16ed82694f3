"""Mutants: each changes one thing, and the file is Python afterwards."""

import ast
from pathlib import Path

from benchmarks.mutants import mutants

SOURCE = '''"""Words about ä file."""

LIMIT: int = 3


def within(value: int | None, words: str = "none") -> bool:
    """Whether it is."""
    if value is None:
        raise ValueError("no value", 5)
    print(f"{value + 1} of {words}")
    return not value + 1 < LIMIT or value == -2
'''


def test_everything_is_changed_but_words_types_and_errors(tmp_path: Path) -> None:
    (tmp_path / "file.py").write_text(SOURCE)
    made = mutants(Path("file.py"), tmp_path)
    assert [(mutant.line, mutant.before, mutant.after) for mutant in made] == [
        (3, "3", "(4)"),
        (8, "value is None", "(value is not None)"),
        (10, 'print(f"{value + 1} of {words}")', "pass"),
        (11, "return not value + 1 < LIMIT or value == -2", "return None"),
        (11, "not value + 1 < LIMIT or value == -2", "(not value + 1 < LIMIT and value == -2)"),
        (11, "not value + 1 < LIMIT", "(value + 1 < LIMIT)"),
        (11, "value + 1 < LIMIT", "(value + 1 <= LIMIT)"),
        (11, "value + 1", "(value - 1)"),
        (11, "1", "(2)"),
        (11, "value == -2", "(value != -2)"),
        (11, "-2", "(2)"),
        (11, "2", "(3)"),
    ]


def test_each_changes_one_place_and_leaves_python(tmp_path: Path) -> None:
    (tmp_path / "file.py").write_text(SOURCE)
    source = SOURCE.encode()
    for mutant in mutants(Path("file.py"), tmp_path):
        changed = mutant.applied(source)
        ast.parse(changed)
        assert changed[: mutant.begin] == source[: mutant.begin]
        assert changed.endswith(source[mutant.end :])
