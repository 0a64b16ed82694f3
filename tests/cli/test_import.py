"""Articles into drafts, and new scripts, by the command line."""

from pathlib import Path

import pytest

from coach.cli._importing import file_name
from coach.script import Chime, For, Hold, Pause, Prompt, Repeat, Wait, parse
from tests.cli.helpers import coach

ARTICLE = """Tired hands

Some words before.

1) Rub your palms together for 30 seconds.
2) Press the thumb and hold for a moment.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE)
    return path


class TestImport:
    """``coach import``."""

    def test_the_draft_is_named_by_its_title_and_passes_the_check(self, article: Path) -> None:
        folder = article.parent
        done = coach("import", article, cwd=folder)
        # Title, language, summary, safety, the note before the steps, and two times.
        said = "Wrote tired-hands.md: 1 section, 2 steps. Look at the 7 places marked 'look:'.\n"
        assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
        assert coach("check", "tired-hands.md", cwd=folder).returncode == 0

    def test_a_dash_writes_the_draft_to_stdout_and_no_file(self, article: Path) -> None:
        done = coach("import", article, "-o", "-", "--language", "en-GB", cwd=article.parent)
        routine = parse(done.stdout, "draft.md")
        assert (routine.title, routine.language) == ("Tired hands", "en-GB")
        assert done.stderr.startswith("Wrote 1 section, 2 steps. ")
        assert list(article.parent.iterdir()) == [article]

    def test_a_file_is_overwritten_only_by_force(self, article: Path) -> None:
        draft = article.parent / "mine.md"
        draft.write_text("precious")
        refused = coach("import", article, "-o", draft)
        assert refused.returncode == 1
        assert "already exists" in refused.stderr
        assert draft.read_text() == "precious"
        assert coach("import", article, "-o", draft, "--force").returncode == 0
        assert parse(draft.read_text(), "mine.md").title == "Tired hands"

    def test_the_article_itself_is_never_overwritten(self, article: Path) -> None:
        done = coach("import", article, "-o", article, "--force")
        assert done.returncode == 1
        assert "would overwrite the article" in done.stderr
        assert article.read_text() == ARTICLE

    @pytest.mark.parametrize("address", ["https://example.org/massage", "www.example.org"])
    def test_a_web_address_is_no_file_and_nothing_is_downloaded(self, tmp_path: Path, address: str) -> None:
        done = coach("import", address, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"{address} is a web address, and coach downloads nothing. Save the page first" in done.stderr
        assert not list(tmp_path.glob("*.md"))

    @pytest.mark.parametrize(
        ("given", "code", "what", "to_do"),
        [
            ("missing.txt", 4, "missing.txt cannot be read", "Give the path of an article"),
            ("latin.txt", 3, "not UTF-8 text: line 2", "save it as UTF-8"),
            ("empty.txt", 3, "no words", "look into the file"),
        ],
    )
    def test_what_cannot_be_imported_is_told_with_what_to_do(
        self, tmp_path: Path, given: str, code: int, what: str, to_do: str
    ) -> None:
        (tmp_path / "latin.txt").write_bytes(b"First\ncaf\xe9\n")
        (tmp_path / "empty.txt").touch()
        done = coach("import", given, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (code, "")
        first, second = done.stderr.splitlines()
        assert what in first
        assert to_do in second
        assert not list(tmp_path.glob("*.md"))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Rest: slowly, 2nd part!", "rest-slowly-2nd-part"),
        ("Füße größer", "fusse-grosser"),
        ("../../etc/passwd", "etc-passwd"),
        ("\u4f60\u597d", "saved-page"),
        ("a" * 200, "a" * 60),
    ],
)
def test_the_name_of_the_file_is_a_plain_one(title: str, name: str) -> None:
    assert file_name(title, "Saved page") == name


class TestNew:
    """``coach new``."""

    def test_it_shows_everything_once_and_passes_the_check(self, tmp_path: Path) -> None:
        assert coach("new", "tired-hands", cwd=tmp_path).returncode == 0
        assert coach("check", "tired-hands.md", cwd=tmp_path).returncode == 0
        routine = parse((tmp_path / "tired-hands.md").read_text(), "tired-hands.md")
        assert routine.title == "Tired hands"
        kinds = {type(item) for section in routine.sections for step in section.steps for item in step.items}
        assert kinds == {Prompt, Pause, Hold, For, Repeat, Chime, Wait}
        sections = routine.sections
        assert any(section.sides for section in sections)
        assert any(section.optional for section in sections)
        assert any(section.repeat > 1 for section in sections)
        assert routine.options
        assert routine.needs
        assert routine.safety

    def test_it_overwrites_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "mine.md"
        path.write_text("precious")
        done = coach("new", "mine", cwd=tmp_path)
        assert done.returncode == 1
        assert "already exists" in done.stderr
        assert path.read_text() == "precious"

    @pytest.mark.parametrize("name", ['say "so" \\ here: #1', "--- [x] {y}"])
    def test_any_name_makes_a_script_with_that_title(self, tmp_path: Path, name: str) -> None:
        assert coach("new", "--", name, cwd=tmp_path).returncode == 0
        (path,) = tmp_path.iterdir()
        parse(path.read_text(), "new.md")

    def test_a_name_without_letters_is_refused(self, tmp_path: Path) -> None:
        done = coach("new", "...", cwd=tmp_path)
        assert done.returncode == 2
        assert "'...' cannot be the name of a script" in done.stderr
        assert not list(tmp_path.iterdir())
