"""What several tests of exports need."""

from pathlib import Path

import pytest

from coach.export.edition import Edition
from coach.export.exporter import export
from tests.export.helpers import programme_of


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "test.mp3"
    programme = programme_of()
    export(Edition(programme, programme.timeline()), path)
    return path
