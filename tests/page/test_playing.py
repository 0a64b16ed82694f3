"""The page in a real browser, from a file, as a listener opens it: what is heard, what is seen, and what keys and buttons do."""

from collections.abc import Callable

import pytest

from coach.cli._bindings import USUAL, word
from coach.page._page_keys import KEYS
from tests.page.browser import Window
from tests.page.helpers import Made, seconds_of

NewWindow = Callable[..., Window]

NEAR_S = 0.1
"""How far what is seen may be from what is heard."""

PYTHONS_NAMES = {"space": " ", "Right": "ArrowRight", "Left": "ArrowLeft", "Up": "ArrowUp", "Down": "ArrowDown"}
"""Keys that the command line calls otherwise than a browser."""


def name(window: Window) -> str:
    return window.text("#name")


def is_at(window: Window, expected_s: float) -> bool:
    """Whether the sound is just behind a place that was sought: it may have gone on since."""
    return 0 <= window.position_s() - expected_s + 0.001 < 1


class TestInStep:
    """What is seen is what is heard, found by seeking to both sides of each change."""

    def test_the_step_changes_with_the_sound(self, playing: Window, short: Made) -> None:
        playing.press("Space")
        before = None
        for at_s, expected in short.steps():
            if before is not None:
                playing.seek(at_s - NEAR_S)
                assert name(playing) == before, at_s
            playing.seek(at_s + 0.02)
            assert name(playing) == expected, at_s
            before = expected

    def test_the_words_change_with_the_sound(self, playing: Window, short: Made) -> None:
        playing.press("Space")
        assert len(short.data["words"]) > 10
        for words in short.data["words"]:
            playing.seek(seconds_of(words["at"]) + 0.02)
            # What is the step's name already need not be there twice.
            assert playing.text("#said") == (
                "" if words["text"].rstrip(".") == name(playing).rstrip(".") else words["text"]
            )
            assert playing.attribute("#said", "data-now") == "true"
            playing.seek(seconds_of(words["end"]) + 0.02)
            assert playing.attribute("#said", "data-now") == "false"

    def test_the_ring_is_there_during_work_alone_and_empties(self, playing: Window, short: Made) -> None:
        playing.press("Space")
        (hold,) = [effort for effort in short.data["efforts"] if effort["kind"] == "hold"]
        at_s, end_s = seconds_of(hold["at"]), seconds_of(hold["end"])
        seen = []
        for position_s in (at_s - NEAR_S, at_s + 0.02, at_s + 1.5, end_s - 0.05, end_s + NEAR_S):
            playing.seek(position_s)
            seen.append(
                playing.attribute("#ring", "aria-hidden") == "false" and playing.attribute("#ring", "aria-valuenow")
            )
        assert seen == [False, "3", "2", "1", False]
        playing.seek(at_s + 1.5)
        left, _ = (playing.attribute("#rest", "stroke-dasharray") or "").split()
        assert float(left) == pytest.approx(0.5, abs=0.03)

    def test_repetitions_are_counted(self, playing: Window, short: Made) -> None:
        (repeat,) = [effort for effort in short.data["efforts"] if effort["kind"] == "repeat"]
        playing.press("Space")
        beat_s = seconds_of(repeat["end"] - repeat["at"]) / 3
        for number in (1, 2, 3):
            for into_s in (0.02, beat_s - 0.05):
                playing.seek(seconds_of(repeat["at"]) + (number - 1) * beat_s + into_s)
                assert playing.text("#number") == str(number)
        assert playing.attribute("#ring", "aria-valuemax") == "3"

    def test_what_comes_next_is_told(self, playing: Window, short: Made) -> None:
        playing.press("Space")
        playing.seek(short.start_of("Circles") + 0.02)
        assert playing.text("#next-name") == "Stretch"
        playing.seek(short.start_of("Finished") + 0.02)
        assert playing.text("#next-name") == ""

    def test_the_picture_shows_where_it_is(self, playing: Window, short: Made) -> None:
        playing.press("Space")
        for share in (0.25, 0.75):
            playing.seek(share * seconds_of(short.data["length"]))
            head, picture = (playing.page.locator(selector).bounding_box() for selector in ("#head", "figure svg"))
            assert head
            assert picture
            assert (head["x"] + 1 - picture["x"]) / picture["width"] == pytest.approx(share, abs=0.005)

    def test_it_is_drawn_while_it_plays(self, playing: Window, short: Made) -> None:
        """By the browser's own clock of frames, without anything else that happens."""
        playing.seek(short.start_of("Stretch") - 0.3)
        playing.wait("document.getElementById('name').textContent === 'Stretch'")
        assert is_at(playing, short.start_of("Stretch"))


class TestHands:
    """Buttons, and keys that pedals and presenters send."""

    def test_a_key_pauses_and_goes_on(self, playing: Window) -> None:
        for key in ("Space", "b", "."):
            playing.press(key)
            playing.wait("audio.paused && document.getElementById('label').textContent === 'Paused'")
            playing.press(key)
            playing.wait("!audio.paused")

    def test_the_whole_stage_pauses(self, playing: Window) -> None:
        """Wherever an elbow lands on it: the words are no obstacle."""
        for spot in ("#name", "#ring", "#said", "#next-step"):
            box = playing.page.locator(spot).bounding_box()
            assert box
            was_paused = playing.run("audio.paused")
            playing.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            playing.wait(f"audio.paused === {str(not was_paused).lower()}")

    def test_next_and_previous_by_button_and_key(self, playing: Window, short: Made) -> None:
        circles, stretch = short.start_of("Circles"), short.start_of("Stretch")
        playing.seek(circles + 0.5)
        for forward, back in (
            (None, None),
            ("PageDown", "PageUp"),
            ("ArrowRight", "ArrowLeft"),
            ("Enter", "Backspace"),
        ):
            playing.press(forward) if forward else playing.page.click("#next")
            assert is_at(playing, stretch)
            assert name(playing) == "Stretch"
            playing.press(back) if back else playing.page.click("#previous")
            assert is_at(playing, circles)

    def test_a_touched_button_does_not_take_the_keys_meant_for_the_page(self, playing: Window) -> None:
        playing.page.click("#next")
        before = name(playing)
        playing.press("Space")
        playing.wait("audio.paused")
        assert name(playing) == before

    def test_whoever_comes_to_a_button_by_keyboard_presses_it_by_keyboard(self, playing: Window, short: Made) -> None:
        playing.page.focus("#next")
        playing.press("Tab", "Shift+Tab")
        assert playing.run("document.activeElement.id") == "next"
        playing.seek(short.start_of("Circles") + 0.1)
        playing.press("Space")
        assert name(playing) == "Stretch"
        assert not playing.run("audio.paused")

    def test_chapters(self, playing: Window, short: Made) -> None:
        playing.page.click("#chapters button >> nth=2")
        assert is_at(playing, short.start_of("Shake them out."))
        assert playing.text("#chapters [aria-current]").startswith("Fingers")
        assert playing.text("#chapter") == "Fingers"

    def test_a_chapter_begins_a_session_that_has_not_begun(self, window: NewWindow, short: Made) -> None:
        new = window()
        new.open(short.path)
        new.page.click("#chapters button >> nth=1")
        new.wait("!audio.paused")
        assert name(new) == "Circles"

    def test_this_step_again_and_those_words_again(self, playing: Window, short: Made) -> None:
        hold_s = seconds_of(next(one["at"] for one in short.data["efforts"] if one["kind"] == "hold"))
        playing.seek(hold_s + 1)
        playing.press("a")
        assert is_at(playing, short.start_of("Stretch"))
        playing.seek(hold_s + 1)
        asked = len(playing.requests)
        playing.press("F5")  # presenters send it
        assert is_at(playing, short.start_of("Stretch"))
        assert len(playing.requests) == asked  # the page was not loaded anew

    def test_a_wait_goes_on_with_any_key(self, playing: Window, short: Made) -> None:
        wait = next(one for one in short.data["efforts"] if one["kind"] == "wait")
        for key in ("x", "Space", "PageDown"):
            playing.seek(seconds_of(wait["at"]) + 0.1)
            assert "Tap when you are ready" in playing.text("#label")
            playing.press(key)
            assert is_at(playing, seconds_of(wait["end"]))
            assert not playing.run("audio.paused")

    def test_a_key_that_moves_the_focus_does_not_end_a_wait(self, playing: Window, short: Made) -> None:
        wait = next(one for one in short.data["efforts"] if one["kind"] == "wait")
        playing.seek(seconds_of(wait["at"]) + 0.1)
        playing.press("Tab")
        assert playing.position_s() < seconds_of(wait["end"])
        assert playing.run("document.activeElement.tagName") == "BUTTON"

    def test_a_sentence_that_was_cut_off_is_said_again(self, playing: Window, short: Made) -> None:
        words = next(one for one in short.data["words"] if one["text"] == "Make circles.")
        playing.seek(seconds_of(words["at"]) + 0.3)
        playing.press("Space")
        playing.wait("audio.paused")
        playing.press("Space")
        playing.wait("!audio.paused")
        assert is_at(playing, seconds_of(words["at"]))

    def test_loudness_and_speed(self, playing: Window) -> None:
        playing.press("ArrowDown", "ArrowDown", "ArrowUp", "s")
        assert playing.run("audio.volume") == pytest.approx(10 ** (-3 / 20))
        assert playing.run("audio.playbackRate") == pytest.approx(1 / 1.1)
        assert playing.text("#note") == "Speed 91 %"

    def test_keys_with_ctrl_are_the_browsers(self, playing: Window, short: Made) -> None:
        playing.seek(short.start_of("Circles") + 0.1)
        playing.press("Control+b", "Alt+n")
        assert name(playing) == "Circles"
        assert not playing.run("audio.paused")


def test_keys_mean_what_they_mean_in_a_live_session() -> None:
    live: dict[str, set[str]] = {}
    for key, meaning in USUAL.items():
        live.setdefault(word(meaning), set()).add(PYTHONS_NAMES.get(key, key))
    assert {meaning: set(keys) for meaning, keys in KEYS.items()} == {
        meaning: keys for meaning, keys in live.items() if meaning not in ("longer", "quit")
    }


class TestTheEnd:
    """A session that has come to its end."""

    @pytest.fixture
    def ended(self, playing: Window, short: Made) -> Window:
        playing.seek(short.start_of("Rest") + 0.1)
        playing.seek(seconds_of(short.data["length"]) - 0.2)
        playing.wait("audio.ended")
        return playing

    def test_it_says_so(self, ended: Window) -> None:
        assert name(ended) == "Finished"
        assert ended.text("#clock") == "0:00"

    def test_it_can_begin_anew(self, ended: Window) -> None:
        ended.press("Space")
        ended.wait("!audio.paused && audio.currentTime < 5")
        assert name(ended) == "Before you begin"

    def test_nothing_is_gone_on_with(self, ended: Window, short: Made) -> None:
        ended.open(short.path)
        assert "Continue" not in ended.text("#start")


class TestAnotherDay:
    """What the page remembers."""

    def test_it_goes_on_at_the_beginning_of_the_step(self, playing: Window, short: Made) -> None:
        playing.seek(short.start_of("Stretch") + 2)
        playing.press("ArrowDown", "f")
        playing.open(short.path)
        assert playing.text("#start").split() == ["Continue", "with", "Stretch"]
        playing.page.click("#start")
        playing.wait("!audio.paused")
        assert is_at(playing, short.start_of("Stretch"))
        assert playing.run("[audio.volume, audio.playbackRate]") == pytest.approx([10 ** (-3 / 20), 1.1])

    def test_or_from_the_beginning(self, playing: Window, short: Made) -> None:
        playing.seek(short.start_of("Stretch") + 2)
        playing.open(short.path)
        playing.page.click("#over")
        playing.wait("!audio.paused")
        assert name(playing) == "Before you begin"
        playing.open(short.path)
        assert not playing.page.is_visible("#over")

    @pytest.mark.parametrize("refusal", ["throw new DOMException('no', 'SecurityError')", "return null"])
    def test_it_plays_where_nothing_may_be_kept(self, window: NewWindow, short: Made, refusal: str) -> None:
        new = window()
        new.page.add_init_script(f"Object.defineProperty(window, 'localStorage', {{get() {{ {refusal}; }}}})")
        new.begin(short.path)
        new.page.click("#next")
        new.press("ArrowDown")
        assert new.run("audio.volume") < 1

    def test_what_was_spoilt_is_passed_over(self, playing: Window, short: Made) -> None:
        for spoilt in ('"{"', '\'{"step": 1e9, "volume": "x", "rate": -3}\'', "'[]'", "'null'"):
            playing.run(f"(audio.src = '', localStorage.setItem('coach {short.data['digest']}', {spoilt}))")
            playing.begin(short.path)
            assert playing.text("#start").split() == ["Start"]
            assert playing.run("[audio.volume, audio.playbackRate]") == [1, 1]


def test_the_sound_is_as_long_as_the_timeline(playing: Window, short: Made) -> None:
    """And can be sought in from a file: the browser knows its length and where each moment is."""
    assert playing.run("audio.duration") == pytest.approx(seconds_of(short.data["length"]), abs=0.03)
    assert playing.run("audio.seekable.end(0)") == pytest.approx(seconds_of(short.data["length"]), abs=0.03)


def test_without_scripts_there_are_the_words_and_what_it_needs(window: NewWindow, short: Made) -> None:
    new = window(java_script_enabled=False)
    new.page.goto(short.path.as_uri())
    assert new.page.is_visible("noscript p")
    assert "This page needs a browser that runs scripts." in new.text("noscript p")
    assert new.page.is_visible("text=Not on broken skin.")
    assert not new.page.is_visible("#start")
    assert not new.page.is_visible("#player")
