"""Versions by the folders of packages are those that importlib.metadata tells."""

from importlib.metadata import PackageNotFoundError, version

import pytest

from coach._installed import installed_version


@pytest.mark.parametrize("package", ["lameenc", "miniaudio", "soxr", "resvg_py", "numpy"])
def test_it_is_what_importlib_says(package: str) -> None:
    assert installed_version(package) == version(package)


def test_where_no_folder_can_be_looked_at_importlib_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: str) -> list[str]:
        raise NotADirectoryError

    monkeypatch.setattr("os.listdir", refused)
    assert installed_version("soxr") == version("soxr")


def test_a_package_that_is_not_there_is_told_as_importlib_does() -> None:
    with pytest.raises(PackageNotFoundError):
        installed_version("no_such_package_at_all")
