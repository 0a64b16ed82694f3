"""What holds for every kind of file, whoever writes it."""

import errno
import os
from io import BytesIO
from pathlib import Path

import pytest

from coach.errors import ExportError
from coach.export.edition import Edition
from coach.export.exporter import export
from coach.export.formats import FORMATS, Format
from tests.export.helpers import programme_of
from tests.needs import require


@pytest.fixture(params=FORMATS)
def format_(request: pytest.FixtureRequest) -> Format:
    try:
        FORMATS[request.param].check()
    except ExportError:
        require("ffmpeg")
        raise
    return FORMATS[request.param]


@pytest.fixture
def edition() -> Edition:
    programme = programme_of()
    return Edition(programme, programme.timeline())


def test_its_name_and_endings_are_its_own() -> None:
    assert [format_.name for format_ in FORMATS.values()] == list(FORMATS)
    endings = [ending for format_ in FORMATS.values() for ending in format_.endings]
    assert len(set(endings)) == len(endings)
    assert all(ending.startswith(".") and ending == ending.lower() for ending in endings)
    assert all(format_.what and format_.ending == format_.endings[0] for format_ in FORMATS.values())


def test_the_same_edition_gives_the_same_bytes_on_a_disk_and_in_memory(
    format_: Format, edition: Edition, tmp_path: Path
) -> None:
    memory = BytesIO()
    format_.write(edition, memory, lambda _: None)
    export(edition, tmp_path / "file", format_)
    assert len(memory.getvalue()) > 100
    assert memory.getvalue() == (tmp_path / "file").read_bytes()


def test_an_existing_file_is_kept(format_: Format, edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / f"old{format_.ending}"
    path.write_bytes(b"precious")
    with pytest.raises(ExportError, match="exists already"):
        export(edition, path, format_)
    assert path.read_bytes() == b"precious"


def test_a_full_disk_is_told_and_leaves_what_was_there(
    format_: Format, edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel's own answer: nothing can be written to /dev/full."""
    monkeypatch.setattr("coach.atomic._open", lambda _: open("/dev/full", "r+b"))  # noqa: SIM115, PTH123  # closed by who asks
    path = tmp_path / f"old{format_.ending}"
    path.write_bytes(b"precious")
    with pytest.raises(ExportError, match=os.strerror(errno.ENOSPC)) as caught:
        export(edition, path, format_, overwrite=True)
    assert "Make room" in caught.value.hint
    assert path.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [path]
