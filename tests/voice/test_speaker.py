"""What the programme relies on, on the fake engine: nothing twice, nothing lost, nothing left behind."""

import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from coach.cache import Cache
from coach.errors import NotFoundError, VoiceError
from coach.timeline import Utterance
from coach.voice import Speaker, list_voices, open_speaker
from coach.voice import _catalogue as catalogues
from coach.voice._calibrate import PASSAGE
from tests.voice.conftest import until
from tests.voice.fakes import FAKE

Start = Callable[..., Speaker]

TEN_WORDS = "Hold the ankle with one hand and slide slowly up"


def say(text: str, rate_wpm: int = 100) -> Utterance:
    return Utterance(text, "low", rate_wpm)


def spoken(meeting: Path) -> list[str]:
    """What the engine was asked to say, without the passage that rates are measured with."""
    return [line for line in (meeting / "spoken.txt").read_text().splitlines() if line not in PASSAGE]


def noted(speaker: Speaker) -> tuple[str, ...]:
    """What a speaker notes, but for the rates of the fake engine, which come with no program."""
    return tuple(note for note in speaker.notes() if "measured on this machine" not in note)


def no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a worker was started")

    monkeypatch.setattr("coach.voice._pool.WorkerProcess", refuse)


@pytest.mark.slow
def test_the_engine_is_given_what_is_said_not_what_is_written(fake_speaker: Start, meeting: Path) -> None:
    speaker = fake_speaker()
    read = Utterance("Rest 2-3 min", "low", 100, said="Rest 2 to 3 minutes")
    assert speaker.measure(read) > speaker.measure(say("Rest 2-3 min"))
    assert speaker.is_ready(say("Rest 2 to 3 minutes"))
    assert spoken(meeting) == ["Rest 2 to 3 minutes", "Rest 2-3 min"]


@pytest.mark.slow
def test_a_clip_is_as_long_as_its_rate_asks(fake_speaker: Start) -> None:
    speaker = fake_speaker()
    for rate in (80, 100, 150):
        # The rate counts the margins of the passage: 60 words in 5 clips, 5 times 70 ms.
        knob = 60 / (60 / rate - 5 * 0.070 / 60)
        expected = 10 * 60 / knob + 0.070
        clip = speaker.clip(say(TEN_WORDS, rate))
        assert len(clip) / 44_100 == pytest.approx(expected, rel=0.01)
        assert speaker.measure(say(TEN_WORDS, rate)) == len(clip)
        assert clip.dtype == np.int16
        assert clip[0] == clip[-1] == 0


@pytest.mark.slow
def test_everything_is_made_once_in_order(fake_speaker: Start, meeting: Path) -> None:
    speaker = fake_speaker()
    speaker.prefetch([say("one"), say("two"), say("one"), say("three")])
    speaker.prefetch([say("two"), say("four")])
    speaker.wait()
    assert spoken(meeting) == ["one", "two", "three", "four"]
    speaker.clip(say("two"))
    speaker.measure(say("  two \n"))
    assert spoken(meeting) == ["one", "two", "three", "four"]


@pytest.mark.slow
def test_text_rate_and_voice_make_different_clips(fake_speaker: Start, meeting: Path, tmp_path: Path) -> None:
    speaker = fake_speaker()
    assert speaker.measure(say("one two", 100)) > speaker.measure(say("one two", 150))
    speaker.measure(say("one three", 100))
    other = open_speaker("high", "en", tmp_path / "cache", workers=1, engine=FAKE)
    with other:
        other.measure(Utterance("one two", "high", 100))
    assert spoken(meeting) == ["one two", "one two", "one three", "one two"]


@pytest.mark.slow
def test_progress_counts_up_to_all(fake_speaker: Start) -> None:
    speaker = fake_speaker(workers=2)
    speaker.clip(say("one"))
    seen: list[tuple[int, int]] = []
    waited: list[tuple[int, int]] = []
    speaker.prefetch([say(text) for text in ("one", "two", "three", "two", "four")], lambda *n: seen.append(n))
    speaker.wait(lambda *n: waited.append(n))
    until(lambda: len(seen) == 4)  # a background thread may still be telling
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert waited == sorted(set(waited))
    assert waited[-1] == (4, 4)


@pytest.mark.slow
def test_what_is_asked_for_now_goes_before_what_was_prefetched(fake_speaker: Start, meeting: Path) -> None:
    speaker = fake_speaker()
    speaker.clip(say("rates are known"))
    speaker.prefetch([say(text) for text in ("GATE", "first", "second", "third")])
    until(lambda: spoken(meeting)[-1] == "GATE")
    clips: list[int] = []
    asking = threading.Thread(target=lambda: clips.append(len(speaker.clip(say("third")))))
    asking.start()
    # The engine cannot go on before the gate opens, so waiting for the queue to change is safe.
    until(lambda: speaker._pool._jobs[0].words == "third")
    (meeting / "gate").touch()
    asking.join()
    speaker.wait()
    assert spoken(meeting)[1:] == ["GATE", "third", "first", "second"]
    assert clips


@pytest.mark.slow
def test_a_warm_cache_needs_no_worker(fake_speaker: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [say("one two"), say("three four", 40)]
    cold = fake_speaker()
    cold.prefetch(wanted)
    cold.wait()
    clips = [cold.clip(utterance).tolist() for utterance in wanted]
    notes = noted(cold)
    cold.close()
    no_workers(monkeypatch)
    warm = fake_speaker()
    warm.prefetch(wanted)
    warm.wait()
    assert all(warm.is_ready(utterance) for utterance in wanted)
    assert [warm.measure(utterance) for utterance in wanted] == [len(clip) for clip in clips]
    assert [warm.clip(utterance).tolist() for utterance in wanted] == clips
    assert noted(warm) == notes != ()


def test_ready_is_what_has_been_made(fake_speaker: Start, meeting: Path) -> None:
    speaker = fake_speaker()
    speaker.prefetch([say("GATE")])
    until(lambda: (meeting / "spoken.txt").exists() and "GATE" in spoken(meeting))
    assert not speaker.is_ready(say("GATE"))
    (meeting / "gate").touch()
    speaker.wait()
    assert speaker.is_ready(say("GATE"))


@pytest.mark.slow
def test_a_rate_out_of_reach_is_noted_once(fake_speaker: Start) -> None:
    speaker = fake_speaker()
    for rate in (100, 30, 20, 100):
        speaker.clip(say("one two three", rate))
    # At its slowest knob, 50, the fake says the 60 words of the passage in 72 s, and 5 margins of 70 ms: 49.8 a minute.
    assert noted(speaker) == (
        "The voice low cannot speak slower than 50 words a minute; it speaks at 50 instead of 20.",
    )
    assert speaker.measure(say("one two three", 30)) == speaker.measure(say("one two three", 20))
    speaker.clip(say("one two three", 900))
    assert any("faster than" in note and "instead of 900" in note for note in speaker.notes())


def test_a_rate_out_of_reach_is_noted_if_another_speaker_has_made_the_clips(fake_speaker: Start) -> None:
    early, other = fake_speaker(), fake_speaker()
    other.measure(say("one two", 30))
    early.measure(say("one two", 30))
    assert [note for note in early.notes() if "instead of 30" in note]


def test_rates_within_reach_are_not_noted(fake_speaker: Start) -> None:
    speaker = fake_speaker()
    speaker.clip(say("one two three", 50))
    assert noted(speaker) == ()


@pytest.mark.slow
def test_a_failure_names_the_words_and_leaves_the_rest_whole(fake_speaker: Start) -> None:
    speaker = fake_speaker()
    speaker.prefetch([say("one"), say("stay SILENT here"), say("three")])
    with pytest.raises(VoiceError, match="stay SILENT here"):
        speaker.wait()
    for call in (speaker.clip, speaker.measure):
        with pytest.raises(VoiceError, match="is silent"):
            call(say("stay SILENT here"))
    assert not speaker.is_ready(say("stay SILENT here"))
    assert len(speaker.clip(say("three")))


@pytest.mark.slow
def test_progress_reaches_the_end_in_spite_of_failures(fake_speaker: Start) -> None:
    speaker = fake_speaker()
    first: list[tuple[int, int]] = []
    again: list[tuple[int, int]] = []
    for seen in (first, again):
        speaker.prefetch([say("SILENT"), say("two")], partial(_note, seen))
        with pytest.raises(VoiceError):
            speaker.wait()
    until(lambda: first[-1] == again[-1] == (2, 2))


def _note(seen: list[tuple[int, int]], ready: int, total: int) -> None:
    seen.append((ready, total))


@pytest.mark.slow
def test_a_hung_engine_is_ended_and_the_next_words_come(fake_speaker: Start) -> None:
    speaker = fake_speaker(deadline_s=1.0)
    speaker.clip(say("one"))
    with pytest.raises(VoiceError, match="hung"):
        speaker.clip(say("HANG"))
    assert len(speaker.clip(say("two")))


@pytest.mark.parametrize("engine", ["tests.voice.fakes:BrokenEngine", "tests.voice.fakes:MuteEngine", "nonesuch"])
def test_an_engine_that_cannot_be_used_is_told_at_once(tmp_path: Path, engine: str) -> None:
    for attempt in (
        lambda: open_speaker(None, "en-US", tmp_path, engine=engine),
        lambda: list_voices(tmp_path, engine=engine),
    ):
        with pytest.raises(VoiceError):
            attempt()


def clip_files(folder: Path) -> list[Path]:
    return list((folder / "clips").glob("*/*.clip"))


@pytest.mark.slow
def test_a_damaged_clip_is_made_again_and_keeps_the_length_it_had(fake_speaker: Start, tmp_path: Path) -> None:
    fake_speaker().clip(say("one two"))
    (path,) = clip_files(tmp_path / "cache")
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"\x55")  # the header is whole, so the length is believed
    speaker = fake_speaker()
    length = speaker.measure(say("one two"))
    assert len(speaker.clip(say("one two"))) == length
    assert path.read_bytes() == content


@pytest.mark.slow
def test_an_unwritable_cache_stops_nothing_and_is_noted(
    fake_speaker: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    speaker = fake_speaker(cache_dir=tmp_path / "file" / "cache", workers=2)
    wanted = [say(text) for text in ("one", "two", "three", "four")]
    speaker.prefetch(wanted)
    speaker.wait()
    assert [speaker.measure(each) for each in wanted] == [len(speaker.clip(each)) for each in wanted]
    (note,) = noted(speaker)
    assert str(tmp_path / "file" / "cache") in note
    speaker.close()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_wrong_voice_or_no_words_is_a_mistake_of_the_caller(fake_speaker: Start) -> None:
    speaker = fake_speaker()
    for wrong in (Utterance("one", "high", 100), say(" "), say("one", 0)):
        with pytest.raises(ValueError, match=r"cannot speak as high|needs words and a rate"):
            speaker.clip(wrong)


def test_closing_twice_is_fine_and_what_is_kept_can_still_be_heard(fake_speaker: Start) -> None:
    speaker = fake_speaker()
    speaker.clip(say("one"))
    speaker.close()
    speaker.close()
    assert len(speaker.clip(say("one")))
    with pytest.raises(VoiceError, match="closed"):
        speaker.clip(say("two"))


def test_closing_while_everything_is_under_way_does_not_hang(fake_speaker: Start) -> None:
    speaker = fake_speaker(workers=2)
    speaker.prefetch([say(f"number {i}") for i in range(50)] + [say("HANG")])
    speaker.close()
    with pytest.raises(VoiceError, match="closed"):
        speaker.clip(say("HANG"))


def test_the_voices_are_remembered_until_the_engine_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, meeting: Path
) -> None:
    voices = list_voices(tmp_path, engine=FAKE)
    assert [voice.full_name for voice in voices] == ["fake:low", "fake:high"]
    with monkeypatch.context() as patched:
        no_workers(patched)
        assert list_voices(tmp_path, engine=FAKE) == voices
    changed = {**catalogues.fingerprint(FAKE), "module": [["replaced", 1, 2]]}
    monkeypatch.setattr(catalogues, "fingerprint", lambda _: changed)
    assert catalogues.remembered(FAKE, Cache(tmp_path)) is None


def test_an_unknown_voice_is_asked_for_afresh_and_then_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list_voices(tmp_path, engine=FAKE)
    with pytest.raises(NotFoundError, match="lowly") as raised:
        open_speaker("lowly", "en-US", tmp_path, engine=FAKE)
    assert "Did you mean 'low'?" in raised.value.hint
    no_workers(monkeypatch)
    with pytest.raises(VoiceError, match="a worker was started"):
        open_speaker("lowly", "en-US", tmp_path, engine=FAKE)


FILLER = """
import sys
from pathlib import Path
from coach.timeline._events import Utterance
from coach.voice._speaker import open_speaker
from tests.voice.fakes import FAKE
with open_speaker(None, "en-US", Path(sys.argv[1]), workers=2, engine=FAKE) as speaker:
    wanted = [Utterance(f"number {i} of many", "low", 100) for i in range(40)]
    speaker.prefetch(wanted)
    sys.stdin.readline()
    speaker.wait()
    print(sum(len(speaker.clip(each)) == speaker.measure(each) for each in wanted))
"""


@pytest.mark.slow
def test_two_processes_fill_one_cache_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FILLER, str(tmp_path)]
    pipe = subprocess.PIPE
    with (
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as one,
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as two,
    ):
        assert [each.communicate("go\n") for each in (one, two)] == [("40\n", ""), ("40\n", "")]
    assert len(clip_files(tmp_path)) == 40
    assert list(tmp_path.rglob("*.part")) == []
    cache = Cache(tmp_path)
    assert all(cache.read(path.stem) is not None for path in clip_files(tmp_path))
