"""``coach check``: two levels, exit codes that say which, and JSON for editors, whose contract is docs/check-json.md."""

import json
from pathlib import Path
from typing import Any

import pytest

from coach.script import ScriptCode, parse
from tests.cli.helpers import BROKEN, SHORT, coach

HEAD = "---\ntitle: T\nlanguage: en-US\n---\n\n"
HINTED = HEAD + "- Rest (30s).\n- March. [repeat: 30 every 1s, count: spoken]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"good": SHORT, "broken": BROKEN, "hinted": HINTED}.items():
        (tmp_path / f"{name}.md").write_text(text)
    return tmp_path


def checked(*arguments: str, cwd: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(coach("check", "--json", *arguments, cwd=cwd).stdout)
    return found


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (["good.md"], 0),
        (["hinted.md"], 0),
        (["broken.md"], 1),
        (["missing.md"], 4),
        (["good.md", "missing.md"], 4),
        (["broken.md", "missing.md"], 1),
        ([], 2),
        (["good.md", "--jsn"], 2),
    ],
)
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_the_exit_code_says_what_kind_of_fault_it_is(
    folder: Path, files: list[str], options: list[str], code: int
) -> None:
    done = coach("check", *files, *options, cwd=folder)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_hints_are_shown_at_their_places_and_counted(folder: Path) -> None:
    done = coach("check", "hinted.md", cwd=folder)
    assert [line for line in done.stderr.splitlines() if line.startswith("hinted.md")] == [
        "hinted.md:6:8: hint: this is read aloud, and no time passes here",
        "hinted.md:7:10: hint: the count is said quicker, to have room for its numbers",
    ]
    assert done.stdout == "hinted.md: no problems, 2 hints; 1 section, 2 steps\n"
    assert "--voice" in done.stderr


def test_every_entry_has_the_keys_of_the_contract(folder: Path) -> None:
    for entry in (*checked("broken.md", cwd=folder), *checked("hinted.md", cwd=folder)):
        assert list(entry) == [
            *("level", "code", "file", "line", "column", "end_column", "message", "hint", "replacement"),
        ]
        assert entry["code"] in set(ScriptCode)
        assert entry["replacement"] is None or list(entry["replacement"]) == ["text", "line", "column", "end_column"]


def test_an_entry_says_where_and_what_to_write(folder: Path) -> None:
    first, _ = checked("broken.md", cwd=folder)
    assert (first["level"], first["code"], first["file"]) == ("problem", "time", "broken.md")
    assert (first["line"], first["column"], first["end_column"]) == (8, 19, 25)
    assert first["replacement"] == {"text": "30s", "line": 8, "column": 19, "end_column": 25}


def test_replacements_put_in_one_after_the_other_mend_a_script(folder: Path) -> None:
    """As an editor would: the last first, so that the places of the others stay."""
    lines = BROKEN.split("\n")
    for entry in reversed(checked("broken.md", cwd=folder)):
        at = entry["replacement"]
        line = lines[at["line"] - 1]
        lines[at["line"] - 1] = line[: at["column"] - 1] + at["text"] + line[at["end_column"] - 1 :]
    steps = parse("\n".join(lines), "mended.md").sections[0].steps
    assert [type(step.items[-1]).__name__ for step in steps] == ["Hold", "Pause"]


def test_a_good_script_is_an_empty_list(folder: Path) -> None:
    done = coach("check", "--json", "good.md", cwd=folder)
    assert (json.loads(done.stdout), done.stderr) == ([], "")


def test_steps_under_any_option_are_looked_at(tmp_path: Path) -> None:
    options = "options:\n  a: A.\n  b: B.\n"
    steps = "- {if: a} {unless: b} One. [hold: 2s, countdown: 3]\n- {if: b} Two. [hold: 2s, countdown: 3]\n"
    (tmp_path / "a.md").write_text(f"---\ntitle: T\nlanguage: en-US\n{options}---\n\n{steps}")
    assert [entry["line"] for entry in checked("a.md", cwd=tmp_path)] == [9, 10]


def test_marks_of_an_import_are_counted_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HEAD + "- Rest. <!-- look: a -->\n" * 12)
    done = coach("check", "a.md", cwd=tmp_path)
    assert "no problems, 12 hints" in done.stdout
    assert "12 places are still to be looked at" in done.stderr
    assert done.stderr.count("a.md:") == 1
    assert len(checked("a.md", cwd=tmp_path)) == 12


def test_of_very_many_problems_a_hundred_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HEAD + "- Rest. [paus]\n" * 250)
    done = coach("check", "a.md", cwd=tmp_path)
    assert done.stderr.count("error:") == 100
    assert "150 more problems" in done.stderr
    assert len(checked("a.md", cwd=tmp_path)) == 100


def test_a_line_without_end_is_not_shown_in_full(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HEAD + "- " + "Rest. [paus] " * 700 + "\n")
    done = coach("check", "a.md", cwd=tmp_path)
    assert max(map(len, done.stderr.splitlines())) < 200
    assert len(json.dumps(checked("a.md", cwd=tmp_path))) < 100 * 500


@pytest.mark.parametrize(
    ("step", "code", "place"),
    [
        ("- Listen. [sound: my gong]", "sound-unreadable", (6, 19)),
        ("- Listen. [sound: nothing]", "sound-not-found", (6, 19)),
        ("- Listen. [chime: hold-ent]", "sound-not-found", (6, 19)),
    ],
)
def test_sounds_are_checked_with_all_else_at_their_place(
    tmp_path: Path, step: str, code: str, place: tuple[int, int]
) -> None:
    (tmp_path / "my gong.wav").write_bytes(b"no sound at all")
    (tmp_path / "a.md").write_text(HEAD + step + "\n- Rest. [paus]\n")
    found = checked("a.md", cwd=tmp_path)
    assert [(entry["code"], entry["line"], entry["column"]) for entry in found] == [
        (code, *place),
        ("unknown-directive", 7, 10),
    ]


def test_a_language_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: T\nlanguage: xx-nope\n---\n\n- Rest.\n")
    done = coach("check", "a.md", cwd=tmp_path)
    assert done.returncode == 1
    assert "a.md:3:11: error: there is no language 'xx-nope'" in done.stderr


@pytest.mark.parametrize(
    "command",
    [
        ["show"],
        ["export", "--format", "wav", "-o", "a.wav"],
        ["export", "--format", "ssml", "-o", "a.ssml"],
        ["transcript"],
        pytest.param(["export", "--mine", "-o", "shelf"], marks=pytest.mark.slow),
    ],
)
def test_what_is_left_out_is_told_where_it_is_timed_too(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "a.md").write_text(HEAD + "- Hold. [hold: 3s, countdown: 3]\n")
    name = [] if "--mine" in command else ["a.md"]
    done = coach(
        command[0], *name, *command[1:], "--voice", "pyttsx3", cwd=tmp_path, env={"COACH_SCRIPTS": str(tmp_path)}
    )
    assert done.returncode == 0
    assert "a.md:6: the countdown is left out" in done.stderr


def test_with_a_voice_the_words_are_measured(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HEAD + "- Hold. [hold: 3s, countdown: 3]\n- Rest. [5s]\n")
    done = coach("check", "a.md", "--voice", "pyttsx3", cwd=tmp_path)
    assert done.stdout == "a.md: no problems, 1 hint; 1 section, 2 steps\n"
    assert "guess" not in done.stderr


def test_problems_stand_apart_and_are_counted_at_the_end(folder: Path) -> None:
    (folder / "both.md").write_text(HEAD + "- Rest. [hold 30]\n- Press. [5sec]\n- Stay (30s).\n")
    done = coach("check", "both.md", cwd=folder)
    blocks = done.stderr.split("\n\n")
    assert [block.split(" ")[1] for block in blocks[:-1]] == ["error:", "error:", "hint:"]
    assert blocks[-1] == "both.md: 2 problems and 1 hint\n"
