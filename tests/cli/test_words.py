"""Captions, chapters, transcripts and SSML as a person asks for them, with the real voice."""

import json
import subprocess
import sys
from pathlib import Path

import pysubs2
import pytest
import webvtt

from tests.cli.helpers import BROKEN, SHORT, coach
from tests.cli.terminal import running
from tests.files.helpers import decode_by_mpg123


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "short.md"
    path.write_text(SHORT)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestBesideTheSound:
    """``coach export --captions --chapters``."""

    def test_captions_and_chapters_have_the_times_of_the_sound(self, short: Path, tmp_path: Path) -> None:
        done = coach(
            "export", short, "--captions", "vtt", "--captions", "srt", "--captions", "lrc", "--chapters", cwd=tmp_path
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert names(tmp_path) == [
            "short.chapters.json",
            "short.lrc",
            "short.md",
            "short.mp3",
            "short.srt",
            "short.vtt",
        ]
        assert done.stdout.splitlines()[1:] == ["short.vtt", "short.srt", "short.lrc", "short.chapters.json"]
        events = json.loads(coach("show", short, "--json").stdout)["events"]
        spoken = [(round(event["start_s"] * 1000), event["text"]) for event in events if event["kind"] == "speech"]
        cues = pysubs2.load(str(tmp_path / "short.srt"))
        assert set(spoken) <= {(cue.start, cue.plaintext) for cue in cues}
        samples, _ = decode_by_mpg123(tmp_path / "short.mp3")
        assert abs(cues[-1].end - len(samples) / 44.1) <= 27
        assert len(webvtt.read(str(tmp_path / "short.vtt"), strict=True).captions or ()) == len(cues)
        chapters = json.loads((tmp_path / "short.chapters.json").read_text())
        assert chapters["fileName"] == "short.mp3"
        assert [chapter["title"] for chapter in chapters["chapters"]][1:3] == [
            "First part: right hand",
            "First part: left hand",
        ]

    @pytest.mark.parametrize("there", ["out.vtt", "out.chapters.json"])
    def test_a_file_that_exists_is_kept_and_nothing_else_written(self, short: Path, tmp_path: Path, there: str) -> None:
        (tmp_path / there).write_bytes(b"precious")
        done = coach("export", short, "-o", "out.mp3", "--captions", "vtt", "--chapters", cwd=tmp_path)
        assert done.returncode == 1
        assert f"{there} already exists" in done.stderr
        assert "--force" in done.stderr
        assert names(tmp_path) == sorted([there, "short.md"])
        assert (tmp_path / there).read_bytes() == b"precious"

    def test_all_targets_are_looked_at_before_a_word_is_spoken(self, short: Path, tmp_path: Path) -> None:
        (tmp_path / "short.vtt").touch()
        clips = tmp_path / "cache"
        coach("export", short, "--captions", "vtt", cwd=tmp_path, env={"COACH_CACHE_DIR": str(clips)})
        assert not clips.exists()

    @pytest.mark.parametrize(
        ("arguments", "code", "told"),
        [
            (["--captions", "sub"], 2, "Choose from: vtt, srt or lrc"),
            (["--captions", "vtt", "--format", "ssml"], 2, "ssml has none"),
            (["--chapters", "-o", "x.ssml"], 2, "ssml has none"),
            (["--captions", "vtt", "--format", "mp3", "-o", "x.vtt"], 1, "Two files would both be"),
        ],
    )
    def test_a_mistake_is_told(self, short: Path, tmp_path: Path, arguments: list[str], code: int, told: str) -> None:
        done = coach("export", short, *arguments, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (code, "")
        assert told in " ".join(done.stderr.split())
        assert names(tmp_path) == ["short.md"]


class TestTranscript:
    """``coach transcript``."""

    def test_it_reads_as_a_person_would_read_it(self, short: Path) -> None:
        done = coach("transcript", short)
        assert (done.returncode, done.stderr) == (0, "")
        lines = [line.strip() for line in done.stdout.splitlines()]
        assert lines[0] == "Short routine"
        assert "Stop if it hurts." in lines
        assert "Make circles on the right hand. (3 times in 3 s)" in lines
        assert any(line.endswith("  Stay. (hold 5 s)") for line in lines)

    def test_it_takes_the_wishes_of_show(self, short: Path) -> None:
        shown = coach("transcript", short, "--pace", "0.5", "--guidance", "brief").stdout
        assert "(hold 10 s)" in shown
        assert "Make circles" not in shown

    def test_a_file_is_written_in_the_format_of_its_name_or_the_one_asked_for(
        self, short: Path, tmp_path: Path
    ) -> None:
        for arguments in (["-o", "a.md"], ["-o", "b.md", "--format", "text"]):
            done = coach("transcript", short, *arguments, cwd=tmp_path)
            assert (done.returncode, done.stdout) == (0, "")
        assert (tmp_path / "a.md").read_text().splitlines()[0] == "# Short routine"
        assert (tmp_path / "b.md").read_text().splitlines()[:2] == ["Short routine", "============="]

    def test_a_file_that_exists_is_kept_unless_forced(self, short: Path, tmp_path: Path) -> None:
        target = tmp_path / "a.txt"
        target.write_text("precious")
        done = coach("transcript", short, "-o", target)
        assert done.returncode == 1
        assert "--force" in done.stderr
        assert target.read_text() == "precious"
        assert coach("transcript", short, "-o", target, "--force").returncode == 0
        assert "Short routine" in target.read_text()

    def test_on_a_terminal_it_keeps_to_the_width(self, short: Path) -> None:
        with running("transcript", short, env={}, columns=50, rows=60) as terminal:
            assert terminal.wait() == 0
            terminal.wait_for_text("Rest now.")
            lines = [line.rstrip() for line in terminal.shown.splitlines()]
        lines = lines[lines.index("Short routine") :]
        assert max(map(len, lines)) <= 50, [line for line in lines if len(line) > 50]
        assert "         Make circles on the right hand." in lines
        assert "         (3 times in 3 s)" in lines

    def test_a_mistake_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "broken.md").write_text(BROKEN)
        done = coach("transcript", tmp_path / "broken.md")
        assert (done.returncode, done.stdout) == (1, "")
        assert "broken.md:8:19" in done.stderr
        done = coach("transcript", tmp_path / "broken.md", "--format", "html")
        assert done.returncode == 2
        assert "text or markdown" in done.stderr


class TestSsml:
    """``coach export --format ssml``."""

    @pytest.mark.parametrize("arguments", [["--format", "ssml"], ["-o", "short.ssml"]])
    def test_it_needs_no_word_spoken(self, short: Path, tmp_path: Path, arguments: list[str]) -> None:
        clips = tmp_path / "cache"
        done = coach("export", short, *arguments, cwd=tmp_path, env={"COACH_CACHE_DIR": str(clips)})
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("short.ssml: about 1:")
        text = (tmp_path / "short.ssml").read_text()
        assert ">Make circles on the right hand.</prosody></s>" in text
        assert '<break time="5000ms"/>' in text
        assert not list(clips.rglob("*.clip"))

    def test_fitted_to_a_time_its_silences_are(self, short: Path, tmp_path: Path) -> None:
        done = coach("export", short, "--format", "ssml", "--duration", "60s", cwd=tmp_path)
        assert done.returncode == 0
        assert "every silence" in done.stderr


def test_what_makes_words_waits_until_it_is_asked_for() -> None:
    code = "import sys, coach.cli._app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in loaded if name.startswith("coach.export")]
