"""One's own defaults: kept in a file, weaker than the command line and stronger than the script."""

import json
from pathlib import Path

import pytest

from tests.cli.helpers import coach

SCRIPT = "---\ntitle: Own\nlanguage: en-US\npace: 0.8\n---\n\n## Part\n\n- Rest. [pause: 4s]\n- Go.\n"


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "own.md").write_text(SCRIPT)
    return {"COACH_CONFIG": str(tmp_path / "folder" / "config.toml")}


def pause_s(tmp_path: Path, own: dict[str, str], *options: str) -> float:
    done = coach("show", tmp_path / "own.md", "--json", "--voice", "pyttsx3", *options, env=own)
    events = json.loads(done.stdout)["events"]
    return float(next(event["duration_s"] for event in events if event["kind"] == "pause" and event["step"] == "Rest."))


def test_the_command_line_wins_over_the_settings_and_they_win_over_the_script(
    tmp_path: Path, own: dict[str, str]
) -> None:
    frame_s = 1152 / 44_100
    assert pause_s(tmp_path, own) == pytest.approx(4 / 0.8, abs=frame_s)
    assert coach("config", "pace", "brisk", env=own).returncode == 0
    assert pause_s(tmp_path, own) == pytest.approx(4 / 1.2, abs=frame_s)
    assert pause_s(tmp_path, own, "--pace", "1") == pytest.approx(4, abs=frame_s)
    assert coach("config", "pauses", "2.0", env=own).returncode == 0
    assert pause_s(tmp_path, own) == pytest.approx(8, abs=frame_s)


def test_settings_are_shown_set_and_taken_back(own: dict[str, str]) -> None:
    assert coach("config", "guidance", "brief", env=own).returncode == 0
    assert coach("config", "guidance", env=own).stdout == "brief\n"
    shown = coach("config", env=own).stdout
    assert own["COACH_CONFIG"] in shown
    assert "guidance = brief" in shown
    assert "# pace is not set" in shown
    assert coach("config", "guidance", "--unset", env=own).returncode == 0
    assert coach("config", "guidance", env=own).stdout == "\n"


def test_a_file_written_by_hand_keeps_its_comments(own: dict[str, str]) -> None:
    file = Path(own["COACH_CONFIG"])
    file.parent.mkdir()
    file.write_text("# mine\npace = 0.9 # slow\ntaper = true\n")
    assert coach("config", "voice", "gmw/en-us", env=own).returncode == 0
    assert file.read_text() == '# mine\npace = 0.9 # slow\ntaper = true\nvoice = "gmw/en-us"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pace = 5\n", "Give a number from 0.5"),
        ("paces = 1\n", "'paces' is not a setting"),
        ("pace = \n", "cannot be read"),
        ("taper = 1\n", "true or false"),
    ],
)
def test_a_fault_in_the_file_is_told_with_the_file(tmp_path: Path, own: dict[str, str], text: str, told: str) -> None:
    file = Path(own["COACH_CONFIG"])
    file.parent.mkdir()
    file.write_text(text)
    done = coach("show", tmp_path / "own.md", env=own)
    assert (done.returncode, done.stdout) == (3, "")
    assert told in done.stderr
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("pace", "5"), ("speed", "1"), ("guidance", "loud")])
def test_a_value_that_is_not_allowed_changes_nothing(own: dict[str, str], arguments: tuple[str, str]) -> None:
    done = coach("config", *arguments, env=own)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not Path(own["COACH_CONFIG"]).exists()
