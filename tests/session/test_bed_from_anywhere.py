"""A session can be resumed in another folder than it was begun in: what is saved of its bed must be found from there."""

from pathlib import Path

import pytest

from coach.session._autosave import _from_anywhere


def test_a_path_is_saved_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _from_anywhere("waves.flac", Path("waves.flac")) == str(tmp_path / "waves.flac")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert _from_anywhere("~/waves.flac", tmp_path / "waves.flac") == str(tmp_path / "waves.flac")


def test_a_name_stays_a_name() -> None:
    """It means the same everywhere, and goes on to do so when the program is installed anew."""
    assert _from_anywhere("rain", Path("/somewhere/rain.flac")) == "rain"


def test_no_bed_is_no_bed() -> None:
    assert _from_anywhere(None, None) is None
    assert _from_anywhere(None, Path("/somewhere/rain.flac")) is None
    assert _from_anywhere("rain", None) == "rain"
