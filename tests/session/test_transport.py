"""What a listener hears of a session, whatever is asked of it. Expected sound is put together here by hand."""

from fractions import Fraction
from itertools import pairwise
from threading import Thread

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import VoiceError
from coach.player import State
from coach.session import Command, Transport
from coach.session._mixing import FADE, RAMP
from coach.session._transport import LESS, MORE, NO_FURTHER
from coach.sound import Pcm, render
from coach.timeline import Beats, Cycles, Kind, Moment, Remainder, Rest, Sound, Utterance, Work, build
from coach.units import nearest_frame
from tests.player.programmes import find
from tests.session.fakes import STEP_ONE, STEP_THREE, STEP_TWO, Ready, play, rest, session_of, sound_of, words

SECOND = 44_100
FRAME = 1152


def in_frames(pcm: Pcm) -> Pcm:
    """The sound, filled up with silence to whole frames as it stands in a programme."""
    return np.concatenate([pcm, np.zeros(-len(pcm) % FRAME, np.int16)])


def said(moment: Sound) -> Pcm:
    return in_frames(sound_of(moment.source))


def silence(samples: int) -> Pcm:
    return np.zeros(samples, np.int16)


def frames_near(samples: int) -> int:
    return round(samples / FRAME) * FRAME


HELLO, LEGS, GOODBYE = words("Hello there."), words("Now the legs.", STEP_TWO), words("Goodbye.", STEP_THREE)

texts = st.text("abcdefg ", min_size=1, max_size=12).filter(str.strip)
moments = st.one_of(
    texts.map(words),
    st.builds(rest, st.fractions(0, 2)),
    st.builds(lambda text, every: Remainder(every, 1, STEP_ONE, (words(text),)), texts, st.fractions(0, 2)),
    st.builds(
        lambda length, half: Work(Kind.HOLD, length, STEP_ONE, half),
        st.fractions(1, 3),
        st.none() | texts.map(lambda text: Utterance(text, "voice", 120)),
    ),
    st.builds(
        lambda every, count: Beats(every, (None,) * count, STEP_ONE), st.fractions(Fraction(1, 4), 1), st.integers(1, 3)
    ),
)


class TestUndisturbed:
    @given(st.lists(moments, min_size=1, max_size=6), st.lists(st.integers(0, 5000), max_size=20))
    def test_it_is_the_programme_that_an_export_renders(self, made: list[Moment], counts: list[int]) -> None:
        timeline = build(made, lambda source: len(sound_of(source)))  # type: ignore[arg-type,return-value]  # a count of samples
        expected = np.concatenate([silence(0), *(block.pcm for block in render(timeline.events, sound_of))])
        session = session_of(*made)
        heard = np.concatenate([session.read(count) for count in [*counts, len(expected), 7]])
        assert len(heard) == sum(counts) + len(expected) + 7
        assert np.array_equal(heard[: len(expected)], expected)
        assert not heard[len(expected) :].any()
        assert session.state is State.FINISHED
        assert session.position == len(expected)

    def test_piece_by_piece_it_is_the_same(self) -> None:
        session = session_of(HELLO, rest(1), GOODBYE)
        got = []
        while piece := session.take():
            assert session.take() is piece
            got.append(piece.pcm)
            session.done(piece)
        assert np.array_equal(np.concatenate(got), play(session_of(HELLO, rest(1), GOODBYE)))
        assert session.state is State.FINISHED

    def test_status_tells_the_step_and_the_one_that_follows(self) -> None:
        session = session_of(HELLO, rest(1), LEGS, GOODBYE)
        session.read(len(said(HELLO)) + 100)
        status = session.status()
        assert (status.step, status.place, status.next_place) == (0, STEP_ONE, STEP_TWO)
        assert (status.index, status.left) == (1, frames_near(SECOND) - 100)
        session.read(SECOND)
        assert (session.status().place, session.status().next_place) == (STEP_TWO, STEP_THREE)
        play(session)
        assert (session.status().place, session.status().next_place) == (STEP_THREE, None)


class TestPause:
    def test_a_sentence_cut_off_fades_and_is_said_again_from_its_start(self) -> None:
        session = session_of(HELLO, GOODBYE)
        before = session.read(5000)
        assert session.do(Command.PAUSE)
        assert session.state is State.PAUSED
        paused = session.read(9000)
        whole = sound_of(HELLO.source)
        assert np.array_equal(before, whole[:5000])
        fading = np.abs(paused[:FADE]) / np.abs(whole[5000 : 5000 + FADE])
        assert (np.diff(fading) < 0.01).all()
        assert fading[0] > 0.99
        assert fading[-1] < 0.01
        assert not paused[FADE:].any()
        session.do(Command.RESUME)
        assert np.array_equal(play(session), np.concatenate([said(HELLO), said(GOODBYE)]))

    def test_a_silence_goes_on_where_it_was(self) -> None:
        session = session_of(rest(2), HELLO)
        session.read(30_000)
        session.do(Command.TOGGLE)
        assert not session.read(100_000).any()
        session.do(Command.TOGGLE)
        assert np.array_equal(play(session), np.concatenate([silence(frames_near(2 * SECOND) - 30_000), said(HELLO)]))

    def test_a_silence_taken_as_a_piece_goes_on_with_what_was_not_played(self) -> None:
        session = session_of(rest(1), HELLO)
        piece = session.take()
        assert piece is not None
        session.do(Command.PAUSE)
        assert session.take() is None
        session.do(Command.RESUME)
        piece = session.take()
        assert piece is not None
        session.done(piece, played=30_000)  # type: ignore[arg-type]  # a count of samples
        left = session.take()
        assert left is not None
        assert len(left.pcm) == frames_near(SECOND) - 30_000

    def test_a_sound_cut_off_while_played_as_a_piece_is_taken_whole_again(self) -> None:
        session = session_of(HELLO, GOODBYE)
        piece = session.take()
        assert piece is not None
        session.done(piece, played=1000)  # type: ignore[arg-type]  # a count of samples
        again = session.take()
        assert again is not None
        assert np.array_equal(again.pcm, said(HELLO))

    @given(
        st.lists(moments, min_size=1, max_size=5),
        st.lists(
            st.tuples(st.sampled_from(["read", "pause", "resume", "toggle", "lost"]), st.integers(1, 20_000)),
            max_size=30,
        ),
    )
    def test_nothing_is_lost_however_often_it_is_cut_off(self, made: list[Moment], acts: list[tuple[str, int]]) -> None:
        session = session_of(*made)
        heard = []
        for act, count in acts:
            if act == "read":
                before = session.position
                heard.append(session.read(count)[: session.position - before])
            elif act == "lost":
                session.interrupt(min(count, 6000))  # type: ignore[arg-type]  # a count of samples
                assert not session.read(count)[FADE:].any()
                session.restore()
            else:
                session.do(Command[act.upper()])
        session.do(Command.RESUME)
        heard.append(play(session))
        assert session.state is State.FINISHED
        at, whole = 0, np.concatenate(heard)
        for moment in made:
            if isinstance(moment, Sound):
                at = find(sound_of(moment.source), whole, at)
                assert at >= 0, "a sentence was never heard whole, or not in its order"
                at += len(sound_of(moment.source))


class TestSteps:
    def test_next_leaves_out_the_rest_of_a_step(self) -> None:
        session = session_of(HELLO, rest(5), LEGS, GOODBYE)
        session.read(len(said(HELLO)) + 1000)
        assert session.do(Command.NEXT)
        assert np.array_equal(play(session), np.concatenate([said(LEGS), said(GOODBYE)]))

    def test_next_at_the_last_step_ends_the_session(self) -> None:
        session = session_of(HELLO, GOODBYE)
        session.do(Command.NEXT)
        session.do(Command.NEXT)
        assert not play(session).any()
        assert session.state is State.FINISHED

    def test_previous_and_again_begin_a_step_anew(self) -> None:
        session = session_of(HELLO, LEGS, rest(5, STEP_TWO), GOODBYE)
        session.read(len(said(HELLO)) + len(said(LEGS)) + 1000)
        session.do(Command.AGAIN)
        assert find(sound_of(LEGS.source), session.read(len(said(LEGS)))) == 0
        session.do(Command.PREVIOUS)
        heard = play(session)
        assert np.array_equal(
            heard, np.concatenate([said(HELLO), said(LEGS), silence(frames_near(5 * SECOND)), said(GOODBYE)])
        )

    def test_previous_at_the_first_step_begins_it_anew(self) -> None:
        session = session_of(HELLO, rest(5), GOODBYE)
        session.read(len(said(HELLO)) + 1000)
        session.do(Command.PREVIOUS)
        assert find(sound_of(HELLO.source), play(session)) == 0

    def test_a_step_asked_for_while_paused_is_played(self) -> None:
        session = session_of(HELLO, LEGS)
        session.do(Command.PAUSE)
        session.do(Command.NEXT)
        assert np.array_equal(play(session), said(LEGS))

    def test_going_on_in_the_middle_of_a_word_fades_it_under_what_follows(self) -> None:
        session = session_of(HELLO, rest(1, STEP_TWO), GOODBYE)
        session.read(3000)
        session.do(Command.NEXT)
        after = session.read(SECOND)
        assert after[: FADE // 2].any()
        assert not after[FADE:].any()


class TestWait:
    WAIT = rest(20, STEP_ONE, Kind.WAIT)

    @pytest.mark.parametrize("command", [Command.READY, Command.TOGGLE, Command.RESUME, Command.NEXT])
    def test_a_wait_goes_on_when_the_listener_is_ready(self, command: Command) -> None:
        session = session_of(HELLO, self.WAIT, words("Next.", STEP_ONE), GOODBYE)
        session.read(len(said(HELLO)) + 500)
        assert session.do(command)
        assert session.state is State.PLAYING
        assert np.array_equal(play(session), np.concatenate([said(words("Next.")), said(GOODBYE)]))

    def test_a_wait_ends_by_itself(self) -> None:
        session = session_of(HELLO, self.WAIT, GOODBYE)
        assert len(play(session)) == len(said(HELLO)) + frames_near(20 * SECOND) + len(said(GOODBYE))

    def test_ready_means_nothing_elsewhere(self) -> None:
        session = session_of(HELLO, rest(1), GOODBYE)
        session.read(100)
        assert not session.do(Command.READY)
        assert session.status().index == 0


def ticks_in(heard: Pcm) -> list[int]:
    """Where a signal that stands for a tick begins."""
    found, at = [], -1
    while (at := find(sound_of(LESS), heard, at + 1)) >= 0:
        found.append(at)
    return found


class TestUntilReady:
    """What lasts, live, until the listener is ready: a wait, beats, breath."""

    WAIT = Rest(Kind.WAIT, Fraction(20), STEP_ONE, is_open=True)
    BEATS = Beats(Fraction(4), (LESS, LESS), STEP_ONE, is_open=True)
    IN = Utterance("In", "voice", 120)
    BREATH = Cycles(((Fraction(2), IN), (Fraction(3), None)), 1, STEP_ONE, is_open=True)
    ready = pytest.mark.parametrize("command", [Command.READY, Command.TOGGLE, Command.RESUME, Command.NEXT])

    @ready
    def test_a_wait_lasts_as_long_as_it_takes(self, command: Command) -> None:
        session = session_of(HELLO, self.WAIT, words("Next.", STEP_ONE), GOODBYE)
        assert not session.read(len(said(HELLO)) + 600 * SECOND)[len(said(HELLO)) :].any()
        assert session.status().index == 1
        assert session.do(command)
        assert np.array_equal(play(session), np.concatenate([said(words("Next.")), said(GOODBYE)]))

    @ready
    def test_beats_go_on_at_their_times(self, command: Command) -> None:
        session = session_of(self.BEATS, GOODBYE, sounds=Ready(signals=True))
        heard = session.read(62 * SECOND)
        assert ticks_in(heard) == [nearest_frame(Fraction(4 * number)) * FRAME for number in range(16)]
        assert session.do(command)
        assert np.array_equal(play(session), said(GOODBYE))

    def test_breath_goes_on_and_its_words_with_it(self) -> None:
        session = session_of(self.BREATH, GOODBYE)
        heard = session.read(23 * SECOND)
        starts, at = [], -1
        while (at := find(sound_of(self.IN), heard, at + 1)) >= 0:
            starts.append(at)
        assert starts == [nearest_frame(Fraction(5 * number)) * FRAME for number in range(5)]

    def test_a_word_that_is_cut_off_by_being_ready_fades(self) -> None:
        session = session_of(self.BREATH, rest(1), GOODBYE)
        session.read(1000)
        session.do(Command.READY)
        after = session.read(SECOND)
        assert after[: FADE // 2].any()
        assert not after[FADE : SECOND // 2].any()

    @pytest.mark.parametrize("moment", [WAIT, BEATS, BREATH], ids=["wait", "beats", "breath"])
    def test_meanwhile_it_waits_for_the_listener_and_no_time_passes(self, moment: Moment) -> None:
        session = session_of(HELLO, moment, GOODBYE, sounds=Ready(signals=True))
        session.read(len(said(HELLO)) + SECOND)
        first = session.status()
        session.read(13 * SECOND)
        later = session.status()
        assert first.in_wait
        assert later.in_wait
        length_s = {Rest: 20, Beats: 8, Cycles: 5}[type(moment)]
        assert [first.left, later.left] == pytest.approx([length_s * SECOND] * 2, abs=FRAME)

    def test_a_pause_stops_it_and_being_ready_goes_on(self) -> None:
        session = session_of(self.BEATS, GOODBYE, sounds=Ready(signals=True))
        session.read(10 * SECOND)
        assert session.do(Command.PAUSE)
        assert not session.read(20 * SECOND)[FADE:].any()
        assert session.do(Command.RESUME)
        # Two of the third beat's four seconds were gone.
        assert ticks_in(session.read(9 * SECOND))[0] == pytest.approx(2 * SECOND, abs=FRAME)

    def test_the_step_can_be_begun_again_and_left(self) -> None:
        session = session_of(HELLO, self.WAIT, LEGS, GOODBYE)
        session.read(len(said(HELLO)) + 50 * SECOND)
        session.do(Command.AGAIN)
        assert np.array_equal(session.read(len(said(HELLO))), said(HELLO))
        session.read(50 * SECOND)
        session.do(Command.NEXT)
        session.do(Command.PREVIOUS)
        assert np.array_equal(session.read(len(said(HELLO))), said(HELLO))

    def test_words_over_it_do_not_end_it(self) -> None:
        session = session_of(self.WAIT, GOODBYE)
        session.read(SECOND)
        session.say([HELLO, rest(30)])
        assert np.array_equal(session.read(len(said(HELLO))), said(HELLO))
        assert not session.read(60 * SECOND).any()
        assert session.status().index == 0

    def test_at_another_pace_its_beats_are_further_apart(self) -> None:
        session = session_of(self.BEATS, GOODBYE, sounds=Ready(signals=True))
        session.read(SECOND)
        session.do(Command.SLOWER)
        starts = ticks_in(session.read(60 * SECOND)[4 * SECOND :])
        assert [after - before for before, after in pairwise(starts)] == pytest.approx(
            [4.4 * SECOND] * (len(starts) - 1), abs=2 * FRAME
        )

    def test_piece_by_piece_it_goes_on_too(self) -> None:
        session = session_of(self.BREATH, GOODBYE)
        pieces = []
        for _ in range(40):
            piece = session.take()
            assert piece
            pieces.append(piece.pcm)
            session.done(piece)
        assert sum(map(len, pieces)) > 20 * SECOND
        assert session.do(Command.READY)
        assert np.array_equal(play(session), said(GOODBYE))

    def test_at_the_end_of_a_session_it_is_not_over(self) -> None:
        session = session_of(self.WAIT)
        session.read(100 * SECOND)
        assert not session.state.is_over
        session.do(Command.READY)
        session.read(10)
        assert session.state.is_over


class TestPace:
    def test_faster_shortens_what_is_left_of_a_silence_and_all_that_follow(self) -> None:
        session = session_of(HELLO, rest(11), LEGS, rest(22, STEP_TWO), GOODBYE)
        session.read(len(said(HELLO)) + 5 * SECOND)
        assert session.do(Command.FASTER)
        heard = play(session)
        at = find(sound_of(LEGS.source), heard)
        assert at == pytest.approx(6 * SECOND / 1.1, abs=FRAME + 1)
        after = at + len(said(LEGS))
        assert find(sound_of(GOODBYE.source), heard) - after == pytest.approx(22 * SECOND / 1.1, abs=FRAME)

    def test_words_under_way_are_neither_cut_nor_repeated(self) -> None:
        session = session_of(HELLO, GOODBYE)
        before = session.read(5000)
        session.do(Command.SLOWER)
        assert np.array_equal(np.concatenate([before, play(session)]), np.concatenate([said(HELLO), said(GOODBYE)]))

    def test_a_countdown_keeps_counting_seconds(self) -> None:
        counts = tuple(Utterance(f"{number}.", "voice", 120) for number in (3, 2, 1))
        session = session_of(Work(Kind.HOLD, Fraction(20), STEP_ONE, None, counts), GOODBYE)
        session.read(SECOND)
        session.do(Command.SLOWER)
        heard = play(session)
        starts = [find(sound_of(count), heard) for count in counts]
        assert np.diff([*starts, find(sound_of(GOODBYE.source), heard)]) == pytest.approx(SECOND, abs=FRAME)
        assert starts[0] == pytest.approx(16 * SECOND * 1.1, abs=2 * FRAME)

    def test_beats_to_come_are_further_apart(self) -> None:
        session = session_of(Beats(Fraction(2), (MORE, MORE, MORE), STEP_ONE), GOODBYE, sounds=Ready(signals=True))
        session.read(len(sound_of(MORE)) + 100)
        session.do(Command.SLOWER)
        heard = play(session)
        second = find(sound_of(MORE), heard)
        third = find(sound_of(MORE), heard, second + 1)
        assert third - second == pytest.approx(2.2 * SECOND, abs=2 * FRAME)

    def test_there_is_a_fastest_and_a_slowest(self) -> None:
        session = session_of(rest(5))
        for command, tempo in ((Command.FASTER, 2), (Command.SLOWER, Fraction(1, 2))):
            for _ in range(20):
                session.do(command)
            assert not session.do(command)
            assert session.status().tempo == tempo

    @pytest.mark.parametrize("away", [1, 3, 20])
    def test_as_many_steps_lead_back_as_away(self, away: int) -> None:
        for there, back in ((Command.FASTER, Command.SLOWER), (Command.SLOWER, Command.FASTER)):
            session = session_of(rest(5))
            done = sum(session.do(there) for _ in range(away))
            for _ in range(done):
                session.do(back)
            assert session.status().tempo == 1


class TestLonger:
    def test_a_hold_under_way_takes_fifteen_seconds_more(self) -> None:
        session = session_of(Work(Kind.HOLD, Fraction(10), STEP_ONE), GOODBYE)
        session.read(4 * SECOND)
        assert session.do(Command.LONGER)
        assert len(play(session)) == pytest.approx(21 * SECOND + len(said(GOODBYE)), abs=2 * FRAME)

    def test_asked_for_during_the_words_it_is_for_the_hold_that_follows_and_only_once(self) -> None:
        session = session_of(HELLO, Work(Kind.HOLD, Fraction(10), STEP_ONE), GOODBYE)
        session.read(100)
        session.do(Command.LONGER)
        heard = play(session)
        assert find(sound_of(GOODBYE.source), heard) + 100 == pytest.approx(
            len(said(HELLO)) + 25 * SECOND, abs=2 * FRAME
        )
        session = session_of(HELLO, Work(Kind.HOLD, Fraction(10), STEP_ONE), GOODBYE)
        session.do(Command.LONGER)
        session.read(len(said(HELLO)) + SECOND)
        session.do(Command.AGAIN)
        heard = play(session)
        assert find(sound_of(GOODBYE.source), heard) == pytest.approx(len(said(HELLO)) + 10 * SECOND, abs=2 * FRAME)

    def test_in_a_countdown_the_count_is_begun_again(self) -> None:
        counts = tuple(Utterance(f"{number}.", "voice", 120) for number in (3, 2, 1))
        session = session_of(Work(Kind.HOLD, Fraction(10), STEP_ONE, None, counts), GOODBYE)
        session.read(8 * SECOND + SECOND // 2)  # between "3." and "1."
        session.do(Command.LONGER)
        heard = play(session)
        three = find(sound_of(counts[0]), heard)
        assert three == pytest.approx(15 * SECOND, abs=FRAME)
        assert find(sound_of(GOODBYE.source), heard) - three == pytest.approx(3 * SECOND, abs=2 * FRAME)

    def test_repetitions_get_whole_beats_more(self) -> None:
        session = session_of(Beats(Fraction(4), (LESS, LESS), STEP_ONE), GOODBYE, sounds=Ready(signals=True))
        session.read(SECOND)
        session.do(Command.LONGER)
        heard = play(session)
        ticks, at = [], -1
        while (at := find(sound_of(LESS), heard, at + 1)) >= 0:
            ticks.append(at)
        assert len(ticks) == 5  # one is left of two, and four times four seconds are at least fifteen

    def test_breath_gets_whole_rounds_more(self) -> None:
        word = Utterance("In", "voice", 120)
        session = session_of(Cycles(((Fraction(4), word), (Fraction(3), None)), 2, STEP_ONE), GOODBYE)
        session.read(SECOND)
        session.do(Command.LONGER)
        # Three times seven seconds are at least fifteen.
        assert find(sound_of(GOODBYE.source), play(session)) == pytest.approx((14 - 1 + 21) * SECOND, abs=4 * FRAME)

    def test_work_that_is_counted_goes_on_after_its_count(self) -> None:
        counts = tuple(Utterance(f"{number}.", "voice", 120) for number in (1, 2, 3))
        session = session_of(Work(Kind.FOR, Fraction(3), STEP_ONE, None, counts, counts_up=True), GOODBYE)
        session.read(SECOND // 2)
        session.do(Command.LONGER)
        heard = play(session)
        assert find(sound_of(counts[2]), heard) == pytest.approx(1.5 * SECOND, abs=FRAME)
        assert find(sound_of(GOODBYE.source), heard) == pytest.approx(17.5 * SECOND, abs=2 * FRAME)

    def test_without_work_or_silence_in_the_step_there_is_nothing_to_do(self) -> None:
        session = session_of(HELLO, rest(5, STEP_TWO), sounds=Ready(signals=True))
        assert not session.do(Command.LONGER)
        heard = session.read(5000).astype(int) - sound_of(HELLO.source)[:5000]
        assert np.array_equal(heard, sound_of(NO_FURTHER)[:5000])
        assert len(play(session)) + 5000 == len(said(HELLO)) + frames_near(5 * SECOND)


class TestSaid:
    def test_words_over_a_silence_leave_its_length_alone(self) -> None:
        session = session_of(Work(Kind.HOLD, Fraction(10), STEP_ONE), GOODBYE)
        before = len(session.read(SECOND))
        session.say([words("Four minutes left.")])
        heard = play(session)
        assert find(sound_of(words("Four minutes left.").source), heard) == 0
        assert before + find(sound_of(GOODBYE.source), heard) == pytest.approx(10 * SECOND, abs=FRAME)

    def test_words_longer_than_the_silence_keep_a_breath_before_what_follows(self) -> None:
        session = session_of(rest(1), GOODBYE)
        session.read(1000)
        long = words("As many words as do not fit into a second.")
        session.say([long])
        heard = play(session)
        gap = find(sound_of(GOODBYE.source), heard) - len(sound_of(long.source))
        assert SECOND // 2 - FRAME <= gap <= SECOND // 2 + 2 * FRAME

    def test_words_in_the_middle_of_a_sentence_come_first_and_it_is_said_again(self) -> None:
        session = session_of(HELLO, GOODBYE)
        session.read(5000)
        session.say([words("Wait.")])
        heard = play(session)
        # The end of what was cut off fades first, for 15 ms.
        assert np.array_equal(heard[FADE:], np.concatenate([said(words("Wait.")), said(HELLO), said(GOODBYE)]))

    def test_until_they_are_ready_the_programme_goes_on(self) -> None:
        late = words("Late.")
        sounds = Ready([late.source])
        session = session_of(HELLO, GOODBYE, sounds=sounds)
        session.say([late])
        assert np.array_equal(session.read(3000), sound_of(HELLO.source)[:3000])
        sounds.withheld.clear()
        assert np.array_equal(session.read(3000 + FADE)[FADE:], sound_of(late.source)[:3000])

    def test_they_are_heard_while_it_is_paused_which_it_stays(self) -> None:
        session = session_of(HELLO)
        session.do(Command.PAUSE)
        session.say([words("Wait.")])
        assert np.array_equal(session.read(len(said(words("Wait.")))), said(words("Wait.")))
        assert not session.read(1000).any()
        assert session.state is State.PAUSED

    def test_a_pause_silences_them_too_and_they_are_said_again_afterwards(self) -> None:
        lead_in = words("Starting in ten seconds.")
        session = Transport(lambda _: (HELLO,), Ready(), before=[lead_in, rest(10)])
        session.read(5000)
        session.do(Command.PAUSE)
        assert not session.read(SECOND)[FADE:].any()
        session.do(Command.RESUME)
        assert np.array_equal(
            play(session), np.concatenate([said(lead_in), silence(frames_near(10 * SECOND)), said(HELLO)])
        )

    def test_a_pause_stops_the_time_to_get_ready_and_what_is_asked_for_meanwhile_is_said(self) -> None:
        lead_in, left = words("Starting in ten seconds."), words("Four minutes left.")
        session = Transport(lambda _: (HELLO,), Ready(), before=[lead_in, rest(10)])
        session.read(len(said(lead_in)) + 4 * SECOND)
        session.do(Command.PAUSE)
        assert not session.read(20 * SECOND).any()
        session.say([left])
        assert np.array_equal(session.read(len(said(left))), said(left))
        assert not session.read(SECOND).any()
        session.do(Command.RESUME)
        assert np.array_equal(
            play(session), np.concatenate([silence(frames_near(10 * SECOND) - 4 * SECOND), said(HELLO)])
        )

    def test_while_paused_before_the_beginning_nothing_is_said(self) -> None:
        lead_in = words("Starting in ten seconds.")
        sounds = Ready([lead_in.source])
        session = Transport(lambda _: (HELLO,), sounds, before=[lead_in, rest(10)])
        session.read(100)
        session.do(Command.PAUSE)
        sounds.withheld.clear()
        assert not session.read(SECOND).any()
        session.do(Command.RESUME)
        assert find(sound_of(lead_in.source), session.read(len(said(lead_in)))) == 0

    def test_the_time_to_get_ready_is_no_waiting_for_sound(self) -> None:
        session = Transport(lambda _: (HELLO,), Ready(), before=[words("Starting in ten seconds."), rest(10)])
        for _ in range(10):
            session.read(SECOND)
            assert session.state is State.PLAYING

    def test_they_are_said_at_once_in_the_time_to_get_ready_which_goes_on_afterwards(self) -> None:
        lead_in, left = words("Starting in five minutes."), words("Four minutes left.")
        session = Transport(lambda _: (HELLO,), Ready(), before=[lead_in, rest(300)])
        session.read(len(said(lead_in)) + 2 * SECOND)
        session.say([left])
        assert np.array_equal(
            play(session), np.concatenate([said(left), silence(frames_near(300 * SECOND) - 2 * SECOND), said(HELLO)])
        )

    def test_going_to_a_step_before_they_were_ready_leaves_them_out(self) -> None:
        lead_in = words("Starting in ten seconds.")
        session = Transport(lambda _: (HELLO, LEGS), Ready([lead_in.source]), before=[lead_in, rest(10)])
        session.read(100)
        session.do(Command.NEXT)
        assert np.array_equal(play(session), said(LEGS))

    @pytest.mark.slow
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["read", "pause", "resume", "say", "lost"]),
                st.integers(1, 60_000),
            ),
            max_size=30,
        )
    )
    def test_nothing_of_them_is_lost_and_a_pause_is_silent(self, acts: list[tuple[str, int]]) -> None:
        lead_in = words("Starting in ten seconds.")
        session = Transport(lambda _: (HELLO, rest(2), GOODBYE), Ready(), before=[lead_in, rest(2)])
        heard, asked = [], [HELLO, lead_in]
        for act, count in acts:
            if act == "read":
                before = session.position
                heard.append(session.read(count)[: session.position - before])
                if session.state is State.PAUSED and len(asked) == 2:
                    assert not heard[-1][FADE:].any()
            elif act == "say" and not session.state.is_over:
                asked.append(words(f"Answer number {len(asked)}."))
                session.say([asked[-1]])
            elif act == "lost":
                session.interrupt(min(count, 6000))  # type: ignore[arg-type]  # a count of samples
                assert not session.read(count)[FADE:].any()
                session.restore()
            elif act != "say":
                session.do(Command[act.upper()])
        session.do(Command.RESUME)
        whole = np.concatenate([*heard, play(session)])
        for moment in asked:
            assert find(sound_of(moment.source), whole) >= 0, moment

    def test_before_the_first_moment_they_come_first_however_late(self) -> None:
        lead_in = words("Starting in ten seconds.")
        sounds = Ready([lead_in.source])
        session = Transport(lambda _: (HELLO,), sounds, before=[lead_in, rest(10)])
        assert not session.read(SECOND).any()
        assert session.state is State.WAITING
        sounds.withheld.clear()
        assert np.array_equal(
            play(session), np.concatenate([said(lead_in), silence(frames_near(10 * SECOND)), said(HELLO)])
        )

    def test_say_that_again_repeats_the_last_words_over_the_hold(self) -> None:
        session = session_of(
            words("Not this."),
            rest(5),
            HELLO,
            rest(Fraction(1, 2)),
            words("And this."),
            Work(Kind.HOLD, Fraction(30), STEP_ONE),
            GOODBYE,
        )
        start = len(said(HELLO)) + len(said(words("And this.")))
        session.read(
            len(said(words("Not this."))) + frames_near(5 * SECOND) + start + frames_near(SECOND // 2) + 2 * SECOND
        )
        session.do(Command.SAY_AGAIN)
        heard = play(session)
        assert find(sound_of(HELLO.source), heard) == 0
        assert find(sound_of(words("And this.").source), heard) > 0
        assert find(sound_of(words("Not this.").source), heard) == -1
        assert find(sound_of(GOODBYE.source), heard) == pytest.approx(28 * SECOND, abs=2 * FRAME)

    @pytest.mark.parametrize("is_faster", [False, True])
    def test_which_pause_parts_words_is_judged_at_the_pace_at_which_they_are_heard(self, is_faster: bool) -> None:
        work = Work(Kind.HOLD, Fraction(30), STEP_ONE)
        session = session_of(HELLO, rest(Fraction(21, 10)), words("And this."), work)  # two seconds part words
        session.read(len(said(HELLO)) + frames_near(21 * SECOND // 10) + len(said(words("And this."))) + SECOND)
        if is_faster:
            session.do(Command.FASTER)
        session.do(Command.SAY_AGAIN)
        assert (find(sound_of(HELLO.source), play(session)) >= 0) is is_faster

    def test_say_that_again_in_the_middle_of_words_begins_them_anew(self) -> None:
        session = session_of(HELLO, rest(Fraction(1, 2)), words("And this."), GOODBYE)
        session.read(len(said(HELLO)) + frames_near(SECOND // 2) + 500)
        session.do(Command.SAY_AGAIN)
        assert np.array_equal(
            play(session)[FADE:], play(session_of(HELLO, rest(Fraction(1, 2)), words("And this."), GOODBYE))
        )


class TestVolume:
    def test_softer_is_three_decibels_without_a_jump(self) -> None:
        session = session_of(words("A long and even sentence, for measuring."))
        plain = sound_of(words("A long and even sentence, for measuring.").source)
        session.read(1000)
        session.do(Command.SOFTER)
        heard = session.read(20_000)
        ratio = heard[plain[1000:21_000] > 2000] / plain[1000:21_000][plain[1000:21_000] > 2000]
        assert ratio[0] > 0.99
        assert (np.diff(ratio) < 0.001).all()
        assert np.allclose(ratio[RAMP:], 10 ** (-3 / 20), atol=0.001)

    def test_louder_never_goes_beyond_full_scale_and_bends_instead_of_cutting(self) -> None:
        loud = words("Loud.")
        session = session_of(loud)
        for _ in range(3):
            assert session.do(Command.LOUDER)
        assert not session.do(Command.LOUDER)
        session.read(RAMP)
        heard = session.read(8000).astype(float)
        plain = sound_of(loud.source)[RAMP : RAMP + 8000].astype(float)
        gain = heard / plain
        small = np.abs(plain) * 10 ** (9 / 20) < 0.69 * 32767
        assert np.allclose(gain[small], 10 ** (9 / 20), atol=0.02)
        assert np.abs(heard).max() <= 32767
        order = np.argsort(np.abs(plain))
        assert (np.diff(np.abs(heard)[order]) >= 0).all(), "what was louder must stay louder"

    def test_signals_tell_that_a_command_was_understood(self) -> None:
        for command, signal in ((Command.LOUDER, MORE), (Command.SOFTER, LESS), (Command.LONGER, MORE)):
            session = session_of(rest(30), GOODBYE, sounds=Ready(signals=True))
            session.read(1000)
            session.do(command)
            heard = session.read(len(sound_of(signal)) + RAMP).astype(float)[RAMP:]
            expected = sound_of(signal)[RAMP:].astype(float)
            assert np.corrcoef(heard[: len(expected)], expected)[0, 1] > 0.99, command

    @pytest.mark.parametrize("between", [0, 1470], ids=["pasted", "held down"])
    def test_the_signals_of_a_key_that_is_held_down_do_not_add_up(self, between: int) -> None:
        session = session_of(rest(60), GOODBYE, sounds=Ready(signals=True))
        heard = [session.read(1000)]
        for _ in range(200):
            session.do(Command.LONGER)
            heard.append(session.read(between))
        heard.append(session.read(SECOND))
        loudest = np.abs(sound_of(MORE)).max()
        assert np.abs(np.concatenate(heard)).max() <= 2 * loudest  # the end of one and the beginning of the next
        assert find(sound_of(MORE)[FADE:], np.concatenate(heard)) >= 0

    def test_signals_are_as_loud_as_they_should_be(self) -> None:
        made = (rest(30), GOODBYE)
        heard = []
        for signal_db in (0.0, -14.0):
            session = Transport(lambda _: made, Ready(signals=True), signal_db=signal_db)
            session.read(1000)
            session.do(Command.LONGER)
            heard.append(session.read(len(sound_of(MORE))).astype(float))
        assert np.allclose(heard[1], heard[0] * 10 ** (-14 / 20), atol=0.51)
        assert heard[0].any()


class TestNotReady:
    def test_it_begins_when_the_first_minute_is_there(self) -> None:
        far, farther = words("Far.", STEP_TWO), words("Farther.", STEP_THREE)
        sounds = Ready([far.source, farther.source])
        session = session_of(HELLO, rest(50), far, rest(50), farther, sounds=sounds)
        assert not session.read(SECOND).any()
        states = [session.state]
        assert session.position == 0
        sounds.withheld = {farther.source}
        assert session.read(100).all()
        assert [*states, session.state] == [State.WAITING, State.PLAYING]

    @pytest.mark.parametrize(("ready_s", "begins"), [(60, True), (Fraction(5999, 100), False)])
    def test_a_minute_that_is_there_is_enough_to_begin_and_less_is_not(self, ready_s: Fraction, begins: bool) -> None:
        session = session_of(rest(ready_s), GOODBYE, sounds=Ready([GOODBYE.source]))
        session.read(1000)
        assert (session.position > 0) is begins

    @pytest.mark.parametrize(("ready_s", "goes_on"), [(10, True), (Fraction(999, 100), False)])
    def test_after_having_waited_ten_seconds_are_enough_to_go_on_and_less_is_not(
        self, ready_s: Fraction, goes_on: bool
    ) -> None:
        after = rest(ready_s - Fraction(len(said(LEGS)), SECOND))
        sounds = Ready([LEGS.source, GOODBYE.source])
        session = session_of(HELLO, rest(70), LEGS, after, GOODBYE, sounds=sounds)
        before = len(play(session))
        assert session.state is State.WAITING
        sounds.withheld = {GOODBYE.source}
        session.read(1000)
        assert (session.position > before) is goes_on

    def test_when_it_runs_dry_it_waits_between_sentences_and_loses_nothing(self) -> None:
        sounds = Ready([GOODBYE.source])
        session = session_of(HELLO, rest(70), GOODBYE, sounds=sounds)
        heard = play(session)
        assert session.state is State.WAITING
        assert not session.read(SECOND).any()
        sounds.withheld.clear()
        heard = np.concatenate([heard, play(session)])
        assert np.array_equal(heard, np.concatenate([said(HELLO), silence(frames_near(70 * SECOND)), said(GOODBYE)]))

    def test_a_voice_that_fails_ends_it_when_its_turn_comes(self) -> None:
        sounds = Ready()
        sounds.faults[GOODBYE.source] = VoiceError("The voice failed")
        session = session_of(HELLO, rest(1), GOODBYE, sounds=sounds)
        heard = play(session)
        assert len(heard) == len(said(HELLO)) + frames_near(SECOND)
        assert session.state is State.STOPPED
        assert session.error is sounds.faults[GOODBYE.source]

    def test_what_is_needed_is_planned_from_where_it_goes(self) -> None:
        sounds = Ready()
        session = session_of(HELLO, LEGS, GOODBYE, sounds=sounds)
        session.do(Command.NEXT)
        session.say([words("Wait.")])
        assert sounds.plans[0] == (0, ())
        assert sounds.plans[-2:] == [(1, ()), (1, (words("Wait."),))]


class TestLost:
    def test_the_sentence_under_way_is_said_again_when_there_is_a_device_again(self) -> None:
        session = session_of(HELLO, rest(1), GOODBYE)
        session.read(9000)
        session.interrupt(4000)  # type: ignore[arg-type]  # a count of samples
        assert session.state is State.INTERRUPTED
        assert not session.read(1000).any()
        session.restore()
        assert find(sound_of(HELLO.source), play(session)) == 0

    def test_a_sentence_whose_end_was_not_heard_is_said_again_too(self) -> None:
        session = session_of(HELLO, rest(1), GOODBYE)
        session.read(len(said(HELLO)) + 2000)
        session.interrupt(4000)  # type: ignore[arg-type]  # a count of samples
        session.restore()
        assert find(sound_of(HELLO.source), play(session)) == 0

    def test_a_silence_goes_on_where_it_was(self) -> None:
        session = session_of(HELLO, rest(1), GOODBYE)
        session.read(len(said(HELLO)) + 5000)
        session.interrupt(4000)  # type: ignore[arg-type]  # a count of samples
        session.restore()
        assert find(sound_of(GOODBYE.source), play(session)) == frames_near(SECOND) - 5000

    def test_whoever_had_paused_stays_paused(self) -> None:
        session = session_of(HELLO)
        session.do(Command.PAUSE)
        session.interrupt(0)  # type: ignore[arg-type]  # a count of samples
        session.restore()
        assert session.state is State.PAUSED


def test_quit_silences_for_good() -> None:
    session = session_of(HELLO, GOODBYE)
    session.read(100)
    assert session.do(Command.QUIT)
    assert session.state is State.STOPPED
    assert session.error is None
    assert not session.do(Command.RESUME)
    assert session.take() is None
    assert not session.read(SECOND).any()


def test_every_new_step_and_every_change_is_told_once() -> None:
    told: list[int] = []
    made = (HELLO, rest(1), LEGS, GOODBYE)
    session = Transport(lambda _: made, Ready(), on_change=lambda: told.append(1))
    session.read(100)
    assert len(told) == 1
    session.read(len(said(HELLO)) + SECOND)
    assert len(told) == 2
    session.do(Command.SOFTER)
    assert len(told) == 3
    play(session)
    assert len(told) == 4


@pytest.mark.slow
def test_commands_from_another_thread_disturb_nothing() -> None:
    session = session_of(*(words(f"Sentence number {number}.") for number in range(12)))
    heard: list[Pcm] = []

    def pull() -> None:
        while not session.state.is_over:
            before = session.position
            heard.append(session.read(441)[: session.position - before])

    puller = Thread(target=pull)
    puller.start()
    for _ in range(300):
        session.do(Command.PAUSE)
        session.status()
        session.do(Command.RESUME)
    puller.join(30)
    assert not puller.is_alive()
    whole, at = np.concatenate(heard), 0
    for number in range(12):
        sound = sound_of(words(f"Sentence number {number}.").source)
        at = find(sound, whole, at)
        assert at >= 0
        at += len(sound)
