"""What a session goes back to when the device has gone, and what was handed out last was never heard."""

from fractions import Fraction

import numpy as np
import pytest

from coach.session import Command, Transport
from coach.sound import Pcm
from coach.timeline import Kind, Moment, Utterance, Work
from coach.units import FRAME_SAMPLES, Samples
from tests.player.programmes import find
from tests.session.fakes import STEP_ONE, Ready, play, rest, session_of, sound_of, words

ONE, TWO, THREE = words("First of all."), words("Then this."), words("And that.")
SECOND = 44_100


def said(*moments: Moment) -> Pcm:
    """Sentences, one after the other, each filled up to whole frames."""
    sounds = [sound_of(moment.source) for moment in moments]  # type: ignore[union-attr]  # sounds only
    return np.concatenate([np.pad(sound, (0, -len(sound) % FRAME_SAMPLES)) for sound in sounds])


def lose(session: Transport, unheard: int) -> None:
    session.interrupt(Samples(unheard))
    assert not session.read(SECOND).any()
    session.restore()


def test_a_sentence_whose_end_is_lost_is_said_again_though_the_next_has_begun() -> None:
    session = session_of(ONE, TWO, THREE)
    session.read(len(said(ONE)) + 1000)
    lose(session, 1001)
    assert np.array_equal(play(session), said(ONE, TWO, THREE))


def test_a_sentence_heard_to_its_end_is_not_said_again() -> None:
    session = session_of(ONE, TWO, THREE)
    session.read(len(said(ONE)) + 1000)
    lose(session, 1000)
    assert np.array_equal(play(session), said(TWO, THREE))


def test_all_of_several_short_sentences_that_are_lost_come_again() -> None:
    session = session_of(ONE, TWO, THREE)
    session.read(len(said(ONE, TWO)) + 1000)
    lose(session, len(said(TWO)) + 1001)
    assert np.array_equal(play(session), said(ONE, TWO, THREE))


def test_the_last_sentence_is_said_again_though_all_had_been_handed_out() -> None:
    session = session_of(ONE)
    session.read(3 * SECOND)
    assert session.state.is_over
    lose(session, 2000)
    assert np.array_equal(play(session), said(ONE))


def test_what_was_skipped_is_not_gone_back_to() -> None:
    session = session_of(ONE, TWO, rest(1), THREE)
    session.read(len(said(ONE)) + 1000)
    session.do(Command.AGAIN)
    session.read(1000)  # the end of what was cut off, and the beginning of what follows
    lose(session, 2000)
    assert np.array_equal(play(session)[: len(said(ONE, TWO))], said(ONE, TWO))


def test_what_is_said_on_the_side_comes_again_too() -> None:
    session = session_of(rest(3), TWO)
    session.read(1000)
    session.say([ONE, rest(1)])
    session.read(len(said(ONE)) + 500)
    lose(session, 600)
    assert np.array_equal(session.read(len(said(ONE))), said(ONE))


def test_what_was_cut_off_by_words_on_the_side_does_not_take_their_place() -> None:
    session = session_of(TWO, THREE)
    session.read(2000)
    session.say([ONE])
    session.read(1500)
    lose(session, 1600)
    assert np.array_equal(play(session), said(ONE, TWO, THREE))


def test_a_longer_hold_stays_longer_when_it_is_gone_back_from() -> None:
    session = session_of(ONE, rest(1))
    session.do(Command.LONGER)
    session.read(len(said(ONE)) + 100)
    lose(session, 200)
    heard = play(session)
    assert np.array_equal(heard[: len(said(ONE))], said(ONE))
    assert abs(len(heard) - len(said(ONE)) - 16 * SECOND) <= FRAME_SAMPLES


def test_a_sentence_gone_back_to_is_waited_for_if_it_is_no_longer_at_hand() -> None:
    sounds = Ready()
    session = session_of(ONE, TWO, sounds=sounds)
    session.read(len(said(ONE)) + 1000)
    sounds.withheld.add(ONE.source)
    session.interrupt(Samples(1100))
    session.restore()
    assert not session.read(SECOND).any()
    assert session.state == "waiting"
    assert sounds.plans[-1] == (0, ())
    sounds.withheld.clear()
    assert np.array_equal(play(session), said(ONE, TWO))


def test_a_hold_made_longer_after_a_sentence_stays_longer_though_the_end_of_that_sentence_is_lost() -> None:
    session = session_of(ONE, Work(Kind.HOLD, Fraction(10), STEP_ONE), TWO)
    session.read(len(said(ONE)) + 1000)
    assert session.do(Command.LONGER)
    lose(session, 1001)
    # The command was for the hold, so that is what goes on: 10 s and 15 s more, without what is over of it.
    assert find(sound_of(TWO.source), play(session)) == pytest.approx(25 * SECOND - 1000, abs=FRAME_SAMPLES)


def test_another_pace_stays_though_what_had_been_placed_at_the_old_one_is_lost() -> None:
    halfway = Utterance("Half of it.", "voice", 120)
    session = session_of(Work(Kind.HOLD, Fraction(22), STEP_ONE, halfway), TWO)
    session.read(11 * SECOND + len(sound_of(halfway)) + 2000)
    at = session.position
    assert session.do(Command.FASTER)
    lose(session, 2001 + FRAME_SAMPLES)
    # What is left of the hold shrinks in proportion, words that are over are not said again at lengths that no longer hold.
    assert find(sound_of(TWO.source), play(session)) == pytest.approx((22 * SECOND - at) / 1.1, abs=2 * FRAME_SAMPLES)


def test_what_is_lost_after_the_command_comes_again_at_the_new_pace() -> None:
    halfway = Utterance("Half of it.", "voice", 120)
    session = session_of(Work(Kind.HOLD, Fraction(22), STEP_ONE, halfway), TWO)
    session.read(5 * SECOND)
    session.do(Command.FASTER)
    heard = len(session.read(10 * SECOND))
    lose(session, heard)
    again = play(session)
    assert find(sound_of(halfway), again) == 0
    said_for = len(sound_of(halfway))
    shorter = said_for + (11 * SECOND - said_for) / 1.1
    assert find(sound_of(TWO.source), again) == pytest.approx(shorter, abs=2 * FRAME_SAMPLES)


def test_the_last_sentence_gone_back_to_is_waited_for_and_not_taken_for_the_end() -> None:
    sounds = Ready()
    session = session_of(ONE, sounds=sounds)
    session.read(3 * SECOND)
    sounds.withheld.add(ONE.source)
    lose(session, 2000)
    assert not session.read(SECOND).any()
    assert session.state == "waiting"
    sounds.withheld.clear()
    assert np.array_equal(play(session), said(ONE))


def test_what_was_being_said_in_a_pause_when_the_device_went_waits_for_the_end_of_the_pause() -> None:
    session = session_of(rest(3), TWO)
    session.read(1000)
    session.do(Command.PAUSE)
    session.say([ONE])
    assert session.read(1000).any()
    lose(session, 500)
    assert not session.read(SECOND).any()
    session.do(Command.RESUME)
    assert np.array_equal(session.read(len(said(ONE))), said(ONE))
