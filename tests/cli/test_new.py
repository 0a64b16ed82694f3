"""``coach new``: templates in several languages, and where they go."""

import shlex
from pathlib import Path

import pytest

from coach.cli._new import languages, template
from coach.folders import Folders
from coach.programme import find_routine
from coach.script import Chime, For, Hold, Pause, Prompt, Repeat, Wait, parse
from coach.timeline import Choices, expand, spoken
from tests.cli.helpers import invoke
from tests.languages import UNTRANSLATED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_SCRIPTS", str(tmp_path / "own" / "scripts"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


def test_there_is_a_template_in_the_languages_that_are_documented() -> None:
    assert {"de", "en", "es", "fr"} <= set(languages())


@pytest.mark.parametrize("language", languages())
class TestTemplates:
    """Each of them."""

    def test_it_shows_everything_and_passes_the_check(self, folder: Path, language: str) -> None:
        assert invoke("new", "mine", "--language", language).exit_code == 0
        checked = invoke("check", "mine.md")
        assert (checked.exit_code, checked.stderr) == (0, "")
        routine = find_routine("mine.md", Folders.of_user()).routine
        assert routine.language == language
        assert routine.title == "Mine"
        kinds = {type(item) for section in routine.sections for step in section.steps for item in step.items}
        assert kinds == {Prompt, Pause, Hold, For, Repeat, Chime, Wait}
        assert [(len(section.sides), section.optional, section.repeat) for section in routine.sections] == [
            (0, False, 1),
            (2, False, 1),
            (0, True, 2),
        ]
        assert routine.needs
        assert routine.safety

    def test_it_has_no_words_of_another(self, language: str) -> None:
        """What is spoken is shared with no other template, but for chimes, numbers and such."""

        def said(of_language: str) -> set[str]:
            routine = parse(template(of_language, "X"), "new.md")
            items = [item for section in routine.sections for step in section.steps for item in step.items]
            return {item.text for item in items if isinstance(item, Prompt)} | set(routine.safety) | {routine.summary}

        others = set().union(*(said(other) for other in languages() if other != language))
        assert not said(language) & others

    def test_both_ways_through_it_are_spoken(self, language: str) -> None:
        routine = parse(template(language, ""), "new.md")
        (option,) = routine.options
        ways = [
            {words.text for words, _ in spoken(expand(routine, Choices("v", options=options)))}
            for options in (frozenset[str](), frozenset({option.name}))
        ]
        assert ways[0] - ways[1]
        assert ways[1] - ways[0]


def test_a_region_is_kept(folder: Path) -> None:
    invoke("new", "manos", "--language", "es_mx")
    routine = find_routine("manos.md", Folders.of_user()).routine
    assert (routine.language, routine.safety) == ("es-MX", parse(template("es", ""), "es.md").safety)


def test_a_language_at_the_end_of_the_name_is_taken(folder: Path) -> None:
    invoke("new", "hand-reset.de")
    routine = find_routine("hand-reset.de.md", Folders.of_user()).routine
    assert (routine.language, routine.title) == ("de", "Hand reset")


def test_a_language_without_a_template_has_the_english_one_and_is_told(folder: Path) -> None:
    done = invoke("new", "manus", "--language", UNTRANSLATED)
    assert done.exit_code == 0
    assert f"no template in '{UNTRANSLATED}'" in done.stderr
    assert parse(Path("manus.md").read_text(), "manus.md").language == UNTRANSLATED


@pytest.mark.parametrize("language", ["Deutsch1", "german!", "", "d"])
def test_what_is_no_language_makes_nothing(folder: Path, language: str) -> None:
    assert invoke("new", "mine", "--language", language).exit_code == 2
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["Wehen & Atmen", "it's", "a;b", "$HOME", "-x"])
def test_the_command_that_is_suggested_can_be_pasted(folder: Path, name: str) -> None:
    told = invoke("new", "--", name).stdout
    command = shlex.split(told.rpartition(", then run: coach ")[2])
    assert invoke(*command).exit_code == 0


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "a\x1b[1m", "\u202eknee", "a\u200bb", "a\x7f"])
def test_a_name_with_what_cannot_be_seen_makes_nothing(folder: Path, name: str) -> None:
    done = invoke("new", "--", name)
    assert done.exit_code == 2
    assert "another character that cannot be seen" in " ".join(done.stderr.replace("\u2502", " ").split())
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["", " ", ".md", "..", "../", ".hidden", "a/.md", "---", " tired-hands"])
def test_what_is_no_name_makes_nothing(folder: Path, name: str) -> None:
    done = invoke("new", "--", name)
    assert done.exit_code == 2
    assert "cannot be the name of a script" in " ".join(done.stderr.split())
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "better"),
    [("x y.txt", "'x y'"), ("hands.DOCX", "hands"), ("a/b.html", "a/b"), ("hands.mp3", "hands"), ("h.de.txt", "h.de")],
)
def test_another_kind_of_file_is_refused_with_what_is_meant(folder: Path, name: str, better: str) -> None:
    done = invoke("new", name)
    assert done.exit_code == 2
    assert f"Write: coach new {better}" in " ".join(done.stderr.split())
    assert list(folder.iterdir()) == []


def test_a_dot_in_a_name_is_part_of_it(folder: Path) -> None:
    for name in ("v1.5", "Dr. Who", "hands.it"):
        assert invoke("new", name).exit_code == 0
        assert Path(f"{name}.md").is_file()


class TestMine:
    """Into the folder where it has a name."""

    def test_it_can_be_called_by_its_name_and_the_folders_are_made(self, folder: Path) -> None:
        done = invoke("new", "abend", "--language", "de", "--mine")
        assert done.exit_code == 0, done.stderr
        assert done.stdout.endswith("then run: coach check abend\n")
        assert invoke("check", "abend").exit_code == 0
        folders = Folders.of_user()
        assert all(made.is_dir() for made in (folders.scripts, folders.chimes, folders.beds))

    def test_it_overwrites_nothing(self, folder: Path) -> None:
        assert invoke("new", "abend", "--mine").exit_code == 0
        done = invoke("new", "abend", "--mine", "--language", "de")
        assert done.exit_code == 1
        assert "already exists" in done.stderr

    @pytest.mark.parametrize("name", ["sub/abend", "/abend", "-"])
    def test_it_has_a_name_and_no_folder(self, folder: Path, name: str) -> None:
        done = invoke("new", name, "--mine")
        assert (done.exit_code, done.stdout) == (2, "")
        assert "Give a name without a folder" in " ".join(done.stderr.split())
