"""Files beside the sound: of the same programme, and there together or not at all."""

from pathlib import Path

import pytest

from coach.errors import CoachError, ExportError
from coach.files import CAPTIONS, export, sidecars_of
from coach.script import Prompt, Routine, Section, Step
from tests.fakes import UNSPEAKABLE
from tests.files.helpers import ROUTINE, ffprobe, programme_of

OTHERS = {"a.vtt": b"words", "a.chapters.json": b"chapters"}


def put(folder: Path, routine: Routine = ROUTINE, *, overwrite: bool = False) -> None:
    made = programme_of(routine)
    beside = {folder / name: content for name, content in OTHERS.items()}
    export(made, folder / "a.mp3", beside=beside, overwrite=overwrite)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_are_written_together(tmp_path: Path) -> None:
    put(tmp_path)
    assert {name: content for name, content in contents(tmp_path).items() if name in OTHERS} == OTHERS
    assert ffprobe(tmp_path / "a.mp3")["format"]["format_name"] == "mp3"


@pytest.mark.parametrize("there", ["a.vtt", "a.chapters.json", "a.mp3"])
def test_one_that_exists_keeps_all_back_unless_it_may_be_overwritten(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_bytes(b"precious")
    with pytest.raises(ExportError, match=f"{there} already exists"):
        put(tmp_path)
    assert contents(tmp_path) == {there: b"precious"}
    put(tmp_path, overwrite=True)
    assert set(contents(tmp_path)) == {"a.mp3", *OTHERS}


def test_a_voice_that_fails_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_bytes(b"precious")
    unspeakable = Routine("x", "en", (Section("x", (Step((Prompt(UNSPEAKABLE),)),)),))
    with pytest.raises(CoachError, match="cannot be spoken"):
        put(tmp_path, unspeakable, overwrite=True)
    assert contents(tmp_path) == {"a.vtt": b"precious"}


@pytest.mark.parametrize("name", CAPTIONS)
def test_every_kind_is_made_from_a_programme(name: str) -> None:
    made = programme_of()
    (kind,) = sidecars_of([name, name])
    text = kind.make(made, "a.mp3")
    assert "Words about Milking for you." in text
    assert "(chime)" in text


def test_what_is_not_there_is_refused_with_what_is() -> None:
    with pytest.raises(ExportError) as caught:
        sidecars_of(["sub"])
    assert "vtt, srt, lrc" in caught.value.hint
