"""Errors carry a code and data for programs, and words that no library's caller stumbles over; docs/errors.md lists them all."""

import ast
import json
import pickle
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import coach
from coach import errors
from coach.cli._app import app
from coach.cli._exits import EXIT_CODES, FAILED, exit_code
from coach.cli._hints import hint_of
from coach.errors import (
    ArticleError,
    CoachError,
    Code,
    DurationError,
    ExportError,
    FitError,
    NotFoundError,
    Problem,
    ScriptError,
    VoiceError,
)
from coach.voice import ModelError
from tests.test_docs import DOCS, table

PACKAGE = Path(coach.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
BY_OUTSIDERS = {Code.FAILED}
"""What add-ons raise that give no code."""

CLASSES: dict[str, type[CoachError]] = {
    each.__name__: each
    for each in (
        *(value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, CoachError)),
        ArticleError,
        DurationError,
        ModelError,
    )
}
COMMANDS = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
FLAG = re.compile(r"(?<![-\w])--[a-z]")
COMMAND = re.compile(rf"\bcoach ({'|'.join(sorted(COMMANDS | {'keys'}))})\b")


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in FILES:
        yield path.relative_to(PACKAGE), ast.parse(path.read_text(encoding="utf-8"))


def raised() -> dict[Code, set[frozenset[str]]]:
    """The codes that are given to errors anywhere in the package, and the sets of data they are given with."""
    found: dict[Code, set[frozenset[str]]] = defaultdict(set)
    for path, tree in trees():
        if path.parts[0] == "testing":
            continue
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            data = frozenset(each.arg for each in call.keywords if each.arg and each.arg != "code")
            given = [each.value for each in call.keywords if each.arg == "code"]
            named = [node.attr for value in given for node in ast.walk(value) if isinstance(node, ast.Attribute)]
            for name in named:
                if name in Code.__members__:
                    found[Code[name]].add(data)
            if not given and isinstance(call.func, ast.Name) and call.func.id in CLASSES:
                usual = CLASSES[call.func.id].usual
                found[usual].add(frozenset({"path"}) if usual is Code.SCRIPT_PROBLEMS else data)
    return found


def strings(tree: ast.Module) -> Iterator[str]:
    """All text in the code, without what documents it."""
    documents = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node.value


class TestTable:
    """docs/errors.md."""

    ROWS = table(DOCS / "errors.md", "Code")

    def test_it_has_every_code_in_order(self) -> None:
        assert [row[0].strip("`") for row in self.ROWS] == [str(code) for code in Code]

    def test_every_code_is_raised_somewhere_and_always_with_the_data_it_promises(self) -> None:
        promised = {Code(row[0].strip("`")): frozenset(re.findall(r"`(\w+)`", row[2])) for row in self.ROWS}
        found = raised()
        assert {code: found[code] for code in promised if code not in BY_OUTSIDERS} == {
            code: {data} for code, data in promised.items() if code not in BY_OUTSIDERS
        }

    @pytest.mark.slow
    def test_no_error_of_ours_is_without_a_code(self) -> None:
        assert not BY_OUTSIDERS & raised().keys()

    def test_its_exit_codes_are_those_of_the_command_line(self) -> None:
        shown = {Code(row[0].strip("`")): int(row[3].strip("`")) for row in self.ROWS}
        assert shown == {code: EXIT_CODES.get(code, FAILED) for code in Code}
        listed = {int(row[0].strip("`")) for row in table(DOCS / "errors.md", "Exit code")}
        assert set(shown.values()) < listed


@pytest.mark.parametrize(("path", "tree"), list(trees()), ids=lambda each: str(each) if isinstance(each, Path) else "")
def test_no_room_below_the_command_line_speaks_its_language(path: Path, tree: ast.Module) -> None:
    if path.parts[0] == "cli":
        return
    spoken = [text for text in strings(tree) if FLAG.search(text) or COMMAND.search(text)]
    assert not spoken


class TestErrors:
    """The class itself."""

    MADE = (
        CoachError("It failed."),
        NotFoundError("No such bed", "Choose another.", code=Code.BED_NOT_FOUND, name="snow"),
        VoiceError("It hung.", engine="pyttsx3"),
        ModelError("It is broken.", "Get another.", path="a.onnx"),
        FitError("Too short", asked_s=1.0, shortest_s=1.5, longest_s=2.0),
        DurationError("Not a time", "write 30s"),
        ArticleError("No words"),
        ScriptError([Problem("a.md", 1, 2, "no title", "add one", "---", 3)]),
    )

    @pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
    def test_it_crosses_to_another_process_whole(self, error: CoachError) -> None:
        there = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
        assert type(there) is type(error)
        assert (there.what, there.hint, there.code, there.data) == (error.what, error.hint, error.code, error.data)
        assert str(there) == error.what
        assert getattr(there, "problems", ()) == getattr(error, "problems", ())

    @pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
    def test_code_and_data_can_be_written_as_json(self, error: CoachError) -> None:
        assert json.loads(json.dumps({"code": error.code, **error.data}))["code"] == error.code.value

    def test_a_class_with_one_meaning_has_its_code_by_itself(self) -> None:
        assert [error.code for error in self.MADE] == [
            Code.FAILED,
            Code.BED_NOT_FOUND,
            Code.ENGINE_FAILED,
            Code.MODEL_DAMAGED,
            Code.CANNOT_LAST,
            Code.DURATION_INVALID,
            Code.ARTICLE_UNUSABLE,
            Code.SCRIPT_PROBLEMS,
        ]

    def test_other_words_keep_all_that_programs_go_by(self) -> None:
        before = ModelError("It is broken.", "Get another.", code=Code.MODEL_MISSING, path="a.onnx")
        after = before.reworded("In step 2: it is broken.")
        assert type(after) is ModelError
        assert (after.what, after.hint) == ("In step 2: it is broken.", "Get another.")
        assert (after.code, after.data) == (Code.MODEL_MISSING, {"path": "a.onnx"})
        assert before.reworded("a", "b").hint == "b"


class TestCommandLine:
    """What only the command line makes of a code."""

    def test_it_names_its_own_options(self) -> None:
        error = ExportError("a.mp3 already exists", "Choose another name.", code=Code.FILE_EXISTS, path="a.mp3")
        assert "--force" in hint_of(error)
        assert "--force" not in error.hint

    def test_what_it_has_no_better_words_for_it_leaves(self) -> None:
        assert hint_of(CoachError("It failed.", "Try again.")) == "Try again."

    @pytest.mark.parametrize(
        ("name", "told"),
        [
            ("", "Start one with: coach play NAME"),
            ("tired-hands", "See coach resume --list. Start one with: coach play tired-hands"),
            ("my feet.md", "See coach resume --list. Start one with: coach play 'my feet.md'"),
        ],
    )
    def test_a_command_can_be_typed_as_it_is_shown(self, name: str, told: str) -> None:
        assert hint_of(CoachError("None", code=Code.SESSION_NOT_FOUND, name=name)) == told

    @pytest.mark.parametrize(
        ("asked_s", "minutes"),
        [(20.0, "20m"), (12.0, "12m"), (8.0, ""), (30.0, ""), (1320.0, ""), (12.5, "12.5m")],
    )
    def test_who_meant_minutes_is_told_how_to_write_them(self, asked_s: float, minutes: str) -> None:
        """The routine can last from 10 to 20 minutes."""
        error = FitError("It cannot", "It can ...", asked_s=asked_s, shortest_s=600.0, longest_s=1200.0)
        assert (f"for minutes, write {minutes}" in hint_of(error)) == bool(minutes)
        assert ("for minutes" in hint_of(error)) == bool(minutes)

    @pytest.mark.parametrize(
        ("codes", "exits"),
        [
            ([Code.SCRIPT_PROBLEMS], 1),
            ([Code.FILE_NOT_FOUND, Code.ROUTINE_NOT_FOUND], 4),
            ([Code.FILE_NOT_FOUND, Code.SCRIPT_PROBLEMS], 1),
            ([Code.FORMAT_UNKNOWN], 2),
            ([Code.SETTINGS_UNREADABLE], 3),
            ([Code.SETTINGS_UNREADABLE, Code.FILE_NOT_FOUND], 1),
        ],
    )
    def test_errors_of_several_kinds_are_a_failure(self, codes: list[Code], exits: int) -> None:
        assert exit_code([CoachError("", code=code) for code in codes]) == exits
