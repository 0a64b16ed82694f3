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

    @pytest.mark.parametrize(
        ("name", "told", "code"),
        [("missing.md", "There is no file", Code.FILE_NOT_FOUND), (".", "cannot be read", Code.FILE_UNREADABLE)],
    )
    def test_what_cannot_be_read_is_named(self, tmp_path: Path, name: str, told: str, code: Code) -> None:
        with pytest.raises(NotFoundError, match=told) as caught:
            find_routine(f"{tmp_path}/{name}", Folders.of_user())
        assert caught.value.code is code
        assert name in caught.value.data["path"] or caught.value.data["path"] == str(tmp_path)

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
