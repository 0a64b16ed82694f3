"""Captions, read back by programs that are not ours: every word at its time, whatever the words are."""

import html
import re
import subprocess
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pysubs2
import pytest
import webvtt
from hypothesis import given, settings

from coach.programme import messages_for
from coach.script import Chime, For, Hold, Pause, Repeat, Wait
from coach.timeline import ENGLISH, Kind, Timeline
from coach.words import Subject, cues, lrc, srt, vtt
from coach.words._lines import columns
from tests.languages import UNTRANSLATED
from tests.needs import require
from tests.timeline.helpers import routine, seconds, section, step, timeline_of
from tests.words.helpers import (
    SHIPPED,
    events,
    ms,
    plain,
    programme,
    shipped_routine,
    spoken_events,
    texts,
    timelines,
)

Shown = list[tuple[int, int, list[str]]]
"""Beginning and end in milliseconds, and lines."""

every_routine = pytest.mark.parametrize("name", SHIPPED)


def read_vtt(text: str) -> Shown:
    """By webvtt-py, which refuses what is malformed if it is asked to be strict."""
    read = webvtt.WebVTT.from_string(text, strict=True)
    return [
        (in_ms(cue.start), in_ms(cue.end), [html.unescape(line) for line in cue.lines]) for cue in read.captions or ()
    ]


def in_ms(stamp: str) -> int:
    """A time such as 00:01:02.345."""
    hours, minutes, seconds = stamp.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + int(seconds.replace(".", ""))


def read_srt(text: str) -> Shown:
    """By pysubs2."""
    return [(event.start, event.end, event.plaintext.split("\n")) for event in pysubs2.SSAFile.from_string(text, "srt")]


def read_by_ffmpeg(text: str, ending: str) -> Shown:
    """By ffmpeg, which gives them as SubRip; the SubRip is read by pysubs2."""
    return read_srt(by_ffmpeg(text, ending, "-f", "srt"))


def read_lrc(text: str) -> dict[int, str]:
    """By ffmpeg, which gives back what it has understood: the words by their times in milliseconds."""
    lines = re.findall(
        r"^\[(\d+):(\d\d)\.(\d\d)\](.*)$", by_ffmpeg(text, ".lrc", "-c", "copy", "-f", "lrc"), re.MULTILINE
    )
    return {(int(minutes) * 60 + int(rest)) * 1000 + int(parts) * 10: words for minutes, rest, parts, words in lines}


def by_ffmpeg(text: str, ending: str, *wanted: str) -> str:
    require("ffmpeg")
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_text(text, encoding="utf-8", newline="")
        done = subprocess.run(
            ["ffmpeg", "-v", "error", "-i", str(path), *wanted, "-"], capture_output=True, encoding="utf-8", check=True
        )
    assert not done.stderr
    return done.stdout


def subject(timeline: Timeline, title: str = "Title") -> Subject:
    return Subject(timeline, title, "en-US", ENGLISH)


def look_alike(text: str) -> str:
    """What SubRip can show of a text."""
    return text.translate(str.maketrans("<>{}\\", "‹›()∖"))


def assert_words_are_in_their_places(shown: Shown, timeline: Timeline) -> None:
    """All that is said, exactly as long as it is said, in lines of a readable length; and no two cues at once."""
    for start, end, lines in shown:
        assert start < end
        assert 1 <= len(lines) <= 2
        assert all(columns(line) <= 42 for line in lines)
    assert all(before[1] <= after[0] for before, after in pairwise(shown))
    for start, end, text in spoken_events(timeline):
        during = [cue for cue in shown if start <= cue[0] < end]
        assert (during[0][0], during[-1][1]) == (start, end)
        assert all(before[1] == after[0] for before, after in pairwise(during))
        assert plain("".join(line for cue in during for line in cue[2])) == plain(text)


class TestWebVtt:
    """The format of browsers."""

    @settings(max_examples=50)
    @given(timelines(), texts)
    def test_any_words_come_back_at_their_times(self, timeline: Timeline, title: str) -> None:
        assert_words_are_in_their_places(read_vtt(vtt(subject(timeline, title))), timeline)

    @every_routine
    def test_of_every_routine(self, name: str) -> None:
        made = shipped_routine(name)
        timeline = programme(made).timeline()
        text = vtt(Subject(timeline, made.title, made.language, messages_for(made.language)))
        assert_words_are_in_their_places(read_vtt(text), timeline)
        assert [cue[:2] for cue in read_by_ffmpeg(text, ".vtt")] == [cue[:2] for cue in read_vtt(text)]

    def test_it_begins_as_the_standard_wants_and_tells_its_title_and_language_in_a_note(self) -> None:
        text = vtt(subject(Timeline(()), "A --> B\n\nC"))
        assert text == "WEBVTT\n\nNOTE\nA → B C\nen-US\n"


class TestSubRip:
    """The format of everything else that shows subtitles."""

    @settings(max_examples=50)
    @given(timelines())
    def test_any_words_come_back_at_their_times(self, timeline: Timeline) -> None:
        shown = read_srt(srt(subject(timeline)))
        spoken = [(start, look_alike(text)) for start, _, text in spoken_events(timeline)]
        for start, text in spoken:
            first = plain("".join(next(lines for at, _, lines in shown if at == start))).replace("∶", ":")
            assert plain(text).startswith(first)
        assert all(cue[0] < cue[1] for cue in shown)
        assert all(before[1] <= after[0] for before, after in pairwise(shown))
        # Nothing more and nothing less: as many as in WebVTT, at the same times.
        assert [cue[:2] for cue in shown] == [cue[:2] for cue in read_vtt(vtt(subject(timeline)))]

    @settings(max_examples=12)
    @given(timelines())
    def test_ffmpeg_reads_the_same(self, timeline: Timeline) -> None:
        text = srt(subject(timeline))
        shown = [(start, end, plain("".join(lines))) for start, end, lines in read_srt(text)]
        assert [(start, end, plain("".join(lines))) for start, end, lines in read_by_ffmpeg(text, ".srt")] == shown

    @every_routine
    def test_of_every_routine(self, name: str) -> None:
        made = shipped_routine(name)
        timeline = programme(made).timeline()
        text = srt(Subject(timeline, made.title, made.language, messages_for(made.language)))
        assert_words_are_in_their_places(read_srt(text), timeline)


class TestLrc:
    """The format of music players."""

    @settings(max_examples=12)
    @given(timelines(), texts)
    def test_any_words_come_back_at_their_times(self, timeline: Timeline, title: str) -> None:
        text = lrc(subject(timeline, title))
        shown = {at: plain(words) for at, words in read_lrc(text).items()}
        for start, _, words in spoken_events(timeline):
            # Hundredths, rounded down.
            looks_like = shown[start // 10 * 10].translate(str.maketrans("‹›", "<>"))
            assert looks_like == plain(words.translate(str.maketrans("[]‹›", "()<>")))

    @every_routine
    def test_of_every_routine(self, name: str) -> None:
        made = shipped_routine(name)
        timeline = programme(made).timeline()
        text = lrc(Subject(timeline, made.title, made.language, messages_for(made.language)))
        shown = {at: plain(words) for at, words in read_lrc(text).items()}
        expected = {start // 10 * 10: plain(words) for start, _, words in spoken_events(timeline)}
        assert expected.items() <= shown.items()

    def test_its_head_tells_title_language_and_length(self) -> None:
        made = routine(section(step("Stay.", Hold(seconds("125.5")))))
        head = lrc(subject(timeline_of(made), "A [b] c")).split("\n\n")[0].splitlines()
        assert head[:2] == ["[ti:A (b) c]", "[la:en-US]"]
        assert head[2] == "[length:02:16]"  # 1 + 1 + 0.5 + 3 + 0.5 + 125.5 + 1 + 3 + 1 seconds


class TestWhatIsShown:
    """Beside the words: what somebody needs who does not hear, or follows by eye."""

    @staticmethod
    def shown(*items: object) -> list[str]:
        """What a step shows after its words."""
        made = timeline_of(routine(section(step("Go.", *items), step("End.", Pause(seconds(1))))))  # type: ignore[arg-type]
        texts = [cue.text for cue in cues(made, ENGLISH)]
        return texts[texts.index("Go.") + 1 : texts.index("End.")]

    def test_work_and_waiting_and_long_pauses_with_their_lengths(self) -> None:
        items = (Hold(seconds(4)), "Then.", For(seconds(3)), "So.", Wait(seconds(7)), "So.", Pause(seconds(8)))
        assert self.shown(*items) == [
            "(hold 4 s)",
            "Then.",
            "(keep moving 3 s)",
            "So.",
            "(get ready 7 s)",
            "So.",
            "(pause 8 s)",
        ]

    def test_short_pauses_show_nothing(self) -> None:
        assert self.shown(Pause(seconds(4))) == []

    def test_chimes_and_what_they_mean(self) -> None:
        assert self.shown(Hold(seconds(6))) == ["(hold 6 s)", "(chime: time is up)"]
        assert self.shown(Chime("gong")) == ["(chime: gong)"]

    def test_what_is_said_inside_of_work_parts_it(self) -> None:
        shown = self.shown(Hold(seconds(20), halfway="Half of it.", countdown=2))
        # At first all of it; after the words, which begin at 10 s and take 1.5 s, what is left, the last two seconds included.
        assert shown == ["(hold 20 s)", "Half of it.", "(hold 8 s)", "2.", "1.", "(chime: time is up)"]

    def test_every_repetition_is_counted_from_its_tick_to_the_next(self) -> None:
        timeline = timeline_of(routine(section(step("Go.", Repeat(3, seconds(4))))))
        beats = [cue for cue in cues(timeline, ENGLISH) if " of 3" in cue.text]
        ticks = [event.start for event in timeline.events if event.text == "tick"]
        ends = [event.start + event.length for event in timeline.events if event.kind is Kind.REPEAT]
        assert [cue.text for cue in beats] == ["(1 of 3)", "(2 of 3)", "(3 of 3)"]
        assert [cue.start_ms for cue in beats] == [ms(tick) for tick in ticks]
        assert [cue.end_ms for cue in beats] == [ms(end) for end in ends]

    @pytest.mark.parametrize(
        ("count", "every", "shown"),
        [
            ("none", "0.8", ["(1 of 2)", "(2 of 2)"]),
            ("spoken", "4", ["1.", "(1 of 2)", "2.", "(2 of 2)"]),
            ("spoken", "1.2", ["1.", "2."]),
        ],
    )
    def test_without_a_tick_too_but_it_does_not_flicker(self, count: str, every: str, shown: list[str]) -> None:
        assert self.shown(Repeat(2, seconds(every), count)) == shown  # type: ignore[arg-type]  # one of its literals

    @pytest.mark.parametrize(
        ("tag", "told"), [("de", "(Klang)"), ("fr", "(carillon)"), ("es", "(campanilla)"), (UNTRANSLATED, "(♪)")]
    )
    def test_in_the_language_of_the_routine(self, tag: str, told: str) -> None:
        assert next(cues(timeline_of(routine(section(step("x")))), messages_for(tag))).text == told


def test_words_without_end_in_no_time_still_are_one_cue_after_the_other() -> None:
    timeline = Timeline(tuple(events([(Kind.SPEECH, 1, "word " * 1000)])))
    shown = read_vtt(vtt(subject(timeline)))
    assert (shown[0][0], shown[-1][1]) == (0, 26)
    assert all(cue[0] < cue[1] for cue in shown)
    assert all(before[1] == after[0] for before, after in pairwise(shown))
    assert plain("".join(line for cue in shown for line in cue[2])) == "word" * 1000
