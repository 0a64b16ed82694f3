"""What several tests of the command line need."""

from collections.abc import Iterator

import pytest

from tests.cli.terminal import Glass


@pytest.fixture
def glass() -> Iterator[Glass]:
    made = Glass()
    yield made
    made.close()
