"""What several tests of exports need, and a cover that costs nothing to draw."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coach.files import export
from tests.files.helpers import programme_of, tiny_png


@contextmanager
def _quickly() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coach.picture._cover.cover_png", lambda *_: tiny_png())
        patch.setattr("coach.picture._cover.cover_key", lambda *_: None)  # so it is not kept for others
        yield


@pytest.fixture(autouse=True, scope="module")
def quick_cover() -> Iterator[None]:
    """For the tests of this folder and no others: in random order, theirs come in between."""
    with _quickly():
        yield


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "test.mp3"
    with _quickly():
        export(programme_of(), path)
    return path
