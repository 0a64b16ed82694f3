"""``import coach``: what it shows, and that showing it costs nothing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import coach

DOOR = ast.parse(Path(coach.__file__).read_text(encoding="utf-8"))


def test_what_a_type_checker_sees_is_what_is_there() -> None:
    seen = {
        alias.asname or alias.name
        for branch in DOOR.body
        if isinstance(branch, ast.If)
        for node in branch.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == set(coach.__all__)
    assert list(coach.__all__) == sorted(coach.__all__)
    assert all(getattr(coach, name) is not None for name in coach.__all__)


def test_a_star_import_brings_all_of_it() -> None:
    names: dict[str, object] = {}
    exec("from coach import *", names)  # noqa: S102  # that is what is tried
    assert set(coach.__all__) <= names.keys()


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'coach' has no attribute 'lode'"):
        coach.lode  # noqa: B018  # asking is the test


def test_importing_it_loads_nothing_that_takes_long() -> None:
    code = "import coach, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "coach" in loaded
    assert {"numpy", "typer", "coach.front", "coach.programme"}.isdisjoint(loaded)


def test_it_says_that_it_has_types() -> None:
    assert (Path(coach.__file__).parent / "py.typed").is_file()
