"""The cover of a programme is drawn once, and kept."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from coach.cache import Cache
from coach.files import cover_of
from coach.files._about import _cover_of
from coach.timeline import Timeline
from tests.files.helpers import programme_of, tiny_png


@dataclass
class Drawer:
    """In the place of what draws covers; counts how often it did."""

    key: str | None = "ab" * 32
    drawn: list[str] = field(default_factory=list)

    def cover_png(self, _: Timeline, title: str) -> bytes:
        self.drawn.append(title)
        return tiny_png()


@pytest.fixture
def drawer(monkeypatch: pytest.MonkeyPatch) -> Drawer:
    made = Drawer()
    monkeypatch.setattr("coach.picture._cover.cover_png", made.cover_png)
    monkeypatch.setattr("coach.picture._cover.cover_key", lambda *_: made.key)
    return made


EMPTY = Timeline(())


def test_it_is_drawn_once_for_each_key(drawer: Drawer, tmp_path: Path) -> None:
    for _ in range(3):
        assert _cover_of(EMPTY, "A", Cache(tmp_path)) == tiny_png()
    drawer.key = "cd" * 32
    _cover_of(EMPTY, "B", Cache(tmp_path))
    assert drawer.drawn == ["A", "B"]


def test_without_a_key_or_a_cache_it_is_drawn_each_time(drawer: Drawer, tmp_path: Path) -> None:
    _cover_of(EMPTY, "A", None)
    drawer.key = None
    _cover_of(EMPTY, "B", Cache(tmp_path))
    _cover_of(EMPTY, "C", Cache(tmp_path))
    assert drawer.drawn == ["A", "B", "C"]


def test_a_damaged_one_is_drawn_again(drawer: Drawer, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    _cover_of(EMPTY, "A", cache)
    (kept,) = (tmp_path / "covers").rglob("*.png")
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    assert _cover_of(EMPTY, "A", cache) == tiny_png()
    assert drawer.drawn == ["A", "A"]


def test_a_cache_that_cannot_be_written_does_no_harm(drawer: Drawer, tmp_path: Path) -> None:
    (tmp_path / "covers").touch()
    assert _cover_of(EMPTY, "A", Cache(tmp_path)) == tiny_png()


def test_several_files_of_one_programme_show_one_picture(drawer: Drawer) -> None:
    programme = programme_of()
    assert cover_of(programme) is cover_of(programme)
    assert len(drawer.drawn) == 1


def test_covers_count_as_the_cache_and_go_with_it(drawer: Drawer, tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    _cover_of(EMPTY, "A", cache)
    assert cache.size() > len(tiny_png())
    cache.clear()
    assert cache.size() == 0
