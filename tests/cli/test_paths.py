"""Files named on the command line: ``-`` is standard input and output, and a file extension is believed or refused."""

import io
import json
import subprocess
import wave
from pathlib import Path
from typing import Any

import pytest
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from typer import BadParameter

from coach.atomic import replacing
from coach.cli import _paths as paths
from coach.script import parse
from tests.cli.helpers import BROKEN, COACH, SHORT, coach, invoke

TINY = "---\ntitle: Tiny\nlanguage: en-US\n---\n\n## Part\n\n- Rest. [2s]\n"


def length_s(kind: Any, name: str) -> float:
    return float(kind(name).info.length)


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tiny.md").write_text(TINY)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "tiny.md"


class TestStandardInput:
    """A script, or an article, that comes from another program."""

    def test_a_script_is_checked(self) -> None:
        assert invoke("check", "-", stdin=SHORT).stdout == "<stdin>: no problems; 2 sections, 3 steps\n"

    def test_its_problems_are_shown_at_their_places(self) -> None:
        done = invoke("check", "-", stdin=BROKEN)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "<stdin>:8:19: error" in done.stderr

    def test_it_is_timed_written_out_and_exported_as_the_same_file_is(self, tiny: Path) -> None:
        for command in (["show", "--json"], ["transcript"], ["export", "--format", "ssml", "-o", "-"]):
            from_stdin = invoke(command[0], "-", *command[1:], stdin=TINY)
            assert from_stdin.exit_code == 0, from_stdin.stderr
            assert from_stdin.stdout == invoke(command[0], tiny, *command[1:]).stdout

    def test_what_it_names_is_looked_for_in_the_current_folder(self, tiny: Path) -> None:
        outer = TINY.replace("- Rest. [2s]\n", "- First.\n\n[include: tiny]\n").replace("## Part", "## Outer")
        told = json.loads(invoke("show", "-", "--json", stdin=outer).stdout)
        assert [event["text"] for event in told["events"] if event["kind"] == "speech"][-1] == "Rest."

    def test_a_sound_of_it_needs_a_name(self, tiny: Path) -> None:
        done = invoke("export", "-", stdin=TINY)
        assert done.exit_code == 2
        assert "-o FILE" in done.stderr
        assert invoke("export", "-", "-o", "out.mp3", stdin=TINY).exit_code == 0
        assert length_s(MP3, "out.mp3") > 2

    def test_an_article_is_imported(self, tiny: Path) -> None:
        done = invoke("import", "-", "-o", "-", "--language", "en", stdin="Wrists\n\n1. Circle your wrists.\n")
        assert "Circle your wrists." in parse(done.stdout, "draft.md").sections[0].steps[0].items[0].text  # type: ignore[union-attr]
        assert invoke("import", "-", stdin="Tired wrists\n\n1. Circle your wrists.\n").exit_code == 0
        assert (tiny.parent / "tired-wrists.md").is_file()

    @pytest.mark.parametrize(("data", "told"), [(b"\x80", "not UTF-8 text"), (b"PK\x03\x04", "word processor")])
    def test_what_is_no_text_is_refused(self, data: bytes, told: str) -> None:
        done = invoke("check", "-", stdin=data)
        assert done.exit_code == 1
        assert told in done.stderr

    def test_a_file_of_that_name_is_named_by_a_path(self, tiny: Path) -> None:
        (tiny.parent / "-").write_text(TINY)
        assert "no problems" in invoke("check", "./-").stdout


class TestStandardOutput:
    """For another program, with nothing else in between."""

    @pytest.mark.slow
    def test_each_format_comes_as_it_does_in_a_file(self, tiny: Path) -> None:
        for format_, extension in (
            ("mp3", "mp3"),
            ("wav", "wav"),
            ("flac", "flac"),
            ("html", "html"),
            ("ssml", "ssml"),
        ):
            done = invoke("export", tiny, "-o", "-", "--format", format_)
            assert done.exit_code == 0, done.stderr
            assert invoke("export", tiny, "-o", f"a.{extension}").exit_code == 0
            assert done.stdout_bytes == (tiny.parent / f"a.{extension}").read_bytes()
            assert "2 chapters" in done.stderr

    def test_without_a_format_it_is_an_mp3_as_without_a_name(self, tiny: Path) -> None:
        assert ID3(io.BytesIO(invoke("export", tiny, "-o", "-").stdout_bytes)).getall("CHAP")

    def test_a_transcript_a_picture_a_sample_and_a_template_come_too(self, tiny: Path) -> None:
        assert invoke("transcript", tiny, "-o", "-").stdout == invoke("transcript", tiny).stdout
        assert invoke("transcript", tiny, "-o", "-", "--format", "markdown").stdout.startswith("# Tiny")
        assert invoke("show", tiny, "--picture", "-").stdout.startswith("<svg")
        with wave.open(io.BytesIO(invoke("voices", "--say", "Rest.", "-o", "-").stdout_bytes)) as sound:
            assert sound.getframerate() == 44_100
        assert parse(invoke("new", "-").stdout, "new.md").title == "My routine"
        assert [path.name for path in tiny.parent.iterdir()] == ["tiny.md"]

    @pytest.mark.slow
    def test_letters_are_utf_8_whatever_the_terminal_has(self, tiny: Path) -> None:
        tiny.write_text(TINY.replace("Tiny", "Руки"), encoding="utf-8")
        done = coach("transcript", tiny, "-o", "-", env={"PYTHONIOENCODING": "latin-1"})
        assert done.stdout.splitlines()[0] == "Руки"

    def test_an_error_gives_nothing(self, tiny: Path) -> None:
        done = invoke("export", tiny, "-o", "-", "--bed", "nowhere.wav")
        assert (done.exit_code, done.stdout_bytes) == (4, b"")

    def test_nothing_lies_beside_it(self, tiny: Path) -> None:
        done = invoke("export", tiny, "-o", "-", "--captions", "vtt")
        assert (done.exit_code, done.stdout_bytes) == (2, b"")
        assert "Name it with -o FILE" in done.stderr

    def test_where_it_cannot_be_written_that_is_told_once(self, tiny: Path) -> None:
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [*COACH, "transcript", tiny, "-o", "-"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
            )
        assert done.returncode == 1
        assert done.stderr.splitlines()[0] == "coach: error: Standard output cannot be written: No space left on device"
        assert len(done.stderr.splitlines()) == 2

    def test_a_folder_is_no_output(self, tiny: Path) -> None:
        assert invoke("export", "--all", "-o", "-").exit_code == 2
        assert [path.name for path in tiny.parent.iterdir()] == ["tiny.md"]

    def test_only_text_goes_to_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setattr("sys.stdout", Terminal())
        paths.check_written(paths.a_target("-"), overwrite=False, is_text=True)
        with pytest.raises(BadParameter, match="terminal"):
            paths.check_written(paths.a_target("-"), overwrite=False, is_text=False)

    def test_where_it_is_closed_that_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdout", None)
        with pytest.raises(BadParameter, match="Standard output is closed"):
            paths.check_written(paths.a_target("-"), overwrite=False, is_text=True)

    def test_a_file_of_that_name_is_named_by_a_path(self, tiny: Path) -> None:
        assert invoke("transcript", tiny, "-o", "./-").stdout == ""
        assert (tiny.parent / "-").read_text().startswith("Tiny")


class TestExtensions:
    """What a file is called is what it is."""

    @pytest.mark.parametrize(
        ("arguments", "written"),
        [
            (("export", "tiny.md"), "a.docx"),
            (("export", "tiny.md"), "a"),
            (("transcript", "tiny.md"), "t.pdf"),
            (("transcript", "tiny.md"), "t.html"),
            (("show", "tiny.md", "--picture"), "x.jpg"),
            (("show", "tiny.md", "--picture"), "x"),
            (("voices", "--say", "Hi."), "hi.ogg"),
            (("voices", "--say", "Hi."), "hi.m4a"),
            (("import", "tiny.md"), "draft.docx"),
        ],
    )
    def test_one_that_cannot_be_written_is_refused_with_those_that_can(
        self, tiny: Path, arguments: tuple[str, ...], written: str
    ) -> None:
        done = invoke(*arguments, *(() if arguments[-1] == "--picture" else ("-o",)), written)
        assert (done.exit_code, done.stdout) == (2, "")
        assert f"{written} has {'the extension' if '.' in written else 'no file extension'}" in done.stderr
        assert "Supported: " in done.stderr
        assert [path.name for path in tiny.parent.iterdir()] == ["tiny.md"]

    def test_a_sample_is_what_its_name_says(self, tiny: Path) -> None:
        for name in ("a.wav", "a.mp3", "a.FLAC"):
            done = invoke("voices", "--say", "Rest now.", "-o", name)
            assert done.exit_code == 0, done.stderr
        with wave.open("a.wav") as sound:
            wave_s = sound.getnframes() / 44_100
        assert length_s(MP3, "a.mp3") == pytest.approx(wave_s, abs=0.06)
        assert length_s(FLAC, "a.FLAC") == pytest.approx(wave_s)

    def test_a_transcript_in_another_format_than_its_name_has_to_be_asked_for(self, tiny: Path) -> None:
        assert invoke("transcript", tiny, "-o", "notes").exit_code == 0
        assert Path("notes").read_text().startswith("Tiny\n====")
        assert invoke("transcript", tiny, "-o", "t.wiki", "--format", "markdown").exit_code == 0
        assert Path("t.wiki").read_text().startswith("# Tiny")


@pytest.mark.parametrize(
    ("name", "typed"),
    [("a.md", "a.md"), ("Wehen & Atmen.md", "'Wehen & Atmen.md'"), ("-x.md", "./-x.md"), ("it's", "'it'\"'\"'s'")],
)
def test_a_name_is_typed_so_that_a_shell_takes_it_for_one_file(name: str, typed: str) -> None:
    assert paths.typed(name) == typed


def test_a_file_to_write_is_what_replacing_makes(tmp_path: Path) -> None:
    """One way to write, so that whatever holds for it holds everywhere."""
    with paths.writing(tmp_path / "a", overwrite=False) as one, replacing(tmp_path / "b", overwrite=False) as other:
        assert type(one) is type(other)


@pytest.mark.parametrize(
    "command", [["transcript"], ["export", "--format", "ssml"], ["export", "--format", "wav"]], ids=" ".join
)
def test_a_script_is_never_overwritten_by_what_is_made_of_it(tiny: Path, command: list[str]) -> None:
    done = invoke(*command, "tiny.md", "-o", "./tiny.md", "--force")
    assert done.exit_code == 1
    assert "tiny.md is one of the files that it would be made of" in done.stderr
    assert tiny.read_text() == TINY
