"""Routines made for measuring are what they are said to be, by their timelines."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from benchmarks.routine_maker import Shape, change_one_prompt, faults, make_script, shape_of
from coach.folders import Folders, shipped
from coach.programme import Programme, Wishes, open_programme
from coach.script import parse
from coach.sound import Chimes
from coach.timeline import Choices, Clip, Gap, Kind, Timeline
from tests.cli.helpers import coach
from tests.fakes import ToneVoice

pytestmark = pytest.mark.slow
LENGTHS = pytest.mark.parametrize("minutes", [5, 60, 300])
GOOD = Shape(duration_s=300, silent_share=0.7, sentences=16, twice=())


@cache
def made(minutes: int) -> str:
    return make_script(minutes)


def timeline_of(script: str) -> Timeline:
    routine = parse(script, "made.md")
    return Programme(routine, Choices("tone"), ToneVoice(), Chimes([shipped("audio_cues")])).timeline()


def said(timeline: Timeline) -> list[str]:
    return [event.text for event in timeline.events if isinstance(event, Clip) and event.kind is Kind.SPEECH]


def frames(timeline: Timeline, kind: type) -> int:
    return sum(event.length for event in timeline.events if isinstance(event, kind))


@LENGTHS
def test_it_is_as_long_as_asked_for_and_mostly_silent(minutes: int) -> None:
    timeline = timeline_of(made(minutes))
    silent, sounding = frames(timeline, Gap), frames(timeline, Clip)
    assert (silent + sounding) * 1152 / 44_100 == pytest.approx(60 * minutes, rel=0.05)
    assert 0.65 <= silent / (silent + sounding) <= 0.75


@LENGTHS
def test_no_sentence_is_said_twice(minutes: int) -> None:
    counts = Counter(said(timeline_of(made(minutes))))
    assert len(counts) > minutes
    assert counts.most_common(1)[0][1] == 1


def test_with_the_real_voice_it_is_so_too(tmp_path: Path) -> None:
    path = tmp_path / "made.md"
    path.write_text(make_script(5))
    with open_programme(str(path), Wishes(voice="pyttsx3"), Folders.of_user()) as opened:
        timeline = opened.programme.timeline()
    assert timeline.duration_s == pytest.approx(300, rel=0.05)
    assert 0.65 <= frames(timeline, Gap) / timeline.length <= 0.75


def test_it_has_all_that_takes_time_in_routines() -> None:
    timeline = timeline_of(make_script(60))
    assert {event.kind for event in timeline.events} == set(Kind) - {Kind.WAIT}
    chimes = Counter(event.text for event in timeline.events if event.kind is Kind.CHIME)
    assert chimes.keys() == {"start", "tick", "hold-end", "change-sides", "finished"}
    sections = {event.place.section_title for event in timeline.events}
    assert sum("right" in title for title in sections) == sum("left" in title for title in sections) > 1


def test_the_checker_finds_nothing_in_it(tmp_path: Path) -> None:
    paths = []
    for minutes in (1, 5, 60, 300):
        paths.append(tmp_path / f"{minutes}.md")
        paths[-1].write_text(made(minutes))
    changed = tmp_path / "changed.md"
    changed.write_text(change_one_prompt(make_script(5))[0])
    done = coach("check", *paths, changed)
    assert done.returncode == 0, done.stdout
    assert "warning" not in done.stdout + done.stderr


def test_routines_further_apart_have_no_sentence_of_the_script_in_common() -> None:
    here, there = (timeline_of(make_script(5, first)) for first in (0, 60))
    shared = set(said(here)) & set(said(there))
    assert not any(sentence for sentence in shared if len(sentence.split()) > 4), shared


def test_changing_one_prompt_adds_one_sentence_and_takes_none_away() -> None:
    script = make_script(5)
    changed, sentence = change_one_prompt(script)
    before, after = set(said(timeline_of(script))), set(said(timeline_of(changed)))
    assert after - before == {sentence}
    assert not before - after


@pytest.mark.parametrize(
    ("shape", "told"),
    [
        (GOOD, []),
        (Shape(316, 0.7, 16, ()), ["it lasts 316 s instead of 300 s"]),
        (Shape(284, 0.7, 16, ()), ["it lasts 284 s instead of 300 s"]),
        (Shape(300, 0.64, 16, ()), ["64 % of it is silence"]),
        (Shape(300, 0.76, 16, ()), ["76 % of it is silence"]),
        (Shape(300, 0.7, 16, ("Sit.", "Stand.")), ["“Sit.” and 1 more are said more than once"]),
    ],
)
def test_it_tells_what_was_not_kept(shape: Shape, told: list[str]) -> None:
    assert list(faults(shape, 5)) == told


def test_what_is_said_twice_is_found() -> None:
    shape = shape_of(timeline_of(f"{make_script(5)}\n## Again\n\n- And now. [1s]\n- And now. [1s]\n"))
    assert shape.twice == ("And now.",)
