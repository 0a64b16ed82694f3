"""``coach list``: lengths, options, languages, and only those asked for."""

import json
from pathlib import Path
from typing import Any

import pytest

from coach.cli._listing import about
from tests.cli.helpers import BROKEN, invoke

OWN = """---
title: Breathing
language: {language}
options:
  seated: Sit on a chair.
---

## Part

- {{if: seated}} Sit down.
- Breathe. [hold: {hold}s]
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_SCRIPTS", str(tmp_path))
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path / "config.toml"))
    (tmp_path / "breathing.md").write_text(OWN.format(language="de-AT", hold=300))
    return tmp_path


def entries(*arguments: str) -> dict[str, dict[str, Any]]:
    return {entry["name"]: entry for entry in json.loads(invoke("list", "--json", *arguments).stdout)}


def test_json_has_all_that_is_known(own: Path) -> None:
    entry = entries()["breathing"]
    # Two chimes and a handful of words lie around the 300 s.
    assert 300 < entry.pop("estimated_duration_s") < 325
    assert entry == {
        "name": "breathing",
        "path": str(own / "breathing.md"),
        "title": "Breathing",
        "language": "de-AT",
        "summary": "",
        "options": ["seated"],
        "option_texts": {"seated": "Sit on a chair."},
        "own": True,
        "error": "",
    }
    assert not entries()["hand-reset"]["own"]


def test_people_are_told_the_length_and_the_options(own: Path) -> None:
    lines = invoke("list").stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("breathing "))
    assert lines[at].split(maxsplit=1)[1] == "Breathing (de-AT, about 5 min)"
    assert lines[at + 1].strip() == "--option seated: Sit on a chair."


@pytest.mark.slow
def test_an_estimate_is_near_what_is_spoken(own: Path) -> None:
    """Within a tenth, for the routines that ship in four languages."""
    for name, entry in entries().items():
        if name.startswith("hand-reset"):
            exact = json.loads(invoke("show", name, "--json", "--voice", "pyttsx3").stdout)["duration_s"]
            assert entry["estimated_duration_s"] == pytest.approx(exact, rel=0.1)


@pytest.mark.slow
def test_a_length_is_that_at_ones_own_pace(own: Path) -> None:
    usual = entries()["breathing"]["estimated_duration_s"]
    (own / "config.toml").write_text("holds = 2\n")
    assert entries()["breathing"]["estimated_duration_s"] == pytest.approx(usual + 300, abs=0.2)


@pytest.mark.parametrize(
    ("language", "names"),
    [("de", {"breathing", "hand-reset.de"}), ("de-AT", {"breathing", "hand-reset.de"}), ("FR", {"hand-reset.fr"})],
)
def test_one_language(own: Path, language: str, names: set[str]) -> None:
    assert entries("--language", language).keys() == names


def test_ones_own(own: Path) -> None:
    assert entries("--mine").keys() == {"breathing"}


def test_a_language_that_is_not_there_is_answered_with_those_that_are(own: Path) -> None:
    done = invoke("list", "--language", "it")
    assert (done.exit_code, done.stdout) == (4, "")
    assert "There are routines in: de, de-AT, en-US, es, fr." in done.stderr


def test_where_there_are_none_of_ones_own_it_is_said_where_they_would_be(own: Path) -> None:
    (own / "breathing.md").unlink()
    done = invoke("list", "--mine")
    assert done.exit_code == 4
    assert str(own) in done.stderr
    assert "coach new NAME --mine" in done.stderr


def test_a_script_with_problems_is_listed_and_where_only_a_language_is_asked_for_it_is_not_left_out_unsaid(
    own: Path,
) -> None:
    (own / "my broken.md").write_text(BROKEN)
    assert "(coach check 'my broken')" in invoke("list").stdout
    done = invoke("list", "--language", "de")
    assert "my broken" not in done.stdout
    assert "my broken" in done.stderr


@pytest.mark.parametrize(
    ("duration_s", "told"),
    [(12.4, "about 12 s"), (29, "about 29 s"), (45, "about 1 min"), (1049, "about 17 min"), (7260, "about 121 min")],
)
def test_a_length_for_people(duration_s: float, told: str) -> None:
    assert about(duration_s) == told


@pytest.mark.parametrize("command", ["play", "show", "export", "transcript"])
def test_a_language_is_no_option_of_other_commands_and_what_there_is_is_said(own: Path, command: str) -> None:
    done = invoke(command, "hand-reset", "--language", "fr")
    assert done.exit_code == 2
    told = " ".join(done.stderr.split())
    assert "The script chooses the language; coach list --language fr shows those in fr: hand-reset.fr." in told
    told = " ".join(invoke(command, "hand-reset", "--language", "it").stderr.split())
    assert "none is in it yet: there are some in de, de-AT, en-US, es, fr." in told
