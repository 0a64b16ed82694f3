"""A routine to read: complete, with the times at which it happens, in plain text and in Markdown."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from coach.script import Chime, Hold, Pause, Repeat, Routine, Section, Step, Wait
from coach.timeline import ENGLISH, Clip, Guidance, Kind, build
from coach.units import clock
from coach.words import Transcript, as_markdown, as_text, transcript
from coach.words._lines import columns
from tests.timeline.helpers import a_word_is_half_a_second, routine, seconds, section, step
from tests.words.helpers import SHIPPED, plain, programme, shipped_routine, texts


def read(made: Routine, guidance: Guidance = Guidance.FULL) -> Transcript:
    moments = programme(made, guidance=guidance).moments
    return transcript(made, build(moments, a_word_is_half_a_second), ENGLISH)


def words_of(made: Routine, *, guidance: Guidance = Guidance.FULL) -> list[tuple[str, str]]:
    """Names and words of the steps of its first section."""
    return [(entry.name, entry.words.replace("\x1f", " ")) for entry in read(made, guidance).chapters[1].entries]


def shown_by_markdown(token: Token) -> str:
    """What a reader sees of a block: no marks."""
    return "".join(child.content for child in token.children or ())


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("kind", ["text", "markdown"])
def test_all_that_a_routine_says_is_there_in_order_at_its_times(name: str, kind: str) -> None:
    made = shipped_routine(name)
    whole = programme(made)
    timeline, messages = whole.timeline(), whole.choices.messages
    read_of = transcript(made, timeline, messages)
    text = as_text(read_of, 72) if kind == "text" else re.sub(r"\\(.)", r"\1", as_markdown(read_of)).replace("**", "")
    at = 0
    for event in timeline.events:
        if (
            event.place.section
            and isinstance(event, Clip)
            and event.kind is Kind.SPEECH
            and not event.is_count
            and not event.is_phase  # a breath is told once, however often it is said
        ):
            # A name that heads its step needs no full stop.
            words = re.escape(event.text).replace(r"\ ", r"\s+").removesuffix(r"\.")
            found = re.compile(words).search(text, at)
            assert found, event.text
            at = found.end()
    for marker in timeline.chapters():
        assert flat(f"{clock(marker.at * 1152 / 44_100)} {marker.title}") in flat(text)
    for line in (*made.safety, made.title, made.summary, clock(timeline.duration_s), messages.needs(made.needs)):
        assert flat(line) in flat(text)
    for event in timeline.events:
        if event.place.step == 0 and event.place.section:
            assert clock(event.start * 1152 / 44_100) in text
            break


class TestSteps:
    """What is told of a step."""

    def test_a_name_heads_its_words_and_is_not_said_twice(self) -> None:
        made = routine(section(step("Stay here. And breathe.", name="Rest"), step("No name. But words.")))
        assert words_of(made) == [("Rest", "Stay here. And breathe."), ("", "No name. But words.")]

    def test_what_the_hands_do_and_how_long(self) -> None:
        items = ("A.", Hold(seconds(20)), "B.", Repeat(6, seconds(5)), "C.", Wait(seconds(9)), "D.", Pause(seconds(8)))
        expected = "A. (hold 20 s) B. (6 times in 30 s) C. (get ready 9 s) D. (pause 8 s)"
        assert words_of(routine(section(step(*items)))) == [("", expected)]

    def test_work_is_told_whole_with_what_is_said_inside_it_but_no_counts(self) -> None:
        hold = Hold(seconds(20), halfway="Half of it.", countdown=3)
        assert words_of(routine(section(step("A.", hold)))) == [("", "A. (hold 20 s) Half of it.")]

    def test_halfway_words_that_found_no_room_are_not_told(self) -> None:
        made = routine(section(step("A.", Hold(seconds(1), halfway="Much too long to be said."))))
        assert words_of(made) == [("", "A. (hold 1 s)")]

    def test_a_chime_of_the_writers_own_is_told_and_short_pauses_are_not(self) -> None:
        assert words_of(routine(section(step("A.", Pause(seconds(4)), Chime("gong"))))) == [("", "A. (chime: gong)")]

    def test_each_side_has_its_chapter(self) -> None:
        made = routine(section(step("Press.", Hold(seconds(9)), name="Palm"), sides=("right", "left")))
        assert [(part.title, part.entries[0].words) for part in read(made).chapters[1:]] == [
            ("Part: right", "First, the right."),
            ("Part: left", "Now the left. (pause\x1f6\x1fs)"),
        ]

    @pytest.mark.parametrize(
        ("guidance", "told"),
        [(Guidance.BRIEF, "(hold 9 s)"), (Guidance.SILENT, "(hold 9 s)"), (Guidance.FULL, "Press. (hold 9 s)")],
    )
    def test_with_little_said_the_name_still_tells_what_to_do(self, guidance: Guidance, told: str) -> None:
        made = routine(section(step("Press.", Hold(seconds(9)), name="Palm")))
        assert words_of(made, guidance=guidance) == [("Palm", told)]

    def test_needs_and_safety_are_told_though_they_are_not_said(self) -> None:
        made = routine(section(step("Go.", Pause(seconds(9)))), needs=("oil", "time"), safety=("Stop if it hurts",))
        text = as_text(read(made, Guidance.SILENT), 60)
        assert "You will need: oil and time." in text
        assert "Stop if it hurts" in text


@settings(max_examples=60)
@given(st.lists(texts, min_size=3, max_size=6), st.integers(29, 100))
def test_any_words_are_shown_as_they_are(words: list[str], width: int) -> None:
    """Within the width, and in Markdown without becoming marks of it."""
    title, summary, *steps = words
    made = Routine(
        title=f"T {title}",
        language="en",
        parts=(Section(f"S {title}", tuple(Step((Hold(seconds(9)),), f"N {name}") for name in steps)),),
        summary=summary,
        safety=(f"{summary}!",),
    )
    told = read(made)
    text = as_text(told, width)
    assert all(columns(line) <= width for line in text.splitlines())
    assert "\x1f" not in text
    for word in words:
        assert plain(word) in plain(text).replace("=", "").replace("-", "") or {"=", "-"} & set(word)
    tokens = MarkdownIt().parse(as_markdown(told))
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h2"]
    assert len([token for token in tokens if token.type == "list_item_open"]) == 1 + len(steps)
    shown = [plain(shown_by_markdown(token)) for token in tokens if token.type == "inline"]
    assert shown[0] == plain(f"T {title}")
    assert plain(f"{summary}!") in shown
    for name, line in zip(steps, shown[-len(steps) :], strict=True):
        assert plain(f"N {name}") in line
    assert not {token.type for token in tokens} & {"html_block", "fence", "code_block", "blockquote_open", "table_open"}


def test_without_a_width_every_paragraph_is_one_line() -> None:
    made = routine(section(step("word " * 99)))
    assert max(len(line) for line in as_text(read(made), None).splitlines()) > 400


def test_a_number_stays_with_its_unit() -> None:
    made = routine(section(step("Just so many words in this line, ok.", Hold(seconds(15)))))
    for width in range(30, 70):
        assert "(hold 15 s)" in as_text(read(made), width)
