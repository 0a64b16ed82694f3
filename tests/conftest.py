"""Tests keep away from the user's own folders, and share one cache of speech so that words are spoken once."""

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Cache and saved sessions of this run of the tests, a folder without scripts, and settings that name the quickest engine."""
    folder = tmp_path_factory.mktemp("own")
    patch = pytest.MonkeyPatch()
    patch.setenv("COACH_CACHE_DIR", str(folder / "cache"))
    patch.setenv("COACH_SCRIPTS", str(folder / "scripts"))
    patch.setenv("COACH_STATE", str(folder / "state"))
    # The best voice speaks some twenty times as slowly; tests of voices ask for it.
    (folder / "config.toml").write_text('voice = "pyttsx3"\n')
    patch.setenv("COACH_CONFIG", str(folder / "config.toml"))
    yield folder
    patch.undo()
