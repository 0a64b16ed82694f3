"""A command loads what it needs and no more: with Python's own start, that is most of what a short one costs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.helpers import coach

TWO_SENTENCES = """---
title: Two
language: en-US
---

- Sit down. [pause: 1s]
- Breathe out. [pause: 1s]
"""

LOADED = """
import json, sys
from coach.cli import main
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def loaded_by(*arguments: object) -> set[str]:
    """The modules that a command has loaded at its end."""
    command = [sys.executable, "-c", LOADED, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "two.md"
    path.write_text(TWO_SENTENCES)
    return path


def test_what_has_been_made_before_is_exported_without_what_makes_sound(script: Path) -> None:
    command = ("export", script, "--voice", "pyttsx3", "-o", script.with_suffix(".mp3"), "--force")
    assert coach(*command).returncode == 0
    first = script.with_suffix(".mp3").read_bytes()
    loaded = loaded_by(*command)
    assert not loaded & {"numpy", "soxr", "miniaudio", "lameenc", "loudness", "langcodes", "resvg_py", "pydantic"}
    assert script.with_suffix(".mp3").read_bytes() == first


def test_a_script_is_checked_without_what_speaks_or_writes(script: Path) -> None:
    assert not loaded_by("check", script) & {"numpy", "soxr", "miniaudio", "lameenc", "mutagen", "pyttsx3", "pydantic"}


def test_with_an_empty_cache_all_of_that_is_loaded(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So what the first test misses is there when it is needed."""
    monkeypatch.setenv("COACH_CACHE_DIR", str(tmp_path / "empty"))
    loaded = loaded_by("export", script, "--voice", "pyttsx3", "-o", script.with_suffix(".mp3"))
    assert loaded >= {"numpy", "soxr", "lameenc", "mutagen"}
