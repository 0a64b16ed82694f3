"""Where a person's files are."""

from pathlib import Path

import pytest

from coach.folders import CACHE_VARIABLE, CONFIG_VARIABLE, SCRIPTS_VARIABLE, STATE_VARIABLE, Folders

VARIABLES = {CACHE_VARIABLE: "cache", STATE_VARIABLE: "state", SCRIPTS_VARIABLE: "scripts", CONFIG_VARIABLE: "settings"}


@pytest.mark.parametrize(("variable", "field"), VARIABLES.items())
def test_an_environment_variable_names_another_place(
    variable: str, field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "chosen"))
    assert getattr(Folders.of_user(), field) == tmp_path / "chosen"


@pytest.mark.parametrize(("variable", "field"), VARIABLES.items())
@pytest.mark.parametrize("value", [None, ""])
def test_else_they_are_where_the_system_keeps_such_things(
    variable: str, field: str, value: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """XDG Base Directory Specification 0.8: each kind has a variable of its own."""
    for kind in ("CACHE", "STATE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    if value is None:
        monkeypatch.delenv(variable, raising=False)
    else:
        monkeypatch.setenv(variable, value)
    kinds = {"cache": "cache", "state": "state", "scripts": "data", "settings": "config"}
    assert getattr(Folders.of_user(), field).is_relative_to(tmp_path / kinds[field] / "coach")


def test_all_can_be_inside_one_folder(tmp_path: Path) -> None:
    folders = Folders.within(tmp_path)
    places = [folders.cache, folders.state, folders.scripts, folders.chimes, folders.settings]
    assert len(set(places)) == 5
    assert all(place.parent == tmp_path for place in places)
    assert folders.beds.parent == folders.chimes
