"""What several tests of exports need, and a cover that costs nothing to draw."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.files import export
from tests.files.helpers import programme_of, tiny_png


@pytest.fixture(autouse=True, scope="session")
def quick_cover() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr("coach.picture.cover_png", lambda *_: tiny_png())
    yield
    patch.undo()


@pytest.fixture(scope="session")
def exported(quick_cover: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "test.mp3"
    export(programme_of(), path)
    return path
