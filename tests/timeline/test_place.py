"""Events stand on whole frames, one after the other, at the exact time rounded once."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.timeline import (
    Beat,
    Beats,
    Clip,
    Cycles,
    Gap,
    Jingle,
    Kind,
    Marker,
    Moment,
    Place,
    Rest,
    Sound,
    Source,
    Utterance,
    Work,
    build,
    place,
)
from coach.units import Frames, Samples, exact_s, nearest_frame, samples_of, whole_frames
from tests.timeline.helpers import FRAME_S

HERE = Place(1, "Part", 0, "Step")


def words(text: str) -> Utterance:
    return Utterance(text, "voice", 120)


def by_number(source: Source) -> Samples:
    """An utterance of a number lasts so many samples, a chime 4000."""
    return Samples(int(source.text)) if isinstance(source, Utterance) else Samples(4000)


def rows(sounds: st.SearchStrategy[Source | None], count: int) -> st.SearchStrategy[tuple[Source | None, ...]]:
    """So many sounds."""
    return st.tuples(*[sounds] * count)


LENGTHS = st.fractions(min_value=0, max_value=100)
SOUNDS = st.integers(1, 300_000).map(lambda samples: words(str(samples)))
COUNTS = st.integers(1, 10).flatmap(
    lambda count: st.builds(
        Beats,
        st.fractions(min_value=Fraction(1, 10), max_value=20),
        rows(st.one_of(st.none(), SOUNDS), count),
        st.just(HERE),
        otherwise=st.lists(rows(SOUNDS, count), max_size=2).map(tuple),
    )
)
MOMENTS = st.lists(
    st.one_of(
        st.builds(Sound, st.one_of(SOUNDS, st.just(Jingle("start"))), st.just(HERE)),
        st.builds(Rest, st.sampled_from([Kind.PAUSE, Kind.WAIT]), LENGTHS, st.just(HERE)),
        st.builds(
            Work,
            st.sampled_from([Kind.HOLD, Kind.FOR]),
            LENGTHS,
            st.just(HERE),
            st.one_of(st.none(), SOUNDS),
            st.lists(SOUNDS, max_size=5).map(tuple),
        ),
        COUNTS,
        st.builds(
            Cycles,
            st.lists(
                st.tuples(st.fractions(min_value=Fraction(1, 10), max_value=20), st.one_of(st.none(), SOUNDS)),
                min_size=1,
                max_size=4,
            ).map(tuple),
            st.integers(1, 5),
            st.just(HERE),
        ),
        st.builds(
            Work,
            st.just(Kind.FOR),
            LENGTHS,
            st.just(HERE),
            countdown=st.lists(SOUNDS, min_size=1, max_size=5).map(tuple),
            counts_up=st.just(True),
        ),
    ),
    max_size=30,
)


@given(MOMENTS)
def test_events_follow_each_other_without_holes_or_overlaps(moments: list[Moment]) -> None:
    timeline = build(moments, by_number)
    at = 0
    for event in timeline.events:
        assert event.start == at
        assert event.length > 0
        at += event.length
    assert timeline.length == at == sum(event.length for event in timeline.events)


@given(MOMENTS)
def test_every_sound_of_its_own_is_there_whole_and_in_order(moments: list[Moment]) -> None:
    clips = [event for event in build(moments, by_number).events if isinstance(event, Clip)]
    assert all(samples_of(clip.length) - 1152 < by_number(clip.source) <= samples_of(clip.length) for clip in clips)
    wanted = [moment.source for moment in moments if isinstance(moment, Sound)]
    placed = iter([clip.source for clip in clips])
    assert all(source in placed for source in wanted)


@given(MOMENTS)
def test_the_end_is_the_exact_time_rounded_once(moments: list[Moment]) -> None:
    """Not the sum of rounded parts: however many silences there are, the end is less than a frame off."""
    exact = Fraction(0)
    for moment in moments:
        match moment:
            case Sound(source):
                exact += exact_s(whole_frames(by_number(source)))
            case Rest(length_s=length_s) | Work(length_s=length_s):
                exact += length_s
            case Beats(every_s, sounds):
                exact += every_s * len(sounds)
            case Cycles(phases, times):
                exact += times * sum(length_s for length_s, _ in phases)
    assert build(moments, by_number).length == nearest_frame(exact)


def test_a_thousand_odd_silences_do_not_drift() -> None:
    third = [Rest(Kind.PAUSE, Fraction(1, 3), HERE)] * 3000
    assert build(third, by_number).length == nearest_frame(Fraction(1000)) == 38_281


def test_a_silence_too_short_for_a_frame_is_no_event_but_counts() -> None:
    timeline = build([Rest(Kind.PAUSE, FRAME_S / 3, HERE)] * 3, by_number)
    assert [(event.start, event.length) for event in timeline.events] == [(0, 1)]


def test_a_sound_is_measured_only_when_its_turn_comes() -> None:
    asked: list[Source] = []

    def measure(source: Source) -> Samples:
        asked.append(source)
        return Samples(1152)

    events = place([Sound(words("1"), HERE), Sound(words("2"), HERE)], measure)
    assert asked == []
    next(events)
    assert words("2") not in asked


def kinds(*moments: Moment) -> list[tuple[str, int | str]]:
    """Gaps as their length in frames, clips as their words."""
    return [
        (event.kind.value, event.length if isinstance(event, Gap) else event.text)
        for event in build(moments, by_number).events
    ]


def frames_s(frames: int) -> Fraction:
    return FRAME_S * frames


class TestWork:
    """One frame is 26 ms; a breath is half a second, 19.14 frames; a second of countdown is 38.28."""

    def test_is_one_silence_when_nothing_is_said(self) -> None:
        assert kinds(Work(Kind.HOLD, frames_s(400), HERE)) == [("hold", 400)]

    def test_halfway_words_begin_at_half_time(self) -> None:
        work = Work(Kind.HOLD, frames_s(400), HERE, halfway=words("115200"))
        assert kinds(work) == [("hold", 200), ("speech", "115200"), ("hold", 100)]

    def test_halfway_words_longer_than_the_second_half_move_to_the_middle(self) -> None:
        work = Work(Kind.FOR, frames_s(400), HERE, halfway=words(str(300 * 1152)))
        assert kinds(work) == [("for", 50), ("speech", str(300 * 1152)), ("for", 50)]

    def test_halfway_words_that_leave_no_breath_are_left_out(self) -> None:
        work = Work(Kind.HOLD, frames_s(400), HERE, halfway=words(str(380 * 1152)))
        assert kinds(work) == [("hold", 400)]

    @pytest.mark.parametrize(
        ("length_s", "before", "after"),
        [
            # 100 frames of words, twice, and a second: half-way is 119.14 frames, and half a second is left at the end.
            (frames_s(200) + 1, 119, 19),
            # 38.28 frames less: the words would end right at the end, and move to the middle of the 100 frames that are free.
            (frames_s(200), 50, 50),
            # A frame less than the first: 18.64 frames at the end are too few. The middle of 137.28 frames is 68.64.
            (frames_s(199) + 1, 69, 68),
        ],
        ids=["just a breath", "none", "half a frame too little"],
    )
    def test_a_breath_is_kept_after_halfway_words(self, length_s: Fraction, before: int, after: int) -> None:
        work = Work(Kind.HOLD, length_s, HERE, halfway=words("115200"))
        assert kinds(work) == [("hold", before), ("speech", "115200"), ("hold", after)]

    def test_halfway_words_are_said_if_just_a_breath_is_left_on_either_side(self) -> None:
        # 100 frames of words and two breaths: 138.28 frames in all. The words begin at 19.14.
        assert kinds(Work(Kind.HOLD, frames_s(100) + 1, HERE, halfway=words("115200"))) == [
            ("hold", 19),
            ("speech", "115200"),
            ("hold", 19),
        ]
        assert kinds(Work(Kind.HOLD, frames_s(99) + 1, HERE, halfway=words("115200"))) == [("hold", 137)]

    @pytest.mark.parametrize(
        ("length_s", "expected"),
        [
            # 2.5 s are 95.70 frames. Counts begin at 0.5 s and 1.5 s: at 19.14 and 57.42 frames.
            (Fraction(5, 2), [("hold", 19), ("speech", "1152"), ("hold", 37), ("speech", "1152"), ("hold", 38)]),
            (Fraction(5, 2) - FRAME_S, [("hold", 95)]),
            (Fraction(2), [("hold", 77)]),
        ],
        ids=["just a breath", "a frame too little", "none"],
    )
    def test_a_breath_is_kept_before_a_countdown(
        self, length_s: Fraction, expected: list[tuple[str, int | str]]
    ) -> None:
        assert kinds(Work(Kind.HOLD, length_s, HERE, countdown=(words("1152"),) * 2)) == expected

    def test_a_countdown_takes_the_last_seconds_one_word_each(self) -> None:
        work = Work(Kind.HOLD, Fraction(32), HERE, countdown=(words("1152"), words("2304")))
        timeline = build([work], by_number)
        starts = [event.start for event in timeline.events if isinstance(event, Clip)]
        assert starts == [nearest_frame(Fraction(30)), nearest_frame(Fraction(31))]
        assert timeline.length == 1225

    @pytest.mark.parametrize(
        ("length_s", "word"),
        [(Fraction(5, 2), "1152"), (Fraction(30), "50000")],
        ids=["no breath before it", "a word longer than a second"],
    )
    def test_a_countdown_that_does_not_fit_is_left_out_whole(self, length_s: Fraction, word: str) -> None:
        work = Work(Kind.HOLD, length_s, HERE, countdown=(words(word), words("1152"), words("1152")))
        assert [kind for kind, _ in kinds(work)] == ["hold"]

    def test_halfway_words_keep_clear_of_the_countdown(self) -> None:
        # 20 s with 5 s of countdown: 15 s are free, and 8 s of words do not fit from second 10 on, so they stand in the middle: 3.5 s.
        work = Work(Kind.HOLD, Fraction(20), HERE, words(str(306 * 1152)), (words("1152"),) * 5)
        first = build([work], by_number).events[0]
        assert first.length == nearest_frame((15 - frames_s(306)) / 2)


class TestBeats:
    """Repetitions with a beat."""

    def test_every_beat_begins_at_its_exact_time_and_none_is_followed_by_a_rest(self) -> None:
        tick = Jingle("tick")
        timeline = build([Beats(Fraction(5), (tick,) * 6, HERE)], by_number)
        starts = [event.start for event in timeline.events if isinstance(event, Clip)]
        assert starts == [nearest_frame(Fraction(5 * beat)) for beat in range(6)]
        assert timeline.length == nearest_frame(Fraction(30))

    def test_gaps_tell_which_repetition_they_are(self) -> None:
        timeline = build([Beats(Fraction(1), (None, None), HERE)], by_number)
        assert [event.beat for event in timeline.events] == [Beat(1, 2), Beat(2, 2)]

    @pytest.mark.parametrize(
        ("sound_frames", "expected"),
        [(48, [("speech", str(48 * 1152)), ("repeat", 2)]), (49, [("repeat", 50)]), (51, [("repeat", 50)])],
    )
    def test_a_sound_is_heard_only_if_two_frames_of_its_beat_are_left_after_it(
        self, sound_frames: int, expected: list[tuple[str, int | str]]
    ) -> None:
        sound = words(str(sound_frames * 1152))
        assert kinds(Beats(frames_s(50), (sound,), HERE)) == expected

    def test_where_one_sound_would_fill_its_beat_none_is_heard(self) -> None:
        timeline = build([Beats(Fraction(1), (words("44100"), words("100")), HERE)], by_number)
        assert [(type(event), event.beat) for event in timeline.events] == [(Gap, Beat(1, 2)), (Gap, Beat(2, 2))]


@given(MOMENTS)
def test_every_event_knows_its_moment(moments: list[Moment]) -> None:
    timeline = build(moments, by_number)
    assert timeline.events == tuple(place(moments, by_number))
    assert list(timeline.moments) == moments
    told = list(timeline.by_moment())
    assert [event for _, events in told for event in events] == list(timeline.events)
    for moment, events in told:
        assert all(timeline.moments[event.moment] is moment and event.place == moment.place for event in events)


def test_a_marker_knows_its_second() -> None:
    """1225 frames are 1 411 200 samples, which are 32 seconds to the sample."""
    assert Marker(Frames(1225), "Legs").at_s == 32
