"""The programs in ``examples`` do what they say: each is run as a person runs it, in a process of its own."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import coach
from coach.testing import FormatContract, sample_programme
from tests.plugins import install

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
PROGRAMS = sorted(path for path in EXAMPLES.rglob("*.py"))
VOICE = "pyttsx3"

SCRIPT = """---
title: Tired hands
language: en-US
---

## Palms

- **Circles.** Make small circles. [hold: 1s]
- **Rest.** Stay. [wait: 30m]
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "scripts" / "tired-hands.md"
    path.parent.mkdir()
    path.write_text(SCRIPT)
    return path


def run(name: str, *arguments: str | Path, cwd: Path, commands: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, EXAMPLES / name, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        input=commands,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.name)
def test_each_is_short_and_says_how_it_is_run(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    said = text.split('"""')[1]
    assert "python examples/" in said or "pip install -e examples/" in said or "pytest" in said
    assert "from coach._" not in text
    assert "from coach" not in text.replace("from coach.testing import", "")


@pytest.mark.slow
def test_a_timeline_as_a_table(script: Path, tmp_path: Path) -> None:
    done = run("timeline_table.py", script, VOICE, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    heading, *rows = [row.split() for row in done.stdout.splitlines()]
    assert heading == ["start", "length", "kind", "step", "words"]
    assert [row[2] for row in rows if row[2] in ("hold", "wait")] == ["hold", "wait"]
    assert rows[0][0] == "0.0"
    assert any(row[-3:] == ["Make", "small", "circles."] for row in rows)


@pytest.mark.slow
def test_a_folder_exported_but_for_what_has_problems(script: Path, tmp_path: Path) -> None:
    (script.parent / "wrong.md").write_text(SCRIPT.replace("[hold: 1s]", "[hold: soon]"))
    done = run("export_folder.py", "scripts", "files", ".ssml", VOICE, cwd=tmp_path)
    assert sorted(path.name for path in (tmp_path / "files").iterdir()) == [".kept", "tired-hands.ssml"]
    assert done.returncode == 1
    assert "wrong.md:8: " in done.stderr


@pytest.mark.slow
def test_a_session_driven_by_another_program(script: Path, tmp_path: Path) -> None:
    """The last command of all is to quit, so a wait of half an hour ends."""
    done = run(
        "driven_session.py", script, "null", VOICE, cwd=tmp_path, commands="pause\nfaster\nnext\nnext\nresume\nsing\n"
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "unknown command: sing" in lines
    assert "pace 1.10" in lines[-1]
    assert lines[-1].split(":")[0] in ("stopped", "finished")


@pytest.mark.slow
def test_a_fault_is_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    for name, arguments in {
        "timeline_table.py": ["no-such-routine"],
        "export_folder.py": ["scripts", "files", ".mp3", "no-such-voice"],
        "driven_session.py": ["hand-reset", "no such device", VOICE],
    }.items():
        done = run(name, *arguments, cwd=tmp_path)
        assert done.returncode == 1
        assert done.stderr
        assert "Traceback" not in done.stderr


class TestVoiceOfOnesOwn:
    @pytest.mark.slow
    def test_it_is_heard(self, script: Path, tmp_path: Path) -> None:
        script.write_text(SCRIPT.replace("[wait: 30m]", ""))
        done = run("a_voice/beeping_engine.py", script, "beeps.wav", cwd=tmp_path)
        assert (done.stdout, done.stderr) == ("beeps.wav\n", "")
        assert (tmp_path / "beeps.wav").stat().st_size > 100_000

    @pytest.mark.slow
    def test_it_keeps_the_contract(self, tmp_path: Path) -> None:
        shutil.copytree(EXAMPLES / "a_voice", tmp_path / "a_voice")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
            cwd=tmp_path / "a_voice",
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        assert "7 passed" in done.stdout

    @pytest.mark.slow
    def test_it_is_found_once_it_is_installed(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        install(EXAMPLES / "a_voice", tmp_path / "site", monkeypatch)
        done = subprocess.run(
            [sys.executable, "-c", "import coach; print(*(v.full_name for v in coach.voices('en-GB')))"],
            env=os.environ | {"PYTHONPATH": os.pathsep.join((*map(str, sys.path), str(ROOT)))},
            capture_output=True,
            text=True,
            check=True,
        )
        assert "beeping:high" in done.stdout.split()


class TestFormatOfOnesOwn(FormatContract):
    format = "csv"

    @pytest.fixture(autouse=True)
    def installed(self, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
        install(EXAMPLES / "a_format", tmp_path_factory.mktemp("site"), monkeypatch)

    def test_it_has_a_row_for_each_event(self, tmp_path: Path) -> None:
        from coach.files import export, format_of

        programme = sample_programme()
        path = tmp_path / "sample.csv"
        export(programme, path, format_of(None, path))
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["kind"] for row in rows] == [event.kind.value for event in programme.timeline().events]
        assert float(rows[-1]["start_s"]) + float(rows[-1]["duration_s"]) == pytest.approx(
            programme.timeline().duration_s, abs=0.002
        )

    def test_the_front_door_finds_it(self) -> None:
        assert coach.formats()["csv"].extensions == (".csv",)
