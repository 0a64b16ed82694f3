"""Fitting to a time, for every routine that ships, and what may be changed with consent."""

from fractions import Fraction

import pytest

from coach.errors import FitError
from coach.folders import Folders, shipped
from coach.programme import Programme, Wishes, choices_of, find_routine
from coach.programme._fitting import RATE_LIMITS, Fitted, fitted
from coach.script import Hold, Pause, Prompt, Routine
from coach.sound import Chimes
from coach.timeline import Guidance, Pace
from tests.fakes import ToneVoice
from tests.timeline.helpers import routine, seconds, section, step

SHIPPED = sorted(path.stem for path in shipped("scripts").glob("*.md"))
CHIMES = Chimes([shipped("audio_cues")])


def programme_of(made: Routine, wishes: Wishes = Wishes()) -> Programme:  # noqa: B008 - frozen
    return Programme(made, choices_of(wishes, made, "tone"), ToneVoice(), CHIMES)


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("pace", ["1/2", "1", "2"])
def test_every_duration_a_shipped_routine_can_do_is_met_within_half_a_second(name: str, pace: str) -> None:
    found = find_routine(name, Folders.of_user())
    wishes = Wishes(pace=Fraction(pace))
    programme = Programme(found.routine, choices_of(wishes, found.routine, "tone"), ToneVoice(), found.chimes)
    reach = programme.reach()
    for part in range(11):
        total_s = reach.shortest_s + (reach.longest_s - reach.shortest_s) * part / 10
        assert abs(programme.fit(total_s).timeline().duration_s - float(total_s)) <= 0.5
    for beyond in (reach.shortest_s - 1, reach.longest_s + 1):
        with pytest.raises(FitError):
            programme.fit(beyond)


WORDS = step(Prompt("Some words to say here, and then some more of them, and a few to end."), Pause(seconds(10)))
MADE = routine(
    section(WORDS, WORDS, title="First"),
    section(WORDS, step(Hold(seconds(20, 30))), title="Second", optional=True),
    section(WORDS, WORDS, title="Third", optional=True),
)


class TestConsent:
    """Silences move freely; words and sections only if asked."""

    def fit(self, total_s: Fraction, *, fit_speech: bool = False, drop_optional: bool = False) -> Fitted:
        wishes = Wishes(duration_s=total_s, fit_speech=fit_speech, drop_optional=drop_optional)
        return fitted(programme_of(MADE, wishes), wishes)

    @property
    def shortest_s(self) -> Fraction:
        return programme_of(MADE).reach().shortest_s

    def test_without_consent_a_short_time_is_refused_with_what_can_be_done(self) -> None:
        with pytest.raises(FitError) as caught:
            self.fit(self.shortest_s - 1)
        assert caught.value.hint

    def test_speech_changes_only_with_consent_and_no_more_than_needed(self) -> None:
        total_s = self.shortest_s - 2
        done = self.fit(total_s, fit_speech=True)
        speech = done.programme.choices.pace.speech
        assert 1 < speech <= RATE_LIMITS[1]
        assert done.programme.timeline().duration_s == pytest.approx(float(total_s), abs=0.5)
        assert any("words a minute instead of" in change for change in done.changes)

    def test_speech_slows_for_a_long_time(self) -> None:
        total_s = programme_of(MADE).reach().longest_s + 2
        done = self.fit(total_s, fit_speech=True)
        assert RATE_LIMITS[0] <= done.programme.choices.pace.speech < 1
        assert done.programme.timeline().duration_s == pytest.approx(float(total_s), abs=0.5)

    def test_speech_is_left_alone_where_silences_are_enough(self) -> None:
        done = self.fit(self.shortest_s + 1, fit_speech=True, drop_optional=True)
        assert done.programme.choices.pace == Pace()
        assert done.programme.choices.dropped == frozenset()

    def test_optional_sections_go_last_first_and_only_as_many_as_needed(self) -> None:
        one = self.fit(self.shortest_s - 1, drop_optional=True)
        assert one.programme.choices.dropped == {2}
        assert "left out: Third" in one.changes
        fewest = programme_of(MADE).with_choices(one.programme.choices).reach()
        two = self.fit(fewest.shortest_s - 1, drop_optional=True)
        assert two.programme.choices.dropped == {1, 2}
        assert two.programme.timeline().duration_s == pytest.approx(float(fewest.shortest_s - 1), abs=0.5)

    def test_what_no_consent_can_reach_is_refused(self) -> None:
        with pytest.raises(FitError):
            self.fit(Fraction(5), fit_speech=True, drop_optional=True)


class TestParts:
    """Words, pauses and timed work, each alone."""

    @pytest.mark.parametrize(
        ("wishes", "expected"),
        [
            (Wishes(), Pace(Fraction(1), Fraction(1), Fraction(1))),
            (Wishes(pace=Fraction(4, 5)), Pace.of(Fraction(4, 5))),
            (Wishes(rate_wpm=150), Pace(Fraction(5, 4), Fraction(1), Fraction(1))),
            (Wishes(pauses=Fraction(3, 2)), Pace(Fraction(1), Fraction(2, 3), Fraction(1))),
            (Wishes(holds=Fraction(1, 2)), Pace(Fraction(1), Fraction(1), Fraction(2))),
            (Wishes(pace=Fraction(2), holds=Fraction(2)), Pace(Fraction(2), Fraction(2), Fraction(1, 2))),
        ],
    )
    def test_each_part_can_be_set_alone(self, wishes: Wishes, expected: Pace) -> None:
        assert choices_of(wishes, MADE, "tone").pace == expected

    def test_the_script_gives_a_pace_and_the_listener_wins(self) -> None:
        slow = routine(section(WORDS), pace=Fraction(4, 5))
        assert choices_of(Wishes(), slow, "tone").pace == Pace.of(Fraction(4, 5))
        assert choices_of(Wishes(pace=Fraction(1)), slow, "tone").pace == Pace()

    def test_guidance_and_taper_go_through(self) -> None:
        choices = choices_of(Wishes(guidance=Guidance.BRIEF, taper=True), MADE, "tone")
        assert (choices.guidance, choices.taper) == (Guidance.BRIEF, True)
