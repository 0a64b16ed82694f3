"""Pictures on the command line, with the real voice."""

from pathlib import Path
from xml.etree.ElementTree import parse

import pytest

from tests.cli.helpers import SHORT, coach
from tests.picture.helpers import SVG, size_of


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "short.md"
    path.write_text(SHORT)
    return path


def test_a_picture_is_written_by_the_ending_of_its_name(short: Path, tmp_path: Path) -> None:
    done = coach("show", short, "--picture", tmp_path / "short.svg")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(", 4 chapters\n")
    svg = parse(tmp_path / "short.svg").getroot()  # noqa: S314 - it is our own
    assert svg.findtext(f"{SVG}title") == "Short routine"
    # Two of the four sections are one for each side.
    texts = {text.text for text in svg.iter(f"{SVG}tspan")}
    assert {"First part: right hand", "First part: left hand", "Second part"} <= texts
    assert coach("show", short, "--picture", tmp_path / "short.PNG").returncode == 0
    width, height = size_of((tmp_path / "short.PNG").read_bytes())
    assert width == 2400
    assert 300 < height < 1200


def test_an_existing_file_is_kept_unless_forced(short: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.svg"
    target.write_text("precious")
    done = coach("show", short, "--picture", target)
    assert done.returncode == 1
    assert "--force" in done.stderr
    assert target.read_text() == "precious"
    assert coach("show", short, "--picture", target, "--force").returncode == 0
    assert target.read_text().startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (
            ["--picture", "out.gif"],
            2,
            "out.gif has the extension '.gif', which is not a supported picture format Supported: .svg, .png.",
        ),
        (["--picture", "out"], 2, "out has no file extension Supported: .svg, .png."),
        (["--picture", "no/such/folder.svg"], 4, "there is no folder no/such"),
        (["--picture", "out.svg", "--json"], 2, "Use either --json or --picture"),
        (["--force"], 2, "--force needs --picture FILE"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(tmp_path: Path, arguments: list[str], code: int, told: str) -> None:
    done = coach("show", "prenatal-hip", *arguments, cwd=tmp_path)
    said = " ".join(done.stderr.replace("coach: error:", "").split())
    assert (done.returncode, done.stdout) == (code, "")
    assert told in said
    assert not list(tmp_path.iterdir())


def test_the_table_begins_with_a_line_of_the_whole(short: Path) -> None:
    title, line, key, blank, *_ = coach("show", short).stdout.splitlines()
    assert title.startswith("Short routine: ")
    assert len(line) == 80
    assert set(line) == set("█▒·")
    assert (key, blank) == ("█ words  ▒ work  · silence", "")


def test_the_line_is_as_wide_as_the_terminal_and_plain_where_blocks_cannot_be_shown(short: Path) -> None:
    shown = coach("show", short, env={"COLUMNS": "33", "PYTHONIOENCODING": "ascii:replace"}).stdout.splitlines()
    assert len(shown[1]) == 33
    assert set(shown[1]) == set("#=.")
    assert shown[2] == "# words  = work  . silence"
