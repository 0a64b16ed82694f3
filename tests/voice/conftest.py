import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.voice import Speaker, open_speaker
from tests.voice.fakes import FAKE, FOLDER


@pytest.fixture
def meeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where the fake engine leaves what it spoke and looks for a gate."""
    folder = tmp_path / "meeting"
    folder.mkdir()
    monkeypatch.setenv(FOLDER, str(folder))
    return folder


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests of real engines, which are slow to measure. Tests that count what is made have one of their own."""
    return tmp_path_factory.mktemp("shared")


@pytest.fixture(scope="session")
def cache_dir(shared_cache: Path) -> Path:
    """The same."""
    return shared_cache


@pytest.fixture
def fake_speaker(tmp_path: Path) -> Iterator[Callable[..., Speaker]]:
    """Open speakers on the fake engine, all on one cache; they are closed in the end."""
    opened: list[Speaker] = []

    def start(workers: int = 1, deadline_s: float = 30.0, cache_dir: Path | None = None) -> Speaker:
        folder = cache_dir or tmp_path / "cache"
        opened.append(open_speaker(None, "en-US", folder, workers=workers, deadline_s=deadline_s, engine=FAKE))
        return opened[-1]

    yield start
    for speaker in opened:
        speaker.close()


def until(condition: Callable[[], object], limit_s: float = 30.0) -> None:
    """Wait for something in another process, of which no event tells."""
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)
