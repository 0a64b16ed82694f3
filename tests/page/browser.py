"""A real browser, without a window and without a network, that opens a page as a listener's does: from a file."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.needs import require

PATIENCE_MS: Final = 20_000
"""A bound on every wait; reaching it is a failure, never a measurement."""

_OPTIONS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A touch is what starts the sound for a listener. Tests that press keys by script have none.
    "--autoplay-policy=no-user-gesture-required",
    # Whatever it might still ask for, it finds nobody.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)

_WATCH_THE_POLICY: Final = """
addEventListener("securitypolicyviolation", ({violatedDirective, blockedURI}) =>
  console.error(`${violatedDirective} does not allow ${blockedURI}`));
"""


class Window:
    """One window of a browser with nothing remembered, and what happened in it."""

    def __init__(self, browser: Browser, width: int = 390, height: int = 844, **settings: Any) -> None:
        self._context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        self.page: Final[Page] = self._context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.faults: Final[list[str]] = []
        """Errors of scripts, broken rules of the page's policy, and whatever else the browser complained about."""
        self.requests: Final[list[str]] = []
        """Every address that was asked for."""
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.add_init_script(_WATCH_THE_POLICY)

    def open(self, path: Path) -> None:
        """Open a page from its file."""
        self.page.goto(path.as_uri())
        self.page.wait_for_selector("#start", state="visible")

    def begin(self, path: Path) -> None:
        """Open a page and start it."""
        self.open(path)
        self.run("document.getElementById('start').click()")
        self.wait("!audio.paused")

    def run(self, expression: str) -> Any:
        """The value of an expression in the page, where ``audio`` is its sound."""
        return self.page.evaluate(f"() => {{ const audio = document.getElementById('audio'); return {expression}; }}")

    def wait(self, expression: str) -> None:
        """Until an expression is true in the page, where ``audio`` is its sound."""
        self.page.wait_for_function(
            f"() => {{ const audio = document.getElementById('audio'); return {expression}; }}", polling=10
        )

    def position_s(self) -> float:
        """Where the sound is."""
        return float(self.run("audio.currentTime"))

    def seek(self, position_s: float) -> None:
        """Let the sound be somewhere else, by no doing of the page's."""
        self.run(f"audio.currentTime = {position_s}")
        self.wait("!audio.seeking")
        self.wait("new Promise(drawn => requestAnimationFrame(() => drawn(true)))")

    def text(self, selector: str) -> str:
        """The words of an element, whether they can be seen or not."""
        return self.page.text_content(selector) or ""

    def attribute(self, selector: str, name: str) -> str | None:
        """An attribute of an element."""
        return self.page.get_attribute(selector, name)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, wherever the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def close(self) -> None:
        """Forget it all."""
        self._context.close()


def check(window: Window) -> None:
    """Whatever was done in a window: no script failed, no rule of the page's policy was broken, nothing was asked of a network."""
    assert not window.faults
    assert {urlsplit(address).scheme for address in window.requests} <= {"file", "blob", "data"}


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Debian's browser, not one of the library's own: those would have to be downloaded."""
    require("browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_OPTIONS))
        yield browser
        browser.close()
