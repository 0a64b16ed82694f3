"""What holds for every kind of file, asked of all of ours."""

import pytest

from coach.errors import ExportError
from coach.files import FORMATS
from coach.testing import FormatContract
from tests.needs import require


@pytest.mark.parametrize("name", FORMATS)
class TestOurs(FormatContract):
    @pytest.fixture(autouse=True)
    def named(self, name: str) -> None:
        self.format = name
        try:
            FORMATS[name].writer().check()
        except ExportError:
            require("ffmpeg")
            raise


def test_the_table_knows_each_by_its_name() -> None:
    assert [format_.name for format_ in FORMATS.values()] == list(FORMATS)
