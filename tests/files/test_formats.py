"""Which format a file gets: by name, else by the ending of the file's name."""

from pathlib import Path

import pytest

from coach.errors import ExportError
from coach.files import FORMATS, format_of


def test_a_name_counts_more_than_an_ending() -> None:
    assert format_of("mp3", Path("a.wav")).name == "mp3"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_found_by_its_ending_in_any_case(name: str) -> None:
    assert format_of(None, Path(f"a{FORMATS[name].extension}")).name == name
    assert format_of(None, Path(f"a{FORMATS[name].extension.upper()}")).name == name


def test_without_a_file_or_a_name_it_is_an_mp3() -> None:
    assert format_of(None, None).name == "mp3"


@pytest.mark.parametrize(("wish", "path"), [("aiff", None), (None, Path("a.aiff")), (None, Path("a"))])
def test_what_is_not_there_is_refused_with_what_is(wish: str | None, path: Path | None) -> None:
    with pytest.raises(ExportError) as caught:
        format_of(wish, path)
    assert "mp3" in caught.value.hint
