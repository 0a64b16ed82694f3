"""Breath, counts and intervals as a reader meets them: in transcripts, captions, lyrics, SSML and on a page."""

import re
from fractions import Fraction

from coach.page._table import SpokenSpan, Table
from coach.script import Cycle, For, Hold, Item, Phase, Repeat, Routine, Span, Wait
from coach.timeline import ENGLISH, Choices, Guidance, Kind, Timeline, build, expand
from coach.units import Frames, nearest_frame
from coach.words import cues, lyrics, ssml, transcript
from coach.words._transcript import GLUE
from tests.timeline.helpers import FRAME_S, a_word_is_half_a_second, routine, seconds, section, step, timeline_of

FOUR_SEVEN_EIGHT = Cycle((Phase(Fraction(4), "In"), Phase(Fraction(7), "Hold"), Phase(Fraction(8), "Out")), 2)


def with_item(item: Item, **fields: object) -> Routine:
    return routine(section(step("Go.", item, name="Breathe"), **fields))  # type: ignore[arg-type]  # fields by name


def silent(made: Routine) -> Timeline:
    return build(expand(made, Choices("voice", guidance=Guidance.SILENT)), a_word_is_half_a_second)


def read(item: Item, **fields: object) -> str:
    """What the transcript tells of the step."""
    made = with_item(item, **fields)
    (entry,) = transcript(made, timeline_of(made), ENGLISH).chapters[1].entries
    return entry.words.replace(GLUE, " ")


def shown(timeline: Timeline) -> list[str]:
    """The captions of the first section but its words."""
    return [cue.text for cue in cues(timeline, ENGLISH) if cue.text not in ("Test.", "Breathe.", "Go.")][1:-1]


class TestTranscript:
    def test_a_breath_is_told_by_its_phases_and_how_often(self) -> None:
        assert read(FOUR_SEVEN_EIGHT) == "Go. In 4 s, Hold 7 s, Out 8 s (2 times in 38 s)"

    def test_parts_of_seconds_and_phases_without_words_are_told(self) -> None:
        one = Cycle((Phase(Fraction(5, 2), "In"), Phase(Fraction(2))))
        # 4.5 s, rounded to whole frames.
        assert re.fullmatch(r"Go\. In 2\.5 s, 2 s \(1 time in [45] s\)", read(one))

    def test_counted_work_is_told_by_its_length(self) -> None:
        assert read(For(seconds(20), is_counted=True)) == "Go. (keep moving 20 s)"

    def test_alternating_sides_are_so_many_times(self) -> None:
        assert read(Repeat(4, seconds(3), alternates=True), sides=("left", "right")) == "Go. (4 times in 12 s)"

    def test_a_wait_without_end_is_told_by_its_length_in_a_file(self) -> None:
        assert read(Wait(seconds(120), is_endless=True)) == "Go. (get ready 120 s)"

    def test_what_is_left_of_an_interval_is_a_pause(self) -> None:
        """Half a second each for name and word, six tenths between them, 20 s of work and a second of chime: 7.2 s are left."""
        told = read(Hold(Span(Fraction(20), Fraction(20), is_exact=True)), every_s=Fraction(30))
        assert told == "Go. (hold 20 s) (pause 7 s)"


class TestCaptions:
    def test_a_word_is_shown_as_long_as_its_phase(self) -> None:
        timeline = timeline_of(with_item(FOUR_SEVEN_EIGHT))
        made = [cue for cue in cues(timeline, ENGLISH) if re.match("In|Hold|Out", cue.text)]
        assert [cue.text for cue in made] == [
            f"{word} ({number} of 2)" for number in (1, 2) for word in ("In", "Hold", "Out")
        ]
        lengths_ms = [cue.end_ms - cue.start_ms for cue in made]
        assert all(
            abs(length_ms - wanted_ms) <= 27
            for length_ms, wanted_ms in zip(lengths_ms, [4000, 7000, 8000] * 2, strict=True)
        )

    def test_a_phase_without_words_tells_which_round_it_is(self) -> None:
        one = Cycle((Phase(Fraction(4), "In"), Phase(Fraction(2))), 2)
        assert shown(timeline_of(with_item(one))) == ["In (1 of 2)", "(1 of 2)", "In (2 of 2)", "(2 of 2)"]

    def test_ticks_stand_for_words_that_are_not_said(self) -> None:
        assert shown(silent(with_item(FOUR_SEVEN_EIGHT))) == ["(1 of 2)"] * 3 + ["(2 of 2)"] * 3

    def test_a_count_of_seconds_shows_its_numbers_alone(self) -> None:
        """However long they are: at half the pace, a number has a second and a half of silence after it."""
        timeline = timeline_of(with_item(For(seconds(3), is_counted=True)), "1/2")
        assert shown(timeline)[1:4] == ["1.", "2.", "3."]


class TestLyrics:
    def test_a_breath_is_written_once(self) -> None:
        made = with_item(FOUR_SEVEN_EIGHT)
        assert lyrics(timeline_of(made), ENGLISH).endswith("Breathe. Go. In 4 s, Hold 7 s, Out 8 s (2 times)\n")

    def test_numbers_of_counted_work_are_not_written(self) -> None:
        made = with_item(For(seconds(20), is_counted=True))
        assert lyrics(timeline_of(made), ENGLISH).endswith("Breathe. Go. (keep moving 20 s)\n")


class TestSsml:
    def breaks_ms(self, item: Item, **fields: object) -> int:
        text = ssml(tuple(expand(with_item(item, **fields), Choices("voice"))), a_word_is_half_a_second, "en-US")
        return sum(map(int, re.findall(r'<break time="(\d+)ms"/>', text)))

    def test_the_silence_of_a_breath_is_what_its_words_leave(self) -> None:
        """Six words of 20 frames each out of 38 s; the rest is the same as without any time at all."""
        none = self.breaks_ms(Wait(Span(Fraction(1), Fraction(1)))) - 1000
        assert self.breaks_ms(FOUR_SEVEN_EIGHT) - none == round((38 - 6 * 20 * FRAME_S) * 1000)

    def test_words_of_a_breath_are_all_there(self) -> None:
        text = ssml(tuple(expand(with_item(FOUR_SEVEN_EIGHT), Choices("voice"))), a_word_is_half_a_second, "en-US")
        assert re.findall(">(In|Hold|Out)<", text) == ["In", "Hold", "Out"] * 2

    def test_an_interval_is_filled_up(self) -> None:
        """60 s without four words of 20 frames; around that stand 4 s of pauses and two chimes of 39 frames."""
        silence_s = 60 - 4 * 20 * FRAME_S + 4 + 2 * 39 * FRAME_S
        item = Hold(Span(Fraction(4), Fraction(4), is_exact=True))
        assert self.breaks_ms(item, every_s=Fraction(30), repeat=2, announce=False) == round(silence_s * 1000)


class TestPage:
    def test_a_breath_is_so_many_rounds_and_its_words_stay_as_long_as_their_phase(self) -> None:
        table = Table.of(timeline_of(with_item(FOUR_SEVEN_EIGHT)))
        (effort,) = table.efforts
        assert (effort.kind, effort.times) == (Kind.REPEAT, 2)
        # The opening: a chime, a word, and 4 s; then name and word with 0.6 s between them.
        begin_s = (39 + 3 * 20) * FRAME_S + Fraction(46, 10)
        begins_s = (0, 4, 11, 19, 23, 30, 38)
        edges = [nearest_frame(begin_s + at_s) for at_s in begins_s]
        assert [span for span in table.words if span.text in ("In", "Hold", "Out")] == [
            SpokenSpan(Frames(at), Frames(end), text)
            for at, end, text in zip(edges, edges[1:], ["In", "Hold", "Out"] * 2, strict=False)
        ]
        assert (effort.at, effort.end) == (edges[0], edges[-1])

    def test_counted_work_is_work(self) -> None:
        table = Table.of(timeline_of(with_item(For(seconds(20), is_counted=True))))
        assert [(effort.kind, effort.times) for effort in table.efforts] == [(Kind.FOR, 0)]
        assert [span.text for span in table.words] == ["Test.", "Breathe.", "Go."]
