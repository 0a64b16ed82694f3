"""docs/api.md is true: its examples run, in their order, and it mentions every name of the front door."""

import re
from pathlib import Path

import pytest

import coach

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDE = DOCS / "api.md"
TEXT = GUIDE.read_text(encoding="utf-8")
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall(TEXT)


@pytest.mark.slow
def test_every_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in BLOCKS:
        before = TEXT[: TEXT.index(block)].count("\n")
        exec(compile("\n" * before + block, str(GUIDE), "exec"), names)  # noqa: S102  # that is the test
    said = capsys.readouterr().out
    assert "Tired hands" in said
    assert "draft 1 " in said
    written = {path.name for path in tmp_path.iterdir()}
    assert written == {
        "tired-hands.md",
        "tired-hands.wav",
        "my-coach",
        "slow.mp3",
        "slow.vtt",
        "slow.srt",
        "slow.chapters.json",
    }


def test_the_example_of_the_errors_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The names of routines are part of the error's data."""
    for block in BLOCK.findall((DOCS / "errors.md").read_text(encoding="utf-8")):
        exec(block, {})  # noqa: S102  # that is the test
    assert capsys.readouterr().out.startswith("tired-hand (")


def test_the_first_lines_of_it_make_a_file_in_ten_lines() -> None:
    assert "import coach" in BLOCKS[1]
    assert ".export(" in BLOCKS[1]
    assert len(BLOCKS[1].splitlines()) <= 10


@pytest.mark.parametrize("name", coach.__all__)
def test_every_name_has_a_row(name: str) -> None:
    rows = TEXT.partition("## All names")[2]
    assert f"`{name}`" in rows


def test_no_row_names_what_is_not_there() -> None:
    rows = re.findall(r"^\| (`.*?`) \|", TEXT.partition("## All names")[2], re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named == set(coach.__all__)


def test_every_choice_has_a_row() -> None:
    from coach.front import ChosenValues

    rows = TEXT.partition("## Choose\n")[2].partition("## ")[0]
    assert [name for name in ChosenValues.__annotations__ if f"`{name}" not in rows] == []
