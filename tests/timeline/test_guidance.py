"""How much is said, and how a session eases off."""

from itertools import pairwise

import numpy as np
import pytest

from coach.script import Hold, Pause, Repeat
from coach.sound import render
from coach.timeline import Choices, Clip, Gap, Guidance, Kind, Place, Sound, Timeline, Utterance, build, expand, spoken
from coach.timeline._taper import taper
from tests.timeline.helpers import a_word_is_half_a_second, routine, seconds, section, step

MADE = routine(
    section(
        step("Long words here. More of them.", Hold(seconds(20), "Half of it.", 3), name="Milking"),
        step("Unnamed words. More of them.", Repeat(3, seconds(5), "spoken"), "And more."),
        step("Only words."),
        title="Legs",
        sides=("left", "right"),
    ),
    section(step("Nothing timed.")),
    needs=("oil",),
    safety=("Stop if it hurts.",),
)


def timeline_of(guidance: Guidance) -> Timeline:
    return build(expand(MADE, Choices("voice", guidance=guidance)), a_word_is_half_a_second)


def said(guidance: Guidance) -> list[str]:
    return [event.text for event in timeline_of(guidance).events if event.kind is Kind.SPEECH]


def test_brief_says_names_or_first_sentences_and_counts() -> None:
    one_side = ["Milking.", "3.", "2.", "1.", "Unnamed words.", "1.", "2.", "3.", "Only words."]
    assert said(Guidance.BRIEF) == [
        "Test.",
        "First, the left.",
        *one_side,
        "Now the right.",
        *one_side,
        "Nothing timed.",
    ]


def test_silent_says_nothing_and_chimes_everything() -> None:
    events = timeline_of(Guidance.SILENT).events
    assert said(Guidance.SILENT) == []
    chimes = [event.text for event in events if isinstance(event, Clip)]
    one_side = ["hold-end", "tick", "tick", "tick"]
    assert chimes == ["start", *one_side, "change-sides", *one_side, "finished"]


@pytest.mark.parametrize("guidance", list(Guidance))
def test_timed_work_stays_as_it_is(guidance: Guidance) -> None:
    """The hold of 20 s, whatever is said inside it, and the beats of 5 s, for each side."""
    events = timeline_of(guidance).events
    work = {"Milking": 20, "Unnamed words.": 15}
    for title, length_s in work.items():
        those = [
            event for event in events if event.place.step_title == title and event.place.section_title == "Legs: left"
        ]
        first = next(
            index
            for index, event in enumerate(those)
            if event.kind in (Kind.HOLD, Kind.REPEAT) or event.text in ("tick", "1.")
        )
        last = max(index for index, event in enumerate(those) if event.kind in (Kind.HOLD, Kind.REPEAT))
        frames = sum(event.length for event in those[first : last + 1])
        if title == "Milking" and guidance is not Guidance.SILENT:
            last_count = max(index for index, event in enumerate(those) if event.kind is Kind.SPEECH)
            frames = sum(event.length for event in those[first : max(last, last_count) + 1])
        assert frames == pytest.approx(length_s * 44_100 / 1152, abs=1.01)


class TestTaper:
    """Slower, softer, and with longer pauses towards the end."""

    LONG = routine(section(*(step("Some words.", Pause(seconds(4)), "Go.", Pause(seconds(4, 5))) for _ in range(40))))

    def choices(self, *, taper: bool) -> Choices:
        return Choices("voice", taper=taper)

    def test_the_voice_slows_evenly_from_its_rate_to_85_percent_of_it(self) -> None:
        rates = [utterance.rate_wpm for utterance, _ in spoken(expand(self.LONG, self.choices(taper=True)))]
        assert rates[0] == 120
        assert rates[-1] == 102
        assert all(0 <= one - other <= 2 for one, other in pairwise(rates))
        assert len(set(rates)) <= 12

    def test_level_falls_by_six_decibels_and_pauses_grow_by_half(self) -> None:
        timeline = build(expand(self.LONG, self.choices(taper=True)), a_word_is_half_a_second)
        clips = [event.gain_db for event in timeline.events if isinstance(event, Clip)]
        assert (clips[0], clips[-1]) == (0, -6)
        assert clips == sorted(clips, reverse=True)
        pauses = [
            event.length * 1152 / 44_100
            for event in timeline.events
            if isinstance(event, Gap) and event.place.step >= 0 and event.place.section
        ]
        fixed, ranged = pauses[0::2], pauses[1::2]
        assert fixed[0] == pytest.approx(4, abs=0.15)
        assert fixed[-1] == pytest.approx(6, abs=0.15)
        assert max(ranged) == pytest.approx(5, abs=1152 / 44_100)

    @pytest.mark.parametrize(
        ("count", "gains_db", "rates_wpm"),
        [
            (1, [0], [120]),
            (2, [0, -6], [120, 102]),
            # In steps of two words a minute and half a decibel: 15 % less is 18 words, a third of that is 6.
            (4, [0, -2, -4, -6], [120, 114, 108, 102]),
        ],
    )
    def test_the_first_moment_is_as_it_was_and_the_last_all_eased_however_few_there_are(
        self, count: int, gains_db: list[float], rates_wpm: list[int]
    ) -> None:
        said = Sound(Utterance("Words.", "voice", 120), Place(1, "Part", 0, "Step"))
        eased = [moment for moment in taper((said,) * count) if isinstance(moment, Sound)]
        assert [moment.gain_db for moment in eased] == gains_db
        assert [moment.source.rate_wpm for moment in eased if isinstance(moment.source, Utterance)] == rates_wpm

    def test_without_it_nothing_changes(self) -> None:
        plain = build(expand(self.LONG, self.choices(taper=False)), a_word_is_half_a_second)
        assert {event.gain_db for event in plain.events if isinstance(event, Clip)} == {0}

    def test_a_softer_clip_is_rendered_softer(self) -> None:
        sound = np.array([0, 1000, -20_000, 30_000], np.int16)
        clip = build(expand(self.LONG, self.choices(taper=True)), a_word_is_half_a_second).events[-1]
        assert isinstance(clip, Clip)
        heard = np.concatenate([block.pcm for block in render([clip], lambda _: sound)])[:4]
        half = 10 ** (-6 / 20)
        assert heard.tolist() == [round(value * half) for value in (0, 1000, -20_000, 30_000)]


def test_a_dropped_section_is_left_out() -> None:
    moments = expand(MADE, Choices("voice", dropped=frozenset({0})))
    assert "Milking." not in [utterance.text for utterance, _ in spoken(moments)]
    assert Utterance("Nothing timed.", "voice", 120) in [
        utterance for utterance, _ in spoken(expand(MADE, Choices("voice", dropped=frozenset({0}))))
    ]
