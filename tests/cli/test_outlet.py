"""What a terminal would obey is shown instead, whoever wrote it; and what is no text is told."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.cli._outlet import Outlet, shown, unfiltered
from tests.cli.helpers import BROKEN, COACH, SHORT, coach
from tests.cli.terminal import Glass

CLIPBOARD = "\x1b]52;c;aGk=\x07"
"""Sets the clipboard in terminals that let it (xterm's control sequences, OSC 52)."""

linux = pytest.mark.skipif(sys.platform != "linux", reason="only here a name may be any bytes")


class TestShown:
    """What becomes of single characters."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (CLIPBOARD, r"\u001b]52;c;aGk=\u0007"),
            ("a\rb", r"a\u000db"),
            ("\x9b31m", r"\u009b31m"),
            ("\x7f\x00", r"\u007f\u0000"),
            ("abc\u202egpj.exe", r"abc\u202egpj.exe"),
            ("\u2066a\u2069", r"\u2066a\u2069"),
            ("b\udcff.md", r"b\udcff.md"),
        ],
    )
    def test_orders_are_written_out(self, text: str, expected: str) -> None:
        assert shown(text) == expected

    @pytest.mark.parametrize("text", ["", "a\tb\n", "grüß dich 😀", "שלום \u200f", "नमस्ते", "a\u0301", "\\u001b"])
    def test_text_is_left_alone(self, text: str) -> None:
        assert shown(text) == text

    @given(st.recursive(st.text(), st.lists))
    def test_json_stays_the_same_json(self, data: object) -> None:
        assert json.loads(shown(json.dumps(data, ensure_ascii=False))) == data


def test_an_outlet_is_otherwise_the_stream_itself() -> None:
    stream = StringIO()
    outlet = Outlet(stream)
    assert outlet.write("a\x1bb") == 3
    assert stream.getvalue() == r"a\u001bb"
    assert not outlet.isatty()
    assert unfiltered(outlet) is unfiltered(stream) is stream  # type: ignore[arg-type]  # an outlet is a stream by what it does


class TestCommands:
    """File names that are orders, in what every command prints."""

    @pytest.fixture
    def script(self, tmp_path: Path) -> Path:
        (tmp_path / "own").mkdir()
        path = tmp_path / "own" / f"{CLIPBOARD}.md"
        path.write_text(SHORT)
        return path

    @pytest.mark.parametrize(
        "arguments",
        [["check"], ["show"], ["show", "--json"], ["transcript"], ["check", "--json"], ["export", "-o", "x.what"]],
    )
    def test_a_script_so_named(self, script: Path, arguments: list[str]) -> None:
        done = coach(arguments[0], script, *arguments[1:], cwd=script.parent)
        assert "\x1b" not in done.stdout + done.stderr
        assert "\x07" not in done.stdout + done.stderr

    @pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["new", CLIPBOARD, "--mine"]])
    def test_a_routine_so_named(self, script: Path, arguments: list[str]) -> None:
        done = coach(*arguments, env={"COACH_SCRIPTS": str(script.parent)})
        assert "\x1b" not in done.stdout + done.stderr
        assert CLIPBOARD.encode("unicode_escape").decode()[5:12] in done.stdout + done.stderr

    @pytest.mark.parametrize(
        "arguments",
        [
            ["show", CLIPBOARD],
            [CLIPBOARD],
            ["check", "--" + CLIPBOARD],
            ["show", "prenatal-hip", "--pace", CLIPBOARD],
            ["show", "prenatal-hip", "--option", CLIPBOARD],
            ["config", CLIPBOARD],
            ["play", "prenatal-hip", "--device", CLIPBOARD],
            ["import", CLIPBOARD],
        ],
    )
    def test_mistakes_that_repeat_what_was_typed(self, tmp_path: Path, arguments: list[str]) -> None:
        done = coach(*arguments, cwd=tmp_path)
        assert done.returncode != 0
        assert "\x1b" not in done.stdout + done.stderr


@linux
class TestNoText:
    """Names and words that are no UTF-8."""

    def test_a_script_is_told_and_the_others_are_checked(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text(BROKEN)
        (tmp_path / "b\udcff.md").write_text(SHORT)
        done = coach("check", "b\udcff.md", "a.md", cwd=tmp_path)
        assert done.returncode == 1
        assert "a.md: 2 problems" in done.stderr
        assert r"The name of the file b\udcff.md is not UTF-8 text" in done.stderr
        assert "Rename it." in done.stderr

    def test_in_a_folder_it_is_listed_with_what_is_wrong(self, tmp_path: Path) -> None:
        (tmp_path / "a.md").write_text(SHORT)
        (tmp_path / "b\udcff.md").write_text(SHORT)
        done = coach("list", "--mine", env={"COACH_SCRIPTS": str(tmp_path)})
        assert done.returncode == 0
        assert "Short routine" in done.stdout
        assert "is not UTF-8 text" in done.stdout

    @pytest.mark.slow
    def test_a_shelf_has_all_the_others(self, tmp_path: Path) -> None:
        (tmp_path / "own").mkdir()
        (tmp_path / "own" / "a.md").write_text(SHORT)
        (tmp_path / "own" / "b\udcff.md").write_text(SHORT)
        done = coach("export", "--mine", "-o", "shelf", cwd=tmp_path, env={"COACH_SCRIPTS": str(tmp_path / "own")})
        assert done.returncode == 1
        assert "1 routine (1 made, 0 unchanged)" in done.stdout
        assert r"b\udcff.md is not UTF-8 text" in done.stderr
        assert (tmp_path / "shelf" / "a.mp3").exists()

    @pytest.mark.parametrize(
        "arguments",
        [["config", "title", "\udcff"], ["new", "\udcff"], ["show", "prenatal-hip", "--voice", "\udcff"], ["\udcff"]],
    )
    def test_what_was_typed_is_told(self, tmp_path: Path, arguments: list[str]) -> None:
        done = coach(*arguments, cwd=tmp_path)
        assert done.returncode == 2
        assert r"\udcff is not UTF-8 text" in done.stderr
        assert done.stdout == ""


FAULTY = """
import sys
from coach.cli import _listing, main
def run(**_):
    raise KeyError("no\\x1bsuch thing")
_listing.run = run
sys.argv = ["coach", "list"]
main()
"""


class TestLastNet:
    """A fault of our own, which no other test should ever see."""

    @staticmethod
    def run(**env: str) -> "tuple[int, list[str]]":
        done = subprocess.run(
            [sys.executable, "-c", FAULTY], capture_output=True, text=True, env=os.environ | env, check=False
        )
        assert done.stdout == ""
        return done.returncode, done.stderr.splitlines()

    def test_it_is_two_lines_and_a_file_with_the_rest(self, tmp_path: Path) -> None:
        code, (what, where) = self.run(COACH_STATE=str(tmp_path / "state"))
        kept = tmp_path / "state" / "fault.txt"
        assert code == 70
        assert what.startswith("coach: error: coach has a fault of its own (KeyError: ")
        assert "\x1b" not in what
        assert str(kept) in where
        details = kept.read_text()
        assert "Traceback (most recent call last)" in details
        assert "['coach', 'list']" in details
        assert details.startswith("coach ")

    def test_where_nothing_can_be_written_it_says_where_it_happened(self, tmp_path: Path) -> None:
        """A file where each folder would be; whatever runs the tests, it cannot be written into."""
        (tmp_path / "file").touch()
        nowhere = str(tmp_path / "file")
        code, (_, where) = self.run(COACH_STATE=nowhere, TMPDIR=nowhere, TEMP=nowhere, TMP=nowhere)
        assert code == 70
        assert ("and say where: <string>, line 5" in where) or ("fault.txt" in where)


@pytest.mark.slow
def test_on_a_terminal_too(tmp_path: Path) -> None:
    """As a person sees it: nothing in what reaches the terminal begins an order that came from a name."""
    (tmp_path / f"{CLIPBOARD}.md").write_text(SHORT)
    glass = Glass()
    subprocess.run(
        [*COACH, "check", str(tmp_path / f"{CLIPBOARD}.md")], stdout=glass.theirs, stderr=glass.theirs, check=True
    )
    glass.wait_for(lambda rows: any("no problems" in row for row in rows))
    assert "\x1b]52" not in glass.shown
