"""A contender's file that is not what it should be is told, and what it was: else a benchmark would praise what fails quickly."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.contenders import OUT, Contender, Kept, Run, run_once
from benchmarks.reference import Reference
from benchmarks.stage import BenchmarkError, KeptCache, Stage
from tests.needs import require

pytestmark = [pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"), pytest.mark.slow]

REFERENCE = Reference(
    usual_s=10,
    warm_s=10,
    changed_s=10,
    heard_s=3,
    silent_share=0.7,
    sentences=1,
    faults=(),
    voice="",
    tool_voice="",
    tool_speed=1,
    bit_rate_kbps=96,
    quality=4,
)
RIGHT = "sine=440:sample_rate=44100:duration=3,apad=whole_dur=10"


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    require("ffmpeg")
    caches = [tmp_path / "spoken", tmp_path / "exported"]
    for cache in caches:
        cache.mkdir()
        (cache / "word").write_text("a word")
    return Stage(tmp_path, 1, "", REFERENCE, "New words.", *map(KeptCache, caches))


def encoding(sound: str, *options: str) -> list[str]:
    """A command that makes the file from a description of sound that ffmpeg understands."""
    return ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", sound, "-b:a", "96k", *options, OUT]


def made(
    command: Sequence[str], *, has_bed: bool = False, has_new_sentence: bool = False, kept: Kept = Kept.NOTHING
) -> Contender:
    lengths = (9.9, 10.1)
    return Contender(
        "made", "", lambda _: list(command), lambda _: lengths, kept, has_bed=has_bed, has_new_sentence=has_new_sentence
    )


def ran(contender: Contender, stage: Stage, limit_s: float = 60) -> Run:
    return run_once(contender, stage, 0, limit_s, listen=True)


def test_a_file_that_is_right_has_no_fault(stage: Stage) -> None:
    assert ran(made(encoding(RIGHT)), stage).faults == ()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (encoding("sine=440:sample_rate=44100:duration=3,apad=whole_dur=9"), "lasts 9.0 s, not 9.9 to 10.1 s"),
        (
            encoding("anullsrc=sample_rate=44100:channel_layout=mono", "-t", "10"),
            "words and chimes are heard for 0.0 s",
        ),
        (encoding("sine=440:sample_rate=44100:duration=10"), "words and chimes are heard for 10.0 s"),
        (encoding(f"{RIGHT},volume=-20dB"), "words and chimes are heard for 0.0 s"),
        (encoding(RIGHT, "-ar", "22050"), "is of 22050 Hz, 1 channels"),
        (encoding(RIGHT, "-b:a", "64k"), "64000 bits a second"),
        (["true"], "ffprobe cannot read the file"),
        (["sh", "-c", "echo that is why >&2; exit 3"], "exit code 3: that is why"),
        (["sh", "-c", f"sleep 600 & {' '.join(encoding(RIGHT))}"], "1 processes were still running"),
    ],
)
def test_a_file_that_is_not_right_is_told(stage: Stage, command: list[str], told: str) -> None:
    assert any(told in fault for fault in ran(made(command), stage).faults)


def test_a_bed_that_is_not_there_is_told(stage: Stage) -> None:
    short_of_sound = replace(stage, reference=replace(REFERENCE, usual_s=40, heard_s=3))
    contender = replace(made(encoding(RIGHT.replace("10", "40")), has_bed=True), lengths=lambda _: (39.9, 40.1))
    assert any("although there is a bed" in fault for fault in ran(contender, short_of_sound).faults)


@pytest.mark.parametrize(("lyrics", "is_right"), [("Old words.", False), ("Old words. New words.", True)])
def test_changed_words_that_are_not_there_are_told(stage: Stage, lyrics: str, is_right: bool) -> None:
    command = encoding(RIGHT, "-metadata", f"lyrics={lyrics}")
    assert (ran(made(command, has_new_sentence=True), stage).faults == ()) == is_right


def test_what_was_stopped_is_neither_right_nor_wrong(stage: Stage) -> None:
    stopped = ran(made(["sleep", "600"]), stage, limit_s=0.2)
    assert stopped.was_stopped
    assert stopped.faults == ()


def test_each_begins_in_an_empty_folder_with_an_empty_home_and_a_cache_as_it_was(stage: Stage) -> None:
    looking = '[ -z "$(ls)" ] && [ -z "$(ls -A $HOME)" ] && [ "$(ls $COACH_CACHE_DIR)" = word ]'
    shell = f"{looking} && touch $COACH_CACHE_DIR/new && {' '.join(encoding(RIGHT))}"
    contender = made(["sh", "-c", shell], kept=Kept.WORDS)
    assert ran(contender, stage).faults == ()
    assert ran(contender, stage).faults == ()


def test_a_cache_that_was_spoilt_ends_the_benchmark(stage: Stage) -> None:
    with pytest.raises(BenchmarkError, match="word has been changed"):
        ran(made(["sh", "-c", "echo >> $COACH_CACHE_DIR/word"], kept=Kept.EXPORT), stage)
