"""What is said in between: of which moments the sound is still needed."""

from coach.session._interjection import Interjection
from coach.timeline import Clip, Gap, Kind, Place, Sound, Utterance
from coach.units import FRAME_SAMPLES, Frames

WHERE = Place(0, "Legs", 0, "Milking")
FIRST = Sound(Utterance("First.", "tone", 120), WHERE)
SECOND = Sound(Utterance("Second.", "tone", 120), WHERE)
LENGTH = Frames(10)


def placed(said: Sound) -> tuple[Clip, Gap]:
    return (
        Clip(Frames(0), LENGTH, Kind.SPEECH, WHERE, said.source),
        Gap(LENGTH, LENGTH, Kind.PAUSE, WHERE),
    )


def test_words_that_were_cut_off_are_still_needed() -> None:
    cut_off = Interjection().asking((FIRST,)).begun(placed(FIRST)).moved(100)
    assert cut_off.asking((SECOND,)).begun(placed(SECOND)).needed == (SECOND, FIRST)


def test_words_that_have_been_said_are_needed_no_longer() -> None:
    said = Interjection().asking((FIRST,)).begun(placed(FIRST))
    for _ in placed(FIRST):
        said = said.moved(LENGTH * FRAME_SAMPLES)
    assert not said.is_under_way
    assert said.asking((SECOND,)).begun(placed(SECOND)).needed == (SECOND,)
