"""One voice for most tests of the front door: opening it takes longer than they do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import coach
from tests.front.helpers import QUICK


@pytest.fixture(scope="package")
def folders(tmp_path_factory: pytest.TempPathFactory) -> coach.Folders:
    return coach.Folders.within(tmp_path_factory.mktemp("front"))


@pytest.fixture(scope="package")
def voice(folders: coach.Folders) -> Iterator[coach.Speaker]:
    with coach.open_voice("low", engine=QUICK, folders=folders) as speaker:
        yield speaker


@pytest.fixture
def script(tmp_path: Path) -> Path:
    from tests.front.helpers import SCRIPT

    path = tmp_path / "tired-hands.md"
    path.write_text(SCRIPT)
    return path
