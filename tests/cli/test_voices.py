"""``coach voices``: the list, and how one sounds."""

import json
import wave
from pathlib import Path

import numpy as np
import pytest
import typer

from coach.cli import _voices as voices
from coach.voice import ModelError, VoiceInfo
from coach.voice import _engines as engines
from tests.cli.helpers import coach
from tests.rig import Rig

HIDDEN = [
    VoiceInfo("gmw/de", "pyttsx3", "German", ("de",)),
    VoiceInfo("gmw/en", "pyttsx3", "English", ("en-GB",), "female"),
]


class TestList:
    """What there is, and what there could be."""

    @pytest.mark.needs("neural voice")
    def test_as_json_it_tells_all_that_is_known_of_each_voice(self) -> None:
        told = json.loads(coach("voices", "--json").stdout)
        assert told[0] == {
            "id": "joe",
            "engine": "piper",
            "name": "Joe",
            "languages": ["en-US"],
            "gender": "male",
            "full_name": "piper:joe",
            "installed": True,
            "install": None,
        }
        assert {voice["engine"] for voice in told[1:]} == {"pyttsx3"}
        assert all(voice["full_name"] == f"pyttsx3:{voice['id']}" for voice in told[1:])

    def test_it_can_be_narrowed_to_a_language(self) -> None:
        told = json.loads(coach("voices", "--json", "--language", "de-AT").stdout)
        assert [voice["full_name"] for voice in told] == ["pyttsx3:gmw/de"]

    def test_a_language_that_nobody_speaks_is_told_and_fails(self) -> None:
        done = coach("voices", "--language", "tlh")
        assert (done.returncode, done.stdout) == (4, "")
        assert "no voice for the language 'tlh'" in done.stderr

    def test_what_is_not_installed_says_how_to_install_it(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(engines, "is_module_there", lambda name: name == "pyttsx3")
        monkeypatch.setattr(voices, "list_voices", lambda _folder, *, engine: tuple(HIDDEN))
        voices.run(as_json=False, language="en")
        assert capsys.readouterr().out == (
            "piper:joe       en-US: Joe, male (not installed; install it in a clone of coach with: pip install '.[neural]')\n"
            "pyttsx3:gmw/en  en-GB: English, female\n"
        )
        voices.run(as_json=True, language="en")
        joe, _ = json.loads(capsys.readouterr().out)
        assert (joe["installed"], joe["install"]) == (False, "pip install '.[neural]'")

    def test_an_engine_that_is_broken_hides_no_other_but_fails(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def told(_folder: Path, *, engine: str) -> tuple[VoiceInfo, ...]:
            if engine == "piper":
                raise ModelError("The model is not there.", "Install it again.")
            return tuple(HIDDEN)

        monkeypatch.setattr(engines, "is_module_there", lambda _: True)
        monkeypatch.setattr(voices, "list_voices", told)
        with pytest.raises(typer.Exit) as ended:
            voices.run(as_json=False, language=None)
        assert ended.value.exit_code == 1
        shown = capsys.readouterr()
        assert [line.split()[0] for line in shown.out.splitlines()] == ["pyttsx3:gmw/de", "pyttsx3:gmw/en"]
        assert "The model is not there" in shown.err
        assert "Install it again" in shown.err


class TestSay:
    """Hearing a voice before choosing it."""

    @pytest.mark.slow
    def test_a_sample_is_saved_as_a_wave_file(self, tmp_path: Path) -> None:
        done = coach("voices", "--say", "Let your shoulders drop.", "--voice", "en-GB", "-o", tmp_path / "a.wav")
        assert done.returncode == 4
        assert "There is no voice called 'en-GB'" in done.stderr
        assert not (tmp_path / "a.wav").exists()
        done = coach(
            "voices", "--say", "Let your shoulders drop.", "--voice", "pyttsx3:gmw/de", "-o", tmp_path / "a.wav"
        )
        assert done.returncode == 0, done.stderr
        assert "pyttsx3:gmw/de" in done.stdout
        with wave.open(str(tmp_path / "a.wav")) as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (44_100, 1, 2)
            # Four words at 120 a minute are two seconds.
            assert 1 < file.getnframes() / 44_100 < 4
            assert np.abs(np.frombuffer(file.readframes(-1), "<i2").astype(int)).max() > 2000

    @pytest.mark.slow
    def test_a_sample_is_read_as_a_routine_of_its_language_would_be(self, tmp_path: Path) -> None:
        for name, words in (("written.wav", "5-10 s"), ("said.wav", "5 bis 10 Sekunden")):
            done = coach("voices", "--say", words, "--voice", "pyttsx3:gmw/de", "-o", tmp_path / name)
            assert done.returncode == 0, done.stderr
        # The engine never gives the same bytes twice: it is one clip, kept.
        assert (tmp_path / "written.wav").read_bytes() == (tmp_path / "said.wav").read_bytes()

    @pytest.mark.needs("neural voice")
    def test_a_neural_sample_is_had_by_its_short_name(self, tmp_path: Path) -> None:
        done = coach("voices", "--say", "Rest.", "--voice", "joe", "-o", tmp_path / "joe.wav")
        assert (done.returncode, done.stderr) == (0, "")
        assert "piper:joe" in done.stdout

    def test_an_existing_file_is_kept_unless_forced(self, tmp_path: Path) -> None:
        target = tmp_path / "a.wav"
        target.write_bytes(b"precious")
        done = coach("voices", "--say", "Rest.", "-o", target)
        assert done.returncode == 1
        assert "--force" in done.stderr
        assert target.read_bytes() == b"precious"
        assert coach("voices", "--say", "Rest.", "-o", target, "--force").returncode == 0
        assert target.read_bytes()[:4] == b"RIFF"
        assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]

    def test_a_sample_is_heard(self, tmp_path: Path) -> None:
        (tmp_path / "rig").mkdir()
        coach("voices", "--say", "Rest now.", "-o", tmp_path / "a.wav")
        with wave.open(str(tmp_path / "a.wav")) as file:
            said = np.frombuffer(file.readframes(-1), "<i2")
        with Rig(tmp_path / "rig") as rig, rig.record() as recording:
            done = coach("voices", "--say", "Rest now.", env=rig.env)
            assert done.returncode == 0, done.stderr
            heard = recording.wait_more(4410)
        start = int(np.flatnonzero(heard)[0]) - int(np.flatnonzero(said)[0])
        assert np.array_equal(heard[start : start + len(said)], said)
        assert not heard[start + len(said) :].any()

    @pytest.mark.parametrize(
        ("arguments", "code", "told"),
        [
            (("--voice", "joe"), 2, "need --say"),
            (("-o", "a.wav"), 2, "need --say"),
            (("--say", "Rest.", "--json"), 2, "Use either --json or --say"),
            (("--say", " ... "), 2, "There is nothing to say"),
            (("--say", "Rest.", "--voice", "no.onnx"), 4, "There is no file"),
            (("--say", "Rest.", "-o", "no/such/folder.wav"), 4, "no folder no/such"),
        ],
    )
    def test_mistakes_are_told(self, tmp_path: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
        done = coach("voices", *arguments, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (code, "")
        assert told in " ".join(done.stderr.split())
        assert "Traceback" not in done.stderr


@pytest.mark.needs("neural voice")
def test_a_routine_is_spoken_by_the_best_voice_where_no_other_is_wished_for(tmp_path: Path) -> None:
    words = "Draw the upper hand in a wide circle, always the same way around."
    (tmp_path / "one.md").write_text(f"---\ntitle: One\nlanguage: en-US\n---\n\n## Part\n\n- {words}\n")

    def length_s(*options: str) -> float:
        events = json.loads(coach("show", "one.md", "--json", *options, cwd=tmp_path).stdout)["events"]
        return float(next(event["duration_s"] for event in events if event["text"] == words))

    assert length_s("--voice", "auto") == length_s("--voice", "piper:joe") != length_s("--voice", "pyttsx3")
