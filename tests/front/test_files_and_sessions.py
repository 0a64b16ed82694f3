"""A programme as files of any kind, as words, and played."""

import json
import wave
from collections.abc import Iterator
from pathlib import Path

import mutagen
import pytest

import coach
from coach.errors import Code, ExportError, NotFoundError, OutputError
from coach.folders import shipped
from tests.front.helpers import BRIEF, SCRIPT


@pytest.fixture(scope="module")
def programme(voice: coach.Speaker, folders: coach.Folders) -> Iterator[coach.OpenProgramme]:
    with coach.loads(SCRIPT, voice=voice, folders=folders) as opened:
        yield opened


def samples_of(path: Path) -> int:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels()) == (44_100, 1)
        return int(file.getnframes())


class TestExport:
    @pytest.mark.slow
    def test_the_extension_is_the_format(self, programme: coach.OpenProgramme, tmp_path: Path) -> None:
        assert programme.export(tmp_path / "a.wav") == (tmp_path / "a.wav",)
        assert programme.export(str(tmp_path / "a.mp3")) == (tmp_path / "a.mp3",)
        assert samples_of(tmp_path / "a.wav") == programme.timeline().length * 1152
        assert type(mutagen.File(tmp_path / "a.mp3")).__name__ == "MP3"

    def test_a_name_counts_more(self, programme: coach.OpenProgramme, tmp_path: Path) -> None:
        programme.export(tmp_path / "a.mp3", format="wav")
        assert samples_of(tmp_path / "a.mp3") == programme.timeline().length * 1152

    def test_captions_and_chapters_are_sidecar_files(self, programme: coach.OpenProgramme, tmp_path: Path) -> None:
        written = programme.export(tmp_path / "a.wav", captions=["vtt", "srt"], chapters=True)
        assert [path.name for path in written] == ["a.wav", "a.vtt", "a.srt", "a.chapters.json"]
        assert written[1].read_text().startswith("WEBVTT")
        titles = [chapter["title"] for chapter in json.loads(written[3].read_text())["chapters"]]
        assert titles == ["Before you begin", "Palms", "Fingers"]

    def test_one_kind_of_captions_needs_no_list(self, programme: coach.OpenProgramme, tmp_path: Path) -> None:
        assert [path.name for path in programme.export(tmp_path / "a.wav", captions="lrc")] == ["a.wav", "a.lrc"]

    def test_files_that_exist_are_kept_all_of_them(self, programme: coach.OpenProgramme, tmp_path: Path) -> None:
        (tmp_path / "a.vtt").write_text("mine")
        with pytest.raises(ExportError, match=r"a\.vtt"):
            programme.export(tmp_path / "a.wav", captions="vtt")
        assert [path.name for path in tmp_path.iterdir()] == ["a.vtt"]
        assert (tmp_path / "a.vtt").read_text() == "mine"
        programme.export(tmp_path / "a.wav", captions="vtt", overwrite=True)
        assert (tmp_path / "a.vtt").read_text().startswith("WEBVTT")

    @pytest.mark.parametrize(
        ("name", "wanted", "code"),
        [
            ("a.xyz", {}, Code.FORMAT_UNKNOWN),
            ("a", {}, Code.FORMAT_UNKNOWN),
            ("a.wav", {"format": "xyz"}, Code.FORMAT_UNKNOWN),
            ("a.wav", {"captions": "xyz"}, Code.FORMAT_UNKNOWN),
            ("a.ssml", {"captions": "vtt"}, Code.FORMAT_SILENT),
            ("a.ssml", {"chapters": True}, Code.FORMAT_SILENT),
            ("a.vtt", {"captions": "vtt", "format": "wav"}, Code.SAME_FILE_TWICE),
            ("no/such/folder/a.wav", {}, Code.FOLDER_NOT_FOUND),
        ],
        ids=str,
    )
    def test_what_cannot_be_is_refused_before_a_word_is_spoken(
        self,
        voice: coach.Speaker,
        folders: coach.Folders,
        tmp_path: Path,
        name: str,
        wanted: dict[str, str],
        code: Code,
    ) -> None:
        fresh = coach.loads(SCRIPT, voice=voice, folders=folders)
        with pytest.raises(ExportError) as caught:
            fresh.export(tmp_path / name, **wanted)  # type: ignore[arg-type]  # as a dictionary for the table
        assert caught.value.code is code
        assert "not timed yet" in repr(fresh)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("source", ["own.md", "link.md", "feet.md", "sea.wav", "bed.wav"])
    def test_nothing_it_is_made_of_is_overwritten(
        self,
        programme: coach.OpenProgramme,
        voice: coach.Speaker,
        folders: coach.Folders,
        tmp_path: Path,
        source: str,
    ) -> None:
        programme.export(tmp_path / "bed.wav")
        (tmp_path / "sea.wav").write_bytes((shipped("audio_cues") / "start.wav").read_bytes())
        (tmp_path / "feet.md").write_text(SCRIPT, encoding="utf-8")
        (tmp_path / "own.md").write_text(
            "---\ntitle: Own\nlanguage: en-US\n---\n\n- Rest. [sound: sea]\n\n[include: feet]\n", encoding="utf-8"
        )
        (tmp_path / "link.md").symlink_to("own.md")
        before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        own = coach.load(tmp_path / "own.md", voice=voice, folders=folders, bed=str(tmp_path / "bed.wav"))
        with pytest.raises(ExportError, match="made of") as caught:
            own.export(tmp_path / source, format="wav", overwrite=True)
        assert caught.value.code is Code.SAME_FILE_TWICE
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before

    def test_a_file_without_sound_speaks_no_word(
        self, voice: coach.Speaker, folders: coach.Folders, tmp_path: Path
    ) -> None:
        fresh = coach.loads(SCRIPT, voice=voice, folders=folders)
        fresh.export(tmp_path / "a.ssml")
        assert "Make small circles" in (tmp_path / "a.ssml").read_text()
        assert "not timed yet" in repr(fresh)

    @pytest.mark.slow
    def test_progress_counts_up_to_all_samples(self, programme: coach.OpenProgramme, tmp_path: Path) -> None:
        told: list[tuple[int, int]] = []
        programme.export(tmp_path / "a.wav", on_progress=lambda done, total: told.append((done, total)))
        assert told[-1] == (programme.timeline().length * 1152,) * 2


def test_the_transcript_is_text_or_markdown(programme: coach.OpenProgramme) -> None:
    assert "Make small circles." in programme.transcript()
    assert programme.transcript(markdown=True).startswith("# Tired hands")
    assert max(map(len, programme.transcript(width=40).splitlines())) <= 40


@pytest.mark.slow
class TestSession:
    """On the device ``null``, in real time, with chimes alone so that it is short; a wait of half an hour ends only by a command."""

    def test_it_is_driven_by_commands(self, voice: coach.Speaker, folders: coach.Folders) -> None:
        with (
            coach.loads(BRIEF, voice=voice, folders=folders, guidance="silent") as programme,
            programme.session(device="null") as live,
        ):
            programme.timeline()
            live.start()
            with pytest.raises(RuntimeError, match="has begun already"):
                live.start()
            while not live.view().in_wait:
                assert not live.wait(0.01)
            assert live.view().step == "Second"
            assert live.view().next_step == "Third"
            live.do(coach.Command.PAUSE)
            assert live.view().state == coach.State.PAUSED
            live.do(coach.Command.RESUME)
            live.do(coach.Command.READY)
            while not live.wait(0.05):
                pass
            assert live.view().state == "finished"

    def test_it_ends_when_the_block_does(self, voice: coach.Speaker, folders: coach.Folders) -> None:
        with coach.loads(BRIEF, voice=voice, folders=folders, guidance="silent") as programme:
            with programme.session(device="null") as live:
                live.start()
            assert live.view().state == coach.State.STOPPED

    def test_it_can_begin_elsewhere_and_faster(self, voice: coach.Speaker, folders: coach.Folders) -> None:
        with coach.loads(BRIEF, voice=voice, folders=folders, guidance="silent") as programme:
            third = next(i for i, moment in enumerate(programme.moments) if moment.place.step_title == "Third")
            with programme.session(device="null", start=coach.Start(index=third)) as live:
                assert live.view().step == "Third"

    def test_play_returns_when_it_is_over(self, voice: coach.Speaker, folders: coach.Folders) -> None:
        text = "---\ntitle: One\nlanguage: en-US\n---\n\n## One\n\n- Go. [pause: 1s]\n"
        with coach.loads(text, voice=voice, folders=folders, guidance="silent") as programme:
            programme.play(device="null")

    def test_a_device_that_is_not_there_is_told(self, programme: coach.OpenProgramme) -> None:
        with pytest.raises((NotFoundError, OutputError)):
            programme.session(device="no such device")


def test_a_session_is_live_and_files_are_not(voice: coach.Speaker, folders: coach.Folders) -> None:
    script = (
        "---\ntitle: Ready\nlanguage: en-US\n---\n\n- {if: live} Press a key. [wait: any]\n- {if: file} Wait. [20s]\n"
    )
    with coach.loads(script, voice=voice, folders=folders) as opened:
        assert "Wait." in opened.transcript()
        words = [getattr(getattr(moment, "source", None), "text", "") for moment in opened.live().moments]
        assert "Press a key." in words
        assert "Wait." not in words


def test_without_anything_live_a_session_is_the_programme_itself(programme: coach.OpenProgramme) -> None:
    assert programme.live() is programme
