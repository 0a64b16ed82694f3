"""The page in a real browser, from its file, as somebody looks at it before it is uploaded."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from coach.shelf import MastheadWishes
from coach.shelf._index import index_html
from coach.shelf._masthead import masthead
from tests.page.browser import Window, open_browser
from tests.shelf.test_index import ENGLISH, GERMAN

LONG = replace(ENGLISH, name="long", title="Longwordwithoutanyspace" * 6, summary="Another" * 40)
ENTRIES = (GERMAN, ENGLISH, LONG)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The page with its pictures; of its sounds there are none, and nobody asks for them before somebody plays one."""
    told = masthead(MastheadWishes("Calm hands", "Anna"), ENTRIES)
    path = tmp_path / "index.html"
    path.write_bytes(index_html(told, ENTRIES, has_feed=True))
    for entry in ENTRIES:
        (tmp_path / f"{entry.name}.png").write_bytes(PICTURE)
    return path


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8ffff3f0005fe02fea72d4bf70000000049454e44ae426082"
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_it_is_for_everybody_and_breaks_no_rule_of_its_own(
    browser: Browser, file: Path, width: int, scheme: str
) -> None:
    """Axe is the checker that most people use; reflow at 320 pixels is WCAG 2.2, 1.4.10."""
    window = Window(browser, width, 800, color_scheme=scheme)
    try:
        window.page.goto(file.as_uri())
        found = Axe().run(window.page).response["violations"]
        scrolls = window.run("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        shown = window.run("[...document.images].filter(image => image.complete && image.naturalWidth).length")
    finally:
        window.close()
    assert found == []
    assert scrolls == 0
    assert shown >= 1
    assert not window.faults
    assert not [address for address in window.requests if address.endswith(".mp3")]
