"""The command line as a person meets it, with the real voice."""

import json
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from mutagen.id3 import ID3

from coach import __version__
from tests.cli.helpers import BROKEN, COACH, LIMIT_S, SHORT, coach
from tests.files.helpers import decode_by_ffmpeg, decode_by_mpg123


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "short.md"
    path.write_text(SHORT)
    return path


TRIES = 10
"""On a busy machine the signal may come when all is done."""


def has_open_files(process: "subprocess.Popen[str]", folder: Path) -> bool:
    """Whether a process has files of a folder open now; they come and go while we look."""
    for link in Path(f"/proc/{process.pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            if str(folder) in str(link.readlink()):
                return True
    return False


class TestHelp:
    """The first thing anyone sees."""

    def test_it_names_every_command(self) -> None:
        shown = coach("--help").stdout
        assert all(
            command in shown
            for command in ("play", "export", "list", "show", "check", "new", "import", "voices", "config")
        )

    def test_it_waits_for_nothing_heavy(self) -> None:
        """What makes help slow is what it imports; no clock is needed to see that."""
        code = "import sys, coach.cli._app; print(*sys.modules)"
        modules = set(
            subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
        )
        assert not modules & {
            "numpy",
            "miniaudio",
            "soxr",
            "lameenc",
            "mutagen",
            "markdown_it",
            "yaml",
            "pyttsx3",
            "langcodes",
            "resvg_py",
            "fontpkg",
        }

    def test_version(self) -> None:
        assert coach("--version").stdout.strip() == f"coach {__version__}"


class TestCheck:
    """Problems, all at once, each at its place."""

    def test_every_problem_is_shown_with_its_line_a_caret_and_what_to_write_instead(self, tmp_path: Path) -> None:
        (tmp_path / "broken.md").write_text(BROKEN)
        done = coach("check", "broken.md", cwd=tmp_path)
        assert done.returncode == 1
        assert done.stdout == ""
        lines = done.stderr.splitlines()
        firsts = [line for line in lines if line.startswith("broken.md:") and "error" in line]
        assert [first.split(" error: ")[0] for first in firsts] == ["broken.md:8:19:", "broken.md:9:10:"]
        assert lines[1].endswith("- Hold it. [hold: 30 sek]")
        assert lines[2].strip().strip("~") == "^"
        assert "instead" in done.stderr
        assert lines[-1] == "broken.md: 2 problems"
        assert "Traceback" not in done.stderr

    def test_a_good_script_is_said_to_be_good(self, short: Path) -> None:
        done = coach("check", short)
        assert (done.returncode, done.stderr) == (0, "")
        assert "no problems; 2 sections, 3 steps" in done.stdout

    def test_one_bad_script_does_not_hide_the_problems_of_another(self, short: Path, tmp_path: Path) -> None:
        for name in ("one.md", "two.md"):
            (tmp_path / name).write_text(BROKEN)
        done = coach("check", tmp_path / "one.md", short, tmp_path / "two.md")
        assert (done.returncode, done.stdout) == (1, "")
        assert "one.md:8" in done.stderr
        assert "two.md:8" in done.stderr


class TestListAndVoices:
    """What there is."""

    def test_list_names_routines_and_titles(self) -> None:
        shown = coach("list").stdout
        assert "infant-legs-and-hips" in shown
        assert "Hip massage for a pregnant partner" in shown

    def test_list_as_json(self) -> None:
        entries = {entry["name"]: entry for entry in json.loads(coach("list", "--json").stdout)}
        assert entries["infant-legs-and-hips"]["title"] == "Infant massage for legs and hips"
        assert entries["infant-legs-and-hips"]["options"] == ["older-child", "with-feet", "ticklish"]
        assert Path(entries["prenatal-hip"]["path"]).is_file()

    @pytest.mark.slow
    def test_a_broken_script_is_listed_as_broken_and_hides_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "broken.md").write_text(BROKEN)
        done = coach("list", env={"COACH_SCRIPTS": str(tmp_path)})
        assert done.returncode == 0
        assert "coach check broken" in done.stdout
        assert "prenatal-hip" in done.stdout

    def test_voices_are_named_with_their_languages(self) -> None:
        voices = json.loads(coach("voices", "--json").stdout)
        assert any("en-US" in voice["languages"] for voice in voices)
        shown = coach("voices").stdout
        assert all(f"{voice['engine']}:{voice['id']}" in shown for voice in voices)


class TestShow:
    """When everything happens: docs/show-json.md is the contract."""

    def test_json_keeps_its_contract(self, short: Path) -> None:
        done = coach("show", short, "--json")
        data = json.loads(done.stdout)
        assert (data["title"], data["language"]) == ("Short routine", "en-US")
        at_s = 0.0
        for event in data["events"]:
            assert set(event) == {"start_s", "duration_s", "kind", "text", "section", "step"}
            assert event["start_s"] == pytest.approx(at_s, abs=2e-6)
            assert event["duration_s"] > 0
            frames = event["start_s"] * 44_100 / 1152
            assert frames == pytest.approx(round(frames), abs=1e-4)
            at_s = event["start_s"] + event["duration_s"]
        assert data["duration_s"] == pytest.approx(at_s, abs=2e-6)
        kinds = {event["kind"] for event in data["events"]}
        assert kinds == {"speech", "chime", "pause", "hold", "repeat"}
        hold = next(event for event in data["events"] if event["kind"] == "hold")
        assert (hold["section"], hold["step"], hold["text"]) == ("First part: right hand", "Stay.", "")
        assert hold["duration_s"] == pytest.approx(5, abs=1152 / 44_100)

    def test_the_table_has_sections_steps_times_and_words(self, short: Path) -> None:
        shown = coach("show", short).stdout
        for part in (
            "Short routine:",
            "First part: left hand",
            "Circles",
            "“Make circles on the left hand.”",
            "chime: tick",
            "hold",
        ):
            assert part in shown

    @pytest.mark.slow
    def test_pace_stretches_silence_and_slows_words(self, short: Path) -> None:
        normal, slow = (json.loads(coach("show", short, "--json", "--pace", pace).stdout) for pace in ("normal", "0.8"))
        assert len(normal["events"]) == len(slow["events"])
        for one, other in zip(normal["events"], slow["events"], strict=True):
            if one["kind"] in ("pause", "hold"):
                # Either is within a frame of the exact length.
                assert other["duration_s"] == pytest.approx(one["duration_s"] / 0.8, abs=(1 / 0.8 + 1) * 1152 / 44_100)
            elif one["kind"] == "speech":
                assert other["duration_s"] > one["duration_s"]

    def test_a_pace_below_what_the_voice_can_do_is_noted(self, short: Path) -> None:
        done = coach("show", short, "--pace", "0.5")
        assert done.returncode == 0
        assert "note" in done.stderr
        assert "60" in done.stderr


class TestExport:
    """A file to give away."""

    def test_it_is_as_long_as_the_timeline_and_has_its_chapters(self, short: Path, tmp_path: Path) -> None:
        done = coach("export", short, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        timeline = json.loads(coach("show", short, "--json").stdout)
        samples, _ = decode_by_mpg123(tmp_path / "short.mp3")
        assert abs(len(samples) - timeline["duration_s"] * 44_100) <= 1152
        starts: dict[str, int] = {}
        for event in timeline["events"]:
            starts.setdefault(event["section"], round(event["start_s"] * 1000))
        chapters = {
            frame.sub_frames["TIT2"].text[0]: frame.start_time for frame in ID3(tmp_path / "short.mp3").getall("CHAP")
        }
        assert chapters == starts

    def test_there_is_speech_exactly_where_the_timeline_says_speech(self, short: Path, tmp_path: Path) -> None:
        coach("export", short, cwd=tmp_path)
        timeline = json.loads(coach("show", short, "--json").stdout)
        samples, _ = decode_by_ffmpeg(tmp_path / "short.mp3")
        for event in timeline["events"]:
            start, end = (round(at * 44_100) for at in (event["start_s"], event["start_s"] + event["duration_s"]))
            if event["kind"] in ("speech", "chime"):
                assert abs(samples[start:end]).max() > 1000, event
            elif end - start > 4 * 1152:
                assert abs(samples[start + 1152 : end - 1152]).max() < 8, event

    def test_an_existing_file_is_kept_unless_forced(self, short: Path, tmp_path: Path) -> None:
        target = tmp_path / "out.mp3"
        target.write_bytes(b"precious")
        done = coach("export", short, "-o", target)
        assert done.returncode == 1
        assert "--force" in done.stderr
        assert target.read_bytes() == b"precious"
        assert coach("export", short, "-o", target, "--force").returncode == 0
        assert target.read_bytes()[:3] == b"ID3"

    def test_a_page_is_made_by_its_ending(self, short: Path, tmp_path: Path) -> None:
        target = tmp_path / "short.html"
        done = coach("export", short, "-o", target)
        assert done.returncode == 0, done.stderr
        page = target.read_text("utf-8")
        assert page.startswith("<!DOCTYPE html>")
        assert "<title>Short routine</title>" in page

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "how", [signal.SIGINT, *(pytest.param(how, marks=pytest.mark.slow) for how in (signal.SIGTERM, signal.SIGKILL))]
    )
    def test_ended_in_the_middle_it_harms_nothing(self, tmp_path: Path, how: signal.Signals) -> None:
        """Ended as soon as it has been opening files in the target's folder, which is when it encodes."""
        target = tmp_path / "out.mp3"
        complaints = ""
        for _ in range(TRIES):
            target.write_bytes(b"precious")
            process = subprocess.Popen(
                [*COACH, "export", "infant-legs-and-hips", "-o", target, "--force"],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            while process.poll() is None and not has_open_files(process, tmp_path):
                pass
            process.send_signal(how)
            _, complaints = process.communicate(timeout=LIMIT_S)
            if process.returncode != 0:
                break
        else:
            pytest.fail("it was done each time before the signal came")
        assert target.read_bytes() == b"precious"
        assert [path.name for path in tmp_path.iterdir()] == ["out.mp3"]
        assert "Traceback" not in complaints


class TestMistakes:
    """Every mistake gets a line that helps, and no traceback."""

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("arguments", "code", "told"),
        [
            (["play", "nothing-here"], 4, "There is no routine called 'nothing-here'"),
            (["export", "missing.md"], 4, "There is no file missing.md"),
            (["export", "prenatal-hip", "-o", "no/such/folder.mp3"], 4, "there is no folder no/such"),
            (["show", "prenatal-hip", "--pace", "3"], 2, "Give a number from 0.5"),
            (["show", "prenatal-hip", "--pace", "quick"], 2, "gentle, slow, normal, brisk"),
            (["show", "prenatal-hip", "--pace", "nan"], 2, "is not a pace"),
            (["show", "prenatal-hip", "--option", "no-chairs"], 4, "no option 'no-chairs'"),
            (["show", "prenatal-hip", "--voice", "nobody"], 4, "nobody"),
            (["play", "prenatal-hip", "--device", "gramophone"], 4, "no sound device called"),
            (["dance"], 2, "dance"),
        ],
    )
    def test_it_is_told(self, tmp_path: Path, arguments: list[str], code: int, told: str) -> None:
        done = coach(*arguments, cwd=tmp_path)
        assert done.returncode == code
        assert told in " ".join(done.stderr.split())
        assert done.stdout == ""
        assert "Traceback" not in done.stderr

    @pytest.mark.slow
    def test_a_reader_that_goes_away_is_no_fault(self) -> None:
        both = f"{sys.executable} -m coach show prenatal-hip | head -n 1"
        done = subprocess.run(both, shell=True, capture_output=True, text=True, check=True)  # noqa: S602 - a pipe is what is tested
        assert "Traceback" not in done.stderr
        assert "Exception" not in done.stderr


def test_letters_that_the_output_cannot_show_are_written_otherwise(tmp_path: Path) -> None:
    (tmp_path / "hands.md").write_text(SHORT.replace("Short routine", "Руки"), encoding="utf-8")
    done = coach("show", "hands.md", "--json", cwd=tmp_path, env={"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["title"] == "Руки"
