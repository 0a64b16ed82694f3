"""How the house is built: each room has a face, its files are private, and one name means one thing."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import coach

PACKAGE = Path(coach.__file__).parent
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
LAZY = [room for room in ROOMS if room != "cli"]
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.name not in ("__init__.py", "__main__.py"))
every_room = pytest.mark.parametrize("room", LAZY)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def public_classes() -> Iterator[str]:
    for path in FILES:
        yield from (
            node.name for node in tree(path).body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        )


@every_room
def test_a_face_lists_what_it_shows_and_shows_what_it_lists(room: str) -> None:
    """What a type checker sees, what ``__all__`` promises and what is there at run time are the same."""
    face = import_module(f"coach.{room}")
    for_type_checkers = {
        (alias.name, node.module)
        for node in ast.walk(tree(PACKAGE / room / "__init__.py"))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"coach.{room}.")
        for alias in node.names
    }
    assert {name for name, _ in for_type_checkers} == set(face.__all__)
    for name, module in for_type_checkers:
        assert getattr(face, name) is getattr(import_module(module), name)


@every_room
def test_a_face_says_what_its_room_is_for(room: str) -> None:
    assert (ast.get_docstring(tree(PACKAGE / room / "__init__.py")) or "").strip()


@every_room
def test_a_name_that_is_not_there_is_an_attribute_error(room: str) -> None:
    with pytest.raises(AttributeError, match=f"coach.{room}"):
        import_module(f"coach.{room}").nothing_of_this_name  # noqa: B018  # asking is the test


def test_looking_at_every_face_loads_no_file_behind_it() -> None:
    """Importing a room costs nothing until a name of it is asked for: ``coach --help`` must stay quick."""
    code = f"import sys; [__import__('coach.' + room) for room in {LAZY}]; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in loaded if name.startswith("coach.") and name.count(".") > 1] == []
    assert "numpy" not in loaded


def test_files_inside_a_room_are_private() -> None:
    inside = [path for path in FILES if path.parent != PACKAGE]
    assert len(inside) > 200
    assert [str(path) for path in inside if not path.name.startswith("_")] == []


def test_no_two_files_have_the_same_name() -> None:
    assert [name for name, count in Counter(path.stem for path in FILES).items() if count > 1] == []


def test_no_two_public_classes_have_the_same_name() -> None:
    assert [name for name, count in Counter(public_classes()).items() if count > 1] == []
