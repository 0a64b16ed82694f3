"""What pictures are drawn from."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from coach.picture._bars import Stretch, chapters, seen, stretches, thinned, told_apart
from coach.script import Cycle, Phase, Repeat
from coach.timeline import Kind
from tests.picture.helpers import sections, timeline
from tests.timeline.helpers import routine, seconds, section, step, timeline_of

SPANS = some.lists(some.tuples(some.sampled_from((Kind.HOLD, Kind.FOR, Kind.WAIT)), some.integers(1, 300)), min_size=1)


def test_each_event_is_a_share_of_the_whole() -> None:
    made = timeline((Kind.SPEECH, 10), (Kind.PAUSE, 30), (Kind.SPEECH, 20), (Kind.HOLD, 40))
    assert stretches(made) == {
        Kind.SPEECH: (Stretch(0, 0.1), Stretch(0.4, 0.6)),
        Kind.PAUSE: (Stretch(0.1, 0.4),),
        Kind.HOLD: (Stretch(0.6, 1),),
    }


def test_a_tick_belongs_to_its_beat_and_another_chime_does_not() -> None:
    made = timeline(
        (Kind.CHIME, 10), (Kind.PAUSE, 10), (Kind.CHIME, 5), (Kind.REPEAT, 35), (Kind.CHIME, 5), (Kind.REPEAT, 35)
    )
    found = stretches(made)
    assert found[Kind.CHIME] == (Stretch(0, 0.1),)
    assert found[Kind.REPEAT] == (Stretch(0.2, 0.6), Stretch(0.6, 1))


def test_the_word_of_a_breath_belongs_to_its_phase_and_a_spoken_count_does_not() -> None:
    breath = Cycle((Phase(Fraction(4), "In"), Phase(Fraction(6), "Out")), 3)
    made = timeline_of(routine(section(step(breath), step(Repeat(3, seconds(4), "spoken")))))
    found = stretches(made)
    # The title and three numbers are words; six phases and what is left of three beats are repetitions.
    assert len(found[Kind.SPEECH]) == 1 + 3
    assert len(found[Kind.REPEAT]) == 6 + 3
    frames = [round(part.length * made.length) for part in found[Kind.REPEAT][:6]]
    assert all(abs(length - wanted) <= 1 for length, wanted in zip(frames, [153, 230] * 3, strict=True))


def test_chapters_follow_each_other_without_holes() -> None:
    made = timeline((Kind.SPEECH, 25, 0), (Kind.HOLD, 25, 1), (Kind.SPEECH, 50, 1), titles=["One", "Two"])
    one, two = chapters(made)
    assert (one.number, one.title, one.stretch) == (1, "One", Stretch(0, 0.25))
    assert (two.number, two.title, two.stretch) == (2, "Two", Stretch(0.25, 1))


class TestToldApart:
    """Merging what would be too fine."""

    def test_what_is_nearer_than_the_finest_becomes_one(self) -> None:
        parts = {Kind.HOLD: (Stretch(0.1, 0.2), Stretch(0.205, 0.3), Stretch(0.5, 0.6))}
        assert told_apart(parts, 0.01) == {Kind.HOLD: (Stretch(0.1, 0.3, parts=2), Stretch(0.5, 0.6))}

    def test_what_is_shorter_than_the_finest_is_made_as_long(self) -> None:
        parts = {Kind.HOLD: (Stretch(0.5, 0.501),)}
        (only,) = told_apart(parts, 0.02)[Kind.HOLD]
        assert (only.start, round(only.end, 9)) == (0.5, 0.52)

    def test_at_the_end_it_stays_inside(self) -> None:
        (only,) = told_apart({Kind.HOLD: (Stretch(0.999, 1),)}, 0.02)[Kind.HOLD]
        assert (round(only.start, 9), only.end) == (0.98, 1)

    @given(SPANS, some.integers(1, 400))
    def test_nothing_lies_over_anything_else_and_there_is_no_more_than_can_be_seen(
        self, spans: list[tuple[Kind, int]], pieces: int
    ) -> None:
        found = told_apart(stretches(timeline(*spans)), 1 / pieces)
        in_order = sorted((part for parts in found.values() for part in parts), key=lambda part: part.start)
        assert 1 <= len(in_order) <= pieces
        assert in_order[0].start >= 0
        assert in_order[-1].end <= 1
        assert all(part.length >= 1 / pieces - 1e-9 for part in in_order)
        assert all(one.end <= other.start + 1e-9 for one, other in pairwise(in_order))


def test_chimes_that_would_cover_each_other_are_thinned_out() -> None:
    chimes = [Stretch(at / 100, at / 100 + 0.01) for at in (0, 1, 2, 5, 9)]
    assert [part.start for part in thinned(chimes, 0.03)] == [0, 0.05, 0.09]


def test_sections_too_short_to_be_seen_go_under_in_the_one_before() -> None:
    kept = seen(chapters(sections(100, 10)), 0.099)
    assert [chapter.number for chapter in kept] == [1, 11, 21, 31, 41, 51, 61, 71, 81, 91]
    assert [round(chapter.stretch.end, 6) for chapter in kept] == [round(n / 10, 6) for n in range(1, 11)]
