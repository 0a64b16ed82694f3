"""One browser for the tests of a file, and a short session to open in it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.page.browser import Window, check, open_browser
from tests.page.helpers import ROUTINE, Made, made


@pytest.fixture(scope="package")
def short(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A session of some twenty seconds with everything in it."""
    return made(ROUTINE, tmp_path_factory.mktemp("page") / "short.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Window]]:
    """Opens windows of any size and settings."""
    windows: list[Window] = []

    def new(width: int = 390, height: int = 844, **settings: Any) -> Window:
        windows.append(Window(browser, width, height, **settings))
        return windows[-1]

    yield new
    for one in windows:
        one.close()
        check(one)


@pytest.fixture(scope="module")
def one_window(browser: Browser) -> Iterator[Window]:
    window = Window(browser)
    yield window
    window.close()


@pytest.fixture
def playing(one_window: Window, short: Made) -> Iterator[Window]:
    """A window in which the short session has just begun, and nothing is remembered: the same one for many tests, which is quicker."""
    one_window.begin(short.path)
    yield one_window
    # Without its sound the page cannot come to another step, and so to remembering one.
    one_window.run("(audio.src = '', localStorage.clear())")
    check(one_window)
    one_window.requests.clear()
