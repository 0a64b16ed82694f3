"""What holds for every kind of file, whoever writes it."""

import errno
import os
from io import BytesIO
from pathlib import Path

import pytest

from coach.errors import ExportError
from coach.files import FORMATS, Format, export
from coach.programme import Programme
from coach.progress import unreported
from tests.files.helpers import programme_of
from tests.needs import require


@pytest.fixture(params=FORMATS)
def format_(request: pytest.FixtureRequest) -> Format:
    try:
        FORMATS[request.param].writer().check()
    except ExportError:
        require("ffmpeg")
        raise
    return FORMATS[request.param]


@pytest.fixture
def programme() -> Programme:
    return programme_of()


def test_its_name_and_extensions_are_its_own() -> None:
    assert [format_.name for format_ in FORMATS.values()] == list(FORMATS)
    extensions = [extension for format_ in FORMATS.values() for extension in format_.extensions]
    assert len(set(extensions)) == len(extensions)
    assert all(extension.startswith(".") and extension == extension.lower() for extension in extensions)
    assert all(format_.description and format_.extension == format_.extensions[0] for format_ in FORMATS.values())


def test_the_same_programme_gives_the_same_bytes_on_a_disk_and_in_memory(
    format_: Format, programme: Programme, tmp_path: Path
) -> None:
    memory = BytesIO()
    format_.writer().write(programme, memory, unreported)
    export(programme, tmp_path / "file", format_)
    assert len(memory.getvalue()) > 100
    assert memory.getvalue() == (tmp_path / "file").read_bytes()


def test_an_existing_file_is_kept(format_: Format, programme: Programme, tmp_path: Path) -> None:
    path = tmp_path / f"old{format_.extension}"
    path.write_bytes(b"precious")
    with pytest.raises(ExportError, match="already exists"):
        export(programme, path, format_)
    assert path.read_bytes() == b"precious"


def test_a_full_disk_is_told_and_leaves_what_was_there(
    format_: Format, programme: Programme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel's own answer: nothing can be written to /dev/full."""
    monkeypatch.setattr("coach.atomic._open", lambda _: open("/dev/full", "r+b"))  # noqa: SIM115, PTH123  # closed by who asks
    path = tmp_path / f"old{format_.extension}"
    path.write_bytes(b"precious")
    with pytest.raises(ExportError, match=os.strerror(errno.ENOSPC)) as caught:
        export(programme, path, format_, overwrite=True)
    assert "Free some disk space" in caught.value.hint
    assert path.read_bytes() == b"precious"
    assert list(tmp_path.iterdir()) == [path]
