"""``check`` says which rounds are too full for their interval, as they are heard: steps that exclude each other never fill one together."""

from pathlib import Path

import pytest

from coach.folders import Folders
from coach.programme import look_over
from coach.script import ScriptCode

HEAD = "---\ntitle: T\nlanguage: en-US\noptions: {more: More words., less: Fewer words.}\n---\n\n"
MANY = "Many words that take time, and many more of them, and then yet some more words to say here."


def lines_too_full(tmp_path: Path, body: str) -> list[int]:
    path = tmp_path / "rounds.md"
    path.write_text(HEAD + body)
    found = look_over(str(path), Folders.within(tmp_path))
    return [hint.line for hint in found.hints if hint.code == ScriptCode.ROUND_TOO_LONG]


@pytest.mark.parametrize(
    ("steps", "lines"),
    [
        # Each of these takes about nine seconds of ten.
        (["{if: more} Go. [for: 8s]", "{unless: more} Go. [for: 8s]"], []),
        (["{if: live} Go. [for: 8s]", "{if: file} Go. [for: 8s]"], []),
        (["{if: more} Go. [for: 8s]", "{if: less} Go. [for: 8s]"], []),
        (["Go. [for: 8s]", "Go. [for: 8s]"], [10]),
        ([f"{{if: more}} {MANY}", "Go. [for: 8s]"], [10]),
        ([f"{{unless: more}} {MANY}", "Go. [for: 8s]"], [10]),
    ],
)
def test_rounds_are_judged_as_they_are_heard(tmp_path: Path, steps: list[str], lines: list[int]) -> None:
    body = "## Part {every=10s repeat=2 announce=none}\n\n" + "".join(f"- {step}\n" for step in steps)
    assert lines_too_full(tmp_path, body) == lines
