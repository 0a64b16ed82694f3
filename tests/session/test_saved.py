"""What is saved of a session comes back as it was, is written when it changes, and is never lost by a fault."""

import json
import os
import threading
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.cli._hints import hint_of
from coach.errors import SavedError
from coach.folders import Folders
from coach.player import State
from coach.programme import Script, Wishes
from coach.session import Autosave, Saved, SavedSessions, Status, StepName
from coach.session._saved import decode, encode
from coach.timeline import Guidance, Loudness, Place
from coach.units import Samples

LIMIT_S = 30.0
SAVED = Saved(
    name="hand-reset",
    path="/scripts/hand-reset.md",
    title="Hands",
    fingerprint="abc",
    wishes=Wishes(pace=Fraction(4, 5), voice="pyttsx3:gmw/en-us", options=frozenset({"b", "a"}), taper=True),
    output=None,
    tempo=Fraction(11, 10),
    volume_db=-3.0,
    steps=(
        StepName("Before", "Before"),
        StepName("Palms", "Circles"),
        StepName("Palms", ""),
        StepName("Palms", "Palms"),
    ),
    step=1,
)

fractions = st.fractions(min_value=Fraction(1, 2), max_value=2)
texts = st.text(st.characters(exclude_characters="\0", codec="utf-8"))
wishes = st.builds(
    Wishes,
    pace=st.none() | fractions,
    rate_wpm=st.none() | st.integers(40, 400),
    pauses=st.none() | fractions,
    holds=st.none() | fractions,
    voice=st.none() | texts,
    options=st.frozensets(texts),
    guidance=st.sampled_from(Guidance),
    taper=st.booleans(),
    duration_s=st.none() | st.fractions(Fraction(1, 100), 10_000),
    fit_speech=st.booleans(),
    drop_optional=st.booleans(),
    loudness=st.sampled_from(Loudness),
    bed=st.none() | texts,
    usual_voice=st.none() | texts,
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_STATE", str(tmp_path / "state"))
    return tmp_path / "state" / "sessions"


class TestContent:
    @given(wishes, texts, texts, fractions, st.floats(-30, 9), st.none() | texts)
    def test_all_of_it_comes_back(
        self, wished: Wishes, name: str, title: str, tempo: Fraction, volume_db: float, output: str | None
    ) -> None:
        steps = (StepName(title, name), StepName(name, title))
        saved = Saved(name, title, name, title, wished, output, tempo, volume_db, steps, 1)
        assert decode(encode(saved)) == saved

    def test_every_wish_there_is_is_tried_above(self) -> None:
        different = Wishes(
            *(Fraction(2), 100, Fraction(2), Fraction(2), "v", frozenset({"o"}), Guidance.BRIEF, True, Fraction(9)),
            fit_speech=True,
            drop_optional=True,
            loudness=Loudness.NIGHT,
            bed="rain",
            usual_voice="u",
        )
        usual = Wishes()
        assert all(getattr(different, name) != getattr(usual, name) for name in Wishes.__dataclass_fields__)
        assert decode(encode(replace(SAVED, wishes=different))).wishes == different

    def test_a_name_that_is_no_text_comes_back(self) -> None:
        """As from a file system whose names are in another encoding."""
        saved = replace(SAVED, name="/a/\udcff.md")
        assert decode(encode(saved)) == saved

    def test_a_wish_that_an_older_program_did_not_know_is_not_made(self) -> None:
        plain = json.loads(encode(SAVED))
        del plain["wishes"]["taper"]
        assert decode(json.dumps(plain).encode()).wishes == replace(SAVED.wishes, taper=False)

    @pytest.mark.parametrize(
        ("key", "value", "told"),
        [
            ("version", 2, "version is 2"),
            ("step", 4, "no step 4"),
            ("step", -1, "'step' cannot be"),
            ("step", True, "'step' cannot be"),
            ("steps", [["only one"]], "'steps' cannot be"),
            ("steps", [[1, 2]], "'steps' cannot be"),
            ("steps", [], "no step 1"),
            ("tempo", "3", "'tempo' cannot be '3'"),
            ("tempo", "1/0", "'tempo' cannot be '1/0'"),
            ("tempo", 1, "'tempo' cannot be"),
            ("volume_db", float("nan"), "'volume_db' cannot be"),
            ("volume_db", 99, "'volume_db' cannot be"),
            ("wishes", {"colour": "red"}, "'wishes' cannot be"),
            ("wishes", {"pace": "-1"}, "'wishes' cannot be"),
            ("wishes", {"guidance": "loud"}, "'wishes' cannot be"),
            ("wishes", {"pace": "1/1000000"}, "'wishes' cannot be"),
            ("wishes", {"rate_wpm": 1}, "'wishes' cannot be"),
            ("wishes", {"holds": "1000"}, "'wishes' cannot be"),
            ("wishes", {"duration_s": "1e999999999"}, "'wishes' cannot be"),
            ("tempo", "1e999999999", "'tempo' cannot be"),
            ("name", None, "'name' cannot be"),
            ("path", "/a/\0.md", "'path' cannot be"),
        ],
    )
    def test_what_cannot_be_is_told(self, key: str, value: Any, told: str) -> None:
        with pytest.raises(ValueError, match=told):
            decode(json.dumps(json.loads(encode(SAVED)) | {key: value}).encode())

    @pytest.mark.parametrize(
        "content", [b"", b"[]", b"\xff\xfe", b"[" * 100_000, encode(SAVED)[:-20], b'{"version": 1}']
    )
    def test_damage_is_told(self, content: bytes) -> None:
        with pytest.raises(ValueError, match=r"it |its |line|codec"):
            decode(content)


class TestFiles:
    def test_one_for_each_routine_by_its_name_or_its_path(self, folder: Path) -> None:
        names = ["hand-reset", "/a/hand-reset.md", "/b/hand-reset.md", "x" * 200, "x" * 201]
        files = [SavedSessions(Folders.of_user()).file_of(name) for name in names]
        assert files[0] == folder / "hand-reset.json"
        assert len(set(files)) == len(files)
        assert all(file.parent == folder and len(file.name) < 80 for file in files)

    def test_a_routine_with_a_name_is_the_same_however_it_is_called(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        scripts = tmp_path / "scripts"
        scripts.mkdir()
        (scripts / "mine.md").touch()
        (tmp_path / "mine.md").touch()
        monkeypatch.setenv("COACH_SCRIPTS", str(scripts))
        monkeypatch.chdir(scripts)
        assert SavedSessions(Folders.of_user()).name_of(Script("mine", Path("mine.md"), "")) == "mine"
        assert (
            SavedSessions(Folders.of_user()).name_of(Script("mine", scripts / ".." / "scripts" / "mine.md", ""))
            == "mine"
        )
        assert SavedSessions(Folders.of_user()).name_of(Script("mine", Path("../mine.md"), "")) == str(
            tmp_path / "mine.md"
        )

    def test_the_latest_is_found_and_each_by_what_it_may_be_called(self, folder: Path, tmp_path: Path) -> None:
        path = tmp_path / "own.md"
        own = replace(SAVED, name=str(path), path=str(path))
        write_at(SAVED, 100)
        write_at(own, 200)
        assert SavedSessions(Folders.of_user()).latest(None) == own
        assert SavedSessions(Folders.of_user()).latest("hand-reset") == SAVED
        assert SavedSessions(Folders.of_user()).latest("own") == own
        assert SavedSessions(Folders.of_user()).latest(str(path)) == own
        with pytest.raises(SavedError, match="'other'"):
            SavedSessions(Folders.of_user()).latest("other")
        SavedSessions(Folders.of_user()).remove(own.name)
        assert SavedSessions(Folders.of_user()).latest(None) == SAVED

    def test_nothing_saved_is_told_with_what_to_do(self, folder: Path) -> None:
        with pytest.raises(SavedError) as caught:
            SavedSessions(Folders.of_user()).latest(None)
        assert caught.value.what == "There is no unfinished session"
        assert "coach play NAME" in hint_of(caught.value)

    @pytest.mark.parametrize("called", [None, "hand-reset"])
    def test_a_damaged_file_is_named_and_kept(self, folder: Path, called: str | None) -> None:
        folder.mkdir(parents=True)
        file = SavedSessions(Folders.of_user()).file_of("hand-reset")
        file.write_bytes(encode(SAVED)[:100])
        with pytest.raises(SavedError) as caught:
            SavedSessions(Folders.of_user()).latest(called)
        assert str(file) in caught.value.what
        assert "Delete the file" in caught.value.hint
        assert file.exists()

    def test_two_writers_never_tear_a_file(self, folder: Path) -> None:
        SavedSessions(Folders.of_user()).write(SAVED)
        both = [SAVED, replace(SAVED, step=2, title="x" * 50_000)]

        def write(one: Saved) -> None:
            for _ in range(50):
                SavedSessions(Folders.of_user()).write(one)

        writers = [threading.Thread(target=write, args=(one,)) for one in both]
        for writer in writers:
            writer.start()
        while any(writer.is_alive() for writer in writers):
            assert SavedSessions(Folders.of_user()).latest("hand-reset") in both
        assert [file.name for file in folder.iterdir()] == ["hand-reset.json"]


def write_at(saved: Saved, at_s: int) -> None:

    SavedSessions(Folders.of_user()).write(saved)
    os.utime(SavedSessions(Folders.of_user()).file_of(saved.name), (at_s, at_s))


@dataclass
class Stand:
    """A session that stands where it is told to, and a disk that notes what it is asked to do, or fails."""

    section: int = 1
    status: Status = field(init=False)
    changed: Event = field(default_factory=Event)
    done: list[object] = field(default_factory=list)
    did: Event = field(default_factory=Event)
    fault: OSError | None = None

    def __post_init__(self) -> None:
        place = Place(self.section, "Palms", 0, "Circles")
        self.status = Status(State.PLAYING, 0, None, Samples(0), 0, place, None, Fraction(1), 0.0)

    def go(self, **to: object) -> None:
        self.status = replace(self.status, **to)  # type: ignore[arg-type]  # by name
        self.did.clear()
        self.changed.set()

    def seen(self) -> None:
        assert self.did.wait(LIMIT_S)

    def write(self, saved: Saved) -> None:
        self._do((saved.step, saved.tempo, saved.volume_db))

    def remove(self, name: str) -> None:
        self._do(f"removed {name}")

    def autosave(self, *, spares: bool = False) -> Autosave:
        first = replace(SAVED, step=0, tempo=Fraction(1), volume_db=0.0)
        return Autosave(first, lambda: self.status, self.changed, self, spares_in_opening=spares)

    def file_of(self, name: str) -> Path:
        return Path(f"{name}.json")

    def _do(self, what: object) -> None:
        try:
            if self.fault:
                raise self.fault
            self.done.append(what)
        finally:
            self.did.set()


@pytest.fixture
def stand() -> Stand:
    return Stand()


class TestAutosave:
    def test_every_step_and_every_change_of_tempo_and_volume_is_saved_once(self, stand: Stand) -> None:
        with stand.autosave():
            stand.go(step=0)
            stand.seen()
            stand.go(step=1)
            stand.seen()
            stand.go(tempo=Fraction(11, 10))
            stand.seen()
            stand.go(volume_db=3.0)
            stand.seen()
            stand.changed.set()
        one = Fraction(1)
        assert stand.done == [(0, one, 0.0), (1, one, 0.0), (1, Fraction(11, 10), 0.0), (1, Fraction(11, 10), 3.0)]

    @pytest.mark.parametrize("state", [State.PLAYING, State.PAUSED, State.STOPPED])
    def test_an_end_before_the_end_keeps_the_last_position(self, stand: Stand, state: State) -> None:
        with stand.autosave():
            stand.go(step=2)
            stand.seen()
            stand.status = replace(stand.status, step=3, state=state)
        assert stand.done == [(2, 1, 0.0), (3, 1, 0.0)]

    def test_the_true_end_forgets_it_and_nothing_is_written_afterwards(self, stand: Stand) -> None:
        autosave = stand.autosave()
        with autosave:
            stand.go(step=2)
            stand.seen()
            stand.go(step=3, state=State.FINISHED)
        stand.go(step=1)
        autosave.close()
        assert stand.done == [(2, 1, 0.0), "removed hand-reset"]

    def test_an_earlier_position_is_spared_until_the_opening_is_over_and_not_in_later_visits(self) -> None:
        stand = Stand(section=0)
        with stand.autosave(spares=True):
            stand.go(step=0)
            stand.go(step=1)
            stand.go(step=2, place=Place(1, "Palms", 0, "Circles"))
            stand.seen()
            stand.go(step=0, place=Place(0, "Before", 0, "Before"))
            stand.seen()
        assert stand.done == [(2, 1, 0.0), (0, 1, 0.0)]

    def test_ended_in_the_opening_an_earlier_position_is_as_it_was(self) -> None:
        stand = Stand(section=0)
        with stand.autosave(spares=True):
            stand.go(step=1)
        assert stand.done == []

    def test_a_disk_that_fails_is_a_note_and_tried_again(self, stand: Stand) -> None:
        stand.fault = OSError(28, "No space left on device")
        autosave = stand.autosave()
        with autosave:
            for step in range(3):
                stand.go(step=step)
                stand.seen()
        (note,) = autosave.notes
        assert "hand-reset.json: No space left on device" in note
        assert stand.done == []

    def test_a_disk_that_has_recovered_leaves_nothing_to_tell(self, stand: Stand) -> None:
        stand.fault = OSError(28, "No space left on device")
        autosave = stand.autosave()
        with autosave:
            stand.go(step=1)
            stand.seen()
            stand.fault = None
        assert stand.done == [(1, 1, 0.0)]
        assert autosave.notes == ()

    def test_a_disk_that_hangs_holds_up_nobody(self, stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("coach.session._autosave.PATIENCE_S", 0.05)
        free, began = Event(), Event()

        def hang(_: Saved) -> None:
            began.set()
            free.wait(LIMIT_S)

        monkeypatch.setattr(stand, "write", hang)
        autosave = stand.autosave()
        with autosave:
            stand.go(step=1)
            assert began.wait(LIMIT_S)
        assert "has not responded" in autosave.notes[0]
        free.set()


def test_a_real_folder_that_cannot_be_made_is_a_note(
    stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("COACH_STATE", str(tmp_path / "file"))
    autosave = Autosave(SAVED, lambda: stand.status, stand.changed, SavedSessions(Folders.of_user()))
    with autosave:
        stand.go(step=1)
    assert "could not be saved" in autosave.notes[0]
