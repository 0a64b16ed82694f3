"""What tests of shelves share: a folder of the user's own scripts."""

from pathlib import Path

import pytest

from coach.folders import SCRIPTS_VARIABLE


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own scripts; empty."""
    folder = tmp_path / "scripts"
    folder.mkdir()
    monkeypatch.setenv(SCRIPTS_VARIABLE, str(folder))
    return folder
