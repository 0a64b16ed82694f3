"""One's own defaults: kept in a file, weaker than the command line and stronger than the script."""

import json
import wave
from pathlib import Path

import pytest

from coach.folders import Folders
from coach.voice._piper_model import joe_path, settings_path
from tests.cli.helpers import coach, invoke

SCRIPT = "---\ntitle: Own\nlanguage: en-US\npace: 0.8\n---\n\n## Part\n\n- Rest. [pause: 4s]\n- Go.\n"


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "own.md").write_text(SCRIPT)
    return {"COACH_CONFIG": str(tmp_path / "folder" / "config.toml")}


def pause_s(tmp_path: Path, own: dict[str, str], *options: str) -> float:
    done = coach("show", tmp_path / "own.md", "--json", "--voice", "pyttsx3", *options, env=own)
    events = json.loads(done.stdout)["events"]
    return float(next(event["duration_s"] for event in events if event["kind"] == "pause" and event["step"] == "Rest."))


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, with a bed and a model of a voice in it, and settings in another."""
    monkeypatch.setenv("COACH_CONFIG", str(tmp_path / "settings" / "config.toml"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    with wave.open("waves.wav", "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes([0, 16]) * 8000 * 20)
    return folder


def kept(key: str) -> str:
    return invoke("config", key).stdout.strip()


class TestPaths:
    """A path among the settings works in any folder."""

    @pytest.mark.parametrize("path", ["./waves.wav", "waves.wav", "../here/waves.wav"])
    def test_a_bed_is_kept_by_its_whole_path_and_that_is_told(self, here: Path, path: str) -> None:
        done = invoke("config", "bed", path)
        assert done.exit_code == 0, done.stderr
        assert Path(kept("bed")).is_absolute()
        assert Path(kept("bed")).samefile(here / "waves.wav")
        assert f"saved as {kept('bed')}" in done.stderr

    def test_a_whole_path_and_a_name_stay_as_they_are_typed(self, here: Path) -> None:
        for value in (str(here / "waves.wav"), "rain", "none"):
            done = invoke("config", "bed", value)
            assert (kept("bed"), done.stderr) == (value, "")

    @pytest.mark.needs("neural voice")
    def test_a_model_of_a_voice_is_kept_by_its_whole_path(self, here: Path) -> None:
        model = joe_path()
        assert model is not None
        for file in (model, settings_path(model)):
            (here / file.name).symlink_to(file)
        for value in (model.name, f"./{model.name}", f"piper:{model.name}"):
            assert invoke("config", "voice", value).exit_code == 0
            assert kept("voice") == str(here / model.name)


class TestValues:
    """What is not there is refused when it is set, not on some evening later."""

    @pytest.mark.parametrize(
        ("key", "value", "told"),
        [
            ("bed", "nowhere.wav", "'nowhere.wav' is not a bed"),
            ("bed", "config.toml", "'config.toml' is not a bed"),
            ("bed", ".", "'.' is not a bed"),
            ("bed", "text.wav", "cannot be read"),
            ("voice", "nobody", "no voice called 'nobody'"),
            ("voice", "nowhere.onnx", "There is no file"),
            ("device", "gramophone", "no sound device called"),
            ("lead-in", "1h", "out of range"),
            ("bed", "", "needs a value"),
            ("title", " ", "needs a value"),
        ],
    )
    def test_it_is_refused_and_the_old_one_stays(self, here: Path, key: str, value: str, told: str) -> None:
        (here / "text.wav").write_text("not a sound")
        done = invoke("config", key, value)
        assert (done.exit_code != 0, done.stdout) == (True, "")
        assert told in " ".join(done.stderr.split())
        assert kept(key) == ""

    @pytest.mark.parametrize(
        ("key", "value"),
        [("voice", "auto"), ("voice", "pyttsx3"), ("voice", "gmw/de"), ("device", "miniaudio"), ("bed", "drone")],
    )
    def test_what_is_there_is_kept(self, here: Path, key: str, value: str) -> None:
        assert invoke("config", key, value).exit_code == 0
        assert kept(key) == value


def test_the_folders_of_ones_own_files_are_named(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_SCRIPTS", str(here))
    folders = Folders.of_user()
    shown = invoke("config").stdout.splitlines()
    assert f"# your scripts: {here}" in shown
    for what, folder in (("chimes", folders.chimes), ("beds", folders.beds), ("saved sessions", folders.state)):
        assert any(line.startswith(f"# your {what}: {folder}") for line in shown)


class TestFileNobodyWrote:
    """Whatever the settings file may hold: it is read, or said to be what it is, and never replaced by what is understood of it."""

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"a = " + b"[" * 5000, "it is nested too deeply"),
            (b"a = " + b"{b=" * 5000, "it is nested too deeply"),
            (b"pace = " + b"1" * 10_000, "a number in it is too long"),
            (b"a" + b".a" * 5000 + b" = 1", "it is nested too deeply"),
            (b"[keys.a]\nb = [1]", "it is nested too deeply"),
            (b"#" * 20_000, "it is too large to be a file of settings"),
            (b"title = \xff", "it is not UTF-8 text (at byte 8)"),
            (b"title = ", "Invalid value"),
            ("title = 'x'".encode("utf-16"), "it is not UTF-8 text"),
        ],
    )
    @pytest.mark.parametrize("command", [["config"], ["config", "pace", "slow"], ["list"]])
    def test_it_is_told_and_left_alone(
        self, own: dict[str, str], content: bytes, told: str, command: list[str]
    ) -> None:
        file = Path(own["COACH_CONFIG"])
        file.parent.mkdir()
        file.write_bytes(content)
        done = coach(*command, env=own)
        assert done.returncode == 3
        assert str(file) in done.stderr
        assert told in done.stderr
        assert file.read_bytes() == content

    def test_an_editors_byte_order_mark_is_no_part_of_it(self, own: dict[str, str]) -> None:
        file = Path(own["COACH_CONFIG"])
        file.parent.mkdir()
        file.write_bytes(b"\xef\xbb\xbftitle = 'Mine' # mine\n")
        assert coach("config", "title", env=own).stdout == "Mine\n"
        assert coach("config", "author", "Bo", env=own).returncode == 0
        assert file.read_text() == "title = 'Mine' # mine\nauthor = \"Bo\"\n"

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have it")
    def test_an_endless_file_is_not_read_to_its_end(self, own: dict[str, str]) -> None:
        done = coach("list", env={"COACH_CONFIG": "/dev/full"})
        assert done.returncode == 3
        assert "it is too large to be a file of settings" in done.stderr

    def test_a_link_stays_a_link_and_permissions_stay(self, own: dict[str, str], tmp_path: Path) -> None:
        file = Path(own["COACH_CONFIG"])
        file.parent.mkdir()
        (tmp_path / "real.toml").write_text("pace = 0.9\n")
        (tmp_path / "real.toml").chmod(0o600)
        file.symlink_to(tmp_path / "real.toml")
        assert coach("config", "author", "Bo", env=own).returncode == 0
        assert file.is_symlink()
        assert (tmp_path / "real.toml").read_text() == 'pace = 0.9\nauthor = "Bo"\n'
        assert (tmp_path / "real.toml").stat().st_mode & 0o777 == 0o600
