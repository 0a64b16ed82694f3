"""Help for a person: whole lines, plain names, and the same words as the tables that they come from."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
import typer
from typer.testing import CliRunner

from coach.cli._app import app
from coach.files import CAPTIONS, FORMATS
from coach.folders import shipped
from coach.script import PACE_NAMES
from coach.timeline import Guidance, Loudness

COLUMNS = 80
MAY_BE_IMPORTED = {"coach", "typer", "click", "annotated_doc", "shellingham"}
"""Packages beyond the standard library that ``coach --help`` may load; each other one would make everybody wait."""

GROUP = typer.main.get_command(app)


def commands(group: object = GROUP, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command, those of groups first."""
    yield before
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*before, name))


EVERY = list(commands())
every_command = pytest.mark.parametrize("words", EVERY, ids=lambda words: " ".join(("coach", *words)))


def shown(*words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--help"], prog_name="coach", env={"COLUMNS": str(COLUMNS)})
    assert done.exit_code == 0
    return done.output


def flowing(text: str) -> str:
    """The text in one line, however it was wrapped."""
    return " ".join(text.split())


def test_groups_and_their_commands_are_all_looked_at() -> None:
    assert {(), ("play",), ("keys",), ("keys", "learn")} < set(EVERY)
    assert len(EVERY) == 16


@every_command
def test_no_line_is_too_long_and_no_summary_is_cut(words: tuple[str, ...]) -> None:
    text = shown(*words)
    assert max(map(len, text.splitlines())) <= COLUMNS
    _, _, summaries = text.partition("\nCommands:\n")
    assert "..." not in summaries
    assert bool(summaries) == (words in [(), ("keys",)])


@every_command
def test_no_type_of_python_is_shown(words: tuple[str, ...]) -> None:
    text = shown(*words)
    assert not {"<", "{", "list["} & {mark for mark in ("<", "{", "list[") if mark in text}


@every_command
def test_arguments_are_called_in_the_usage_as_in_their_list(words: tuple[str, ...]) -> None:
    text = shown(*words)
    _, _, arguments = text.partition("\nArguments:\n")
    listed = [
        line.split()[0]
        for line in arguments.partition("\n\n")[0].splitlines()
        if line.startswith("  ") and line[2] != " "
    ]
    usage = text.splitlines()[0].partition("[OPTIONS]")[2].split()
    if words not in [(), ("keys",)]:
        assert [name.strip("[]") for name in usage] == listed


@every_command
def test_output_is_always_a_file(words: tuple[str, ...]) -> None:
    options = [line for line in shown(*words).splitlines() if "--output" in line and line.startswith("  -")]
    assert all(line.strip().startswith("-o, --output FILE ") for line in options)
    assert bool(options) == (words in [("export",), ("transcript",), ("voices",), ("import",)])


def test_what_can_be_chosen_is_what_the_tables_have() -> None:
    text = flowing(shown("export"))
    assert f"--format FORMAT {', '.join(list(FORMATS)[:-1])} or {list(FORMATS)[-1]}." in text
    assert f"Also write captions: {', '.join(list(CAPTIONS)[:-1])} or {list(CAPTIONS)[-1]}." in text
    assert f"or {', '.join(PACE_NAMES)}." in text
    assert all(f"{each}" in text.partition("--guidance HOW")[2].partition("--taper")[0] for each in Guidance)
    assert all(f"{each}" in text.partition("--loudness HOW")[2].partition("--voice")[0] for each in Loudness)


def test_the_beds_that_are_named_are_those_that_ship() -> None:
    beds = {path.stem for path in (shipped("audio_cues") / "beds").iterdir()}
    named = flowing(shown("play")).partition("--bed BED Background sound: ")[2].partition(", a sound file")[0]
    assert beds
    assert set(named.split(", ")) == beds


def test_nobody_waits_for_more_than_the_command_line_itself() -> None:
    """What makes help slow is what it imports; no clock is needed to see that."""
    code = (
        "import sys; before = set(sys.modules); sys.argv = ['coach', '--help']\n"
        "from coach.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "loaded = {name.partition('.')[0] for name in sys.modules.keys() - before}\n"
        "print(*loaded - sys.stdlib_module_names, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Usage:" in done.stdout
    assert set(done.stderr.split()) <= MAY_BE_IMPORTED


def test_exit_codes_are_told_at_the_end() -> None:
    told = flowing(shown()).partition("Exit codes: ")[2]
    assert [part.split()[0] for part in told.split("; ")] == ["0", "1", "2", "3", "4", "70"]
