"""Routines by name or file, with what they include, and every fault at its place."""

from pathlib import Path

import pytest

from coach.errors import Code, NotFoundError, ScriptError
from coach.folders import SCRIPTS_VARIABLE, Folders
from coach.programme import find_routine, routine_names

HEAD = "---\ntitle: Own\nlanguage: en-US\n---\n\n## Part\n\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's own scripts."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv(SCRIPTS_VARIABLE, str(folder))
    return folder


@pytest.mark.usefixtures("own")
class TestNames:
    """What can be called by name."""

    def test_what_ships_is_there(self) -> None:
        assert {"infant-legs-and-hips", "prenatal-hip"} <= set(routine_names(Folders.of_user()))

    def test_the_users_own_comes_first(self, own: Path) -> None:
        (own / "prenatal-hip.md").write_text(HEAD + "- Mine.\n")
        (own / "extra.md").write_text(HEAD + "- Extra.\n")
        assert routine_names(Folders.of_user())["prenatal-hip"] == own / "prenatal-hip.md"
        assert find_routine("extra", Folders.of_user()).routine.title == "Own"

    def test_the_users_own_alone(self, own: Path) -> None:
        (own / "extra.md").write_text(HEAD + "- Extra.\n")
        assert routine_names(Folders.of_user(), only_own=True) == {"extra": own / "extra.md"}

    def test_what_is_included_is_told_through_any_depth(self, own: Path) -> None:
        for name, inner in (("a", "b"), ("b", "c")):
            (own / f"{name}.md").write_text(HEAD + f"- Rest.\n\n[include: {inner}]\n")
        (own / "c.md").write_text(HEAD + "- Rest.\n")
        assert [script.name for script in find_routine("a", Folders.of_user()).included] == ["b", "c"]
        assert find_routine("c", Folders.of_user()).included == ()

    def test_a_near_miss_is_guessed(self) -> None:
        with pytest.raises(NotFoundError) as caught:
            find_routine("prenatal-hips", Folders.of_user())
        assert "'prenatal-hips'" in caught.value.what
        assert "Did you mean 'prenatal-hip'?" in caught.value.hint

    def test_an_empty_home_is_no_fault(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv(SCRIPTS_VARIABLE, str(tmp_path / "missing"))
        assert "prenatal-hip" in routine_names(Folders.of_user())


class TestFiles:
    """Scripts by path."""

    def test_a_file_is_read_wherever_it_is(self, tmp_path: Path) -> None:
        (tmp_path / "mine.md").write_text(HEAD + "- Rest. [5s]\n")
        found = find_routine(str(tmp_path / "mine.md"), Folders.of_user())
        assert (found.script.name, found.routine.title) == ("mine", "Own")

    @pytest.mark.parametrize("name", ["notes.txt", "notes", "notes.v2", "notes.TEXT", "Massage für Anna.markdown"])
    def test_any_file_that_is_there_is_taken_whatever_its_extension(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        (tmp_path / name).write_text(HEAD + "- Rest. [5s]\n")
        monkeypatch.chdir(tmp_path)
        for called in (name, f"./{name}", str(tmp_path / name)):
            assert find_routine(called, Folders.of_user()).routine.title == "Own"

    def test_md_may_be_left_out(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "mine.de.md").write_text(HEAD + "- Rest. [5s]\n")
        (tmp_path / "mine.de").mkdir()
        monkeypatch.chdir(tmp_path)
        for called in ("mine.de", "./mine.de", f"{tmp_path}/mine.de"):
            assert find_routine(called, Folders.of_user()).script.name == "mine.de"

    def test_a_routine_that_has_the_name_comes_before_a_file_unless_it_is_called_by_a_path(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "prenatal-hip").write_text(HEAD + "- Rest. [5s]\n")
        monkeypatch.chdir(tmp_path)
        assert find_routine("prenatal-hip", Folders.of_user()).routine.title != "Own"
        assert find_routine("./prenatal-hip", Folders.of_user()).routine.title == "Own"

    def test_a_folder_is_said_to_be_one_with_the_scripts_in_it(self, tmp_path: Path) -> None:
        for name in ("a b.md", "c.md", "d.txt"):
            (tmp_path / name).touch()
        with pytest.raises(NotFoundError, match="is a folder, not a script") as caught:
            find_routine(str(tmp_path), Folders.of_user())
        assert caught.value.hint == f"Name a file in it. It holds: '{tmp_path}/a b.md', {tmp_path}/c.md."

    @pytest.mark.parametrize(
        ("start", "kind"),
        [
            (b"PK\x03\x04", "a word processor's file or an archive"),
            (b"%PDF-1.7", "a PDF"),
            (b"{\\rtf1", "rich text"),
            (b"ID3\x04", "a sound file"),
            (b"RIFF\0\0\0\0WAVE", "a sound file"),
            (b"\x89PNG\r\n", "a picture"),
        ],
    )
    def test_a_file_of_another_kind_is_called_what_it_is(self, tmp_path: Path, start: bytes, kind: str) -> None:
        (tmp_path / "routine.docx").write_bytes(start)
        with pytest.raises(ScriptError) as caught:
            find_routine(str(tmp_path / "routine.docx"), Folders.of_user())
        assert [problem.what for problem in caught.value.problems] == [f"this file is {kind}, not the text of a script"]

    def test_a_path_that_is_not_there_is_answered_with_a_near_one(self, tmp_path: Path) -> None:
        (tmp_path / "tired-hands.md").touch()
        for missing, near in (
            ("tierd-hands.md", "tired-hands"),
            ("prenatal-hips.md", "prenatal-hip"),
            ("prenatal-hip", "prenatal-hip"),
        ):
            with pytest.raises(NotFoundError, match="There is no file") as caught:
                find_routine(f"{tmp_path}/{missing}", Folders.of_user())
            assert caught.value.hint == f"Did you mean '{near}'?"

    def test_a_name_too_long_for_any_file_is_a_name_like_others(self) -> None:
        with pytest.raises(NotFoundError):
            find_routine("x" * 5000, Folders.of_user())

    def test_what_cannot_be_read_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(NotFoundError, match=r"There is no file .*missing\.md"):
            find_routine(f"{tmp_path}/missing.md", Folders.of_user())

    def test_a_name_with_the_extension_of_a_script_leads_to_the_routine(self) -> None:
        with pytest.raises(NotFoundError) as caught:
            find_routine("hand-reset.md", Folders.of_user())
        assert caught.value.code is Code.FILE_NOT_FOUND
        assert caught.value.hint.endswith(": hand-reset")

    def test_a_file_that_is_no_text_is_a_problem_at_its_line(self, tmp_path: Path) -> None:
        (tmp_path / "latin.md").write_bytes(HEAD.encode() + "- Füße.\n".encode("latin-1"))
        with pytest.raises(ScriptError) as caught:
            find_routine(str(tmp_path / "latin.md"), Folders.of_user())
        assert [(problem.line, problem.path) for problem in caught.value.problems] == [(8, str(tmp_path / "latin.md"))]


class TestIncludes:
    """Other routines, by bare name."""

    def test_one_beside_the_script_comes_before_all_others(self, tmp_path: Path) -> None:
        (tmp_path / "outer.md").write_text(HEAD + "- First.\n\n[include: prenatal-hip]\n")
        (tmp_path / "prenatal-hip.md").write_text(HEAD.replace("Part", "Inner") + "- Mine.\n")
        assert [
            section.title for section in find_routine(str(tmp_path / "outer.md"), Folders.of_user()).routine.sections
        ] == [
            "Part",
            "Inner",
        ]

    def test_one_that_ships_can_be_included_from_anywhere(self, tmp_path: Path) -> None:
        (tmp_path / "outer.md").write_text(HEAD + "- First.\n\n[include: prenatal-hip]\n")
        titles = [
            section.title for section in find_routine(str(tmp_path / "outer.md"), Folders.of_user()).routine.sections
        ]
        assert titles[0] == "Part"
        assert "Make a nest" in titles

    def test_a_missing_one_is_a_problem_at_its_line(self, tmp_path: Path) -> None:
        (tmp_path / "outer.md").write_text(HEAD + "- First.\n\n[include: nothing-here]\n")
        with pytest.raises(ScriptError) as caught:
            find_routine(str(tmp_path / "outer.md"), Folders.of_user())
        assert [problem.line for problem in caught.value.problems] == [10]

    def test_a_folder_elsewhere_is_out_of_reach(self, tmp_path: Path) -> None:
        (tmp_path / "secret.md").write_text(HEAD + "- Secret.\n")
        (tmp_path / "scripts").mkdir()
        outer = tmp_path / "scripts" / "outer.md"
        for reach in ("../secret", str(tmp_path / "secret"), "../secret.md"):
            outer.write_text(HEAD + f"- First.\n\n[include: {reach}]\n")
            with pytest.raises(ScriptError):
                find_routine(str(outer), Folders.of_user())


def test_a_chime_that_is_not_there_is_a_problem_of_its_step(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text(HEAD + "- One. [chime: tick]\n- Two. [chime: gnog]\n")
    with pytest.raises(ScriptError) as caught:
        find_routine(str(tmp_path / "mine.md"), Folders.of_user())
    (problem,) = caught.value.problems
    assert (problem.line, problem.source_line) == (9, "- Two. [chime: gnog]")
    assert "gnog" in problem.what
    assert "hold-end" in problem.hint


@pytest.mark.usefixtures("own")
class TestBounds:
    """Files that are no scripts: however large, none is read to its end, and each is told in a sentence at its place."""

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="POSIX has it")
    def test_an_endless_file_is_longer_than_a_script(self) -> None:
        with pytest.raises(ScriptError) as caught:
            find_routine("/dev/zero", Folders.of_user())
        assert "longer than 1048576 characters" in caught.value.problems[0].what

    @pytest.mark.parametrize("letter", ["a", "ä", "€", "😀"])
    @pytest.mark.parametrize("more", [1, 2_000_000])
    def test_however_its_letters_are_encoded(self, tmp_path: Path, letter: str, more: int) -> None:
        """Cut off anywhere, also in the middle of a letter, what is wrong is that it is too long."""
        (tmp_path / "long.md").write_text(letter * (1_048_576 + more), encoding="utf-8")
        with pytest.raises(ScriptError) as caught:
            find_routine(str(tmp_path / "long.md"), Folders.of_user())
        assert "longer than 1048576 characters" in caught.value.problems[0].what

    def test_a_large_sound_is_still_known_as_one(self, tmp_path: Path) -> None:
        (tmp_path / "a.mp3").write_bytes(b"ID3" + bytes(10_000_000))
        with pytest.raises(ScriptError) as caught:
            find_routine(str(tmp_path / "a.mp3"), Folders.of_user())
        assert "this file is a sound file" in caught.value.problems[0].what

    def test_hidden_files_have_no_name(self, own: Path) -> None:
        for name in ("._a.md", ".#b.md", ".c.md"):
            (own / name).write_text(HEAD + "- Rest.\n")
        (own / "d.md").mkdir()
        assert routine_names(Folders.of_user(), only_own=True) == {}
        assert find_routine(str(own / ".c.md"), Folders.of_user()).routine.title == "Own", "but they can be asked for"
