"""The page in a real browser for all who use it: by ear, by eye, in the dark, without motion, on small screens and locked ones."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from coach.script import Prompt, Repeat, Routine, Section, Step
from tests.page.browser import Window, check
from tests.page.helpers import ROUTINE, Made, made, seconds_of
from tests.page.test_document import HOSTILE, hostile_routine
from tests.timeline.helpers import seconds

NewWindow = Callable[..., Window]

SIZES = ("scrollWidth", "clientWidth", "scrollHeight", "clientHeight")

BOXES = ("player", "toggle", "previous", "next")

SCREENS = [(320, 568), (390, 844), (820, 1180), (844, 390), (568, 320), (1440, 900)]

WATCH_THE_PHONE = """
globalThis.phone = { locks: 0, released: 0, positions: [], handlers: {} };
class Lock extends EventTarget {
  async release() { phone.released += 1; this.dispatchEvent(new Event("release")); }
}
Object.defineProperty(navigator, "wakeLock", {
  value: { request: async (kind) => { phone.locks += kind === "screen"; return (phone.lock = new Lock()); } },
});
const set = MediaSession.prototype.setActionHandler;
MediaSession.prototype.setActionHandler = function (action, handler) {
  phone.handlers[action] = handler;
  set.call(this, action, handler);
};
const tell = MediaSession.prototype.setPositionState;
MediaSession.prototype.setPositionState = function (state) {
  phone.positions.push(state);
  tell.call(this, state);
};
"""


def complaints(window: Window) -> list[str]:
    """What axe finds that keeps people out: each rule and the element that breaks it."""
    found = Axe().run(window.page).response["violations"]
    return [
        f"{rule['id']}: {node['html']}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


def test_it_keeps_nobody_out(window: NewWindow, short: Made) -> None:
    new = window()
    new.open(short.path)
    assert complaints(new) == []
    new.page.click("#start")
    new.press("?")  # opens the keys
    new.page.click("summary >> nth=0")
    new.seek(short.start_of("Stretch") + 1.2)
    assert complaints(new) == []
    new.press("Space")
    new.wait("audio.paused && document.getElementById('label').textContent === 'Paused'")
    assert complaints(new) == []


def test_a_page_that_keeps_people_out_is_found(window: NewWindow, short: Made) -> None:
    new = window()
    new.open(short.path)
    new.run("document.getElementById('start').replaceChildren()")
    assert any(complaint.startswith("button-name: ") for complaint in complaints(new))


def luminance(colour: str) -> float:
    """Relative luminance, by WCAG 2.2."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(window: NewWindow, short: Made, scheme: str) -> None:
    """By 4.5 to 1. The button that lies over the stage keeps axe from telling."""
    new = window(color_scheme=scheme)
    new.begin(short.path)
    new.seek(short.start_of("Stretch") + 1)
    ground = luminance(new.run("getComputedStyle(document.documentElement).backgroundColor"))
    assert ground > 0.5 if scheme == "light" else ground < 0.05
    for selector in ("#name", "#said", "#next-step", "#next-name", "#label", "#chapter", "#clock", "#number"):
        ink = luminance(new.run(f"getComputedStyle(document.querySelector('{selector}')).color"))
        assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5, selector


LONG_NAMES = (
    "Rolling",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "One small word after the other, " * 4 + "and the end",
)


@pytest.fixture(scope="module")
def long_names(tmp_path_factory: pytest.TempPathFactory) -> Made:
    words = Prompt("Say something about this, not too short either.")
    steps = tuple(Step((words, Repeat(2, seconds(1))), name) for name in LONG_NAMES)
    section = Section("A section with a name that is too long for its line", steps)
    return made(Routine("Screens", "de", (section,)), tmp_path_factory.mktemp("long") / "names.html")


@pytest.fixture(scope="module")
def shown_long_names(browser: Browser, long_names: Made) -> Iterator[Window]:
    new = Window(browser)
    new.begin(long_names.path)
    new.press("Space")
    yield new
    new.close()
    check(new)


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_it_fits_every_screen(shown_long_names: Window, long_names: Made, width: int, height: int) -> None:
    """Also long names in long words: nothing is wider than the screen, no name or word is cut off, and elbows find the buttons."""
    new = shown_long_names
    new.page.set_viewport_size({"width": width, "height": height})
    for name in LONG_NAMES:
        new.seek(long_names.start_of(name) + 1)
        assert new.run("document.documentElement.scrollWidth") <= width
        for place in (".name", ".words"):
            sizes = new.run(f"{list(SIZES)}.map((size) => document.querySelector('{place}')[size])")
            assert sizes[0] <= sizes[1], (name, place)
            assert sizes[2] <= sizes[3], (name, place)
    player, stage, *turns = (new.page.locator(f"#{name}").bounding_box() for name in BOXES)
    assert player
    assert stage
    assert stage["width"] * stage["height"] > 0.55 * player["width"] * player["height"]
    for turn in turns:
        assert turn
        assert min(turn["width"], turn["height"]) >= 88
        assert turn["y"] + turn["height"] <= height


def test_a_short_name_can_be_read_from_afar(window: NewWindow, short: Made) -> None:
    """The height of letters is some 1/400 of the distance at least, on a phone 70 mm wide and two metres away."""
    new = window(390, 844)
    new.begin(short.path)
    new.seek(short.start_of("Circles") + 0.1)
    letters_mm = new.run("parseFloat(getComputedStyle(document.getElementById('name')).fontSize)") * 0.5 * 70 / 390
    assert letters_mm > 2000 / 400


def test_words_of_a_script_stay_words(window: NewWindow, tmp_path: Path) -> None:
    page = made(hostile_routine(), tmp_path / "hostile.html")
    new = window()
    new.page.on("dialog", lambda _: pytest.fail("a script of the writer's ran"))
    new.begin(page.path)
    assert new.text("#title") == HOSTILE[0]
    for at_s, name in page.steps()[-9:-1]:
        new.seek(at_s + 0.1)
        assert new.text("#name") == name
    assert new.run("document.scripts.length") == 2
    assert new.run("document.images.length") == 0


def test_from_right_to_left_the_next_step_is_on_the_left(window: NewWindow, tmp_path: Path) -> None:
    page = made(replace(ROUTINE, language="he"), tmp_path / "right.html")
    new = window()
    new.begin(page.path)
    next_box, previous_box = (new.page.locator(f"#{name}").bounding_box() for name in ("next", "previous"))
    assert next_box
    assert previous_box
    assert next_box["x"] < previous_box["x"]
    assert new.attribute("#name", "lang") == "he"


def test_a_sound_that_cannot_be_played_is_told(playing: Window) -> None:
    playing.run("(audio.src = 'blob:nothing', true)")
    playing.page.wait_for_selector("#trouble", state="visible")
    assert "cannot play the sound" in playing.text("#trouble")
    playing.faults.clear()  # the browser complains about it, too


@pytest.mark.parametrize("damage", ["cut", "one letter", "a line less", "no base64"])
def test_a_page_whose_sound_is_not_whole_says_so_and_does_not_begin(
    damage: str, window: NewWindow, short: Made, tmp_path: Path
) -> None:
    """As after a download that broke off: what is there might be noise, and would end in the middle."""
    broken = tmp_path / "broken.html"
    line = short.lines[len(short.lines) // 2]
    at = short.source.index(line)
    broken.write_text(
        {
            "cut": short.source[: at + 40],
            "one letter": short.source.replace(line, line[:20] + ("A" if line[20] != "A" else "B") + line[21:]),
            "a line less": short.source.replace(line + "\n", ""),
            "no base64": short.source.replace(line, "*" * len(line)),
        }[damage],
        "utf-8",
    )
    new = window()
    new.page.goto(broken.as_uri())
    new.page.wait_for_selector("#trouble", state="visible")
    assert new.text("#trouble") == "Part of this page is missing. Download it again, or ask for it again."
    assert not new.page.is_visible("#start")
    assert new.run("audio.src") == ""


class TestByEar:
    """What a screen reader says: never over the voice."""

    def test_steps_are_not_announced_while_the_voice_tells_them(self, playing: Window, short: Made) -> None:
        playing.seek(short.start_of("Stretch") + 0.1)
        assert playing.text("#name") == "Stretch"
        assert playing.text("#live") == ""

    def test_a_skipped_and_a_paused_step_are(self, playing: Window, short: Made) -> None:
        playing.seek(short.start_of("Circles") + 0.1)
        playing.press("PageDown")
        assert playing.text("#live") == "Palms: Stretch"
        playing.seek(short.start_of("Oil") + 0.1)
        playing.press("Space")
        playing.wait("document.getElementById('live').textContent === 'Fingers: Oil'")

    def test_the_time_left_is_told_when_asked_for(self, playing: Window, short: Made) -> None:
        playing.press("Space")
        playing.seek(seconds_of(short.data["length"]) - 10.5)
        playing.press("t")
        assert playing.text("#live") == "Time left 0:11"

    def test_the_button_tells_what_it_does(self, playing: Window) -> None:
        assert playing.attribute("#toggle", "aria-label") == "Pause playback"
        playing.press("Space")
        playing.wait("audio.paused")
        playing.wait("document.getElementById('toggle').getAttribute('aria-label') === 'Play'")

    def test_the_focus_goes_with_the_page(self, playing: Window) -> None:
        assert playing.run("document.activeElement.id") == "player"

    def test_it_is_in_the_language_of_the_routine(self, playing: Window) -> None:
        assert playing.run("document.documentElement.lang") == "en-GB"
        assert playing.page.get_by_role("region", name="Player").is_visible()
        assert playing.page.get_by_role("navigation", name="Chapters").is_visible()


class TestMotion:
    """How the ring moves."""

    @pytest.mark.parametrize(("wish", "places"), [("reduce", 1), ("no-preference", 4)])
    def test_less_of_it_for_whom_it_disturbs(self, window: NewWindow, short: Made, wish: str, places: int) -> None:
        """Once a second instead of all the time."""
        new = window(reduced_motion=wish)
        new.begin(short.path)
        new.press("Space")
        work_s = seconds_of(next(one["at"] for one in short.data["efforts"] if one["kind"] == "hold"))
        seen = set()
        for into_s in (1.1, 1.4, 1.7, 1.95):
            new.seek(work_s + into_s)
            seen.add(new.attribute("#rest", "stroke-dasharray"))
        assert len(seen) == places

    def test_nothing_is_drawn_while_it_is_paused_or_out_of_sight(self, window: NewWindow, short: Made) -> None:
        new = window()
        new.page.add_init_script(
            "globalThis.frames_asked = 0; const ask = requestAnimationFrame;"
            "globalThis.requestAnimationFrame = (draw) => { frames_asked += 1; return ask(draw); };"
        )
        new.begin(short.path)
        new.wait("frames_asked > 3")
        new.press("Space")
        new.wait("audio.paused")
        asked = new.run("new Promise(done => setTimeout(() => done(frames_asked), 50))")
        assert new.run("new Promise(done => setTimeout(() => done(frames_asked), 150))") == asked

    def test_colours_can_be_the_readers_own(self, window: NewWindow, short: Made) -> None:
        new = window(forced_colors="active")
        new.begin(short.path)
        new.seek(short.start_of("Stretch") + 1.5)
        ring, ground = new.run(
            "[getComputedStyle(document.getElementById('rest')).stroke,"
            " getComputedStyle(document.documentElement).backgroundColor]"
        )
        assert ring != ground


class TestPhone:
    """The screen that goes dark, and the one that is locked."""

    @pytest.fixture
    def phone(self, window: NewWindow, short: Made) -> Window:
        new = window()
        new.page.add_init_script(WATCH_THE_PHONE)
        new.begin(short.path)
        return new

    def test_the_screen_stays_awake_until_the_end(self, phone: Window, short: Made) -> None:
        assert phone.run("[phone.locks, phone.released]") == [1, 0]
        phone.seek(seconds_of(short.data["length"]) - 0.2)
        phone.wait("audio.ended && phone.released === 1")

    def test_it_is_asked_for_anew_when_the_page_comes_back(self, phone: Window) -> None:
        phone.run("phone.lock.dispatchEvent(new Event('release'))")  # what a browser does when the page is left
        phone.run("document.dispatchEvent(new Event('visibilitychange'))")
        phone.wait("phone.locks === 2")

    @pytest.mark.parametrize(
        "there", ["undefined", "{ request: async () => { throw new DOMException('battery', 'NotAllowedError'); } }"]
    )
    def test_it_plays_without(self, window: NewWindow, short: Made, there: str) -> None:
        new = window()
        new.page.add_init_script(f"Object.defineProperty(navigator, 'wakeLock', {{ value: {there} }})")
        new.begin(short.path)
        assert not new.run("audio.paused")

    def test_the_lock_screen_shows_the_step(self, phone: Window, short: Made) -> None:
        phone.seek(short.start_of("Stretch") + 0.1)
        shown = phone.run("(({title, artist, album}) => [title, artist, album])(navigator.mediaSession.metadata)")
        assert shown == ["Stretch", "Palms", "Tired hands"]
        assert phone.run("navigator.mediaSession.playbackState") == "playing"
        last = phone.run("phone.positions.at(-1)")
        assert last["duration"] == pytest.approx(seconds_of(short.data["length"]))
        assert last["position"] == pytest.approx(short.start_of("Stretch") + 0.1, abs=1)
        assert last["playbackRate"] == 1

    def test_its_buttons_work(self, phone: Window, short: Made) -> None:
        assert set(phone.run("Object.keys(phone.handlers)")) == {
            "play",
            "pause",
            "previoustrack",
            "nexttrack",
            "seekto",
        }
        phone.run("phone.handlers.seekto({ action: 'seekto', seekTime: 12 })")
        assert 12 <= phone.position_s() < 13
        phone.run("phone.handlers.nexttrack()")
        assert phone.text("#name") == "Stretch"
        phone.run("phone.handlers.previoustrack()")
        assert phone.text("#name") == "Circles"
        phone.run("phone.handlers.pause()")
        phone.wait("audio.paused")
        assert phone.run("navigator.mediaSession.playbackState") == "paused"
        phone.run("phone.handlers.play()")
        phone.wait("!audio.paused")
