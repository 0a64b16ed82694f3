"""What the documents list is what the program knows, their links lead somewhere, and the commands they show exist."""

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
import typer

import coach
from coach.cli import _bindings as bindings
from coach.cli import _personal as personal
from coach.cli._app import app
from coach.files import CAPTIONS, FORMATS
from coach.folders import shipped
from coach.script import ScriptCode
from coach.sound import Chimes
from coach.timeline import Kind

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group, to typer's typing a command
CODE = re.compile(r"`([^`\n]+)`")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def table(page: Path, heading: str) -> list[list[str]]:
    """The rows below the one row whose first cell is ``heading``."""
    lines = iter(text_of(page).splitlines())
    for line in lines:
        if line.startswith(f"| {heading} |"):
            break
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    assert rows
    return rows


def code(cell: str) -> list[str]:
    return CODE.findall(cell)


class TestSettings:
    """docs/pace-and-time.md."""

    ROWS = table(DOCS / "pace-and-time.md", "Setting")

    def test_every_setting_is_there_and_no_other(self) -> None:
        assert [name for row in self.ROWS for name in code(row[0])] == list(personal.KEYS)

    def test_every_value_shown_can_be_set(self) -> None:
        for name, values in ((code(row[0])[0], code(row[1])) for row in self.ROWS):
            for value in values:
                personal.value_of(name, value)


class TestKeys:
    """docs/live.md."""

    def test_the_table_is_that_of_coach_keys(self) -> None:
        assert [row[0] for row in table(DOCS / "live.md", "Key")] == [keys for keys, _ in bindings.table({})]

    def test_every_command_that_a_key_can_be_taught_is_named(self) -> None:
        named = re.search(r"^The commands are (.*?)\. Name a key", text_of(DOCS / "live.md"), re.MULTILINE | re.DOTALL)
        assert named
        assert ", ".join(code(named[1])) == bindings.words()


def test_every_format_is_there_with_its_file_extensions() -> None:
    shown = {code(row[0])[0]: tuple(code(row[1])) for row in table(DOCS / "formats.md", "Format")}
    assert shown == {format_.name: format_.extensions for format_ in FORMATS.values()}


def test_every_kind_of_captions_is_there() -> None:
    assert [code(row[0])[0] for row in table(DOCS / "words.md", "Kind")] == list(CAPTIONS)


def test_every_kind_of_event_is_there() -> None:
    (kinds,) = [row[2] for row in table(DOCS / "show-json.md", "Key") + _events() if row[0] == "`kind`"]
    assert set(code(kinds)) == {kind.value for kind in Kind}


def _events() -> list[list[str]]:
    rows = text_of(DOCS / "show-json.md").split("Each event:")[1].splitlines()
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows if row.startswith("| `")]


def test_the_readme_has_every_command() -> None:
    shown = [words.split()[1] for row in table(ROOT / "README.md", "Command") for words in code(row[0])]
    assert set(shown) == set(COMMANDS)


def test_the_readme_names_the_beds_that_ship() -> None:
    (row,) = [row for row in table(ROOT / "README.md", "Option") if "--bed" in row[0]]
    assert set(code(row[1])) == {path.stem for path in (shipped("audio_cues") / "beds").iterdir()}


def test_the_guide_names_the_chimes_that_ship() -> None:
    named = re.search(
        r"The chimes that come with coach are (.*?)\. `bell`", text_of(DOCS / "script-language.md"), re.DOTALL
    )
    assert named
    chimes = Chimes([shipped("audio_cues")])
    assert all(chimes.find(name) for name in code(named[1]))
    earcons = {"more", "less", "no-further"}
    assert set(code(named[1])) == {path.stem for path in shipped("audio_cues").glob("*.wav")} - earcons


def shown_commands(page: Path) -> Iterator[list[str]]:
    """The command lines of coach that a page shows, in text and in blocks, as words."""
    text = text_of(page)
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.split("#")[0] for block in blocks for line in block.splitlines()]
    for line in [*code(re.sub(r"\n\s*", " ", text)), *lines]:
        if found := re.search(r"(?:^|/)coach ([a-z].*)", line):
            yield found[1].split("|")[0].split()


@every_page
def test_every_command_line_names_commands_and_options_that_exist(page: Path) -> None:
    for name, *rest in shown_commands(page):
        if name in ("keys", "CMD"):
            continue
        assert name in COMMANDS, name
        known = {
            option for parameter in COMMANDS[name].params for option in (*parameter.opts, *parameter.secondary_opts)
        }
        asked = {word for word in rest if re.fullmatch(r"--?[a-z][a-z-]*", word)}
        assert asked <= known | {"--help"}, (name, asked - known)


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_contributing_has_the_layers_that_are_enforced() -> None:
    shown = re.search(r"<!-- layers -->\n```\n(.*?)```", text_of(ROOT / "CONTRIBUTING.md"), re.DOTALL)
    assert shown
    (layers,) = [
        contract["layers"] for contract in PROJECT["tool"]["importlinter"]["contracts"] if "layers" in contract
    ]
    assert [re.sub(r"\s+", "", layer) for layer in shown[1].split(">")] == [
        layer.replace("coach.", "").replace(" ", "") for layer in layers
    ]


def test_the_diagram_has_every_room() -> None:
    diagram = text_of(ROOT / "CONTRIBUTING.md").partition("## Rules that hold everywhere")[0]
    rooms = {path.parent.name for path in (ROOT / "coach").glob("*/__init__.py")}
    assert set(re.findall(r"coach/(\w+)", diagram)) == rooms


def test_every_dependency_has_a_row_that_says_who_needs_it() -> None:
    """Nothing behind its name is for everybody; ``extra`` and ``development`` are what pyproject.toml calls so."""
    rows: dict[str, str] = {}
    for cell, *_ in table(ROOT / "CONTRIBUTING.md", "package"):
        names, _, mark = cell.partition(" (")
        rows |= {name: mark.removesuffix(")") for name in names.split(", ")}
    project = PROJECT["project"]
    wanted = {_package(told): "" for told in project["dependencies"]}
    for extra, packages in project["optional-dependencies"].items():
        wanted |= {_package(told): "development" if extra == "dev" else "extra" for told in packages}
    del wanted[project["name"]]
    assert rows == wanted


def _package(requirement: str) -> str:
    return re.split(r"[^\w-]", requirement)[0]


def test_a_name_that_is_a_term_of_the_glossary_is_spelled_as_there() -> None:
    """``Playhead``, and not ``PlayHead``: a class of a face is a term in the spelling of classes, word by word."""
    classes = {"".join(map(_as_in_classes, re.split(r"[ -]", term))) for term in _terms()}
    by_letters = {name.lower(): name for name in classes}
    assert [name for name in _exported() if by_letters.get(name.lower(), name) != name] == []


def test_every_name_of_the_front_door_is_in_the_glossary() -> None:
    assert [name for name in coach.__all__ if name[0].isupper() and name not in _terms()] == []


def _as_in_classes(word: str) -> str:
    """``Pcm`` for PCM and ``Beat`` for beat; what has capitals inside, such as VoiceInfo, is a class as it stands."""
    return word.capitalize() if word.isupper() or word[1:].islower() else word


def _terms() -> list[str]:
    """A term that names a class stands as the class; any other is written in words."""
    return [term for bold in re.findall(r"\*\*(.+?)\*\*", text_of(DOCS / "glossary.md")) for term in bold.split(", ")]


def _exported() -> Iterator[str]:
    for path in (ROOT / "coach").glob("*/__init__.py"):
        face = import_module(f"coach.{path.parent.name}")
        yield from (name for name in getattr(face, "__all__", ()) if name[0].isupper() and not name.isupper())


def anchors(page: Path) -> set[str]:
    """The names that headings get on code hosts."""
    titles = re.findall(r"^#+ (.*)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    outside_code = re.sub(r"^```.*?^```|`[^`\n]*`", "", text_of(page), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", outside_code):
        path, _, anchor = "".join(target).partition("#")
        if path.startswith("http"):
            continue
        meant = (page.parent / path).resolve() if path else page
        assert meant.exists(), target
        assert not anchor or anchor in anchors(meant), target


@every_page
def test_every_path_it_names_is_there(page: Path) -> None:
    for named in code(text_of(page)):
        if re.fullmatch(r"(?:coach|tests|docs|benchmarks|audio_cues|scripts|examples|\.ci)/[\w./-]+", named):
            assert (ROOT / named).exists(), named


def test_every_code_of_a_problem_is_explained_for_editors() -> None:
    assert [code(row[0])[0] for row in table(DOCS / "check-json.md", "Code") if row[0].strip("`").isdigit()] == list(
        "0124"
    )
    rows = text_of(DOCS / "check-json.md").split("## Codes")[1].splitlines()
    assert {CODE.findall(row)[0] for row in rows if row.startswith("| `")} == set(ScriptCode)
