"""Tests keep away from the user's own folders, and share one cache of speech so that words are spoken once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

SOUND = (
    "player/",
    "desktop/",
    "session/test_lost_devices",
    "cli/test_play",
    "cli/test_commands_heard",
    "cli/test_resume",
    "cli/test_screen",
)
"""Tests in which sound is played in real time. One after the other, and never two at once: they would make each other late."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where tests are run on several cores, those with sound go to one of them, and those of a file stay together."""
    here = Path(__file__).parent
    for item in items:
        path = item.path.relative_to(here).as_posix()
        item.add_marker(pytest.mark.xdist_group("sound" if path.startswith(SOUND) else path))


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Cache and saved sessions of this run of the tests, a folder without scripts, and settings that name the quickest engine."""
    # Several processes that run tests share the cache, so that words are still spoken once.
    together = "PYTEST_XDIST_WORKER" in os.environ
    folder = tmp_path_factory.getbasetemp().parent / "own" if together else tmp_path_factory.mktemp("own")
    folder.mkdir(exist_ok=True)
    patch = pytest.MonkeyPatch()
    patch.setenv("COACH_CACHE_DIR", str(folder / "cache"))
    patch.setenv("COACH_SCRIPTS", str(folder / "scripts"))
    patch.setenv("COACH_STATE", str(tmp_path_factory.mktemp("state")))
    # The best voice speaks some twenty times as slowly; tests of voices ask for it.
    (folder / "config.toml").write_text('voice = "pyttsx3"\n')
    patch.setenv("COACH_CONFIG", str(folder / "config.toml"))
    yield folder
    patch.undo()
